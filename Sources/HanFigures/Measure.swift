import HanArticle

/// A number with its unit, before approximators and ranges are looked for.
struct Measure {
  var range: Range<Int>
  var kind: Figure.Kind
  var amount: Amount
  var unit: UnitWord?
  /// Where the measure word of a count stands; that of a list's last member for all of them.
  var unitRange: Range<Int>?
  /// ISO 4217; nil for money whose currency is not written.
  var currency: FigureWords.CurrencyCode?
  /// Money by what stands around it, not by a unit of its own.
  var isInferred = false
  /// A bare 元, 块, 角: money of the market's currency.
  var isMarketMoney = false
  var per: UnitName?
  /// Of a length of time.
  var duration: ISODuration?
  /// Several units of time (1小时30分): the amount is that of the first alone.
  var isCompound = false
  /// A member of a list whose last one has the unit.
  var isMember = false
  /// No unit at all: only a range or a context makes a figure of it.
  var isBare = false

  init(_ range: Range<Int>, _ kind: Figure.Kind, _ amount: Amount, unit: UnitWord? = nil) {
    self.range = range
    self.kind = kind
    self.amount = amount
    self.unit = unit
  }

  var isMoney: Bool { kind == .money || kind == .price }

  /// Whether two measures can be the ends of one range.
  func isLike(_ other: Measure) -> Bool {
    if isMoney && other.isMoney { return currency == other.currency || isInferred || isMarketMoney && !other.isInferred }
    return kind == other.kind && (unit?.unit == other.unit?.unit || kind == .duration)
  }
}

extension Amount {
  /// The amount times a number; unchanged where the product has more digits than can be held.
  func times(_ factor: ExactDecimal) -> Amount {
    func product(_ value: ExactDecimal) -> ExactDecimal { value.multiplied(by: factor) ?? value }
    switch self {
    case .value(let value): return .value(product(value))
    case .fraction(let numerator, let denominator): return .fraction(numerator: product(numerator), denominator: denominator)
    case .interval(let min, let max, let exclusive): return .interval(min: min.map(product), max: max.map(product), maxExclusive: exclusive)
    case .durations: return self
    }
  }

  /// The amount and a further part of it.
  func adding(_ part: ExactDecimal) -> Amount {
    guard case .value(let value) = self, let sum = value.adding(part) else { return self }
    return .value(sum)
  }

  /// The amount times a power of ten.
  func scaled(byPowerOfTen power: Int) -> Amount {
    switch self {
    case .value(let value): .value(value.scaled(byPowerOfTen: power))
    case .fraction(let numerator, let denominator): .fraction(numerator: numerator.scaled(byPowerOfTen: power), denominator: denominator)
    case .interval(let min, let max, let exclusive):
      .interval(min: min?.scaled(byPowerOfTen: power), max: max?.scaled(byPowerOfTen: power), maxExclusive: exclusive)
    case .durations: self
    }
  }

  var low: ExactDecimal? {
    switch self {
    case .value(let value): value
    case .interval(let min, _, _): min
    default: nil
    }
  }

  var high: ExactDecimal? {
    switch self {
    case .value(let value): value
    case .interval(_, let max, _): max
    default: nil
    }
  }
}
