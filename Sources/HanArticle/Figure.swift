/// A number with what it counts: an amount of money, a share, a date.
public struct Figure: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case money, price, percent, percentagePoint, basisPoint, ratio, multiple, count, quantity, rank, age, indexLevel
    case discount, date, time, period, duration
  }

  public enum Bound: String, Sendable, CaseIterable {
    case exact, about, nearly, over, under, atLeast, atMost, several
  }

  /// Where a currency was read: beside the number, elsewhere in the document, from the region, or from the other members of its list.
  public enum CurrencySource: String, Sendable { case explicit, document, region, list }

  /// An amount in another unit.
  public struct Normalized: Sendable, Equatable {
    public var value: ExactDecimal
    /// UCUM, SI.
    public var unit: String

    public init(value: ExactDecimal, unit: String) {
      self.value = value
      self.unit = unit
    }
  }

  /// Numeral, scale, unit and the approximator that touches it, in bytes of the text. Figures do not overlap.
  public var range: Range<Int>
  public var kind: Kind
  /// In base units: 2.9万亿 is 2900000000000, 七成 is 70. Nil for most dates and periods.
  public var amount: Amount?
  public var bound: Bound = .exact
  /// ISO 4217.
  public var currency: String?
  public var currencySource: CurrencySource?
  /// UCUM where the unit has one, else the measure word as written.
  public var unit: String?
  /// What a price buys: share, piece, hour.
  public var per: String?
  public var normalized: Normalized?
  /// TIMEX3 / ISO 8601.
  public var time: String?
  /// First and last calendar day, both included, where they are known.
  public var from: CalendarDay?
  public var to: CalendarDay?
  /// 0 to 1, where the stage has one.
  public var confidence: Double?

  public init(range: Range<Int>, kind: Kind, amount: Amount? = nil, bound: Bound = .exact) {
    self.range = range
    self.kind = kind
    self.amount = amount
    self.bound = bound
  }
}
