import HanArticle
import HanLexicon

/// Everything the stages know by heart: the dictionaries below `Dictionaries/figures`, read once and shared by all tasks.
public final class FigureWords: Sendable {
  struct NumeralWord: Sendable {
    enum Role: String, Sendable {
      case zero, digit, capital, pair, unit, tens, group, point, half, minus, some, more, over, overOne, plus, dozen, letter, moneyLetter, phrase

      /// The greatest value that means something: a digit, or a power of ten.
      var greatest: Int {
        switch self {
        case .unit, .group, .dozen, .letter, .moneyLetter: 64
        case .phrase: .max
        default: 9
        }
      }
    }
    let role: Role
    let value: Int
    /// The upper end of a phrase such as 成千上万, whose lower one is the value.
    let upper: Int?
  }

  struct Currency: Sendable {
    /// `alone`: behind a number, with nothing else in their clause.
    enum Place: String, Sendable { case before, after, both, alone }
    /// Nil for 元, 块, 角: the market says which.
    let code: CurrencyCode?
    let place: Place
    let factor: ShortDecimal

    var standsBefore: Bool { place == .before || place == .both }
    var standsBehind: Bool { place == .after || place == .both }
  }

  /// ISO 4217: up to four letters in one integer.
  struct CurrencyCode: Sendable, Equatable {
    private let letters: UInt32

    static let renminbi = CurrencyCode("CNY")
    static let yen = CurrencyCode("JPY")

    /// Nil for an empty text.
    init?(_ text: String) {
      guard (1...4).contains(text.utf8.count) else { return nil }
      letters = text.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    var text: String {
      String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }.drop { $0 == 0 }, as: UTF8.self)
    }
  }

  /// What a word of `index-moves.tsv` says of the number behind it.
  enum IndexWord: String, Sendable { case move, level, index }

  struct Phrase: Sendable {
    let kind: Figure.Kind
    let amount: Amount
  }

  static let startsNumeral: UInt8 = 1
  static let startsGuard: UInt8 = 2
  static let startsTime: UInt8 = 4
  /// What joins the two numbers of a ratio or a score.
  static let joinsRatio: UInt8 = 16
  /// Whatever can stand behind the number that a date, time or period begins with.
  static let followsTime: UInt8 = 8

  let fold: ScriptFold
  let numerals: WordList<NumeralWord>
  let guards: WordList<Void>
  let units: WordList<UnitWord>
  let unitNames: UnitNames
  let currencies: WordList<Currency>
  let bounds: WordList<BoundWord>
  let times: WordList<TimeWord>
  let phrases: WordList<Phrase>
  /// What makes money a price, and what the price buys.
  let prices: WordList<UnitName>
  /// What an index does before its points.
  let indexMoves: WordList<IndexWord>
  let moneyContexts: WordList<Void>
  /// The currency of a bare 元, by market.
  private let markets: [String: String]
  /// Words of grammar that a number cannot count.
  let particles: WordList<Void>
  let ratios: WordList<RatioWord>
  let festivals: WordList<Festival>
  let lunar: LunarCalendar
  /// By scalar: which words begin with it.
  let classes: [UInt8]

  /// Reads them from the image's `figures` dictionaries.
  public init(_ image: Image) throws(LexiconError) {
    fold = try ScriptFold(image)
    numerals = try WordList(image, "figures.numerals") { cell in
      let role = NumeralWord.Role(rawValue: cell(1)) ?? .phrase
      let ends = cell(2).split(separator: "|").compactMap { Int($0) }
      return NumeralWord(role: role, value: max(0, min(ends.first ?? 0, role.greatest)), upper: ends.count == 2 ? ends[1] : nil)
    }
    guards = try WordList(image, "figures.guards") { _ in }
    var names = UnitNames()
    units = try WordList(image, "figures.units") { UnitWord(&names, $0) }
    prices = try WordList(image, "figures.prices") { names.name($0(1)) }
    unitNames = names
    currencies = try WordList(image, "figures.currencies") { cell in
      Currency(
        code: CurrencyCode(cell(1)), place: Currency.Place(rawValue: cell(2)) ?? .after, factor: ShortDecimal(cell(3)) ?? .one)
    }
    bounds = try WordList(image, "figures.bounds") { BoundWord($0) }
    times = try WordList(image, "figures.times") { TimeWord($0) }
    phrases = try WordList(image, "figures.phrases") { cell in
      Phrase(kind: Figure.Kind(rawValue: cell(1)) ?? .ratio, amount: Self.amount(cell(2)))
    }
    indexMoves = try WordList(image, "figures.indexMoves") { IndexWord(rawValue: $0(1)) ?? .move }
    moneyContexts = try WordList(image, "figures.moneyContexts") { _ in }
    particles = try WordList(image, "figures.particles") { _ in }
    ratios = try WordList(image, "figures.ratios") { RatioWord($0) }
    festivals = try WordList(image, "figures.festivals") { Festival($0) }
    lunar = try LunarCalendar(image)
    let regions = try Lexicon(image, "figures.markets")
    markets = Dictionary(
      (0..<regions.count).map { (regions.text(row: $0, column: 0), regions.text(row: $0, column: 1)) }, uniquingKeysWith: { first, _ in first })
    var classes = [UInt8](repeating: 0, count: 1 << 16)
    numerals.markFirsts(Self.startsNumeral, in: &classes)
    guards.markFirsts(Self.startsGuard, in: &classes)
    times.markFirsts(Self.startsTime, in: &classes) { $0.canBegin }
    times.markFirsts(Self.followsTime, in: &classes)
    bounds.markFirsts(Self.followsTime, in: &classes) { $0.place == .between }
    bounds.markFirsts(Self.joinsRatio, in: &classes) { $0.place == .ratio }
    phrases.markFirsts(Self.startsTime, in: &classes)
    // Digits, ASCII and full-width, the point and the parentheses that a number may begin with.
    for scalar in [0x2E, 0x28, 0xFF08] + Array(0x30...0x39) + Array(0xFF10...0xFF19) { classes[scalar] |= Self.startsNumeral }
    self.classes = classes
  }

  /// The currency of a bare 元 in a market; the mainland's where the market is unknown.
  func currency(ofMarket region: String?) -> String { region.flatMap { markets[$0] } ?? "CNY" }

  private static func amount(_ text: String) -> Amount {
    let parts = text.split(separator: "/").compactMap { ExactDecimal($0) }
    return parts.count == 2 ? .fraction(numerator: parts[0], denominator: parts[1]) : .value(parts.first ?? .zero)
  }
}
