import HanLexicon

/// The words of an article that turn doubtful names of the gazetteer on, wherever they stand.
struct ContextWords {
  private let books: [GazetteerBook]
  /// By book.
  private var seen: [Set<UInt32>]

  init(_ books: [GazetteerBook]) {
    self.books = books
    seen = Array(repeating: [], count: books.count)
  }

  /// Notes a key of a book's that stands in the article.
  mutating func note(_ key: UInt32, in book: Int) {
    if books[book].lexicon.isContext(key) { seen[book].insert(key) }
  }

  /// Whether a word of the row's context was noted.
  func contains(_ row: Int) -> Bool {
    guard let book = books.lastIndex(where: { $0.base <= row }) else { return false }
    return seen[book].contains { books[book].lexicon.isContext($0, of: row - books[book].base) }
  }
}
