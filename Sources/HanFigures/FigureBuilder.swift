import HanArticle

/// Builds the figures of one article out of its numbers and its words of time.
struct FigureBuilder {
  private let text: FoldedText
  private let words: FigureWords
  private let original: ArticleText
  private let numbers: [Number]
  private let measures: MeasureReader
  private let bounds: BoundReader
  private var ranges: RangeReader
  private var ratios: RatioReader
  private var times: TimeReader
  private var figures: [Figure] = []
  /// The amounts of money among the first `counted` figures; most articles never ask for them.
  private var money: Set<Amount> = []
  private var counted = 0
  /// Where the last figure ended.
  private var floor = 0

  /// The figures of a text, in its order.
  static func figures(of original: ArticleText, _ numbers: [Number], in text: FoldedText, _ context: DateContext, _ words: FigureWords) -> [Figure] {
    var builder = FigureBuilder(original, numbers, text, context, words)
    builder.build()
    return builder.figures
  }

  private init(_ original: ArticleText, _ numbers: [Number], _ text: FoldedText, _ context: DateContext, _ words: FigureWords) {
    self.text = text
    self.words = words
    self.original = original
    self.numbers = numbers
    measures = MeasureReader(text: text, words: words, numbers: numbers)
    bounds = BoundReader(text: text, words: words)
    ranges = RangeReader(text: text, words: words, numbers: numbers, measures: measures)
    ratios = RatioReader(measures: measures)
    times = TimeReader(text: text, words: words, numbers: numbers, context: context)
  }

  private mutating func build() {
    let classes = words.classes
    var at = 0
    var next = 0
    var nextStart = numbers.first?.range.lowerBound ?? text.count
    while at < text.count {
      if at < nextStart, classes[text.scalar(at)] & FigureWords.startsTime == 0 || !isLead(at) {
        at = text.next(at)
        continue
      }
      while next < numbers.count, numbers[next].range.lowerBound < at { next += 1 }
      times.next = next
      nextStart = next < numbers.count ? numbers[next].range.lowerBound : text.count
      let isNumber = nextStart == at
      if isNumber || classes[text.scalar(at)] & FigureWords.startsTime != 0 && isLead(at), read(at, isNumber ? next : nil) {
        at = max(floor, at + 1)
      } else {
        at = isNumber ? max(numbers[next].range.upperBound, at + 1) : text.next(at)
      }
    }
  }

  /// Whether a word of time, a phrase or a quarter's name (24Q3) may begin here.
  private func isLead(_ at: Int) -> Bool { words.times.mayBegin(text, at) || words.phrases.mayBegin(text, at) || text.digit(at) != nil }

  /// Reads the figure that begins at a number or a word of time.
  private mutating func read(_ at: Int, _ number: Int?) -> Bool {
    guard at >= floor else { return false }
    if let number, let reading = ratios.reading(number) { return add(reading) }
    if !text.isLetter(at - 1) || number != nil, times.canBegin(at: at, number), let figure = times.figure(at: at) { return add(figure) }
    if let number { return measured(number) }
    guard let (end, phrase) = words.phrases.longest(text, at: at) else { return false }
    let measure = Measure(at..<end, phrase.kind, phrase.amount)
    return add(measure, isBareScale: false, nil)
  }

  private mutating func add(_ reading: RatioReader.Reading) -> Bool {
    switch reading {
    case .ratio(let measure): return add(measure, isBareScale: false, nil)
    case .score(let end): floor = end
    }
    return true
  }

  private mutating func add(_ figure: Figure) -> Bool {
    figures.append(figure)
    floor = figure.range.upperBound
    return true
  }

  private mutating func add(_ measure: Measure, isBareScale: Bool, _ inner: Figure.Bound?) -> Bool {
    var figure = figure(measure)
    bounds.bound(&figure, measure, isBareScale: isBareScale, floor: floor, inner: inner)
    return add(figure)
  }

  private mutating func measured(_ index: Int) -> Bool {
    var measure = measures.measure(index, floor: floor)
    var bound: Figure.Bound?
    if let range = ranges.range(from: measure, index) {
      measure = range.measure
      bound = range.hasInnerBound ? .about : nil
    } else if measure.isBare, let member = ranges.member(measure, index) {
      measure = member
    } else if measure.isBare {
      guard let found = inferredMoney(index) ?? measures.bareLevel(index) ?? (isBareScale(numbers[index]) ? nil : measures.countOfNoun(index)) else {
        return false
      }
      measure = ranges.range(from: found, index)?.measure ?? found
    }
    return add(measure, isBareScale: isBareScale(numbers[index]), bound)
  }

  /// Money by its place, or because the article has called the same amount money before.
  private mutating func inferredMoney(_ index: Int) -> Measure? {
    if let money = measures.pricedPiece(index) ?? measures.inferredMoney(index, floor) { return money }
    let number = numbers[index]
    guard measures.hasScale(number), Phrase(text: text, words: words).ends(number.range.upperBound) else { return nil }
    guard isMoney(number.amount) || isRate(number.range.lowerBound) else { return nil }
    var measure = Measure(number.range, .money, number.amount)
    measure.isInferred = true
    return measure
  }

  private mutating func isMoney(_ amount: Amount) -> Bool {
    for figure in figures[counted...] where figure.kind == .money {
      if let amount = figure.amount { money.insert(amount) }
    }
    counted = figures.count
    return money.contains(amount)
  }

  /// `年薪100万元,一年2亿`: an amount for a length of time, in a sentence that speaks of money.
  private func isRate(_ start: Int) -> Bool {
    guard let last = figures.last, last.kind == .duration, last.range.upperBound == start, figures.count > 1 else { return false }
    let money = figures[figures.count - 2]
    return money.currency != nil && !(money.range.upperBound..<start).contains { text.scalar($0) == 0x3002 }
  }

  /// Whether the number begins with a scale that no digit stands before (百亿).
  private func isBareScale(_ number: Number) -> Bool {
    let start = number.range.lowerBound
    guard let word = words.numerals.word(text, start..<text.next(start)) else { return false }
    return word.role == .group || word.role == .unit && word.value > 1
  }

  private func figure(_ measure: Measure) -> Figure {
    var figure = Figure(range: measure.range, kind: measure.kind, amount: measure.amount)
    figure.per = measure.per.map { words.unitNames[$0] }
    if measure.isMoney {
      figure.currency = measure.currency?.text
      figure.currencySource = measure.currency != nil ? (measure.isMember ? .list : .explicit) : measure.isMarketMoney ? .region : nil
      return figure
    }
    if let duration = measure.duration {
      timed(&figure, measure, duration)
      return figure
    }
    figure.unit = unit(of: measure)
    normalize(&figure, measure)
    return figure
  }

  /// UCUM, or the measure word as it is written, without the spaces that some pages set between characters.
  private func unit(of measure: Measure) -> String? {
    guard let unit = measure.unit, measure.kind == .count || measure.kind == .quantity || measure.kind == .age else { return nil }
    guard measure.kind == .count, let range = measure.unitRange else { return name(unit) }
    let written = original[range]
    return written.utf8.allSatisfy { $0 > 0x20 } ? written : written.filter { !$0.isWhitespace }
  }

  private func name(_ unit: UnitWord) -> String {
    let name = words.unitNames[unit.unit]
    return unit.per == .none ? name : "\(name)/\(words.unitNames[unit.per])"
  }

  /// A length of time, and where it has one unit the number of that: months and years have no length in SI.
  private func timed(_ figure: inout Figure, _ measure: Measure, _ duration: ISODuration) {
    if let max = duration.max {
      figure.amount = .durations(min: duration.min, max: max)
    } else {
      figure.amount = nil
      figure.time = duration.min
      if !measure.isCompound, case .value(let value) = measure.amount, let unit = measure.unit {
        figure.normalized = .init(value: value, unit: name(unit))
      }
    }
  }

  /// 3斤半 is 1750 g; 七折 is 0.7 of the price.
  private func normalize(_ figure: inout Figure, _ measure: Measure) {
    guard let unit = measure.unit else { return }
    if measure.kind == .discount, case .value(let value) = measure.amount {
      figure.normalized = .init(value: value.scaled(byPowerOfTen: -2), unit: "1")
    } else if measure.kind == .quantity, unit.base != .none, let factor = unit.factor?.value, let value = product(measure.amount, factor) {
      figure.normalized = .init(value: value, unit: words.unitNames[unit.base])
    }
  }

  /// The amount times a factor as one number; of a fraction only where the factor makes it whole (三分一湯匙).
  private func product(_ amount: Amount, _ factor: ExactDecimal) -> ExactDecimal? {
    switch amount {
    case .value(let value): return value.multiplied(by: factor)
    case .fraction(let numerator, let denominator):
      guard let factor = factor.integer, let parts = denominator.integer, parts > 0, factor % parts == 0 else { return nil }
      return numerator.multiplied(by: ExactDecimal(factor / parts))
    default: return nil
    }
  }
}
