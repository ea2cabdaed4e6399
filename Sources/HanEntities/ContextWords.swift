import HanLexicon

/// The words of an article that turn doubtful names of the gazetteer on, wherever they stand.
struct ContextWords {
  private let books: [GazetteerBook]
  /// By book, each once.
  private var seen: [[UInt32]]
  /// A bit for each of the last six bits of those keys, so that a new one is seldom looked for among them.
  private var bits: [UInt64]

  init(_ books: [GazetteerBook]) {
    self.books = books
    seen = Array(repeating: [], count: books.count)
    bits = Array(repeating: 0, count: books.count)
  }

  /// Notes a key of a book's that stands in the article.
  mutating func note(_ key: UInt32, in book: Int) {
    guard books[book].lexicon.isContext(key) else { return }
    let bit: UInt64 = 1 << UInt64(key & 63)
    if bits[book] & bit != 0, seen[book].contains(key) { return }
    bits[book] |= bit
    seen[book].append(key)
  }

  /// Whether a word of the row's context was noted.
  func contains(_ row: Int) -> Bool {
    guard let book = books.lastIndex(where: { $0.base <= row }) else { return false }
    return seen[book].contains { books[book].lexicon.isContext($0, of: row - books[book].base) }
  }
}
