import HanArticle

/// A dictionary as people edit it: tab-separated values in UTF-8, `#` comments, a header line, a line a fact.
public struct TSVFile: Sendable {
  public struct Row: Sendable {
    /// The line's number, from 1.
    public let line: Int
    public let fields: [Substring]
  }

  /// The path below `Dictionaries`, or as given.
  public let name: String
  public let header: [Substring]
  public let rows: [Row]
  /// What is wrong with the file itself; checked before any of its facts.
  public let faults: [LexiconError]

  /// The file with some of its rows.
  func filtered(_ keeps: (Row) -> Bool) -> TSVFile { TSVFile(name: name, header: header, rows: rows.filter(keeps), faults: faults) }

  /// The file with these columns in this order; those that it lacks are empty.
  func arranged(_ columns: [Substring]) -> TSVFile {
    let places = columns.map { header.firstIndex(of: $0) }
    let rows = rows.map { row in Row(line: row.line, fields: places.map { $0.map { row.fields[$0] } ?? "" }) }
    return TSVFile(name: name, header: columns, rows: rows, faults: faults)
  }

  private init(name: String, header: [Substring], rows: [Row], faults: [LexiconError]) {
    (self.name, self.header, self.rows, self.faults) = (name, header, rows, faults)
  }

  /// Reads a file; `name` is what messages call it.
  public init(path: String, name: String) throws(LexiconError) {
    self.init(bytes: try FileBytes.read(path), name: name)
  }

  public init(bytes: [UInt8], name: String) {
    var header: [Substring]?
    var rows: [Row] = []
    var faults: [LexiconError] = []
    if let at = UTF8Bytes.firstInvalid(bytes) {
      let line = 1 + bytes[..<at].count { $0 == 10 }
      faults.append(LexiconError(.malformed, "not valid UTF-8; save the file as UTF-8", at: "\(name):\(line)"))
    }
    let text = String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
    var number = 0
    for raw in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let line = Substring(raw.last == 13 ? raw.dropLast() : raw)
      if line.isEmpty || line.utf8.first == 35 { continue }
      let fields = line.utf8.split(separator: 9, omittingEmptySubsequences: false).map { Substring($0) }
      guard let columns = header else {
        header = fields
        continue
      }
      if fields.count == columns.count {
        rows.append(Row(line: number, fields: fields))
      } else {
        let message = "\(fields.count) fields where the header names \(columns.count); separate them with one tab each"
        faults.append(LexiconError(.malformed, message, at: "\(name):\(number)"))
      }
    }
    if header == nil { faults.append(LexiconError(.malformed, "no header line; name the columns first", at: name)) }
    self.name = name
    self.header = header ?? []
    self.rows = rows
    self.faults = faults
  }
}
