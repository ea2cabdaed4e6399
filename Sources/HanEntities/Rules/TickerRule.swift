import HanArticle
import HanLexicon

/// Finds tickers: `NASDAQ: NVDA`, `00700.HK`, `600519.SH`, and the bare code of a company named in the article.
struct TickerRule {
  let stage: EntitiesStage
  let reading: Reading

  /// A ticker and the listing it names.
  struct Ticker {
    var mention: Mention
    var listing: String
  }

  /// The tickers of the article; `companies` are the rows that it names, `index` the row of every listing, asked for only where a code stands.
  func tickers(companies: () -> [Int], _ index: () -> [String: Int]) -> [Ticker] {
    lazy var codes = codes(of: Set(companies()))
    var found: [Ticker] = []
    for atom in reading.atoms where atom.kind == .latin || atom.kind == .numeral {
      let run = joined(atom.range)
      if let ticker = withSuffix(run, index) ?? withPrefix(atom.range, index) ?? bare(atom.range, { codes }, index) { found.append(ticker) }
    }
    return found
  }

  /// A numeral with the point and the Latin run behind it, which are atoms of their own.
  private func joined(_ range: Range<Int>) -> Range<Int> {
    guard range.upperBound < reading.count, reading.source[range.upperBound] == 0x2E,
      let next = reading.atom(at: range.upperBound + 1), reading.atoms[next].kind == .latin
    else { return range }
    return range.lowerBound..<reading.atoms[next].range.upperBound
  }

  /// `00700.HK`, `2330.TW`, `AAPL.O`, `5347-TW`: code and exchange in one run.
  private func withSuffix(_ range: Range<Int>, _ index: () -> [String: Int]) -> Ticker? {
    let text = reading.key(range)
    guard let mark = text.lastIndex(where: { $0 == 0x2E || $0 == 0x2D }), mark > text.startIndex else { return nil }
    let code = range.lowerBound..<mark
    let suffix = (mark + 1)..<range.upperBound
    guard isCode(code), let exchange = exchange(suffix, style: "suffix", code) else { return nil }
    // Reuters' one-letter suffixes and U.S. ones stand behind letters, all others behind digits.
    let isAmerican = ["US", "NASDAQ", "NYSE"].contains(exchange)
    guard isAmerican != isNumeral(code), reading.source[suffix].allSatisfy({ (65...90).contains($0) }) else { return nil }
    return ticker(range, code, exchange, index())
  }

  /// `NASDAQ: NVDA`, `港交所：00700`: an exchange, a colon, a code.
  private func withPrefix(_ range: Range<Int>, _ index: () -> [String: Int]) -> Ticker? {
    guard isCode(range) else { return nil }
    var at = range.lowerBound
    while at > 0, reading.source[at - 1] == 0x20 { at -= 1 }
    let colon = reading.previous(at)
    guard at > 0, reading.begins(":", at: colon) || reading.begins("：", at: colon) else { return nil }
    var end = colon
    while end > 0, reading.source[end - 1] == 0x20 { end -= 1 }
    var start = end
    for _ in 0..<16 where start > 0 {
      start = reading.previous(start)
      if !cutsLatin(start), let exchange = exchange(start..<end, style: "prefix", range) {
        return ticker(start..<range.upperBound, range, exchange, index())
      }
    }
    return nil
  }

  private func cutsLatin(_ at: Int) -> Bool {
    reading.atom(at: at).map { reading.atoms[$0].range.lowerBound < at } ?? false
  }

  /// `(5347)`, `(行情601857,诊股)`: the code of a company that the article names, in parentheses.
  private func bare(_ range: Range<Int>, _ codes: () -> [ArraySlice<UInt8>: String], _ index: () -> [String: Int]) -> Ticker? {
    guard isCode(range), isInParentheses(range), let listing = codes()[reading.source[range]] else { return nil }
    return Ticker(mention: mention(range, index()[listing]), listing: listing)
  }

  private func isInParentheses(_ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    for _ in 0..<8 where at > 0 {
      at = reading.previous(at)
      if reading.begins(.openParentheses, at: at) { return true }
      if reading.source[at] == 10 { return false }
    }
    return false
  }

  private func codes(of companies: Set<Int>) -> [ArraySlice<UInt8>: String] {
    var codes: [ArraySlice<UInt8>: String] = [:]
    for row in companies.sorted() {
      for ticker in stage.gazetteer.tickers(row) {
        let code = ticker.utf8.drop { $0 != 58 }.dropFirst()
        codes[ArraySlice(code)] = ticker
        if ticker.hasPrefix("HKEX:0") { codes[ArraySlice(code.drop { $0 == 48 })] = ticker }
      }
    }
    return codes
  }

  // MARK: Codes and exchanges

  /// The exchange that a range names, where the code is such as it gives.
  private func exchange(_ range: Range<Int>, style: String, _ code: Range<Int>) -> String? {
    let exchanges = stage.vocabulary.exchanges
    guard let row = exchanges.row(of: reading.key(range)), exchanges.text(row: row, column: 2) == style, isCode(code, ofRow: row) else { return nil }
    return exchanges.text(row: row, column: 1)
  }

  private func isCode(_ code: Range<Int>, ofRow row: Int) -> Bool {
    let exchanges = stage.vocabulary.exchanges
    guard let least = Int(exchanges.text(row: row, column: 4)), let most = Int(exchanges.text(row: row, column: 5)), least <= code.count,
      code.count <= most
    else { return false }
    switch exchanges.text(row: row, column: 3) {
    case "digits": return isNumeral(code)
    case "digitFirst": return (48...57).contains(reading.source[code.lowerBound])
    case "letters": return reading.source[code].allSatisfy { (65...90).contains($0) }
    default: return true
    }
  }

  private func isCode(_ range: Range<Int>) -> Bool {
    (1...6).contains(range.count)
      && reading.source[range].allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
  }

  private func isNumeral(_ range: Range<Int>) -> Bool { reading.source[range].allSatisfy { (48...57).contains($0) } }

  private func ticker(_ range: Range<Int>, _ code: Range<Int>, _ exchange: String, _ index: [String: Int]) -> Ticker? {
    let code = String(decoding: reading.source[code], as: UTF8.self)
    let listing: String
    switch exchange {
    case "HKEX":
      listing = "HKEX:" + String(repeating: "0", count: max(0, 5 - code.utf8.count)) + code
    case "US":
      listing = ["NASDAQ:", "NYSE:"].map { $0 + code }.first { index[$0] != nil } ?? "NASDAQ:" + code
      if index[listing] == nil { return nil }
    default: listing = "\(exchange):\(code)"
    }
    return Ticker(mention: mention(range, index[listing]), listing: listing)
  }

  private func mention(_ range: Range<Int>, _ row: Int?) -> Mention {
    Mention(range, .ticker, row: row, by: .ticker, rank: .certain, confidence: row == nil ? 0.8 : 0.95)
  }
}
