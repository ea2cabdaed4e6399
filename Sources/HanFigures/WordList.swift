import HanLexicon

/// A small dictionary with its rows read once: what each word means, and where it does not hold.
///
/// Nearly every number is asked about by every list, so a list is an object whose tables are reached without counting references.
final class WordList<Entry: Sendable>: @unchecked Sendable {
  // @unchecked: the tables are filled before anyone else sees them, and never change.
  private let lexicon: Lexicon
  private let trie: DoubleArray
  private let filter: WordFilter
  /// By the trie's keys: the row of each.
  private let rows: UnsafeMutableBufferPointer<Int32>
  /// By row.
  private let entries: UnsafeMutableBufferPointer<Entry>
  /// By row: what may not follow; nothing for most.
  private let exceptions: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>

  /// Reads every row of a dictionary; a cell is asked for by its column's number.
  init(_ image: Image, _ name: String, _ read: (_ cell: (Int) -> String) -> Entry) throws(LexiconError) {
    let lexicon = try Lexicon(image, name)
    let count = lexicon.count
    let unless = lexicon.column("unless")
    self.lexicon = lexicon
    trie = lexicon.trie
    filter = WordFilter((0..<count).map { lexicon.bytes(row: $0, column: 0) })
    rows = .allocate(capacity: count)
    rows.initialize(repeating: 0)
    entries = .allocate(capacity: count)
    exceptions = .allocate(capacity: count)
    for row in 0..<count {
      if let key = trie.value(of: lexicon.bytes(row: row, column: 0)), key < count { rows[Int(key)] = Int32(row) }
      entries.initializeElement(at: row, to: read { lexicon.text(row: row, column: $0) })
      let cell = unless.map { lexicon.bytes(row: row, column: $0) }
      exceptions.initializeElement(at: row, to: cell ?? UnsafeBufferPointer(start: nil, count: 0))
    }
  }

  deinit {
    filter.deallocate()
    rows.deallocate()
    entries.deinitialize().deallocate()
    exceptions.deallocate()
  }

  /// Whether it is worth asking for a word here.
  @inline(__always) func mayBegin(_ text: FoldedText, _ at: Int) -> Bool { filter.canBegin(text, at) }

  /// The longest word that begins here and holds before what follows it.
  ///
  /// Spaces between two characters that are not ASCII are passed over, since pages are set with them (百 分 点).
  func longest(_ text: FoldedText, at start: Int) -> (end: Int, entry: Entry)? {
    filter.canBegin(text, start) ? longest(text, at: start, from: 0) : nil
  }

  /// The longest word that these bytes begin and the text goes on with.
  func longest(_ text: FoldedText, at start: Int, behind prefix: some Sequence<UInt8>) -> (end: Int, entry: Entry)? {
    trie.unit(of: prefix).flatMap { longest(text, at: start, from: $0) }
  }

  private func longest(_ text: FoldedText, at start: Int, from first: UInt32) -> (end: Int, entry: Entry)? {
    var best = -1
    var end = start
    var unit = first
    var at = start
    while at < text.count {
      let byte = text.byte(at)
      if byte == 0x20, at > start, text.byte(at - 1) >= 0x80, text.byte(text.skipSpaces(at)) >= 0x80 {
        at = text.skipSpaces(at)
        continue
      }
      guard byte != 0, let next = trie.child(of: unit, byte) else { break }
      unit = next
      at += 1
      if let row = row(unit), holds(row, text, at) {
        best = row
        end = at
      }
    }
    return best < 0 ? nil : (end, entries[best])
  }

  /// The longest word that ends here, of at most `limit` characters.
  func ending(_ text: FoldedText, at end: Int, limit: Int = 4, where fits: (Entry) -> Bool) -> (start: Int, entry: Entry)? {
    guard end > 0, filter.canEnd(text, text.previous(end)) else { return nil }
    var best: (start: Int, entry: Entry)?
    var start = end
    for _ in 0..<limit where start > 0 {
      start = text.previous(start)
      guard text.byte(start) != 0x20, filter.canBegin(text, start) else { continue }
      if let entry = word(text, start..<end), fits(entry) { best = (start, entry) }
    }
    return best
  }

  /// The meaning of exactly these bytes, spaces left out.
  func word(_ text: FoldedText, _ range: Range<Int>) -> Entry? {
    var unit: UInt32 = 0
    for at in range where text.byte(at) != 0x20 {
      guard text.byte(at) != 0, let next = trie.child(of: unit, text.byte(at)) else { return nil }
      unit = next
    }
    return row(unit).map { entries[$0] }
  }

  @inline(__always) private func row(_ unit: UInt32) -> Int? {
    trie.value(at: unit).flatMap { $0 < rows.count ? Int(rows[Int($0)]) : nil }
  }

  @inline(__always) private func holds(_ row: Int, _ text: FoldedText, _ end: Int) -> Bool {
    exceptions[row].isEmpty || !text.begins(withOneOf: exceptions[row], at: end)
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
