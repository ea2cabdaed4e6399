/// What a dictionary may hold: one line of `Dictionaries/schemas.tsv` a column.
public struct Schema: Sendable {
  public struct Column: Sendable {
    /// What a cell holds. A `list` is separated by `|`; rows that share a key have their `count` summed.
    public enum Kind: Sendable, Equatable {
      case text, list, integer, count, decimal, reference, tickers
      case choice([String])
    }

    /// How the column's values are looked up: not at all, letter by letter, through the fold, or through it with the marks that names may bear.
    /// A `condition` is not looked up, but lines that differ in it may share their key.
    public enum Key: String, Sendable { case none = "", exact, folded, names, condition }

    public let name: String
    public let kind: Kind
    public let key: Key
    public let isRequired: Bool
  }

  /// The dictionary's name in the image.
  public let name: String
  /// The file or folder (ending in `/`) below `Dictionaries` that it is read from; empty for what users alone write.
  public let files: String
  public let columns: [Column]

  /// Whether a file belongs to this dictionary.
  func covers(_ file: String) -> Bool { files.hasSuffix("/") ? file.hasPrefix(files) : file == files }

  /// Whether a file's header is this schema's.
  public func matches(_ header: [Substring]) -> Bool { columns.map { Substring($0.name) } == header }

  /// Whether a user's file may have these columns: each at most once, and none missing that is required.
  func allows(_ header: [Substring]) -> Bool {
    Set(header).count == header.count && header.allSatisfy { name in columns.contains { $0.name == name } }
      && columns.allSatisfy { !$0.isRequired || header.contains(Substring($0.name)) }
  }

  var counted: Int? { columns.firstIndex { $0.kind == .count } }

  /// Reads `schemas.tsv`.
  public static func read(_ file: TSVFile) throws(LexiconError) -> [Schema] {
    if let fault = file.faults.first { throw fault }
    guard file.header == ["dictionary", "files", "column", "type", "key", "required", "meaning"] else {
      throw LexiconError(.malformed, "the header must be: dictionary files column type key required meaning", at: file.name)
    }
    var order: [String] = []
    var files: [String: String] = [:]
    var columns: [String: [Column]] = [:]
    for row in file.rows {
      let name = String(row.fields[0])
      if files[name] == nil { order.append(name) }
      files[name] = String(row.fields[1])
      columns[name, default: []].append(try column(row, file.name))
    }
    return order.map { Schema(name: $0, files: files[$0] ?? "", columns: columns[$0] ?? []) }
  }

  private static func column(_ row: TSVFile.Row, _ file: String) throws(LexiconError) -> Column {
    let place = "\(file):\(row.line)"
    guard let kind = kind(row.fields[3]) else {
      throw LexiconError(
        .malformed, "unknown type '\(row.fields[3])'; use text list integer count decimal reference tickers or choice(a|b)", at: place)
    }
    guard let key = Column.Key(rawValue: String(row.fields[4])) else {
      throw LexiconError(.malformed, "unknown key '\(row.fields[4])'; use exact folded names condition or nothing", at: place)
    }
    return Column(name: String(row.fields[2]), kind: kind, key: key, isRequired: row.fields[5] == "yes")
  }

  private static func kind(_ text: Substring) -> Column.Kind? {
    switch text {
    case "text": .text
    case "list": .list
    case "integer": .integer
    case "count": .count
    case "decimal": .decimal
    case "reference": .reference
    case "tickers": .tickers
    default:
      text.hasPrefix("choice(") && text.hasSuffix(")")
        ? .choice(text.dropFirst(7).dropLast().split(separator: "|").map(String.init)) : nil
    }
  }
}
