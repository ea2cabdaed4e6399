import HanArticle

/// Joins two numbers into a range: `2至3亿`, `630-680亿美元`, `2年至3年`, `逾2%至近4%`.
struct RangeReader {
  let text: FoldedText
  let words: FigureWords
  let numbers: [Number]
  let measures: MeasureReader
  /// Numbers of a list that have no unit of their own.
  private var bare = 0..<0

  private static let longestList = 12

  init(text: FoldedText, words: FigureWords, numbers: [Number], measures: MeasureReader) {
    self.text = text
    self.words = words
    self.numbers = numbers
    self.measures = measures
  }

  /// The range that begins with a measure, and whether an approximator stands inside it.
  func range(from first: Measure, _ index: Int) -> (measure: Measure, hasInnerBound: Bool)? {
    guard let (start, hasBound) = secondStart(first.range.upperBound), let next = numberAt(start, after: index) else { return nil }
    let second = measures.measure(next, floor: first.range.upperBound)
    if second.isBare { return prefixed(first, index, second, next).map { ($0, hasBound) } }
    guard second.range.lowerBound <= numbers[next].range.lowerBound, !second.range.isEmpty, second.kind != .rank else { return nil }
    if first.isBare { return joined(inherited(first, index, second, next), second).map { ($0, hasBound) } }
    guard first.isLike(second) else { return nil }
    return joined(first, second).map { ($0, hasBound) }
  }

  /// `HK$20-30亿`, `人民币5000万至1亿`: the currency before the first number is that of both.
  private func prefixed(_ first: Measure, _ index: Int, _ second: Measure, _ next: Int) -> Measure? {
    guard first.isMoney, first.range.upperBound == numbers[index].range.upperBound else { return nil }
    var second = second
    second.kind = first.kind
    second.currency = first.currency
    second.isInferred = first.isInferred
    return joined(inherited(first, index, second, next), second)
  }

  /// A bare number of a list whose last member has the unit: 1.2、3.4和5.6亿元.
  ///
  /// How far the list is known to go on without a unit is kept for the next of its numbers, so that none is measured a dozen times.
  mutating func member(_ first: Measure, _ index: Int) -> Measure? {
    if !bare.contains(index) { bare = index..<(index + 1) }
    while bare.upperBound - index <= Self.longestList {
      let (last, next) = (bare.upperBound - 1, bare.upperBound)
      let end = numbers[last].range.upperBound
      guard next < numbers.count, let (mark, word) = words.bounds.longest(text, at: end), word.place == .list,
        numbers[next].range.lowerBound == text.skipSpaces(mark)
      else { return nil }
      let measure = measures.measure(next, floor: end)
      if measure.isBare {
        bare = bare.lowerBound..<(next + 1)
        continue
      }
      guard measure.range.lowerBound == numbers[next].range.lowerBound, measure.kind != .duration, measure.kind != .rank else { return nil }
      var member = inherited(first, index, measure, next, inOrder: false)
      member.isMember = true
      return member
    }
    return nil
  }

  private func secondStart(_ end: Int) -> (start: Int, hasBound: Bool)? {
    guard let (next, word) = words.bounds.longest(text, at: text.skipSpaces(end)), word.place == .between else { return nil }
    let start = text.skipSpaces(next)
    if let (inner, bound) = words.bounds.longest(text, at: start), bound.place == .before { return (text.skipSpaces(inner), true) }
    return (start, false)
  }

  /// The number that begins here, a currency before it passed over.
  private func numberAt(_ start: Int, after index: Int) -> Int? {
    if let found = numbers.index(startingAt: start), found > index { return found }
    guard let (end, currency) = words.currencies.longest(text, at: start), currency.standsBefore else { return nil }
    return numbers.index(startingAt: text.skipSpaces(end)).flatMap { $0 > index ? $0 : nil }
  }

  /// The first end with the unit of the second, and its scale where it has none: 2至3亿 begins at 200 million, 5000-1万 at 5000.
  private func inherited(_ first: Measure, _ index: Int, _ second: Measure, _ next: Int, inOrder: Bool = true) -> Measure {
    var measure = second
    measure.range = first.range
    measure.amount = first.amount
    let power = measures.trailingGroup(numbers[next])
    if power > 0, measures.trailingGroup(numbers[index]) == 0 {
      let scaled = first.amount.scaled(byPowerOfTen: power)
      if let low = scaled.low, let high = numbers[next].amount.high, !inOrder || !high.isLess(than: low) { measure.amount = scaled }
    }
    measure.amount = rescaled(measure.amount, second)
    if measure.kind == .duration, let unit = second.unit { measure.duration = ISODuration(measure.amount, unit) }
    return measure
  }

  /// What the unit did to the second number it does to the first: 2至3成 is 20 to 30 percent.
  private func rescaled(_ amount: Amount, _ second: Measure) -> Amount {
    switch second.kind {
    case .percent: second.unit?.factor.map { amount.times($0.value) } ?? amount
    case .discount: amount.high?.isLess(than: ExactDecimal(10)) == true ? amount.scaled(byPowerOfTen: 1) : amount
    default: amount
    }
  }

  private func joined(_ first: Measure, _ second: Measure) -> Measure? {
    var measure = second
    measure.range = first.range.lowerBound..<second.range.upperBound
    if measure.isInferred || measure.isMarketMoney, first.currency != nil { measure = first.extended(to: measure) }
    if second.kind == .duration {
      guard let low = first.duration, let high = second.duration else { return nil }
      measure.duration = ISODuration(min: low.min, max: high.max ?? high.min)
      return measure
    }
    guard let low = first.amount.low, let high = second.amount.high, !high.isLess(than: low) else { return nil }
    guard low != high || first.amount != second.amount else { return nil }
    var isExclusive = false
    if case .interval(_, _, let exclusive) = second.amount { isExclusive = exclusive }
    measure.amount = .interval(min: low, max: high, maxExclusive: isExclusive)
    return measure
  }
}

extension Measure {
  /// This measure, as far as another reaches.
  func extended(to other: Measure) -> Measure {
    var measure = self
    measure.range = range.lowerBound..<other.range.upperBound
    return measure
  }
}
