import HanArticle

extension NumeralScanner {
  /// `isSigned` where a minus before the number is in the amount already.
  typealias Fraction = (end: Int, amount: Amount, isSigned: Bool)

  func follows(_ role: FigureWords.NumeralWord.Role, _ at: Int) -> (end: Int, word: FigureWords.NumeralWord)? {
    guard let (end, word) = words.numerals.longest(text, at: text.skipSpaces(at)), word.role == role else { return nil }
    return (text.skipSpaces(end), word)
  }

  private func read(_ at: Int) -> (end: Int, value: ExactDecimal)? {
    var parser = NumeralParser(text, words, from: at)
    guard parser.parse(), case .value(let value)? = parser.amount else { return nil }
    return (parser.end, value)
  }

  /// `四十五分之一`, with a whole before it where 又 was read.
  func quotient(_ end: Int, _ amount: Amount, _ isNegative: Bool) -> Fraction? {
    guard case .value(let denominator) = amount, denominator != .zero, let (start, _) = follows(.over, end) else { return nil }
    var isNegative = isNegative
    var at = start
    if let (next, word) = words.numerals.longest(text, at: at), word.role == .minus {
      isNegative.toggle()
      at = text.skipSpaces(next)
    }
    guard let (stop, numerator) = read(at) else { return nil }
    return (stop, .fraction(numerator: isNegative ? numerator.negated : numerator, denominator: denominator), true)
  }

  /// `1/45`; not part of a date or an address.
  func slashed(_ at: Int, _ end: Int, _ amount: Amount, _ isNegative: Bool) -> Fraction? {
    guard text.byte(end) == 0x2F, at == 0 || text.byte(at - 1) != 0x2F, case .value(let numerator) = amount else { return nil }
    guard let run = ArabicRun(text, from: end + 1), run.fraction.isEmpty, run.whole.count <= 6, text.byte(run.end) != 0x2F,
      !text.isLetter(run.end), !isFinancialYear(numerator, run), let denominator = ExactDecimal(whole: run.whole), denominator != .zero
    else { return nil }
    return (run.end, .fraction(numerator: isNegative ? numerator.negated : numerator, denominator: denominator), true)
  }

  /// 2024/25 is a year that begins in one and ends in the next.
  private func isFinancialYear(_ first: ExactDecimal, _ second: ArabicRun) -> Bool {
    guard let year = first.integer, (1900...2100).contains(year) else { return false }
    return second.whole.count == 2 || (1900...2100).contains(ExactDecimal(whole: second.whole)?.integer ?? 0)
  }

  /// `三又四分之一`.
  func mixedFraction(_ end: Int, _ amount: Amount) -> Fraction? {
    guard case .value(let whole) = amount, let (start, _) = follows(.plus, end), let (stop, denominator) = read(start),
      let fraction = quotient(stop, .value(denominator), false), case .fraction(let numerator, _) = fraction.amount
    else { return nil }
    return mixed(whole, numerator, denominator, fraction.end)
  }

  /// `四分一升`, as Cantonese says a quarter.
  func cantonese(_ parser: NumeralParser, _ amount: Amount) -> Fraction? {
    guard parser.scales == 0, case .value(let denominator) = amount, let (end, _) = follows(.overOne, parser.end),
      isMeasured(end) || (text.digit(parser.start) == nil && denominator != ExactDecimal(1))
    else { return nil }
    return (end, .fraction(numerator: ExactDecimal(1), denominator: denominator), false)
  }

  /// `1 1/2`: a small whole number and a fraction behind one space.
  func spacedFraction(_ at: Int, _ end: Int, _ amount: Amount) -> Fraction? {
    guard text.byte(end) == 0x20, case .value(let whole) = amount, whole.integer != nil, end - at <= 3, text.digit(at) != nil,
      let run = ArabicRun(text, from: end + 1), run.fraction.isEmpty, run.whole.count <= 2, let numerator = ExactDecimal(whole: run.whole),
      let fraction = slashed(end + 1, run.end, .value(numerator), false), case .fraction(_, let denominator) = fraction.amount
    else { return nil }
    return mixed(whole, numerator, denominator, fraction.end)
  }

  private func mixed(_ whole: ExactDecimal, _ numerator: ExactDecimal, _ denominator: ExactDecimal, _ end: Int) -> Fraction? {
    guard let sum = whole.multiplied(by: denominator)?.adding(numerator) else { return nil }
    return (end, .fraction(numerator: sum, denominator: denominator), false)
  }

  /// `一打`, `十打`: by the dozen.
  func dozens(_ parser: NumeralParser, _ amount: Amount) -> Fraction? {
    guard let (end, word) = words.numerals.longest(text, at: parser.end), word.role == .dozen else { return nil }
    return (end, amount.times(ExactDecimal(word.value)), false)
  }
}
