import HanArticle

extension MeasureReader {
  /// `5亿元人民币`, `人民币50元`, `US$3.5`, `三块零四`, `17.406元/股`
  func money(_ index: Int, _ floor: Int) -> Measure? {
    let number = numbers[index]
    let before = currencyBefore(number.range.lowerBound, floor)
    let behind = currencyBehind(index)
    guard before != nil || behind != nil else { return nil }
    var measure = Measure(number.range, .money, number.amount)
    measure.currency = behind?.currency.code ?? before?.currency.code
    if let behind {
      measure.amount = measure.amount.times(behind.currency.factor.value)
      measure.range = number.range.lowerBound..<behind.end
      coins(&measure, behind.currency.factor)
    }
    if let before, behind?.currency.code == nil || behind?.currency.code == before.currency.code {
      measure.range = before.start..<measure.range.upperBound
    }
    measure.isMarketMoney = measure.currency == nil
    priced(&measure, floor)
    return measure
  }

  private func currencyBefore(_ start: Int, _ floor: Int) -> (start: Int, currency: FigureWords.Currency)? {
    let end = text.skipSpacesBack(start)
    guard end > floor, let (start, currency) = words.currencies.ending(text, at: end, limit: 5, where: { $0.standsBefore }), start >= floor else {
      return nil
    }
    return (start, currency)
  }

  private func currencyBehind(_ index: Int) -> (end: Int, currency: FigureWords.Currency)? {
    let at = text.skipSpaces(numbers[index].range.upperBound)
    guard var (end, currency) = words.currencies.longest(text, at: at), currency.standsBehind || currency.place == .alone else { return nil }
    // 100元新加坡元: the market's 元 and behind it which one is meant.
    if currency.code == nil, currency.factor == .one, let (stop, named) = words.currencies.longest(text, at: end), named.code != nil,
      named.standsBehind
    {
      (end, currency) = (stop, named)
    }
    if currency.place == .alone, !isAlone(numbers[index].range.lowerBound, end) { return nil }
    // A hundred or more of a small coin (500角) are no money but another word.
    let isSmallCoin = currency.code == nil && currency.factor != .one
    if isSmallCoin, case .value(let value) = numbers[index].amount, !value.isLess(than: ExactDecimal(100)) { return nil }
    return (end, currency)
  }

  /// Whether nothing else stands in the clause, as in a list of coins (5角、2分): 分 is as often a minute or a point.
  private func isAlone(_ start: Int, _ end: Int) -> Bool {
    let before = text.skipSpacesBack(start)
    return (before == 0 || !text.isHan(text.previous(before)) && text.byte(before - 1) >= 0x80 || text.byte(before - 1) == 0x0A)
      && (text.skipSpaces(end) >= text.count || !text.isHan(text.skipSpaces(end)) && phrase.ends(text.skipSpaces(end)))
  }

  private var phrase: Phrase { Phrase(text: text, words: words) }

  /// The smaller coins behind the larger: 123元1角1分, 一块二, 三块零四, 两毛五.
  private func coins(_ measure: inout Measure, _ factor: ShortDecimal) {
    guard measure.currency == nil || measure.currency == .yen else { return }
    var factor = factor
    while let next = numbers.index(startingAt: measure.range.upperBound), case .value(let value) = numbers[next].amount {
      let range = numbers[next].range
      if let (end, coin) = words.currencies.longest(text, at: range.upperBound), coin.factor.value.isLess(than: factor.value), coin.standsBehind {
        measure.amount = measure.amount.adding(value.multiplied(by: coin.factor.value) ?? .zero)
        measure.range = measure.range.lowerBound..<end
        factor = coin.factor
      } else if let (end, mark) = words.times.longest(text, at: range.upperBound), mark.role == .minute {
        measure.amount = measure.amount.adding(value.scaled(byPowerOfTen: -2))
        measure.range = measure.range.lowerBound..<end
        return
      } else {
        trailingCoin(&measure, range, value, factor)
        return
      }
    }
  }

  private func trailingCoin(_ measure: inout Measure, _ range: Range<Int>, _ value: ExactDecimal, _ factor: ShortDecimal) {
    guard text.digit(range.lowerBound) == nil, range.count <= 6, value.isLess(than: ExactDecimal(10)),
      words.units.longest(text, at: range.upperBound) == nil
    else { return }
    let places = range.count / 3
    measure.amount = measure.amount.adding(value.multiplied(by: factor.value)?.scaled(byPowerOfTen: -places) ?? .zero)
    measure.range = measure.range.lowerBound..<range.upperBound
  }

  /// `元/股` and `每股…元` make a price.
  private func priced(_ measure: inout Measure, _ floor: Int) {
    let end = measure.range.upperBound
    if text.byte(end) == 0x2F, let (stop, unit) = words.units.longest(text, at: end + 1) {
      measure.kind = .price
      measure.per = words.prices.longest(text, at: end)?.entry ?? unit.unit
      measure.range = measure.range.lowerBound..<stop
    } else if let per = pricedBefore(measure.range.lowerBound, floor) {
      measure.kind = .price
      measure.per = per
    } else if let (stop, per) = pieceBehind(end) {
      measure.kind = .price
      measure.per = per
      measure.range = measure.range.lowerBound..<stop
    }
  }

  /// `70美元一桶`: so much for one.
  private func pieceBehind(_ end: Int) -> (end: Int, per: UnitName)? {
    guard let one = numbers.index(startingAt: end), text.digit(end) == nil, numbers[one].amount == .value(ExactDecimal(1)),
      let (stop, unit) = words.units.longest(text, at: numbers[one].range.upperBound), unit.kind == .count || unit.kind == .quantity
    else { return nil }
    return (stop, words.prices.longest(text, at: numbers[one].range.upperBound, behind: CollectionOfOne(0x2F))?.entry ?? unit.unit)
  }

  /// What the money before which 每股, 股价 or the like stands in the clause buys; no other figure between.
  private func pricedBefore(_ start: Int, _ floor: Int) -> UnitName? {
    var at = start
    while at > floor, start - at < 36 {
      at = text.previous(at)
      let scalar = text.scalar(at)
      if scalar == 0x3002 || scalar == 0xFF0C || scalar == 0xFF1B || scalar == 0x0A || scalar == 0x2C { return nil }
      if let (end, per) = words.prices.longest(text, at: at), end <= start { return per }
    }
    return nil
  }

  /// `3万一片`: a scaled number for one piece is its price.
  func pricedPiece(_ index: Int) -> Measure? {
    let number = numbers[index]
    guard hasScale(number), let (end, per) = pieceBehind(number.range.upperBound) else { return nil }
    var measure = Measure(number.range.lowerBound..<end, .price, number.amount)
    measure.isInferred = true
    measure.per = per
    return measure
  }

  /// Money by its place: a scaled number with nothing to count, behind a metric that is money (成本600万).
  func inferredMoney(_ index: Int, _ floor: Int) -> Measure? {
    let number = numbers[index]
    guard hasScale(number), followsMoneyContext(number.range.lowerBound) else { return nil }
    var measure = Measure(number.range, .money, number.amount)
    measure.isInferred = true
    return measure
  }

  /// `40万农村劳动力`: a scaled number before a noun counts what the noun names.
  func countOfNoun(_ index: Int) -> Measure? {
    let number = numbers[index]
    let next = text.byte(number.range.upperBound)
    guard hasScale(number), (0xE4...0xE9).contains(next), !phrase.ends(number.range.upperBound) else { return nil }
    // 100M宽带 counts bits a second, not lines.
    if let letter = letterScale(number), letter != 3 { return nil }
    return Measure(number.range, .count, number.amount)
  }

  /// Whether 万, 亿 or 兆 stands in the number.
  func hasScale(_ number: Number) -> Bool { trailingGroup(number) > 0 }

  /// The power of ten of the groups at the end of a number: of 两千万 4, of 3万亿 12; 3 of 15k.
  func trailingGroup(_ number: Number) -> Int {
    var power = 0
    var end = number.range.upperBound
    if let letter = letterScale(number) { return letter }
    while end > number.range.lowerBound {
      let start = text.previous(end)
      guard let word = words.numerals.word(text, start..<end), word.role == .group, power < 64 else { break }
      power += word.value
      end = start
    }
    return power
  }

  /// The power of ten of a letter at the end of a number: 3 of 15k.
  private func letterScale(_ number: Number) -> Int? {
    let last = text.previous(number.range.upperBound)
    guard text.isLetter(last) || text.byte(last) == 0xEF, text.digit(last) == nil else { return nil }
    return words.numerals.ending(text, at: number.range.upperBound, limit: 2, where: { $0.role == .letter || $0.role == .moneyLetter })?.entry.value
  }

  /// Whether a metric of money stands before the number in its clause, at most 36 bytes back.
  private func followsMoneyContext(_ start: Int) -> Bool {
    var at = start
    while at > 0, start - at < 36 {
      at = text.previous(at)
      if text.byte(at) == 0x0A || text.scalar(at) == 0x3002 { return false }
      if let (end, _) = words.moneyContexts.longest(text, at: at), end <= start { return true }
    }
    return false
  }
}
