import HanArticle

/// Says in which currency the money is whose currency is not written.
struct CurrencyResolver {
  let text: FoldedText
  let words: FigureWords
  /// The currency of the market: that of a bare 元.
  let market: String

  /// Gives every money its currency.
  func resolve(_ figures: inout [Figure]) {
    var last: String?
    var first = 0
    for index in figures.indices where figures[index].kind == .money || figures[index].kind == .price {
      if figures[index].currencySource == .region {
        figures[index].currency = market
        if market != "CNY", hasRenminbi(before: figures[index].range.lowerBound) {
          figures[index].currency = "CNY"
          figures[index].currencySource = .document
        }
      } else if figures[index].currencySource == nil {
        first = max(first, index + 1)
        while last == nil, first < figures.count, figures[first].currencySource != .explicit { first += 1 }
        let named = last ?? (first < figures.count ? figures[first].currency : nil)
        figures[index].currency = named ?? market
        figures[index].currencySource = named == nil ? .region : .document
        continue
      }
      last = figures[index].currency
    }
  }

  /// Whether 人民币 is written shortly before, in the same sentence.
  private func hasRenminbi(before end: Int) -> Bool {
    var at = end
    while at > 0, end - at < 60 {
      at = text.previous(at)
      if text.scalar(at) == 0x3002 || text.byte(at) == 0x0A { return false }
      if let (stop, currency) = words.currencies.longest(text, at: at), stop <= end, currency.code == .renminbi { return true }
    }
    return false
  }
}
