import HanArticle

/// A measure whose one is left out, as it is in speech: `个半小时`, `分半钟`, `年半`, `斤半`, `米九`.
///
/// Only where nothing before it could be counted: at the start of a clause, or behind an approximator (大约个半小时).
struct ElidedOne {
  /// The whole measure, unit and half or tenth.
  let range: Range<Int>
  let unit: UnitWord

  /// The measure whose 半 or last digit is `numeral`.
  init?(_ text: FoldedText, _ words: FigureWords, before numeral: Int, to end: Int) {
    let phrase = Phrase(text: text, words: words)
    guard let (start, word) = words.units.ending(text, at: numeral, limit: 1, where: { _ in true }), phrase.begins(start) else { return nil }
    let isHalf = words.numerals.word(text, numeral..<end)?.role == .half
    switch word.kind {
    case .count where isHalf && word.unit == .piece:
      guard let (stop, unit) = phrase.unitOfHalf(end), unit.kind == .duration else { return nil }
      range = start..<stop
      self.unit = unit
    case .duration where isHalf:
      // 分半钟 parts 分钟.
      let whole = words.units.longest(text, at: end, behind: text.bytes[start..<numeral])
      let stop = whole.flatMap { $0.entry.unit == word.unit ? $0.end : nil } ?? end
      guard phrase.ends(stop) else { return nil }
      range = start..<stop
      unit = word
    case .quantity where word.base != .none && phrase.ends(end):
      range = start..<end
      unit = word
    default: return nil
    }
  }
}

/// The edges of a phrase.
struct Phrase {
  let text: FoldedText
  let words: FigureWords

  /// No word stands before, or one that only bounds or joins what follows.
  func begins(_ start: Int) -> Bool {
    let end = text.skipSpacesBack(start)
    if end == 0 || !text.isHan(text.previous(end)) && !text.isLetter(end - 1) && text.byte(end - 1) &- 48 >= 10 { return true }
    if words.bounds.ending(text, at: end, where: { $0.place == .before || $0.place == .between }) != nil { return true }
    return words.times.ending(text, at: end, where: { $0.role == .counted }) != nil
  }

  /// Nothing follows that the number could count: a mark, the end, or a word of grammar.
  func ends(_ end: Int) -> Bool {
    let byte = text.byte(end)
    if end >= text.count || byte < 0x80 { return !text.isLetter(end) && text.digit(end) == nil }
    let isMark = byte == 0xE3 && text.byte(end + 1) == 0x80 || byte == 0xEF && text.byte(end + 1) == 0xBC
    return isMark || words.particles.longest(text, at: end) != nil
  }

  /// The unit behind a half that parts it: 小时 behind 两个半, and 月 or 钟, which are units only with 个.
  func unitOfHalf(_ at: Int) -> (end: Int, entry: UnitWord)? {
    words.units.longest(text, at: at) ?? words.units.longest(text, at: at, behind: "个".utf8)
  }
}
