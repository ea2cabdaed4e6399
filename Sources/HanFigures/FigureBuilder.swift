import HanArticle

/// Builds the figures of one article out of its numbers and its words of time.
struct FigureBuilder {
  private let text: FoldedText
  private let words: FigureWords
  private let original: ArticleText
  private let numbers: [Number]
  private let measures: MeasureReader
  private let bounds: BoundReader
  private let ranges: RangeReader
  private var times: TimeReader
  private var figures: [Figure] = []
  /// The amounts of money so far.
  private var money: Set<Amount> = []
  /// Where the last figure ended.
  private var floor = 0

  /// The figures of an article, in text order.
  static func figures(of article: Article, in text: FoldedText, _ words: FigureWords) -> [Figure] {
    var builder = FigureBuilder(article, text, words)
    builder.build()
    return CurrencyResolver(text: text, words: words, market: words.currency(ofMarket: article.region)).resolved(builder.figures)
  }

  private init(_ article: Article, _ text: FoldedText, _ words: FigureWords) {
    self.text = text
    self.words = words
    original = article.text
    numbers = article[Numbers.self]
    measures = MeasureReader(text: text, words: words, numbers: numbers)
    bounds = BoundReader(text: text, words: words)
    ranges = RangeReader(text: text, words: words, numbers: numbers, measures: measures)
    times = TimeReader(text: text, words: words, numbers: numbers, context: DateContext(article))
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
    if !text.isLetter(at - 1) || number != nil, times.canBegin(at: at, number), let figure = times.figure(at: at) { return add(figure) }
    if let number { return measured(number) }
    guard let (end, phrase) = words.phrases.longest(text, at: at) else { return false }
    let measure = Measure(at..<end, phrase.kind, phrase.amount)
    return add(measure, isBareScale: false, nil)
  }

  private mutating func add(_ figure: Figure) -> Bool {
    figures.append(figure)
    if figure.kind == .money, let amount = figure.amount { money.insert(amount) }
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
      guard let found = inferredMoney(index) ?? (isBareScale(numbers[index]) ? nil : measures.countOfNoun(index)) else { return false }
      measure = ranges.range(from: found, index)?.measure ?? found
    }
    return add(measure, isBareScale: isBareScale(numbers[index]), bound)
  }

  /// Money by its place, or because the article has called the same amount money before.
  private func inferredMoney(_ index: Int) -> Measure? {
    if let money = measures.pricedPiece(index) ?? measures.inferredMoney(index, floor) { return money }
    let number = numbers[index]
    guard measures.hasScale(number), Phrase(text: text, words: words).ends(number.range.upperBound) else { return nil }
    guard money.contains(number.amount) || isRate(number.range.lowerBound) else { return nil }
    var measure = Measure(number.range, .money, number.amount)
    measure.isInferred = true
    return measure
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
    figure.per = measure.per
    if measure.isMoney {
      figure.currency = measure.currency
      figure.currencySource = measure.currency != nil ? (measure.isMember ? .list : .explicit) : measure.isMarketMoney ? .region : nil
      return figure
    }
    if !measure.durations.isEmpty { return timed(figure, measure) }
    figure.unit = unit(of: measure)
    normalize(&figure, measure)
    return figure
  }

  /// UCUM, or the measure word as it is written, without the spaces that some pages set between characters.
  private func unit(of measure: Measure) -> String? {
    guard let unit = measure.unit, measure.kind == .count || measure.kind == .quantity || measure.kind == .age else { return nil }
    guard measure.kind == .count, let range = measure.unitRange else { return unit.unit }
    let written = original[range]
    return written.utf8.allSatisfy { $0 > 0x20 } ? written : written.filter { !$0.isWhitespace }
  }

  /// A length of time, and where it has one unit the number of that: months and years have no length in SI.
  private func timed(_ figure: Figure, _ measure: Measure) -> Figure {
    var figure = figure
    let durations = measure.durations
    if durations.count == 2 {
      figure.amount = .durations(min: durations[0], max: durations[1])
    } else {
      figure.amount = nil
      figure.time = durations[0]
      if !measure.isCompound, case .value(let value) = measure.amount, let unit = measure.unit {
        figure.normalized = .init(value: value, unit: unit.unit)
      }
    }
    return figure
  }

  /// 3斤半 is 1750 g; 七折 is 0.7 of the price.
  private func normalize(_ figure: inout Figure, _ measure: Measure) {
    guard let unit = measure.unit else { return }
    if measure.kind == .discount, case .value(let value) = measure.amount {
      figure.normalized = .init(value: value.scaled(byPowerOfTen: -2), unit: "1")
    } else if measure.kind == .quantity, !unit.base.isEmpty, let factor = unit.factor, let value = product(measure.amount, factor) {
      figure.normalized = .init(value: value, unit: unit.base)
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
