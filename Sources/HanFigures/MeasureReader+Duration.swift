import HanArticle

extension MeasureReader {
  /// `两年半`, `一小时零三十分钟`, `两周`
  func duration(_ index: Int, _ unit: UnitWord, _ range: Range<Int>) -> Measure? {
    let number = numbers[index]
    if unit.base == "TM", isBareMinute(range), !isBeforeSeconds(range.upperBound) { return nil }
    if let (end, word) = words.numerals.longest(text, at: range.upperBound), word.role == .half {
      return timed(range.lowerBound..<halfEnd(end, unit), number.amount.adding(ExactDecimal(5, exponent: -1)), unit)
    }
    if unit.base == "TS", let (end, part) = decimals(range.upperBound) { return timed(range.lowerBound..<end, number.amount.adding(part), unit) }
    guard var measure = timed(range, number.amount, unit) else { return nil }
    var last = unit
    while let next = numbers.index(startingAt: measure.range.upperBound),
      let (found, smaller) = words.units.longest(text, at: numbers[next].range.upperBound), smaller.kind == .duration, rank(smaller) < rank(last)
    {
      let part = smaller.base == "TS" ? decimals(found) : nil
      let amount = part.map { numbers[next].amount.adding($0.value) } ?? numbers[next].amount
      let stop = part?.end ?? found
      guard let whole = ISODuration.joined(measure.durations, ISODuration(amount, smaller).texts) else { break }
      measure.durations = [whole]
      measure.isCompound = true
      measure.range = range.lowerBound..<stop
      last = smaller
    }
    return measure
  }

  /// A measure of time; nil where its amount has no ISO 8601 form or is below zero.
  func timed(_ range: Range<Int>, _ amount: Amount, _ unit: UnitWord) -> Measure? {
    let texts = ISODuration(amount, unit).texts
    guard !texts.isEmpty else { return nil }
    var measure = Measure(range, .duration, amount, unit: unit)
    measure.durations = texts
    return measure
  }

  /// 钟 may stand behind the half: 五分半钟.
  private func halfEnd(_ end: Int, _ unit: UnitWord) -> Int {
    guard let (stop, word) = words.units.longest(text, at: end), word.unit == unit.unit else { return end }
    return stop
  }

  /// Whether seconds follow: 2分30秒.
  private func isBeforeSeconds(_ end: Int) -> Bool {
    guard let next = numbers.index(startingAt: end), let (_, unit) = words.units.longest(text, at: numbers[next].range.upperBound) else {
      return false
    }
    return unit.base == "TS"
  }

  /// `9秒58`, `1米75`: up to three digits behind a unit, with none of their own.
  func decimals(_ at: Int) -> (end: Int, value: ExactDecimal)? {
    guard let next = numbers.index(startingAt: at), case .value(let value) = numbers[next].amount, value.integer != nil else { return nil }
    let range = numbers[next].range
    let places = text.digit(at) == nil ? range.count / 3 : range.count
    guard places <= 3, value.isLess(than: ExactDecimal(1, exponent: places)), words.units.longest(text, at: range.upperBound) == nil,
      words.currencies.longest(text, at: range.upperBound) == nil, words.bounds.longest(text, at: range.upperBound)?.entry.place != .between
    else { return nil }
    return (range.upperBound, value.scaled(byPowerOfTen: -places))
  }

  /// The place of a unit among those of time, the shortest first.
  private func rank(_ unit: UnitWord) -> Int { ["TS", "TM", "TH", "D", "W", "M", "Q", "Y"].firstIndex(of: unit.base) ?? 8 }

  /// 分 alone is as often a point or a part of a currency; with 钟 or 半 it is a minute.
  private func isBareMinute(_ range: Range<Int>) -> Bool {
    let end = range.upperBound
    guard words.times.word(text, text.previous(end)..<end)?.role == .minute else { return false }
    return words.numerals.longest(text, at: end)?.entry.role != .half
  }
}

/// A length of time as ISO 8601 writes it; of a vague amount both ends, below zero none.
struct ISODuration {
  let texts: [String]

  init(_ amount: Amount, _ unit: UnitWord) {
    switch amount {
    case .value(let value) where !value.isNegative: texts = [Self.text(value, unit.base)].compactMap(\.self)
    case .interval(let min?, let max?, _) where !min.isNegative:
      let ends = [Self.text(min, unit.base), Self.text(max, unit.base)].compactMap(\.self)
      texts = ends.count == 2 ? ends : []
    default: texts = []
    }
  }

  /// Halves become the next smaller whole unit: 一年半 is P1Y6M.
  private static func text(_ value: ExactDecimal, _ base: String) -> String? {
    switch base {
    case "Y": return split(value, ("Y", 12, "M"), "P")
    case "M": return split(value, ("M", 30, "D"), "P")
    case "Q": return value.multiplied(by: ExactDecimal(3)).map { "P\($0)M" }
    case "W": return "P\(value)W"
    case "D": return value == ExactDecimal(5, exponent: -1) ? "PT12H" : "P\(value)D"
    case "TH": return split(value, ("H", 60, "M"), "PT")
    case "K": return value.multiplied(by: ExactDecimal(15)).map { "PT\($0)M" }
    case "TM": return split(value, ("M", 60, "S"), "PT")
    case "TS": return "PT\(value)S"
    case "C": return "P\(value.scaled(byPowerOfTen: 2))Y"
    default: return nil
    }
  }

  private static func split(_ value: ExactDecimal, _ units: (String, Int, String), _ prefix: String) -> String {
    if value.integer != nil { return "\(prefix)\(value)\(units.0)" }
    guard let small = value.multiplied(by: ExactDecimal(units.1))?.integer, small > 0 else { return "\(prefix)\(value)\(units.0)" }
    let (whole, rest) = (small / units.1, small % units.1)
    return "\(prefix)\(whole > 0 ? "\(whole)\(units.0)" : "")\(rest > 0 ? "\(rest)\(units.2)" : "")"
  }

  /// Two durations, the smaller behind: `PT1H` and `PT30M` are `PT1H30M`; nil where one is vague, or ISO 8601 has no room for both (`P6M` and `P2M`).
  static func joined(_ large: [String], _ small: [String]) -> String? {
    guard large.count == 1, small.count == 1 else { return nil }
    let (first, second) = (large[0], small[0])
    let (isTime, addsTime) = (first.utf8.contains(84), second.utf8.contains(84))
    if isTime == addsTime, first.utf8.last == second.utf8.last { return nil }
    return first + second.dropFirst(isTime && addsTime ? 2 : 1)
  }
}
