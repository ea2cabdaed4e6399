/// How much is written: a value, a fraction, or an interval.
public enum Amount: Sendable, Hashable {
  case value(ExactDecimal)
  // Indirect are the rare ones, so that a plain value, and with it every figure, stays small.
  indirect case fraction(numerator: ExactDecimal, denominator: ExactDecimal)
  /// Both ends included, unless `maxExclusive`; an end that is nil is open.
  indirect case interval(min: ExactDecimal?, max: ExactDecimal?, maxExclusive: Bool)
  /// A length of time between two others, as ISO 8601 durations (`P2Y`, `P3Y`).
  indirect case durations(min: String, max: String)
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
