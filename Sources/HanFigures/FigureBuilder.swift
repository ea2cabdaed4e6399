import HanArticle

/// Builds the figures of one article out of its numbers and its words of time.
struct FigureBuilder {
  private let text: FoldedText
  private let words: FigureWords
  private let numbers: [Number]
  private let context: FigureContext
  private let measures: MeasureReader
  private let bounds: BoundReader
  private var times: TimeReader
  private var figures: [Figure] = []
  /// Where the last figure ended.
  private var floor = 0

  /// The figures of an article, in text order.
  static func figures(of article: Article, in text: FoldedText, _ words: FigureWords) -> [Figure] {
    var builder = FigureBuilder(article, text, words)
    builder.build()
    return CurrencyResolver(text: text, words: words, market: builder.context.currency).resolved(builder.figures)
  }

  private init(_ article: Article, _ text: FoldedText, _ words: FigureWords) {
    self.text = text
    self.words = words
    numbers = article[Numbers.self]
    context = FigureContext(region: article.region)
    measures = MeasureReader(text: text, words: words, numbers: numbers, context: context)
    bounds = BoundReader(text: text, words: words)
    times = TimeReader(text: text, words: words, numbers: numbers, context: DateContext(article))
  }

  private mutating func build() {
    var at = 0
    var next = 0
    while at < text.count {
      while next < numbers.count, numbers[next].range.lowerBound < at { next += 1 }
      let isNumber = next < numbers.count && numbers[next].range.lowerBound == at
      if isNumber || words.classes[text.scalar(at)] & FigureWords.startsTime != 0, read(at, isNumber ? next : nil) {
        at = max(floor, at + 1)
      } else {
        at = isNumber ? max(text.next(at), at + 1) : text.next(at)
      }
    }
  }

  /// Reads the figure that begins at a number or a word of time.
  private mutating func read(_ at: Int, _ number: Int?) -> Bool {
    guard at >= floor else { return false }
    if !text.isLetter(at - 1) || number != nil, let figure = times.figure(at: at) { return add(figure) }
    if let number { return measured(number) }
    guard let (end, phrase) = words.phrases.longest(text, at: at) else { return false }
    return add(Figure(range: at..<end, kind: phrase.kind, amount: phrase.amount))
  }

  private mutating func add(_ figure: Figure) -> Bool {
    figures.append(figure)
    floor = figure.range.upperBound
    return true
  }

  private mutating func measured(_ index: Int) -> Bool {
    var measure = measures.measure(index, floor: floor)
    var bound: Figure.Bound?
    if let range = RangeReader(text: text, words: words, numbers: numbers, measures: measures).range(from: measure, index) {
      measure = range.measure
      bound = range.hasInnerBound ? .about : nil
    } else if measure.isBare {
      guard let money = measures.inferredMoney(index, floor) else { return false }
      measure = money
    }
    return add(bounds.bounded(figure(measure), measure, isBareScale: isBareScale(numbers[index]), floor: floor, inner: bound))
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
      figure.currencySource = measure.currency != nil ? .explicit : measure.isMarketMoney ? .region : nil
      return figure
    }
    if !measure.durations.isEmpty { return timed(figure, measure.durations) }
    if measure.kind == .count || measure.kind == .quantity || measure.kind == .age { figure.unit = measure.unit?.unit }
    if case .interval = measure.amount { figure.bound = .several }
    normalize(&figure, measure)
    return figure
  }

  private func timed(_ figure: Figure, _ durations: [String]) -> Figure {
    var figure = figure
    if durations.count == 2 {
      figure.amount = .durations(min: durations[0], max: durations[1])
    } else {
      figure.amount = nil
      figure.time = durations[0]
    }
    return figure
  }

  /// 3斤半 is 1750 g; 七折 is 0.7 of the price.
  private func normalize(_ figure: inout Figure, _ measure: Measure) {
    guard case .value(let value) = measure.amount, let unit = measure.unit else { return }
    if measure.kind == .discount {
      figure.normalized = .init(value: value.scaled(byPowerOfTen: -2), unit: "1")
    } else if measure.kind == .quantity, let factor = unit.factor, !unit.base.isEmpty, let product = value.multiplied(by: factor) {
      figure.normalized = .init(value: product, unit: unit.base)
    }
  }
}
