import HanArticle

/// Reads what a number counts: the unit behind it, the currency before or behind it, the 百分之 before it.
struct MeasureReader {
  let text: FoldedText
  let words: FigureWords
  let numbers: [Number]

  /// The measure of a number; `floor` is where the figure before it ended. Without any unit the measure is bare.
  func measure(_ index: Int, floor: Int) -> Measure {
    let number = numbers[index]
    if let percent = percentBefore(number, floor) ?? rank(number, floor) ?? money(index, floor) ?? elided(number, floor) { return percent }
    if let measure = unitBehind(index, floor) { return measure }
    var bare = Measure(number.range, .count, number.amount)
    if isProperFraction(number.amount) { bare.kind = .ratio } else { bare.isBare = true }
    if let word = words.numerals.word(text, number.range), word.role == .phrase { bare.isBare = false }
    return bare
  }

  /// A fraction above one that is written with a stroke is more likely a date (5/1).
  private func isProperFraction(_ amount: Amount) -> Bool {
    guard case .fraction(let numerator, let denominator) = amount else { return false }
    return numerator.isLess(than: denominator)
  }

  // MARK: Before the number

  /// `百分之五`, `千分之三`, `万分之二`: in percent.
  private func percentBefore(_ number: Number, _ floor: Int) -> Measure? {
    let end = text.skipSpacesBack(number.range.lowerBound)
    guard end > floor, let (over, _) = words.numerals.ending(text, at: end, limit: 6, where: { $0.role == .over }) else { return nil }
    var start = over
    var power = 0
    while start > floor {
      // Only one scale may stand apart from 分之: in 5万 百分之三 the 万 is the number's before.
      let before = text.previous(power == 0 ? text.skipSpacesBack(start) : start)
      guard before >= floor, power < 40, let word = words.numerals.word(text, before..<text.next(before)), word.role == .unit || word.role == .group
      else { break }
      power += word.value
      start = before
    }
    guard power >= 2 else { return nil }
    return Measure(start..<number.range.upperBound, .percent, number.amount.scaled(byPowerOfTen: 2 - power))
  }

  /// `第三`, and where nothing follows that could be counted, `前十`
  private func rank(_ number: Number, _ floor: Int) -> Measure? {
    let start = text.previous(number.range.lowerBound)
    guard start >= floor, let word = words.times.word(text, start..<number.range.lowerBound) else { return nil }
    let isTop = word.role == .first && word.value == 1 && number.amount.low?.integer != nil
    guard word.role == .ordinal || isTop && endsAlone(number.range.upperBound) else { return nil }
    return Measure(start..<number.range.upperBound, .rank, number.amount)
  }

  /// `个半小时`, `米九`: one and a part of it.
  private func elided(_ number: Number, _ floor: Int) -> Measure? {
    guard case .value(let value) = number.amount, number.range.count == 3, text.byte(number.range.lowerBound) >= 0xE0,
      let one = ElidedOne(text, words, before: number.range.lowerBound, to: number.range.upperBound), one.range.lowerBound >= floor
    else { return nil }
    let part = value.integer == nil ? value : value.scaled(byPowerOfTen: -1)
    guard let sum = ExactDecimal(1).adding(part), part.isLess(than: ExactDecimal(1)), value != .zero else { return nil }
    return one.unit.kind == .duration ? timed(one.range, .value(sum), one.unit) : Measure(one.range, .quantity, .value(sum), unit: one.unit)
  }

  /// Nothing follows that could be counted or makes a range: 前3至4周 counts weeks.
  private func endsAlone(_ end: Int) -> Bool {
    let place = words.bounds.longest(text, at: text.skipSpaces(end))?.entry.place
    return place != .between && place != .list && Phrase(text: text, words: words).ends(end)
  }

  // MARK: Behind the number

  private func unitBehind(_ index: Int, _ floor: Int) -> Measure? {
    let number = numbers[index]
    if let lead = temperatureBefore(number, floor) { return lead }
    let at = text.skipSpaces(number.range.upperBound)
    guard let (end, unit) = words.units.longest(text, at: at), isWhole(end), at - number.range.upperBound <= Self.widestGap else {
      return spacedDiscount(index, at)
    }
    let range = number.range.lowerBound..<end
    switch unit.kind {
    case .count: return count(number, unit, range, at)
    case .duration: return duration(index, unit, range)
    case .quantity: return compound(index, unit, range)
    case .percent: return percent(index, unit, range)
    case .discount: return discount(number, unit, range)
    case .age, .multiple:
      var measure = Measure(range, unit.kind, number.amount, unit: unit)
      halved(&measure, by: ExactDecimal(1))
      return measure
    case .indexLevel: return isIndexLevel(number) ? Measure(range, .indexLevel, number.amount, unit: unit) : nil
    // 新一届 is an article, too.
    case .rank where text.digit(number.range.lowerBound) == nil && number.amount == .value(ExactDecimal(1)): return nil
    default: return Measure(range, unit.kind, number.amount, unit: unit)
    }
  }

  /// A Latin unit is one only where no further letter or digit follows.
  private func isWhole(_ end: Int) -> Bool {
    !(text.isLetter(end - 1) && (text.isLetter(end) || text.digit(end) != nil))
  }

  /// How many bytes of space may stand between a number and its unit; more of them part columns.
  private static let widestGap = 8

  /// One of something in Han digits is an article (一家公司, 一个), not a count.
  private func count(_ number: Number, _ unit: UnitWord, _ range: Range<Int>, _ unitStart: Int) -> Measure? {
    if let half = halfOfUnit(number, range.upperBound) { return half }
    let isHan = text.digit(number.range.lowerBound) == nil
    if isHan, isQuotedName(range) { return nil }
    if isHan, number.amount == .value(ExactDecimal(1)) || number.amount == .value(ExactDecimal(5, exponent: -1)) { return nil }
    var measure = Measure(range, .count, number.amount, unit: unit)
    measure.unitRange = unitStart..<range.upperBound
    return measure
  }

  /// `“两个确立”`, `「科創板八條」`: a few Han characters within quotation marks, the number first, are a name.
  private func isQuotedName(_ range: Range<Int>) -> Bool {
    let mark = text.scalar(text.previous(range.lowerBound))
    // “ and 「: U+201C and U+300C; the mark that closes is the next scalar.
    guard range.lowerBound > 0, mark == 0x201C || mark == 0x300C else { return false }
    var at = range.upperBound
    for _ in 0..<6 where text.isHan(at) { at = text.next(at) }
    return at > range.upperBound && text.scalar(at) == mark + 1
  }

  /// `两个半小时`, `半个月`, `五个半月`
  private func halfOfUnit(_ number: Number, _ end: Int) -> Measure? {
    var amount = number.amount
    var at = end
    if let (next, word) = words.numerals.longest(text, at: end), word.role == .half {
      amount = amount.adding(ExactDecimal(5, exponent: -1))
      at = next
    } else if let (next, word) = words.numerals.longest(text, at: end), word.role == .more, case .value(let value) = amount,
      let high = value.adding(ExactDecimal(1))
    {
      amount = .interval(min: value, max: high, maxExclusive: true)
      at = next
    } else if number.amount != .value(ExactDecimal(5, exponent: -1)) {
      return nil
    }
    guard let (stop, unit) = Phrase(text: text, words: words).unitOfHalf(at), unit.kind == .duration else { return nil }
    return timed(number.range.lowerBound..<stop, amount, unit)
  }

  private func percent(_ index: Int, _ unit: UnitWord, _ range: Range<Int>) -> Measure? {
    let factor = unit.factor ?? .one
    var measure = Measure(range, .percent, factor == .one ? numbers[index].amount : numbers[index].amount.times(factor.value), unit: unit)
    guard factor == .ten else {
      halved(&measure, by: factor.value)
      return measure
    }
    guard let value = numbers[index].amount.low, value.isLess(than: ExactDecimal(11)) else { return nil }
    if let part = trailingPart(range.upperBound, ofIndex: index) {
      measure.amount = measure.amount.adding(part.value.scaled(byPowerOfTen: part.isHalf ? 1 : 0))
      measure.range = range.lowerBound..<part.end
    }
    return measure
  }

  /// `4厘半`, `三倍半`, `三岁半`
  private func halved(_ measure: inout Measure, by factor: ExactDecimal) {
    guard let (end, word) = words.numerals.longest(text, at: measure.range.upperBound), word.role == .half,
      let half = factor.multiplied(by: ExactDecimal(5, exponent: -1)), case .value = measure.amount
    else { return }
    measure.amount = measure.amount.adding(half)
    measure.range = measure.range.lowerBound..<end
  }

  /// `八五折`, `7折`, `八点五折`: in percent of the price.
  private func discount(_ number: Number, _ unit: UnitWord, _ range: Range<Int>) -> Measure? {
    guard let value = number.amount.low, value.isLess(than: ExactDecimal(100)), ExactDecimal.zero.isLess(than: value) else { return nil }
    let isTenths = value.isLess(than: ExactDecimal(10))
    if value == ExactDecimal(10) { return nil }
    return Measure(range, .discount, isTenths ? number.amount.scaled(byPowerOfTen: 1) : number.amount, unit: unit)
  }

  /// `7 2 折`: pages set with spaces part the digits, too.
  private func spacedDiscount(_ index: Int, _ at: Int) -> Measure? {
    guard let next = numbers.index(startingAt: at), at > numbers[index].range.upperBound, let tens = digit(index), let ones = digit(next),
      let (end, unit) = words.units.longest(text, at: text.skipSpaces(numbers[next].range.upperBound)), unit.kind == .discount
    else { return nil }
    return Measure(numbers[index].range.lowerBound..<end, .discount, .value(ExactDecimal(tens * 10 + ones)), unit: unit)
  }

  /// The value of a number that is one digit, zero aside.
  private func digit(_ index: Int) -> Int? {
    guard numbers[index].range.count <= 3, case .value(let value) = numbers[index].amount, let digit = value.integer, (1...9).contains(digit) else {
      return nil
    }
    return digit
  }

  /// An index moves by points and stands at many; up to 24 whole ones may as well be hours (20点).
  private func isIndexLevel(_ number: Number) -> Bool {
    guard let value = number.amount.low else { return false }
    let start = words.bounds.ending(text, at: number.range.lowerBound, where: { $0.place == .before })?.start ?? number.range.lowerBound
    if words.indexMoves.ending(text, at: text.skipSpacesBack(start), where: { $0 != .index }) != nil { return true }
    return !value.isLess(than: ExactDecimal(25)) || text.digit(number.range.lowerBound) != nil && value.integer == nil
  }

  /// `指数……报137.46`: a level without 点.
  func bareLevel(_ index: Int) -> Measure? {
    let number = numbers[index]
    let start = number.range.lowerBound
    guard text.digit(start) != nil, !hasScale(number), Phrase(text: text, words: words).ends(number.range.upperBound),
      words.indexMoves.ending(text, at: text.skipSpacesBack(start), where: { $0 == .level }) != nil
    else { return nil }
    var at = start
    while at > 0, start - at < Self.sentenceReach {
      at = text.previous(at)
      if text.byte(at) == 0x0A || text.scalar(at) == 0x3002 { return nil }
      if words.indexMoves.longest(text, at: at)?.entry == .index { return Measure(number.range, .indexLevel, number.amount) }
    }
    return nil
  }

  /// How far before its level an index may be named, in bytes.
  private static let sentenceReach = 120

  // MARK: Quantities

  /// `摄氏37度`
  private func temperatureBefore(_ number: Number, _ floor: Int) -> Measure? {
    guard
      let (start, unit) = words.units.ending(text, at: number.range.lowerBound, limit: 3, where: { $0.unit == .celsius || $0.unit == .fahrenheit }),
      start >= floor,
      let (end, degree) = words.units.longest(text, at: number.range.upperBound), degree.unit == .degree
    else { return nil }
    return Measure(start..<end, .quantity, number.amount, unit: unit)
  }

  /// `六斤八两`, `三斤半`, `三米九`
  private func compound(_ index: Int, _ unit: UnitWord, _ range: Range<Int>) -> Measure {
    var measure = Measure(range, .quantity, numbers[index].amount, unit: unit)
    if let next = numbers.index(startingAt: range.upperBound), case .value(let value) = numbers[next].amount,
      let (end, smaller) = words.units.longest(text, at: numbers[next].range.upperBound), smaller.base == unit.base, unit.base != .none,
      let large = unit.factor?.value, let small = smaller.factor?.value, small.isLess(than: large), case .value(let whole) = numbers[index].amount,
      let sum = whole.multiplied(by: large)?.adding(value.multiplied(by: small) ?? .zero)
    {
      measure.amount = .value(sum)
      measure.range = range.lowerBound..<end
      measure.unit = UnitWord(kind: .quantity, unit: unit.base, factor: .one, base: unit.base)
    } else if let part = trailingPart(range.upperBound, ofIndex: index), part.isHalf || isMeasuredByTenths(unit, part.end) {
      measure.amount = measure.amount.adding(part.value)
      measure.range = range.lowerBound..<part.end
    } else if unit.unit == .metre, let (end, part) = decimals(range.upperBound), numbers[index].amount.low?.integer.map({ $0 < 10 }) == true {
      // Heights: 1米75.
      measure.amount = measure.amount.adding(part)
      measure.range = range.lowerBound..<end
    } else if text.byte(range.upperBound) == 0x2F, let (end, time) = words.units.longest(text, at: range.upperBound + 1), time.kind == .duration {
      measure.unit = UnitWord(kind: .quantity, unit: unit.unit, per: time.unit)
      measure.range = range.lowerBound..<end
    }
    return measure
  }

  private func isMeasuredByTenths(_ unit: UnitWord, _ end: Int) -> Bool { words.units.longest(text, at: end) == nil && unit.unit != .degree }

  /// 半, or one Han digit in the next lower place, behind a unit: 三斤半, 两成五, 一块二.
  func trailingPart(_ at: Int, ofIndex index: Int) -> (value: ExactDecimal, end: Int, isHalf: Bool)? {
    if let (end, word) = words.numerals.longest(text, at: at), word.role == .half { return (ExactDecimal(5, exponent: -1), end, true) }
    let isTenPercent = words.units.longest(text, at: numbers[index].range.upperBound)?.entry.kind == .percent
    guard let next = numbers.index(startingAt: at), isTenPercent || text.digit(at) == nil, case .value(let value) = numbers[next].amount,
      let digit = value.integer, (1...9).contains(digit), numbers[next].range.count == (text.byte(at) < 0x80 ? 1 : 3)
    else { return nil }
    let end = numbers[next].range.upperBound
    guard words.units.longest(text, at: end) == nil, words.currencies.longest(text, at: end) == nil else { return nil }
    return (isTenPercent ? value : value.scaled(byPowerOfTen: -1), end, false)
  }
}
