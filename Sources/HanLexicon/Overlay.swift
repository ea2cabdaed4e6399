/// A user's own dictionary, compiled in memory: a TSV with the columns of one of the built-in dictionaries.
public enum Overlay {
  /// The dictionaries that users may add to.
  static let kinds = ["words", "entities"]

  /// The image of a file; throws at its first fault, naming file and line. The dictionary it belongs to is told by its header.
  public static func image(_ path: String, over base: Image) throws(LexiconError) -> Image {
    let file = try TSVFile(path: path, name: path)
    if let fault = file.faults.first { throw fault }
    let schemas = try SchemaTable.schemas(in: base)
    guard let schema = schemas.first(where: { kinds.contains($0.name) && $0.matches(file.header) }) else {
      let known = schemas.filter { kinds.contains($0.name) }.map { $0.columns.map(\.name).joined(separator: " ") }
      throw LexiconError(.malformed, "no dictionary of users has these columns; write: \(known.joined(separator: "; or: "))", at: path)
    }
    if let fault = DictionaryFolder.faults(in: file, schema).first(where: { !$0.message.contains("out of order") }) { throw fault }
    var builder = ImageBuilder()
    for section in LexiconCompiler(schema: schema, fold: try ScriptFold(base)).sections(schema.name, [file]) { builder.add(section.0, section.1) }
    return try Image(bytes: builder.bytes(), origin: path)
  }
}

/// The schemas as an image carries them, so that overlays can be read without the folder.
enum SchemaTable {
  static let sectionName = "schemas"

  static func schemas(in image: Image) throws(LexiconError) -> [Schema] {
    try Schema.read(TSVFile(bytes: Array(try image.section(sectionName)), name: DictionaryFolder.schemaFile))
  }
}
