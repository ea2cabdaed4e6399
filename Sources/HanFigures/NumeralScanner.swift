import HanArticle
import HanText

/// Finds the numerals of a text in one pass over its folded bytes.
struct NumeralScanner {
  let text: FoldedText
  let words: FigureWords
  private let atoms: [Atom]
  private var nextAtom = 0
  private var numbers: [Number] = []

  /// The numerals, in text order; `atoms` are the article's.
  static func numbers(in text: FoldedText, atoms: [Atom], _ words: FigureWords) -> [Number] {
    var scanner = NumeralScanner(text: text, words: words, atoms: atoms)
    scanner.scan()
    return scanner.numbers
  }

  private init(text: FoldedText, words: FigureWords, atoms: [Atom]) {
    self.text = text
    self.words = words
    self.atoms = atoms
  }

  private mutating func scan() {
    let classes = words.classes
    var at = 0
    var nextName = nameStart(from: 0)
    while at < text.count {
      let marks = classes[text.scalar(at)]
      if at < nextName, marks & (FigureWords.startsGuard | FigureWords.startsNumeral) == 0 {
        at = text.next(at)
      } else if marks & FigureWords.startsGuard != 0, let (end, _) = words.guards.longest(text, at: at) {
        at = end
      } else if let atom = name(at) {
        at = max(at + 1, mixed(atom))
        nextName = nameStart(from: at)
      } else if marks & FigureWords.startsNumeral != 0 {
        at = numeral(at)
      } else {
        if at > nextName { nextName = nameStart(from: at) }
        at = text.next(at)
      }
    }
  }

  /// Where the first Latin name or address from here on begins; the end of the text where there is none.
  private mutating func nameStart(from at: Int) -> Int {
    while nextAtom < atoms.count, atoms[nextAtom].range.lowerBound < at || atoms[nextAtom].kind == .numeral { nextAtom += 1 }
    return nextAtom < atoms.count ? atoms[nextAtom].range.lowerBound : text.count
  }

  // MARK: Atoms

  /// The Latin name or address that begins here.
  private mutating func name(_ at: Int) -> Atom? {
    _ = nameStart(from: at)
    return nextAtom < atoms.count && atoms[nextAtom].range.lowerBound == at ? atoms[nextAtom] : nil
  }

  /// Reads a number out of an atom that is one with its unit (`168cm`, `10k`) or its currency (`USD100`); returns where to go on.
  private mutating func mixed(_ atom: Atom) -> Int {
    let range = atom.range
    guard atom.kind == .latin else { return range.upperBound }
    if let run = ArabicRun(text, from: range.lowerBound) {
      if let end = scientific(run, range) ?? lettered(run, range.lowerBound) { return end }
      guard let unit = words.units.longest(text, at: run.end)?.end ?? words.currencies.longest(text, at: run.end)?.end, unit >= range.upperBound,
        let value = ExactDecimal(whole: run.whole, fraction: run.fraction)
      else { return range.upperBound }
      numbers.append(Number(range: signed(range.lowerBound)..<run.end, amount: .value(sign(range.lowerBound) ? value.negated : value)))
      return range.upperBound
    }
    if let (end, currency) = words.currencies.longest(text, at: range.lowerBound), currency.standsBefore, text.digit(end) != nil {
      if let run = ArabicRun(text, from: end), let end = lettered(run, end) { return end }
      return max(numeral(end), range.upperBound)
    }
    return range.upperBound
  }

  // MARK: Numerals

  /// Reads the numeral that begins here, if one does; returns where to go on.
  private mutating func numeral(_ at: Int) -> Int {
    if let end = accounting(at) { return end }
    let skipped = text.next(at)
    if text.digit(at) == nil, let (end, word) = words.numerals.longest(text, at: at) {
      switch word.role {
      case .minus: return minus(at, end, isMark: word.value == 1)
      case .phrase: return phrase(at, end, word)
      case .half: return half(at, end)
      case .point, .over, .overOne, .plus, .more: return end
      default: break
      }
    }
    var parser = NumeralParser(text, words, from: at)
    guard parser.parse(), accepts(parser, at), let amount = parser.amount else { return max(skipped, parser.isBare ? skipped : parser.end) }
    return finish(at, at, parser, amount)
  }

  private mutating func finish(_ start: Int, _ at: Int, _ parser: NumeralParser, _ amount: Amount) -> Int {
    let isNegative = start < at
    if let end = spacedLetter(at, parser.end) { return end }
    if let (over, _) = follows(.over, parser.end) {
      if parser.isBare, !isNegative { return over }
      if let fraction = quotient(parser.end, amount, isNegative) { return add(start..<fraction.end, fraction.amount) }
    }
    if let fraction = slashed(at, parser.end, amount, isNegative) ?? mixedFraction(parser.end, amount) ?? spacedFraction(at, parser.end, amount)
      ?? cantonese(parser, amount) ?? dozens(parser, amount)
    {
      return add(start..<fraction.end, isNegative && !fraction.isSigned ? fraction.amount.negated : fraction.amount)
    }
    return add(start..<parser.end, isNegative ? amount.negated : amount)
  }

  mutating func add(_ range: Range<Int>, _ amount: Amount) -> Int {
    numbers.append(Number(range: range, amount: amount))
    return range.upperBound
  }

  /// A scale alone is a number only beside what it counts (万元, 近百); 两 only before a measure.
  private func accepts(_ parser: NumeralParser, _ at: Int) -> Bool {
    if parser.isBare, parser.scales == 1, !parser.amountIsVague {
      if follows(.over, parser.end) != nil || words.numerals.ending(text, at: at, where: { $0.role == .over }) != nil { return true }
      let before = words.bounds.ending(text, at: at) { $0.place == .bare || $0.place == .before && $0.isInside && $0.bound != .exact }
      if parser.hasLooseDigit { return true }
      return before != nil || (isMeasured(parser.end) && isBehindWord(at))
    }
    if parser.scales == 0, let (end, word) = words.numerals.longest(text, at: at), word.role == .pair, end == parser.end {
      return isMeasured(end) || follows(.dozen, end) != nil || words.bounds.longest(text, at: end)?.entry.place == .between
    }
    return true
  }

  /// Whether a word stands before: behind a mark a scale with its unit heads a column (（亿立方米）).
  private func isBehindWord(_ at: Int) -> Bool {
    let before = text.previous(at)
    guard at > 0, text.byte(before) >= 0xE0 else { return text.isLetter(at - 1) }
    return text.scalar(before) & 0xFF00 != 0x3000 && text.scalar(before) & 0xFF00 != 0xFF00
  }

  func isMeasured(_ end: Int) -> Bool {
    words.units.longest(text, at: end) != nil || words.currencies.longest(text, at: end) != nil
  }

  private mutating func phrase(_ at: Int, _ end: Int, _ word: FigureWords.NumeralWord) -> Int {
    guard let upper = word.upper else { return end }
    return add(at..<end, .interval(min: ExactDecimal(word.value), max: ExactDecimal(upper), maxExclusive: false))
  }

  private mutating func half(_ at: Int, _ end: Int) -> Int {
    guard isMeasured(end) || ElidedOne(text, words, before: at, to: end) != nil else { return end }
    return add(at..<end, .value(ExactDecimal(5, exponent: -1)))
  }

  // MARK: Signs

  private mutating func minus(_ at: Int, _ end: Int, isMark: Bool) -> Int {
    let first = isMark ? end : text.skipSpaces(end)
    let isAllowed = isMark ? canBeSign(at) : true
    let (_, word) = words.numerals.longest(text, at: first) ?? (first, .init(role: .minus, value: 0, upper: nil))
    let isNumeral = ArabicRun(text, from: first) != nil || (!isMark && [.digit, .zero, .unit, .tens, .pair].contains(word.role))
    guard isAllowed, isNumeral else { return end }
    if let latin = atoms[min(nextAtom, atoms.count)...].first(where: { $0.range.lowerBound >= end && $0.kind != .numeral }),
      latin.range.lowerBound == first
    {
      return end
    }
    var parser = NumeralParser(text, words, from: first)
    guard parser.parse(), let amount = parser.amount else { return end }
    if isMark, isTime(parser.end) { return end }
    return finish(at, first, parser, amount)
  }

  /// Whether a unit of time stands here, a year to a day or hour: nothing lasts less than no time, so a mark before it is a dash.
  private func isTime(_ end: Int) -> Bool {
    let at = text.skipSpaces(end)
    if let (_, unit) = words.units.longest(text, at: at), unit.kind == .duration { return unit.time != .minute }
    return words.times.longest(text, at: at)?.entry.role == .month
  }

  /// Whether a hyphen here is a sign: it does not join what stands before it to a number or a name.
  private func canBeSign(_ at: Int) -> Bool {
    guard at > 0 else { return true }
    if let last = numbers.last, at - last.range.upperBound <= 6, at >= last.range.upperBound {
      let between = last.range.upperBound..<at
      if between.allSatisfy({ text.byte($0) >= 0x80 || text.byte($0) == 0x25 || text.byte($0) == 0x20 }), !endsClause(between) { return false }
    }
    return !text.isLetter(at - 1) && text.byte(at - 1) != 0x2D && text.byte(at - 1) != 0x29
  }

  /// Whether a mark such as 、 or ， (E3 80 8x, EF BC 8C) stands in the range.
  private func endsClause(_ range: Range<Int>) -> Bool {
    range.contains {
      text.byte($0) == 0xE3 && text.byte($0 + 1) == 0x80 || text.byte($0) == 0xEF && text.byte($0 + 1) == 0xBC && text.byte($0 + 2) < 0x90
    }
  }

  func sign(_ at: Int) -> Bool { at > 0 && text.byte(at - 1) == 0x2D && canBeSign(at - 1) }

  func signed(_ at: Int) -> Int { sign(at) ? at - 1 : at }

  // MARK: Parentheses

  private func isParenthesis(_ at: Int) -> Bool {
    text.byte(at) == 0x28 || text.byte(at) == 0xEF && text.byte(at + 1) == 0xBC && text.byte(at + 2) == 0x88
  }

  /// `(1,234)万元`: an accountant's negative, known by the scale or currency behind the parenthesis.
  private mutating func accounting(_ at: Int) -> Int? {
    guard isParenthesis(at) else { return nil }
    let first = text.next(at)
    guard let run = ArabicRun(text, from: first) else { return first }
    let isASCII = text.byte(run.end) == 0x29
    guard isASCII || text.byte(run.end) == 0xEF && text.byte(run.end + 1) == 0xBC && text.byte(run.end + 2) == 0x89 else { return first }
    let close = text.next(run.end)
    var parser = NumeralParser(text, words, from: at)
    parser.take(run, closingAt: close)
    guard parser.parse(), parser.end > close || words.currencies.longest(text, at: close) != nil, let amount = parser.amount else { return first }
    return add(at..<parser.end, amount.negated)
  }
}

extension Amount {
  /// The amount below zero.
  var negated: Amount {
    switch self {
    case .value(let value): .value(value.negated)
    case .fraction(let numerator, let denominator): .fraction(numerator: numerator.negated, denominator: denominator)
    case .interval(let min, let max, _): .interval(min: max?.negated, max: min?.negated, maxExclusive: false)
    case .durations: self
    }
  }
}
