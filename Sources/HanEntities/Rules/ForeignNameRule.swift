import HanArticle
import HanLexicon

/// Finds foreign names written by sound: 伊曼纽尔, 萨提亚·纳德拉.
struct ForeignNameRule {
  let stage: EntitiesStage
  let reading: Reading
  let edges: KnownEdges

  static let dots: Marks = ["·", "・", "‧", "•", "．"]
  private static let strokes: Marks = ["｜", "|", "：", ":"]
  private static let longestPart = 8

  func mentions() -> [Mention] { dotted() + plain() }

  // MARK: Names of several parts

  private func dotted() -> [Mention] {
    var found: [Mention] = []
    var taken = 0
    reading.forEachByte(in: Self.leads) { at in
      guard at >= taken, let length = dot(at), let mention = dotted(around: at, length, from: taken) else { return }
      found.append(mention)
      taken = mention.range.upperBound
    }
    return found
  }

  private static let leads = dots.leads

  private func dot(_ at: Int) -> Int? {
    let length = Self.dots.length(in: reading.folded, at: at)
    return length > 0 ? length : nil
  }

  private func dotted(around dot: Int, _ length: Int, from floor: Int) -> Mention? {
    let start = partStart(endingAt: dot, floor)
    var end = partEnd(dot + length)
    guard start < dot, end > dot + length, reading.isHan(start) || reading.isHan(dot + length) else { return nil }
    while let next = self.dot(end), partEnd(end + next) > end + next { end = partEnd(end + next) }
    return Mention(start..<end, .person, by: .foreignName, rank: .firm, confidence: 0.9)
  }

  /// Left over characters that write sounds; a Latin initial is a part too.
  private func partStart(endingAt end: Int, _ floor: Int) -> Int {
    if end > floor, let atom = reading.atom(at: end - 1) { return max(floor, reading.atoms[atom].range.lowerBound) }
    var start = end
    var weak = 0
    for _ in 0..<Self.longestPart where start > floor {
      let before = reading.previous(start)
      guard before >= floor, reading.isHan(before), weight(before) > 0, !endsTitle(before, start) else { break }
      weak = weight(before) == 1 ? weak + 1 : 0
      start = before
    }
    return trimmedStart(start, end)
  }

  /// A word that is no sound but happens to be written with such characters is not part of the name.
  private func trimmedStart(_ start: Int, _ end: Int) -> Int {
    var start = start
    while start < end, let index = reading.word(at: start) {
      let word = reading.words[index]
      let isWord =
        word.range.lowerBound < start || (word.length >= 2 && isOrdinary(word))
        || (word.kind.isFunctional && weight(word.range.lowerBound) < 2)
      guard isWord, word.range.upperBound < end else { break }
      start = word.range.upperBound
    }
    return start
  }

  private func endsTitle(_ start: Int, _ end: Int) -> Bool { edges.titleEnds(at: end) }

  private func isOrdinary(_ word: Reading.Word) -> Bool { Self.isOrdinary(word.kind) }

  private static func isOrdinary(_ kind: WordKind) -> Bool {
    switch kind {
    case .unknown, .nominal, .person, .foreignPerson, .proper, .place: false
    default: true
    }
  }

  private func partEnd(_ start: Int) -> Int {
    if start < reading.count, let atom = reading.atom(at: start), reading.atoms[atom].kind == .latin {
      return reading.atoms[atom].range.upperBound
    }
    var end = start
    for _ in 0..<Self.longestPart where reading.isHan(end) && weight(end) > 0 { end = reading.next(end) }
    // A word that reaches beyond the name, or is an everyday one, is not the name's.
    while end > start, let index = reading.word(at: end - 1) {
      let word = reading.words[index]
      let reachesOut = word.range.upperBound > end && isOrdinary(word)
      let isForeign = word.length >= 2 && isOrdinary(word) && stage.vocabulary.cost(word) < 14 * 1024 && word.range.lowerBound > start
      let isFunction = word.length == 1 && word.kind.isFunctional && word.range.lowerBound > start && weight(word.range.lowerBound) < 2
      guard reachesOut || isForeign || isFunction, word.range.lowerBound > start else { break }
      end = word.range.lowerBound
    }
    return end
  }

  private func weight(_ at: Int) -> Int { stage.vocabulary.characters.at(at, in: reading.folded).sound }

  // MARK: Names of one part

  /// Runs of such characters that no dictionary explains, three or more, where something beside them says that it is a person.
  private func plain() -> [Mention] {
    var found: [Mention] = []
    var index = 0
    while index < reading.words.count {
      let start = reading.words[index].range.lowerBound
      var end = start
      var strong = 0
      while index < reading.words.count, reading.words[index].traits.contains(.sound), reading.words[index].range.lowerBound == end || end == start {
        let range = reading.words[index].range
        strong += stride(from: range.lowerBound, to: range.upperBound, by: 3).count { weight($0) == 2 }
        end = range.upperBound
        index += 1
      }
      if end > start, let mention = plain(start..<end, strong) { found.append(mention) }
      if end == start { index += 1 }
    }
    return found
  }

  /// Whether a word of this kind, made of characters that write sounds, may be a part of a name; `sound` is how much its first one does.
  static func mayBeSound(_ kind: WordKind, length: Int, sound: Int) -> Bool {
    length >= 2 ? !isOrdinary(kind) : !kind.isFunctional || sound == 2
  }

  private func plain(_ range: Range<Int>, _ strong: Int) -> Mention? {
    let length = range.count / 3
    guard (2...8).contains(length), !stage.vocabulary.guards(reading.key(range), "person") else { return nil }
    if let end = reignEnd(range.upperBound) { return Mention(range.lowerBound..<end, .person, by: .foreignName, rank: .firm, confidence: 0.85) }
    let before = reading.previousText(range.lowerBound, marks: Self.strokes)
    let hasBefore = edges.titleEnds(at: before) || reading.cue(.before, endingAt: before, stage.vocabulary)
    let hasAfter = reading.cue(.after, beginningAt: range.upperBound, stage.vocabulary) || edges.titleBegins(at: range.upperBound)
    let hasLatin = isBesideLatinName(range.upperBound)
    guard hasBefore || hasAfter || hasLatin else {
      return length >= 3 && strong * 3 >= length * 2 ? uncued(range, before) : nil
    }
    return strong + (hasLatin ? 2 : 0) >= 2 ? Mention(range, .person, by: .foreignName, rank: .likely, confidence: 0.8) : nil
  }

  /// 查理四世: where the number of a ruler ends that begins here.
  private func reignEnd(_ start: Int) -> Int? {
    var at = start
    while at - start < 9, reading.begins(Self.numerals, at: at) { at += 3 }
    return at > start && reading.begins("世", at: at) && !reading.begins(Self.ages, at: at + 3) ? at + 3 : nil
  }

  private static let numerals: Marks = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
  /// 二十世纪
  private static let ages: Marks = ["纪", "代", "界"]

  /// Without a cue: a place behind a place or a word that leads to one, a person before a verb or a mark; else it waits for an ending.
  private func uncued(_ range: Range<Int>, _ before: Int) -> Mention {
    if edges.placeEnds(at: before) || reading.cue(.locative, endingAt: before, stage.vocabulary) {
      return Mention(range, .gpe, by: .foreignPlace, rank: followsKind(range) ? .weak : .likely, confidence: 0.5)
    }
    return Mention(range, .person, by: .foreignName, rank: !followsKind(range) && mayAct(range) ? .likely : .weak, confidence: 0.5)
  }

  /// Whether a word follows that says what bears the name, and that it is no person: 岛, 人, 队.
  private func followsKind(_ range: Range<Int>) -> Bool {
    guard let index = reading.word(at: range.upperBound) else { return false }
    let word = reading.key(reading.words[index].range)
    return stage.vocabulary.placeSuffixes.row(of: word) != nil || stage.vocabulary.organisationSuffixes.row(of: word) != nil
      || reading.cue(.kind, beginningAt: range.upperBound, stage.vocabulary)
  }

  /// Whether what follows may be what a person does: a verb, an adverb, a particle, a mark, or nothing.
  private func mayAct(_ range: Range<Int>) -> Bool {
    guard let index = reading.word(at: range.upperBound) else { return true }
    switch reading.words[index].kind {
    case .verb, .adverb, .particle, .punctuation, .preposition, .conjunction, .space: return true
    default: return false
    }
  }

  /// Whether two or more capitalised Latin words stand in parentheses here.
  private func isBesideLatinName(_ at: Int) -> Bool {
    guard reading.begins(.openParentheses, at: at) else { return false }
    let open = reading.next(at)
    guard let first = reading.atom(at: open), first + 1 < reading.atoms.count else { return false }
    let names = reading.atoms[first...(first + 1)]
    return names.allSatisfy { $0.kind == .latin && (65...90).contains(reading.source[$0.range.lowerBound]) }
      && reading.atoms[first].range.upperBound + 1 == reading.atoms[first + 1].range.lowerBound
  }
}
