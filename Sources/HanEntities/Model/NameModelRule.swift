import HanArticle
import HanModel
import HanText

/// Finds names by a linear model of words, their neighbours, and what the gazetteer and the rules found.
struct NameModelRule {
  let stage: EntitiesStage
  let reading: Reading
  let features: NameFeatures
  let decoder: TagDecoder

  /// What the model finds; `known` was found before, in text order, no two overlapping.
  func mentions(beside known: [Mention]) -> [Mention] {
    let letters = NameSequence.letters(of: known, in: reading)
    var found: [Mention] = []
    for sentence in NameSequence.sentences(of: reading) {
      let (scores, labels) = features.read(sentence, of: reading, letters)
      decoder.decode(scores, into: labels)
      add(labels, from: sentence.lowerBound, to: &found)
    }
    return found
  }

  private func add(_ labels: UnsafeMutableBufferPointer<UInt8>, from first: Int, to found: inout [Mention]) {
    var start = first
    for (index, label) in labels.enumerated() {
      guard let (kind, place) = NameLabels.meaning(label) else { continue }
      if place == .begin || place == .single { start = first + index }
      guard place == .end || place == .single else { continue }
      let mention = mention(start..<(first + index + 1), NameLabels.kinds[kind].label)
      if isName(mention) { found.append(mention) }
    }
  }

  /// Whether it is made as names are: of words and the dots and strokes between them, not of one character over and over, and not a part of what
  /// stands in Latin letters.
  private func isName(_ mention: Mention) -> Bool {
    guard let words = NameSequence.words(of: mention.range, in: reading) else { return false }
    let isMade = words.allSatisfy { word in
      let start = reading.words[word].range.lowerBound
      switch reading.words[word].kind {
      case .space: return false
      case .punctuation:
        return word > words.lowerBound && word < words.upperBound - 1 && reading.begins(Self.joints, at: start)
      default: return reading.atom(at: start).map { [.latin, .numeral].contains(reading.atoms[$0].kind) } ?? true
      }
    }
    if !isMade || isRepeated(mention.range) || isBroken(words) { return false }
    let isLatin = words.allSatisfy { reading.words[$0].kind == .latin }
    return !isLatin || (mention.label != .loc && !isBesideLatin(words))
  }

  /// Whether white space stands in it, other than between words in Latin letters.
  private func isBroken(_ words: Range<Int>) -> Bool {
    words.dropFirst().contains { word in
      let (before, after) = (reading.words[word - 1], reading.words[word])
      return before.range.upperBound < after.range.lowerBound && (before.kind != .latin || after.kind != .latin)
    }
  }

  /// 哈哈哈哈
  private func isRepeated(_ range: Range<Int>) -> Bool {
    guard reading.hanCount(range) > 2 else { return false }
    return reading.key(range).dropLast(3).elementsEqual(reading.key(range).dropFirst(3))
  }

  private static let joints = ForeignNameRule.dots + ["-", "&"]

  /// Whether Latin letters stand beside, with a space or an apostrophe between at most.
  private func isBesideLatin(_ words: Range<Int>) -> Bool {
    func isLatin(_ word: Int, from start: Int, to end: Int) -> Bool {
      reading.words.indices.contains(word) && reading.words[word].kind == .latin && (0...4).contains(end - start)
        && !reading.source[start..<end].contains(0x0A)
    }
    func end(_ word: Int) -> Int { word >= 0 ? reading.words[word].range.upperBound : 0 }
    func start(_ word: Int) -> Int { word < reading.words.count ? reading.words[word].range.lowerBound : reading.count }
    let (first, last) = (words.lowerBound, words.upperBound - 1)
    return isLatin(first - 1, from: end(first - 1), to: start(first)) || isLatin(first - 2, from: end(first - 2), to: start(first))
      || isLatin(last + 1, from: end(last), to: start(last + 1)) || isLatin(last + 2, from: end(last), to: start(last + 2))
  }

  private func mention(_ words: Range<Int>, _ label: Entity.Label) -> Mention {
    let range = reading.words[words.lowerBound].range.lowerBound..<reading.words[words.upperBound - 1].range.upperBound
    let isPlace = label == .loc || (label == .org && endsAsPlace(range))
    return Mention(range, isPlace ? place(words, range) : label, by: .model, rank: .likely, confidence: 0.7)
  }

  /// 美术馆, 特别行政区: whether it ends as places of more than one character do, and no organisations.
  private func endsAsPlace(_ range: Range<Int>) -> Bool {
    let (places, organisations) = (stage.vocabulary.placeSuffixes, stage.vocabulary.organisationSuffixes)
    var start = reading.next(range.lowerBound)
    while start + 3 < range.upperBound {
      let tail = reading.key(start..<range.upperBound)
      if organisations.row(of: tail) != nil { return false }
      if places.row(of: tail) != nil { return true }
      start = reading.next(start)
    }
    return false
  }

  /// What kind of place it is, as its ending says, else the lexicon.
  private func place(_ words: Range<Int>, _ range: Range<Int>) -> Entity.Label {
    if let label = PlaceRule.suffix(endingAt: range, of: reading, stage.vocabulary) { return label }
    return words.count == 1 && reading.words[words.lowerBound].kind == .place ? .gpe : .loc
  }

  /// Known and new names together: a place of the gazetteer gives way to a longer name that holds it, what a rule found to any; and what a rule was
  /// not sure of stands only where the model finds a name, too.
  func merged(_ known: [Mention], _ new: [Mention]) -> [Mention] {
    let (names, found) = (KnownNames(known), KnownNames(new))
    let kept = new.filter { mention in
      let within = names.overlapping(mention.range)
      return within.allSatisfy { mayReplace($0, by: mention) } && !isUnlikely(mention) && !isNameless(mention, holding: within)
    }
    let taken = KnownNames(kept)
    let standing = known.filter { !taken.overlaps($0.range) && (!isDoubtful($0) || found.overlaps($0.range)) }
    return (standing + kept).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Persons in Latin letters that no rule knows are mostly products and companies; and no person's name mixes them with Han but at a dot.
  private func isUnlikely(_ mention: Mention) -> Bool {
    guard mention.label == .person else { return false }
    if stage.vocabulary.guards(reading.key(mention.range), "person") || reading.isAddress(mention.range, stage.vocabulary) { return true }
    let text = reading.source[mention.range]
    guard text.contains(where: Self.isLatin) else { return false }
    let words = NameSequence.words(of: mention.range, in: reading) ?? 0..<0
    return words.count == 1 || text.contains { $0 >= 0xE3 } && !words.contains { reading.words[$0].kind == .punctuation }
  }

  private static func isLatin(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) }

  /// 中国科技公司, 美国探险队: of a country and words that say what it is, where the ending asks for a name of its own.
  private func isNameless(_ mention: Mention, holding known: ArraySlice<Mention>) -> Bool {
    guard mention.label == .org, let last = known.last, last.range.lowerBound >= mention.range.lowerBound,
      last.range.upperBound < mention.range.upperBound,
      known.allSatisfy({ isCountry($0) }), let words = NameSequence.words(of: last.range.upperBound..<mention.range.upperBound, in: reading)
    else { return false }
    return words.allSatisfy { !reading.words[$0].kind.mayBeName && reading.words[$0].kind != .nominal }
      && asksForName(reading.words[words.upperBound - 1].range)
  }

  private func isCountry(_ mention: Mention) -> Bool {
    mention.row.map { stage.gazetteer.ref($0).hasPrefix("country:") } ?? false
  }

  private func asksForName(_ word: Range<Int>) -> Bool {
    let suffixes = stage.vocabulary.organisationSuffixes
    guard let row = suffixes.row(of: reading.key(word)) else { return false }
    return ["grow", "core"].contains(suffixes.text(row: row, column: 3))
  }

  private func isDoubtful(_ mention: Mention) -> Bool {
    mention.source == .rule && mention.rank == .likely && NameLabels.kinds.contains { $0.label == Self.coarse(mention.label) }
  }

  private func mayReplace(_ known: Mention, by new: Mention) -> Bool {
    let holdsNew = known.range.lowerBound <= new.range.lowerBound && new.range.upperBound <= known.range.upperBound
    guard known.source == .gazetteer else {
      // What both found stands as it was, and what a rule was sure of is not cut short.
      if known.range == new.range { return Self.coarse(known.label) != Self.coarse(new.label) }
      return known.rank == .likely || !holdsNew
    }
    guard new.range.lowerBound <= known.range.lowerBound, known.range.upperBound <= new.range.upperBound else { return false }
    // 哈尔滨电机厂, 清华大学心理学系: the ending says that it is something else. 云南普洱, 成都新店: two names, or none.
    let rest = known.range.upperBound..<new.range.upperBound
    switch (Self.coarse(known.label), new.label) {
    case (.loc, .org): return true
    case (.loc, .loc), (.loc, .gpe): return known.range.upperBound < new.range.upperBound
    case (.loc, .person): return true
    case (.org, .org): return known.subtype != .company && organisationEnds(rest)
    default: return false
    }
  }

  private func organisationEnds(_ range: Range<Int>) -> Bool {
    let suffixes = stage.vocabulary.organisationSuffixes
    return suffixes.row(of: reading.key(range)) != nil || suffixes.tail(of: range, in: reading) != nil
  }

  private static func coarse(_ label: Entity.Label) -> Entity.Label { label == .gpe ? .loc : label }
}
