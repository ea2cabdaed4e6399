import HanLexicon

/// Rebuilds one imported folder of `Dictionaries` from the package its facts come from.
public protocol Importer: Sendable {
  /// The name users give to `hanflow dictionary import`.
  var name: String { get }
  /// The folder below `Dictionaries` that it fills.
  var folder: String { get }
  /// The files to write, and what the folder's README says of their source.
  /// `dictionaries` is read for what is written by hand and therefore not imported.
  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder
}

/// What an importer found.
public struct ImportedFolder: Sendable {
  public struct File: Sendable {
    public var name: String
    public var header: [String]
    public var rows: [[String]]
    /// Where the file came from, for the folder's README.
    public var source: String
    public var checksum: String
  }

  /// One line: what it is, from which package and version.
  public var summary: String
  public var licence: String
  public var files: [File]
}

/// All importers, and the writing of what they find. Of two that know a name the earlier one's counts.
public enum Importers {
  public static let all: [any Importer] = [
    OpenCCImporter(), ICURulesImporter(), JiebaImporter(), CLDRImporter(), DivisionImporter(), CityImporter(), ExemplarCityImporter(),
    MainlandListingImporter(), TaiwanListingImporter()
  ]

  /// Imports by name (all without names) into the folder `Dictionaries`; returns a line for people per folder.
  public static func run(_ names: [String], from packages: PackageFolder, into dictionaries: String) throws(LexiconError) -> [String] {
    var report: [String] = []
    for name in names where !all.contains(where: { $0.name == name }) {
      let known = all.map(\.name).joined(separator: " ")
      throw LexiconError(.missing, "nothing is imported by the name '\(name)'; the names are: \(known)")
    }
    for importer in all where names.isEmpty || names.contains(importer.name) {
      let found = try importer.read(packages, beside: dictionaries)
      let folder = "\(dictionaries)/\(importer.folder)"
      FileBytes.makeDirectory(folder)
      for file in found.files { try FileBytes.write(tsv(file), to: "\(folder)/\(file.name)") }
      try FileBytes.write(Array(readme(importer, found).utf8), to: "\(folder)/README.md")
      let rows = found.files.reduce(0) { $0 + $1.rows.count }
      report.append("\(importer.name): \(rows) lines in \(found.files.count) files of \(importer.folder)")
    }
    return report
  }

  private static func tsv(_ file: ImportedFolder.File) -> [UInt8] {
    var bytes = Array(file.header.joined(separator: "\t").utf8) + [10]
    let lines = file.rows.map { Array($0.joined(separator: "\t").utf8) }
    // Sorted by the first column, as every dictionary is: a tab sorts before all that a cell may hold.
    for line in lines.sorted(by: { $0.lexicographicallyPrecedes($1) }) { bytes += line + [10] }
    return bytes
  }

  private static func readme(_ importer: any Importer, _ found: ImportedFolder) -> String {
    let rows = found.files.sorted { $0.name < $1.name }.map { "| \($0.name) | \($0.rows.count) | \($0.source) | \($0.checksum) |" }
    return """
      # \(importer.folder)
      \(found.summary) Licence: \(found.licence).
      Written by `hanflow dictionary import \(importer.name)`; do not edit by hand: what should differ goes into a file of our own.

      | file | lines | from | checksum |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }
}
