/// A user's own dictionary, compiled in memory: a TSV with columns of `userWords` or of `entities`, those that are required and any others, in any order.
public enum Overlay {
  /// What users may write, by the name of its schema, and the name under which it stands in the image.
  private static let kinds = [(schema: "userWords", name: "words"), (schema: "entities", name: "entities")]

  /// The image of a file; throws at its first fault, naming file and line. The dictionary it belongs to is told by its header.
  public static func image(_ path: String, over base: Image) throws(LexiconError) -> Image {
    let file = try TSVFile(path: path, name: path)
    if let fault = file.faults.first { throw fault }
    let schemas = try SchemaTable.schemas(in: base)
    let known = kinds.compactMap { kind in schemas.first { $0.name == kind.schema }.map { (schema: $0, name: kind.name) } }
    guard let (schema, name) = known.first(where: { $0.schema.allows(file.header) }) else {
      let columns = known.map { $0.schema.columns.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: " ") }
      throw LexiconError(.malformed, "no dictionary of users has these columns; write: \(columns.joined(separator: "; or: "))", at: path)
    }
    let whole = file.arranged(schema.columns.map { Substring($0.name) })
    if let fault = DictionaryFolder.faults(in: whole, schema).first(where: { !$0.message.contains("out of order") }) { throw fault }
    var builder = ImageBuilder()
    for section in LexiconCompiler(schema: schema, fold: try ScriptFold(base)).sections(name, [whole]) { builder.add(section.0, section.1) }
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
