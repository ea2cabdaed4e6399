import HanArticle
import HanLexicon

/// Who bears which names: the dictionary `entities`, and those of the user before it.
///
/// A row's number is its place in all of them, one after the other.
final class Gazetteer: Sendable {
  let books: [GazetteerBook]
  /// The places that one character stands for, whose rows are asked for by their references.
  private let abbreviations: Lexicon

  init(_ image: Image, overlays: [Image]) throws(LexiconError) {
    var books: [GazetteerBook] = []
    var base = 0
    for source in overlays.filter({ $0.has("entities/trie") }) + [image] {
      let book = try GazetteerBook(source, base: base, isOverlay: source !== image)
      books.append(book)
      base += book.lexicon.count
    }
    self.books = books
    abbreviations = try Lexicon(image, "names.abbreviations")
  }

  /// The dictionary that holds a row.
  func book(of row: Int) -> GazetteerBook? { books.last { $0.base <= row } }

  private func read(_ row: Int, _ column: (GazetteerBook) -> Int) -> String {
    guard let book = book(of: row) else { return "" }
    return book.lexicon.text(row: row - book.base, column: column(book))
  }

  private func bytes(_ row: Int, _ column: (GazetteerBook) -> Int) -> UnsafeBufferPointer<UInt8>? {
    book(of: row).map { $0.lexicon.bytes(row: row - $0.base, column: column($0)) }
  }

  private func list(_ row: Int, _ column: (GazetteerBook) -> Int) -> [String] {
    let cell = read(row, column)
    return cell.isEmpty ? [] : cell.split(separator: "|").map(String.init)
  }

  private static let labels = CaseTable<Entity.Label>()
  private static let subtypes = CaseTable<Entity.Subtype>()

  func ref(_ row: Int) -> String { read(row, \.ref) }
  func label(_ row: Int) -> Entity.Label? { bytes(row, \.label).flatMap { Self.labels[$0] } }
  func subtype(_ row: Int) -> Entity.Subtype? { bytes(row, \.subtype).flatMap { Self.subtypes[$0] } }
  func tickers(_ row: Int) -> [String] { list(row, \.tickers) }

  /// The row of each reference that one character stands for: a walk over all rows, to be made where such a character stands.
  func placeRows() -> [String: Int] {
    let sought = Set((0..<abbreviations.count).map { Self.hash(abbreviations.bytes(row: $0, column: 1)) })
    return rows(\.ref) { cell in sought.contains(Self.hash(cell)) ? [String(decoding: cell, as: UTF8.self)] : [] }
  }

  /// The row of each `EXCHANGE:CODE`: a walk over all rows, to be made where a code stands.
  func listingRows() -> [String: Int] {
    rows(\.tickers) { cell in String(decoding: cell, as: UTF8.self).split(separator: "|").map(String.init) }
  }

  /// Rows by what their cells of a column say; the user's before others, earlier ones before later.
  private func rows(_ column: (GazetteerBook) -> Int, _ names: (UnsafeBufferPointer<UInt8>) -> [String]) -> [String: Int] {
    var rows: [String: Int] = [:]
    for book in books {
      let column = column(book)
      for row in 0..<book.lexicon.count {
        let cell = book.lexicon.bytes(row: row, column: column)
        if cell.isEmpty { continue }
        for name in names(cell) where rows[name] == nil { rows[name] = book.base + row }
      }
    }
    return rows
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// One dictionary of entities.
final class GazetteerBook: Sendable {
  let lexicon: Lexicon
  let beginnings: BeginningFilter
  /// The number of its first row.
  let base: Int
  /// Whether it is the user's, whose names count before all others.
  let isOverlay: Bool
  let ref, label, subtype, tickers: Int

  init(_ image: Image, base: Int, isOverlay: Bool) throws(LexiconError) {
    let lexicon = try Lexicon(image, "entities")
    func column(_ name: String) throws(LexiconError) -> Int {
      guard let index = lexicon.column(name) else {
        throw LexiconError(.malformed, "the dictionary 'entities' has no column '\(name)'", at: image.origin)
      }
      return index
    }
    ref = try column("ref")
    label = try column("label")
    subtype = try column("subtype")
    tickers = try column("tickers")
    beginnings = try BeginningFilter(image, "entities")
    self.lexicon = lexicon
    self.base = base
    self.isOverlay = isOverlay
  }

  /// A name as the dictionary writes it, without its mark.
  func name(_ posting: Lexicon.Posting) -> Substring {
    let items = lexicon.text(row: posting.row, column: posting.column).split(separator: "|")
    guard posting.item < items.count else { return "" }
    return items[posting.item].hasSuffix("?") ? items[posting.item].dropLast() : items[posting.item]
  }
}

/// The cases of an enumeration by their names, none longer than eight bytes, so that no text is made of what a dictionary says.
private struct CaseTable<Case: RawRepresentable & CaseIterable & Sendable>: Sendable where Case.RawValue == String {
  private let cases: [(name: UInt64, value: Case)] = Case.allCases.map { (Self.packed($0.rawValue.utf8), $0) }

  private static func packed(_ bytes: some Collection<UInt8>) -> UInt64 { bytes.count > 8 ? 0 : bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  subscript(bytes: UnsafeBufferPointer<UInt8>) -> Case? {
    let name = Self.packed(bytes)
    return cases.first { $0.name == name }?.value
  }
}
