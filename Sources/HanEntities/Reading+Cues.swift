import HanLexicon

// What stands beside a name.
extension Reading {
  /// Where the text before white space and the marks given ends.
  func previousText(_ end: Int, marks: Marks) -> Int {
    var at = end
    while at > 0 {
      let before = previous(at)
      guard isSpace(before) || begins(marks, at: before) else { break }
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
    guard mayBeginCue(start, vocabulary) else { return false }
    return vocabulary.cues.longest(in: folded, from: start, where: { isBoundary($0) }).map { has(role, start..<$0.end, vocabulary) }
      ?? false
  }

  private func mayBeginCue(_ start: Int, _ vocabulary: NameVocabulary) -> Bool {
    start < count && (!isHan(start) || vocabulary.characters.at(start, in: folded).contains(.beginsCue))
  }

  /// The longest word or words with one of these roles that end here.
  func longestCue(_ roles: [NameVocabulary.Cue], endingAt end: Int, _ vocabulary: NameVocabulary) -> Range<Int>? {
    var start = end
    var longest: Range<Int>?
    for _ in 0..<6 where start > 0 {
      start = previous(start)
      guard isHan(start) else { break }
      if isBoundary(start), roles.contains(where: { has($0, start..<end, vocabulary) }) { longest = start..<end }
    }
    return longest
  }

  /// Past the word with one of these roles that begins here.
  func past(_ roles: [NameVocabulary.Cue], _ start: Int, _ vocabulary: NameVocabulary) -> Int? {
    guard mayBeginCue(start, vocabulary), let found = vocabulary.cues.longest(in: folded, from: start, where: { isBoundary($0) }),
      roles.contains(where: { vocabulary.cues.has($0.rawValue, row: found.row, column: 1) })
    else { return nil }
    return found.end
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
  func pastJoints(_ marks: Marks, from start: Int, _ vocabulary: NameVocabulary) -> Int {
    var at = skip(marks, from: start)
    while mayBeginCue(at, vocabulary), let found = vocabulary.cues.longest(in: folded, from: at), has(.joint, at..<found.end, vocabulary) {
      at = skip(marks, from: found.end)
    }
    return at
  }

  /// Past a word that introduces another name, or nil.
  func pastAliasWord(_ start: Int, _ vocabulary: NameVocabulary) -> Int? {
    guard let found = vocabulary.cues.longest(in: folded, from: start),
      vocabulary.cues.has(NameVocabulary.Cue.alias.rawValue, row: found.row, column: 1)
    else { return nil }
    return skip(Self.openings, from: found.end)
  }

  private static let openings: Marks = ["“", "「", "\"", "：", ":", "，"]

  /// Whether a range holds nothing but Han characters that write sounds.
  func isSound(_ range: Range<Int>, _ vocabulary: NameVocabulary) -> Bool {
    hanCount(range) > 0
      && stride(from: range.lowerBound, to: range.upperBound, by: 3).allSatisfy { vocabulary.characters.at($0, in: folded).sound > 0 }
  }
}
