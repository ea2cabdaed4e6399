import HanLexicon

// What stands beside a name.
extension Reading {
  /// Where the text before white space and the marks given ends.
  func previousText(_ end: Int, marks: [String]) -> Int {
    var at = end
    while at > 0 {
      let before = previous(at)
      guard isSpace(before) || marks.contains(where: { begins($0, at: before) }) else {
        break
      }
      at = before
    }
    return at
  }

  /// Whether a word with this role ends here.
  func cue(_ role: NameVocabulary.Cue, endingAt end: Int, _ vocabulary: NameVocabulary) -> Bool {
    var start = end
    for _ in 0..<6 where start > 0 {
      start = previous(start)
      guard isHan(start) else { return false }
      if isBoundary(start), has(role, start..<end, vocabulary) { return true }
    }
    return false
  }

  /// Whether a word with this role begins here.
  func cue(_ role: NameVocabulary.Cue, beginningAt start: Int, _ vocabulary: NameVocabulary) -> Bool {
    guard start < count else { return false }
    return vocabulary.cues.longest(in: folded, from: start, where: { isBoundary($0) }).map { has(role, start..<$0.end, vocabulary) }
      ?? false
  }

  /// Whether the word of a range has this role.
  func has(_ role: NameVocabulary.Cue, _ range: Range<Int>, _ vocabulary: NameVocabulary) -> Bool {
    guard let row = vocabulary.cues.row(of: key(range)) else { return false }
    return vocabulary.cues.has(role.rawValue, row: row, column: 1)
  }

  /// 王先生, 李总: a surname and how its bearer is addressed, which is no name.
  func isAddress(_ range: Range<Int>, _ vocabulary: NameVocabulary) -> Bool {
    let rest = next(range.lowerBound)..<range.upperBound
    return rest.count >= 3 && has(.address, rest, vocabulary) && vocabulary.surnames.weight(of: key(range.lowerBound..<rest.lowerBound)) > 0
  }

  /// Past white space, the marks given and words such as 和 and 兼.
  func pastJoints(_ marks: [String], from start: Int, _ vocabulary: NameVocabulary) -> Int {
    var at = skip(marks, from: start)
    while let found = vocabulary.cues.longest(in: folded, from: at), has(.joint, at..<found.end, vocabulary) {
      at = skip(marks, from: found.end)
    }
    return at
  }

  /// Past a word that introduces another name, or nil.
  func pastAliasWord(_ start: Int, _ vocabulary: NameVocabulary) -> Int? {
    guard let found = vocabulary.cues.longest(in: folded, from: start),
      vocabulary.cues.has(NameVocabulary.Cue.alias.rawValue, row: found.row, column: 1)
    else { return nil }
    return skip(["“", "「", "\"", "：", ":", "，"], from: found.end)
  }

  /// Whether a range holds nothing but Han characters that write sounds.
  func isSound(_ range: Range<Int>, _ vocabulary: NameVocabulary) -> Bool {
    hanCount(range) > 0
      && stride(from: range.lowerBound, to: range.upperBound, by: 3).allSatisfy {
        vocabulary.transliteration.weight(of: key($0..<($0 + 3))) > 0
      }
  }
}
