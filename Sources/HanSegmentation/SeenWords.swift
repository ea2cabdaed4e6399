import HanLexicon

/// What a tagger calls words, counted: a TSV with the columns word, tag and count.
public enum SeenWords {
  public static func read(_ path: String) throws(LexiconError) -> [(word: String, tag: String, count: Int)] {
    let file = try TSVFile(path: path, name: path)
    if let fault = file.faults.first { throw fault }
    guard file.header == ["word", "tag", "count"] else { throw LexiconError(.malformed, "its columns are not word, tag and count", at: path) }
    var seen: [(word: String, tag: String, count: Int)] = []
    for row in file.rows {
      guard let count = Int(row.fields[2]), count > 0 else {
        throw LexiconError(.malformed, "'\(row.fields[2])' is no count; write a number from 1 on", at: "\(path):\(row.line)")
      }
      seen.append((String(row.fields[0]), String(row.fields[1]), count))
    }
    return seen
  }
}
