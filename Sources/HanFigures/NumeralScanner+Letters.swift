import HanArticle

extension NumeralScanner {
  /// `10k`, `3.5K`, `100M`, `.0012G`, behind a currency also `$3.5b`.
  ///
  /// A small m or g is a unit, and a capital behind one digit a name or a resolution (3M公司, 4K屏) unless no Han character is near.
  mutating func lettered(_ run: ArabicRun, _ start: Int) -> Int? {
    guard let (end, word) = letter(run.end), let value = ExactDecimal(whole: run.whole, fraction: run.fraction) else { return nil }
    if !isPriced(start, end) {
      guard word.role == .letter, text.isCapital(run.end) || word.value == 3 else { return nil }
      guard run.whole.count > 1 || !run.fraction.isEmpty || !isAmongHan(start, end) || isBehindOver(start) else { return nil }
    }
    let scaled = value.scaled(byPowerOfTen: word.value)
    return add(signed(start)..<end, .value(sign(start) ? scaled.negated : scaled))
  }

  /// `-2.5 M`: the letter may stand apart, as a capital.
  mutating func spacedLetter(_ start: Int, _ end: Int) -> Int? {
    let at = text.skipSpaces(end)
    guard let run = ArabicRun(text, from: start), run.end == end, run.whole.count > 1 || !run.fraction.isEmpty, text.isCapital(at),
      let (stop, _) = letter(at), at == end || !text.isHan(text.skipSpaces(stop))
    else { return nil }
    var joined = run
    joined.skip(to: at)
    return lettered(joined, start)
  }

  /// `12.32e+14`, `-12e-1`
  mutating func scientific(_ run: ArabicRun, _ range: Range<Int>) -> Int? {
    guard text.byte(run.end) == 0x65 else { return nil }
    let sign = text.byte(run.end + 1)
    let isSigned = sign == 0x2B || sign == 0x2D
    guard isSigned || !text.isCapital(run.end), let exponent = ArabicRun(text, from: run.end + (isSigned ? 2 : 1)), exponent.fraction.isEmpty,
      exponent.whole.count <= 2, exponent.end >= range.upperBound, !text.isLetter(exponent.end),
      let power = ExactDecimal(whole: exponent.whole)?.integer, let value = ExactDecimal(whole: run.whole, fraction: run.fraction)
    else { return nil }
    let scaled = value.scaled(byPowerOfTen: sign == 0x2D ? -power : power)
    return add(signed(range.lowerBound)..<exponent.end, .value(self.sign(range.lowerBound) ? scaled.negated : scaled))
  }

  private func letter(_ at: Int) -> (end: Int, word: FigureWords.NumeralWord)? {
    guard let (end, word) = words.numerals.longest(text, at: at), word.role == .letter || word.role == .moneyLetter,
      !text.isLetter(end), text.digit(end) == nil, text.byte(end) != 0x2D
    else { return nil }
    return (end, word)
  }

  /// Whether a currency stands on either side.
  private func isPriced(_ start: Int, _ end: Int) -> Bool {
    if words.currencies.ending(text, at: text.skipSpacesBack(start), where: { $0.standsBefore }) != nil { return true }
    return words.currencies.longest(text, at: text.skipSpaces(end))?.entry.standsBehind == true
  }

  private func isAmongHan(_ start: Int, _ end: Int) -> Bool {
    text.isHan(text.previous(text.skipSpacesBack(start))) || text.isHan(text.skipSpaces(end))
  }

  private func isBehindOver(_ start: Int) -> Bool {
    words.numerals.ending(text, at: text.skipSpacesBack(start), where: { $0.role == .over }) != nil
  }
}
