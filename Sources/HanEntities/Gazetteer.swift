import HanArticle
import HanLexicon

/// The dictionary `entities`: who bears which names.
struct Gazetteer: Sendable {
  let lexicon: Lexicon
  private let ref, label, subtype, tickers, context, latin: Int

  init(_ image: Image) throws(LexiconError) {
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
    context = try column("context")
    latin = try column("latin")
    self.lexicon = lexicon
  }

  func ref(_ row: Int) -> String { lexicon.text(row: row, column: ref) }
  func label(_ row: Int) -> Entity.Label? { Entity.Label(rawValue: lexicon.text(row: row, column: label)) }
  func subtype(_ row: Int) -> Entity.Subtype? { Entity.Subtype(rawValue: lexicon.text(row: row, column: subtype)) }
  func tickers(_ row: Int) -> [String] { lexicon.list(row: row, column: tickers) }
  func context(_ row: Int) -> [String] { lexicon.list(row: row, column: context) }

  /// The row of each ticker and of each reference; built when first asked for, since few articles ask.
  func index() -> GazetteerIndex {
    var index = GazetteerIndex()
    for row in 0..<lexicon.count {
      index.rows[ref(row)] = row
      for ticker in tickers(row) where index.rows[ticker] == nil { index.rows[ticker] = row }
    }
    return index
  }

  /// A name as the dictionary writes it, without its mark.
  func name(_ posting: Lexicon.Posting) -> Substring {
    let items = lexicon.text(row: posting.row, column: posting.column).split(separator: "|", omittingEmptySubsequences: true)
    guard posting.item < items.count else { return "" }
    return items[posting.item].hasSuffix("?") ? items[posting.item].dropLast() : items[posting.item]
  }

  func isLatin(_ posting: Lexicon.Posting) -> Bool { posting.column == latin }
}

/// Rows by `EXCHANGE:CODE` and by reference.
struct GazetteerIndex {
  var rows: [String: Int] = [:]
}
