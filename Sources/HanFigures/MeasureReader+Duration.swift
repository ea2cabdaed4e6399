import HanArticle

extension MeasureReader {
  /// `两年半`, `一小时零三十分钟`, `两周`
  func duration(_ index: Int, _ unit: UnitWord, _ range: Range<Int>) -> Measure? {
    let number = numbers[index]
    if unit.time == .minute, isBareMinute(range), !isBeforeSeconds(range.upperBound) { return nil }
    if let (end, word) = words.numerals.longest(text, at: range.upperBound), word.role == .half {
      return timed(range.lowerBound..<halfEnd(end, unit), number.amount.adding(ExactDecimal(5, exponent: -1)), unit)
    }
    if unit.time == .second, let (end, part) = decimals(range.upperBound) { return timed(range.lowerBound..<end, number.amount.adding(part), unit) }
    guard var measure = timed(range, number.amount, unit) else { return nil }
    var last = unit
    while let next = numbers.index(startingAt: measure.range.upperBound),
      let (found, smaller) = words.units.longest(text, at: numbers[next].range.upperBound), let time = smaller.time, time.rank < rank(last)
    {
      let part = time == .second ? decimals(found) : nil
      let amount = part.map { numbers[next].amount.adding($0.value) } ?? numbers[next].amount
      let stop = part?.end ?? found
      guard let whole = measure.duration?.joined(with: ISODuration(amount, smaller)) else { break }
      measure.duration = whole
      measure.isCompound = true
      measure.range = range.lowerBound..<stop
      last = smaller
    }
    return measure
  }

  /// A measure of time; nil where its amount has no ISO 8601 form or is below zero.
  func timed(_ range: Range<Int>, _ amount: Amount, _ unit: UnitWord) -> Measure? {
    guard let length = ISODuration(amount, unit) else { return nil }
    var measure = Measure(range, .duration, amount, unit: unit)
    measure.duration = length
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
    return unit.time == .second
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

  private func rank(_ unit: UnitWord) -> Int { unit.time?.rank ?? 8 }

  /// 分 alone is as often a point or a part of a currency; with 钟 or 半 it is a minute.
  private func isBareMinute(_ range: Range<Int>) -> Bool {
    let end = range.upperBound
    guard words.times.word(text, text.previous(end)..<end)?.role == .minute else { return false }
    return words.numerals.longest(text, at: end)?.entry.role != .half
  }
}
