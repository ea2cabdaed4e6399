import HanLexicon

/// The words of an article that turn doubtful names of the gazetteer on, and where they stand.
struct ContextWords {
  private struct Place {
    var key: UInt32
    var at: Int
  }

  private let books: [GazetteerBook]
  /// By book, each once.
  private var seen: [[UInt32]]
  /// A bit for each of the last six bits of those keys, so that a new one is seldom looked for among them.
  private var bits: [UInt64]
  /// By book, in text order.
  private var places: [[Place]]
  /// So many places are looked at for the one nearest to a name: the cost of a text stays in proportion to its length.
  private static let most = 256

  init(_ books: [GazetteerBook]) {
    self.books = books
    seen = Array(repeating: [], count: books.count)
    bits = Array(repeating: 0, count: books.count)
    places = Array(repeating: [], count: books.count)
  }

  /// Notes a key of a book's that stands in the article.
  mutating func note(_ key: UInt32, in book: Int, at place: Int) {
    guard books[book].lexicon.isContext(key) else { return }
    places[book].append(Place(key: key, at: place))
    let bit: UInt64 = 1 << UInt64(key & 63)
    if bits[book] & bit != 0, seen[book].contains(key) { return }
    bits[book] |= bit
    seen[book].append(key)
  }

  /// Whether a word of the row's context was noted.
  func contains(_ row: Int) -> Bool {
    guard let book = book(of: row) else { return false }
    return seen[book].contains { isContext($0, of: row, book) }
  }

  /// Where the word of the row's context stands that is the nearest before a place, else the nearest behind it.
  func nearest(of row: Int, to place: Int) -> Int? {
    guard let book = book(of: row) else { return nil }
    let places = places[book]
    let next = places.firstIndex(past: { $0.at < place })
    let before = places[..<next].suffix(Self.most).last { isContext($0.key, of: row, book) }
    return (before ?? places[next...].prefix(Self.most).first { isContext($0.key, of: row, book) })?.at
  }

  private func book(of row: Int) -> Int? { books.lastIndex { $0.base <= row } }

  private func isContext(_ key: UInt32, of row: Int, _ book: Int) -> Bool { books[book].lexicon.isContext(key, of: row - books[book].base) }
}
