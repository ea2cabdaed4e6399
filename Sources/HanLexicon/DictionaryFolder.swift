/// The folder `Dictionaries`: its schemas, its files, what is wrong with them, and the image they make.
public struct DictionaryFolder: Sendable {
  public static let schemaFile = "schemas.tsv"
  static let foldFiles = ["text/fold.tsv", "conversion/opencc/ts-characters.tsv"]
  /// The rules that lie under all others.
  static let importedBase = "conversion/icu/"
  static let passesFile = "conversion/passes.tsv"
  /// What models are trained on; it stands in no image.
  public static let examples = "examples"

  public let path: String
  public let schemas: [Schema]
  private let schemaBytes: [UInt8]
  public let files: [TSVFile]

  /// Reads the folder; what is wrong with a file's contents is found by ``faults()``.
  public init(_ path: String) throws(LexiconError) {
    self.path = path
    let schemaPath = "\(path)/\(Self.schemaFile)"
    guard FileBytes.exists(schemaPath) else {
      throw LexiconError(.missing, "no \(Self.schemaFile) there; give the folder that holds the dictionaries", at: path)
    }
    schemaBytes = try FileBytes.read(schemaPath)
    schemas = try Schema.read(TSVFile(bytes: schemaBytes, name: Self.schemaFile))
    var files: [TSVFile] = []
    for name in FileBytes.files(below: path, suffix: ".tsv") where name != Self.schemaFile {
      files.append(try TSVFile(path: "\(path)/\(name)", name: name))
    }
    self.files = files
  }

  /// The schema a file belongs to: the one that names it most closely.
  public func schema(of file: String) -> Schema? {
    schemas.filter { $0.covers(file) }.max { $0.files.utf8.count < $1.files.utf8.count }
  }

  /// The image of all dictionaries; throws at the first fault. `derived` gives further sections, made of those that stand in it already.
  public func image(deriving derived: (Image) throws(LexiconError) -> [(String, [UInt8])] = { _ in [] }) throws(LexiconError) -> [UInt8] {
    if let fault = faults().first { throw fault }
    var builder = ImageBuilder()
    builder.add(SchemaTable.sectionName, schemaBytes)
    let foldSection = ScriptFold.section(foldPairs())
    builder.add(ScriptFold.sectionName, foldSection)
    builder.add(CharacterClasses.sectionName, characterClasses())
    let fold = try Self.fold(foldSection)
    for schema in schemas where schema.name != "conversion" && schema.name != Self.examples && !schema.files.isEmpty {
      let own = files.filter { self.schema(of: $0.name)?.name == schema.name }
      for section in LexiconCompiler(schema: schema, fold: fold).sections(schema.name, own) { builder.add(section.0, section.1) }
    }
    for section in try passes(fold) { builder.add(section.0, section.1) }
    for section in try derived(try Image(bytes: builder.bytes(), origin: path)) { builder.add(section.0, section.1) }
    return builder.bytes()
  }

  /// The fold through which the names and words of these dictionaries are looked up.
  public func fold() throws(LexiconError) -> ScriptFold { try Self.fold(ScriptFold.section(foldPairs())) }

  static func fold(_ section: [UInt8]) throws(LexiconError) -> ScriptFold {
    var builder = ImageBuilder()
    builder.add(ScriptFold.sectionName, section)
    return try ScriptFold(try Image(bytes: builder.bytes(), origin: "fold"))
  }

  private func characterClasses() -> [UInt8] {
    func map(_ name: String) -> [Unicode.Scalar: [Unicode.Scalar]] {
      let rows = files.first { $0.name == "conversion/opencc/\(name).tsv" }?.rows ?? []
      return rows.reduce(into: [:]) { map, row in
        guard let from = row.fields[0].unicodeScalars.first, row.fields[0].unicodeScalars.count == 1 else { return }
        map[from] = row.fields[1].split(separator: "|").compactMap { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first : nil }
      }
    }
    // 群 and 税 are Simplified beside OpenCC's own Traditional 羣 and 稅, but Taiwan and Hong Kong write them, too.
    let spellings =
      ["tw-variants", "tw-variants-phrases", "hk-variants", "hk-variants-phrases"].map { "conversion/opencc/\($0).tsv" }
      + ["conversion/own/tw-variants.tsv", "conversion/choices.tsv"]
    // What a choice may become is written in Traditional text, too, also where it is a Simplified character as well.
    let written = files.filter { spellings.contains($0.name) }.flatMap { file in file.rows.flatMap { Array($0.fields[1].unicodeScalars) } }
    return CharacterClasses.section(
      simplifiedToTraditional: map("st-characters"), traditionalToSimplified: map("ts-characters"), inTraditionalText: Set(written))
  }

  /// The characters of `text/fold.tsv`, then the Traditional ones with their first Simplified form.
  private func foldPairs() -> [(Unicode.Scalar, Unicode.Scalar)] {
    let rows = Self.foldFiles.flatMap { name in files.first { $0.name == name }?.rows ?? [] }
    return rows.compactMap { row in
      let target = row.fields[1].split(separator: "|").first ?? ""
      guard let from = row.fields[0].unicodeScalars.first, let to = target.unicodeScalars.first,
        row.fields[0].unicodeScalars.count == 1, target.unicodeScalars.count == 1
      else { return nil }
      return (from, to)
    }
  }

  /// Each pass of conversion is a lexicon of its own: several files in order of precedence.
  private func passes(_ fold: ScriptFold) throws(LexiconError) -> [(String, [UInt8])] {
    guard let schema = schemas.first(where: { $0.name == "conversion" }), let list = files.first(where: { $0.name == Self.passesFile })
    else { return [] }
    var sections: [(String, [UInt8])] = []
    for row in list.rows {
      var members: [TSVFile] = []
      for name in row.fields[1].split(separator: "|") {
        guard let file = files.first(where: { $0.name == "conversion/\(name).tsv" }) else {
          throw LexiconError(.missing, "no dictionary conversion/\(name).tsv", at: "\(list.name):\(row.line)")
        }
        members.append(file)
      }
      if members.count > 1 { members = Self.stable(members) }
      sections += LexiconCompiler(schema: schema, fold: fold).sections("pass.\(row.fields[0])", members, clash: .firstFileWins)
    }
    return sections
  }

  /// The files without the rows whose result holds a character that the pass always changes: what is converted would change again.
  private static func stable(_ members: [TSVFile]) -> [TSVFile] {
    var seen: Set<Substring> = []
    var changing: Set<Character> = []
    for row in members.flatMap(\.rows) where row.fields[0].count == 1 && seen.insert(row.fields[0]).inserted {
      if !row.fields[1].split(separator: "|").contains(row.fields[0]) { changing.formUnion(row.fields[0]) }
    }
    return members.map { file in
      file.name.hasPrefix(importedBase) ? file.filtered { row in !row.fields[1].prefix { $0 != "|" }.contains { changing.contains($0) } } : file
    }
  }
}
