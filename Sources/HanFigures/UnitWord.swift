import HanArticle

/// A unit or measure word: what kind of figure it makes, and how it is normalised.
///
/// Nothing in it counts references, since a unit is asked for at every number.
struct UnitWord: Sendable {
  let kind: Figure.Kind
  /// UCUM where one exists, else the measure word.
  let unit: UnitName
  /// What a compound unit is by: the hour of km/h.
  var per = UnitName.none
  let factor: ShortDecimal?
  /// The unit that figures are normalised to.
  let base: UnitName
  /// Of a duration.
  let time: TimeUnit?

  init(kind: Figure.Kind, unit: UnitName, per: UnitName = .none, factor: ShortDecimal? = nil, base: UnitName = .none) {
    self.kind = kind
    self.unit = unit
    self.per = per
    self.factor = factor
    self.base = base
    time = nil
  }

  /// Reads a row of `units.tsv`.
  init(_ names: inout UnitNames, _ cell: (Int) -> String) {
    kind = Figure.Kind(rawValue: cell(1)) ?? .count
    unit = names.name(cell(2))
    factor = ShortDecimal(cell(3))
    time = kind == .duration ? TimeUnit(rawValue: cell(4)) : nil
    base = kind == .duration ? .none : names.name(cell(4))
  }
}

/// A unit of time, the shortest first; raw values are those of `units.tsv`, where `TM` and `TH` tell minute and hour from month.
enum TimeUnit: String, Sendable, CaseIterable {
  case second = "TS", minute = "TM", hour = "TH", day = "D", week = "W", month = "M", quarter = "Q", year = "Y"
  case quarterHour = "K", century = "C"

  /// Its place among those that can follow each other: 2小时30分.
  var rank: Int {
    switch self {
    case .second: 0
    case .minute: 1
    case .hour: 2
    case .day: 3
    case .week: 4
    case .month: 5
    case .quarter: 6
    case .year: 7
    case .quarterHour, .century: 8
    }
  }
}

/// A unit's name as a number; ``UnitNames`` has the text.
struct UnitName: Sendable, Equatable {
  let index: Int16

  static let none = UnitName(index: 0)
  // Those that rules ask for.
  static let celsius = UnitName(index: 1)
  static let fahrenheit = UnitName(index: 2)
  static let degree = UnitName(index: 3)
  static let metre = UnitName(index: 4)
  static let piece = UnitName(index: 5)
}

/// The texts of all names of units.
struct UnitNames: Sendable {
  private var texts = ["", "Cel", "[degF]", "deg", "m", "个"]
  private var indexes: [String: Int16]

  init() { indexes = Dictionary(texts.enumerated().map { ($1, Int16($0)) }, uniquingKeysWith: { first, _ in first }) }

  subscript(name: UnitName) -> String { texts[Int(name.index)] }

  /// The name of a text, made where there is none; there is room for 32,767.
  mutating func name(_ text: String) -> UnitName {
    if let index = indexes[text] { return UnitName(index: index) }
    guard let index = Int16(exactly: texts.count) else { return .none }
    texts.append(text)
    indexes[text] = index
    return UnitName(index: index)
  }
}

/// A decimal number of at most 18 digits, as factors of units are.
struct ShortDecimal: Sendable, Equatable {
  private let digits: Int64
  private let exponent: Int16

  static let one = ShortDecimal(digits: 1, exponent: 0)
  static let ten = ShortDecimal(digits: 1, exponent: 1)

  private init(digits: Int64, exponent: Int16) {
    self.digits = digits
    self.exponent = exponent
  }

  /// Nil where it is no number or has too many digits.
  init?(_ text: String) {
    var digits: Int64 = 0
    var (zeros, places) = (0, 0)
    var isFraction = false
    for byte in text.utf8 {
      if byte == 46, !isFraction {
        isFraction = true
        continue
      }
      guard byte &- 48 < 10 else { return nil }
      zeros += 1
      if isFraction { places += 1 }
      if byte == 48 { continue }
      guard digits == 0 || zeros <= 18 else { return nil }
      for _ in 0..<(digits == 0 ? 0 : zeros) {
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        digits = product
      }
      digits += Int64(byte &- 48)
      zeros = 0
    }
    guard digits > 0 else { return nil }
    self.init(digits: digits, exponent: Int16(clamping: zeros - places))
  }

  var value: ExactDecimal { ExactDecimal(Int(digits), exponent: Int(exponent)) }
}

/// An approximator, or a mark between the ends of a range or the numbers of a ratio.
struct BoundWord: Sendable {
  enum Place: String, Sendable { case before, after, bare, between, list, ratio }
  let place: Place
  let bound: Figure.Bound
  /// Whether it is part of the figure's text.
  let isInside: Bool

  /// Reads a row of `bounds.tsv`.
  init(_ cell: (Int) -> String) {
    place = Place(rawValue: cell(1)) ?? .before
    bound = Figure.Bound(rawValue: cell(2)) ?? .exact
    isInside = cell(3) == "in"
  }
}
