import HanArticle

/// A length of time as ISO 8601 writes it; of a vague amount both ends.
struct ISODuration {
  let min: String
  /// Only where the length is vague.
  let max: String?

  init(min: String, max: String?) {
    self.min = min
    self.max = max
  }

  /// Nil for an amount below zero, and one that has no form in ISO 8601.
  init?(_ amount: Amount, _ unit: UnitWord) {
    guard let time = unit.time else { return nil }
    switch amount {
    case .value(let value) where !value.isNegative:
      guard let text = Self.text(value, time) else { return nil }
      self.init(min: text, max: nil)
    case .interval(let low?, let high?, _) where !low.isNegative:
      guard let min = Self.text(low, time), let max = Self.text(high, time) else { return nil }
      self.init(min: min, max: max)
    default: return nil
    }
  }

  /// Halves become the next smaller whole unit: 一年半 is P1Y6M.
  private static func text(_ value: ExactDecimal, _ unit: TimeUnit) -> String? {
    switch unit {
    case .year: split(value, ("Y", 12, "M"), "P")
    case .month: split(value, ("M", 30, "D"), "P")
    case .quarter: value.multiplied(by: ExactDecimal(3)).map { "P\($0)M" }
    case .week: "P\(value)W"
    case .day: value == ExactDecimal(5, exponent: -1) ? "PT12H" : "P\(value)D"
    case .hour: split(value, ("H", 60, "M"), "PT")
    case .quarterHour: value.multiplied(by: ExactDecimal(15)).map { "PT\($0)M" }
    case .minute: split(value, ("M", 60, "S"), "PT")
    case .second: "PT\(value)S"
    case .century: "P\(value.scaled(byPowerOfTen: 2))Y"
    }
  }

  private static func split(_ value: ExactDecimal, _ units: (String, Int, String), _ prefix: String) -> String {
    if value.integer != nil { return "\(prefix)\(value)\(units.0)" }
    guard let small = value.multiplied(by: ExactDecimal(units.1))?.integer, small > 0 else { return "\(prefix)\(value)\(units.0)" }
    let (whole, rest) = (small / units.1, small % units.1)
    return "\(prefix)\(whole > 0 ? "\(whole)\(units.0)" : "")\(rest > 0 ? "\(rest)\(units.2)" : "")"
  }

  /// With a smaller one behind it: `PT1H` and `PT30M` are `PT1H30M`; nil where one is vague, or ISO 8601 has no room for both (`P6M` and `P2M`).
  func joined(with small: ISODuration?) -> ISODuration? {
    guard let small, max == nil, small.max == nil else { return nil }
    let (isTime, addsTime) = (min.utf8.contains(84), small.min.utf8.contains(84))
    if isTime == addsTime, min.utf8.last == small.min.utf8.last { return nil }
    return ISODuration(min: min + small.min.dropFirst(isTime && addsTime ? 2 : 1), max: nil)
  }
}
