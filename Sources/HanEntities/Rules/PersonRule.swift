import HanArticle
import HanLexicon

/// Finds Chinese personal names: a surname and one or two more characters that the cut of the words leaves free.
///
/// What speaks for a name is added up: how much the surname is one, how much the other characters are such as names have,
/// a title or a verb of speaking beside it, another person beside it.
struct PersonRule {
  let stage: EntitiesStage
  let reading: Reading
  let edges: KnownEdges

  /// What a name must add up to: with two given characters, with one.
  private static let threshold = (two: 6, one: 8, repeated: 5)

  private static let listMarks: Marks = ["、", "\n"]
  /// What may stand between a title and the name behind it.
  static let titleMarks: Marks = ["｜", "|", "：", ":", "/", "／", "◎", "_"]
  private static let bylineOpenings: Marks = ["／", "/", "@", "〔", "【", "｜", "|"]
  private static let bylineClosings: Marks = ["】", "／", "/", "〕", ":", "：", "@", "\n"]

  func mentions() -> [Mention] {
    var found: [Mention] = []
    var index = 0
    while index < reading.words.count {
      if let best = best(at: index, isListed: follows(found.last, index)) {
        found.append(best)
        index = max(index, reading.word(at: best.range.upperBound - 1) ?? index) + 1
      } else {
        index += 1
      }
    }
    return found
  }

  /// Whether the word stands behind a person and a mark of enumeration.
  private func follows(_ person: Mention?, _ index: Int) -> Bool {
    guard let person, index > 0 else { return false }
    let start = reading.words[index].range.lowerBound
    let gap = person.range.upperBound..<max(person.range.upperBound, start)
    return !gap.isEmpty && gap.count <= 6 && reading.pastJoints(Self.listMarks, from: gap.lowerBound, stage.vocabulary) >= start
  }

  private func best(at index: Int, isListed: Bool) -> Mention? {
    let word = reading.words[index]
    guard word.traits.contains(.beginsSurname) else { return nil }
    var best: (score: Int, range: Range<Int>)?
    for width in stride(from: 6, through: 3, by: -3) {
      guard let surname = surname(at: word.range.lowerBound, width) else { continue }
      for length in 1...2 {
        guard let candidate = candidate(index, surname, length),
          let score = score(candidate, surname, isListed)
        else { continue }
        if score > best?.score ?? 0, !stage.vocabulary.guards(reading.key(candidate), "person") { best = (score, candidate) }
      }
    }
    guard let best, !reading.isAddress(best.range, stage.vocabulary) else { return nil }
    return Mention(
      best.range, .person, by: .person, rank: best.score >= 9 ? .firm : .likely, confidence: best.score >= 9 ? 0.9 : 0.75)
  }

  /// The surname of so many bytes that begins here.
  private func surname(at start: Int, _ width: Int) -> Range<Int>? {
    let range = start..<start + width
    return range.upperBound <= reading.count && weight(range) > 0 ? range : nil
  }

  private func character(_ at: Int) -> CharacterTraits.Traits { stage.vocabulary.characters.at(at, in: reading.folded) }

  /// How sure a surname it is; 0 where it is none.
  private func weight(_ surname: Range<Int>) -> Int {
    let first = character(surname.lowerBound)
    if surname.count == 3 { return first.surname }
    return first.contains(.beginsLongSurname) ? stage.vocabulary.surnames.weight(of: reading.key(surname)) : 0
  }

  /// Surname and given characters, where the cut of the words allows a name there.
  private func candidate(_ index: Int, _ surname: Range<Int>, _ length: Int) -> Range<Int>? {
    let end = surname.upperBound + length * 3
    let range = surname.lowerBound..<end
    return end <= reading.count && reading.isBoundary(end) && reading.hanCount(range) > 0 ? range : nil
  }

  private func score(_ range: Range<Int>, _ surname: Range<Int>, _ isListed: Bool) -> Int? {
    guard let cut = cut(range, surname) else { return nil }
    let first = character(surname.upperBound).given
    let second = range.upperBound > surname.upperBound + 3 ? character(surname.upperBound + 3).given : nil
    let cue = cue(range) + (isListed ? 2 : 0)
    var score = weight(surname) + first + (second ?? 0) + cut + cue
    if surname.count == 6 { score += 2 }
    let isFree = isFree(range)
    if first == 0 || second == 0 {
      if cue < 3, !isFree { return nil }
      score -= 1
    }
    if second != nil {
      if isFree { score += 1 }
      if cue == 0, first != 2, second != 2 { return nil }
    } else if surname.count == 3 {
      return single(range, score, given: first, cue)
    }
    return score >= Self.threshold.two ? score : nil
  }

  /// A name with one given character: beside a cue, where the dictionary of words has it, or where it comes again and again.
  private func single(_ range: Range<Int>, _ score: Int, given: Int, _ cue: Int) -> Int? {
    if cue > 0 { return score >= Self.threshold.one ? score : nil }
    guard score >= Self.threshold.repeated, given == 2, character(range.lowerBound).surname == 3 else { return nil }
    if let word = reading.word(at: range.lowerBound), reading.words[word].range == range, reading.words[word].kind == .person {
      return score
    }
    let next = range.upperBound..<reading.next(range.upperBound)
    if reading.isHan(next.lowerBound), character(next.lowerBound).given == 2 { return nil }
    return reading.occurrences(of: range, atLeast: 2) ? score : nil
  }

  /// Whether every character is a word of its own, and none a function word.
  private func isFree(_ range: Range<Int>) -> Bool {
    stride(from: range.lowerBound, to: range.upperBound, by: 3).allSatisfy { at in
      guard let index = reading.word(at: at), reading.words[index].length == 1 else { return false }
      let isCommon = reading.words[index].kind.isFunctional || reading.words[index].kind == .verb
      return at == range.lowerBound || !isCommon || character(at).given == 2
    }
  }

  /// How the words are cut speaks for or against a name: nil where they cannot be one.
  private func cut(_ range: Range<Int>, _ surname: Range<Int>) -> Int? {
    guard let first = reading.word(at: range.lowerBound), let last = reading.word(at: range.upperBound - 1) else { return nil }
    var score = 0
    for index in first...last {
      let word = reading.words[index]
      if word.kind == .punctuation || word.kind == .space { return nil }
      if word.range == range { return whole(word) }
      if word.length == 1 {
        score -= word.kind.isFunctional && index > first ? 3 : 0
      } else {
        score += part(word)
      }
    }
    return score
  }

  /// The whole name is one word.
  private func whole(_ word: Reading.Word) -> Int? {
    switch word.kind {
    case .person: word.length == 3 ? 2 : 1
    case .unknown, .nominal: 0
    case .foreignPerson, .proper: -1
    default: nil
    }
  }

  /// A word of two characters or more inside the name.
  private func part(_ word: Reading.Word) -> Int {
    switch word.kind {
    case .unknown, .nominal: 1
    case .person, .foreignPerson: 1
    case .proper: 0
    case .place, .noun: -max(0, (16 * 1024 - cost(word)) / 1536)
    default: -max(1, (17 * 1024 - cost(word)) / 1536)
    }
  }

  private func cost(_ word: Reading.Word) -> Int { Int(stage.vocabulary.cost(word)) }

  /// 【財訊快報／陳孟朔】, //@段钢: — a name alone between a stroke or @ and the end of the line's head.
  private func isByline(_ range: Range<Int>, _ after: Int) -> Bool {
    let before = reading.previous(range.lowerBound)
    guard range.lowerBound > 0, reading.begins(Self.bylineOpenings, at: before) else {
      return false
    }
    return reading.begins(Self.bylineClosings, at: after) || after >= reading.count
  }

  /// Titles before and after, words of speaking after.
  private func cue(_ range: Range<Int>) -> Int {
    var score = 0
    let before = reading.previousText(range.lowerBound, marks: Self.titleMarks)
    if edges.titleEnds(at: before) || reading.cue(.before, endingAt: before, stage.vocabulary) { score += 4 }
    let after = reading.skip(.none, from: range.upperBound)
    if reading.cue(.after, beginningAt: range.upperBound, stage.vocabulary) || edges.titleBegins(at: after) { score += 3 }
    if reading.begins(.openParentheses, at: after) { score += 1 }
    if isByline(range, after) { score += 4 }
    return score
  }
}
