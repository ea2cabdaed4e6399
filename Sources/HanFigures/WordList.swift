import HanLexicon

/// A small dictionary with its rows read once: what each word means, and where it does not hold.
struct WordList<Entry: Sendable>: Sendable {
  private let lexicon: Lexicon
  private let entries: [Entry]
  private let unless: Int?

  /// Reads every row of a dictionary; a cell is asked for by its column's number.
  init(_ image: Image, _ name: String, _ read: (_ cell: (Int) -> String) -> Entry) throws(LexiconError) {
    let lexicon = try Lexicon(image, name)
    self.lexicon = lexicon
    unless = lexicon.column("unless")
    entries = (0..<lexicon.count).map { row in read { lexicon.text(row: row, column: $0) } }
  }

  /// The longest word that begins here and holds before what follows it.
  ///
  /// Spaces between two characters that are not ASCII are passed over, since pages are set with them (百 分 点).
  /// With `prefix` the words are those that begin with these bytes, which are read as standing before the text.
  func longest(_ text: FoldedText, at start: Int, behind prefix: some Sequence<UInt8> = EmptyCollection<UInt8>()) -> (end: Int, entry: Entry)? {
    var best: (end: Int, entry: Entry)?
    var unit: UInt32 = 0
    for byte in prefix {
      guard let next = lexicon.trie.child(of: unit, byte) else { return nil }
      unit = next
    }
    var at = start
    while at < text.count {
      let byte = text.byte(at)
      if byte == 0x20, at > start, text.byte(at - 1) >= 0x80, text.byte(text.skipSpaces(at)) >= 0x80 {
        at = text.skipSpaces(at)
        continue
      }
      guard byte != 0, let next = lexicon.trie.child(of: unit, byte) else { break }
      unit = next
      at += 1
      if let key = lexicon.trie.value(at: unit), let row = lexicon.row(key), row < entries.count, holds(row, text, at) {
        best = (at, entries[row])
      }
    }
    return best
  }

  /// The longest word that ends here, of at most `limit` characters.
  func ending(_ text: FoldedText, at end: Int, limit: Int = 4, where fits: (Entry) -> Bool) -> (start: Int, entry: Entry)? {
    var best: (start: Int, entry: Entry)?
    var start = end
    for _ in 0..<limit where start > 0 {
      start = text.previous(start)
      if text.byte(start) == 0x20 { continue }
      if let entry = word(text, start..<end), fits(entry) { best = (start, entry) }
    }
    return best
  }

  /// The meaning of exactly these bytes, spaces left out.
  func word(_ text: FoldedText, _ range: Range<Int>) -> Entry? {
    var unit: UInt32 = 0
    for at in range where text.byte(at) != 0x20 {
      guard text.byte(at) != 0, let next = lexicon.trie.child(of: unit, text.byte(at)) else { return nil }
      unit = next
    }
    guard let key = lexicon.trie.value(at: unit), let row = lexicon.row(key), row < entries.count else { return nil }
    return entries[row]
  }

  private func holds(_ row: Int, _ text: FoldedText, _ end: Int) -> Bool {
    guard let unless else { return true }
    return !text.begins(withOneOf: lexicon.bytes(row: row, column: unless), at: end)
  }

  /// Marks the first character of every word that fits in a table of classes.
  func markFirsts(_ bit: UInt8, in table: inout [UInt8], where fits: (Entry) -> Bool = { _ in true }) {
    for row in 0..<lexicon.count where fits(entries[row]) {
      let word = lexicon.bytes(row: row, column: 0)
      let first = FoldedText(bytes: word, original: word).scalar(0)
      if first < table.count { table[first] |= bit }
    }
  }
}
