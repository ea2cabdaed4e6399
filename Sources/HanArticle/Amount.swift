/// How much is written: a value, a fraction, or an interval.
public enum Amount: Sendable, Hashable {
  case value(ExactDecimal)
  case fraction(numerator: ExactDecimal, denominator: ExactDecimal)
  /// Both ends included, unless `maxExclusive`; an end that is nil is open.
  case interval(min: ExactDecimal?, max: ExactDecimal?, maxExclusive: Bool)
  /// A length of time between two others, as ISO 8601 durations (`P2Y`, `P3Y`).
  case durations(min: String, max: String)
}

/// A numeral as written: digits with their scale, without unit.
public struct Number: Sendable, Equatable {
  /// Bytes of the text.
  public var range: Range<Int>
  public var amount: Amount

  public init(range: Range<Int>, amount: Amount) {
    self.range = range
    self.amount = amount
  }
}
