import HanArticle
import HanLexicon

/// Finds places: words that the dictionary of words calls places, and names that end as places do (固城湖).
struct PlaceRule {
  let stage: EntitiesStage
  let reading: Reading
  let known: KnownNames
  /// Where the runs of characters that write sounds begin, by where they end.
  let sounds: [Int: Int]

  func mentions() -> [Mention] {
    var found: [Mention] = []
    for index in reading.words.indices {
      let word = reading.words[index]
      // Shorter words are places only where they end one.
      guard word.length >= 3 || word.traits.contains(.placeSuffix) else { continue }
      if let mention = dictionary(index) ?? named(index) { found.append(mention) }
    }
    return found
  }

  /// A word that is a place by the dictionary of words, where its form or its neighbour says so too.
  private func dictionary(_ index: Int) -> Mention? {
    let word = reading.words[index]
    guard word.length >= 3, word.kind == .place || isInPlace(word), !stage.vocabulary.guards(reading.key(word.range), "place"),
      let suffix = suffix(endingAt: word.range), word.kind == .place || suffix == .gpe
    else { return nil }
    return Mention(word.range, suffix, by: .placeWord, rank: .likely, confidence: 0.7)
  }

  private func isInPlace(_ word: Reading.Word) -> Bool {
    switch word.kind {
    case .noun, .nominal, .proper, .person: known.ending(at: word.range.lowerBound)?.label == .gpe
    default: false
    }
  }

  /// A name and a word that ends places' names, or a word unknown to all dictionaries that ends so.
  private func named(_ index: Int) -> Mention? {
    let word = reading.words[index]
    if word.kind == .unknown, word.length >= 3, let label = suffix(endingAt: word.range) {
      return Mention(word.range, label, by: .placeSuffix, rank: .likely, confidence: 0.61)
    }
    guard word.traits.contains(.placeSuffix), index > 0, let row = stage.vocabulary.placeSuffixes.row(of: reading.key(word.range)),
      let label = Entity.Label(rawValue: stage.vocabulary.placeSuffixes.text(row: row, column: 1))
    else { return nil }
    let end = word.range.upperBound
    if let name = known.ending(at: word.range.lowerBound), [.gpe, .loc].contains(name.label) {
      return grown(name, to: end, label)
    }
    guard let start = sounds[word.range.lowerBound] ?? start(before: index) else { return nil }
    return Mention(start..<end, label, by: .placeSuffix, rank: .likely, confidence: 0.6)
  }

  /// 南京 + 路: a place of another kind; never a country, which lends its name to much else.
  private func grown(_ name: Mention, to end: Int, _ label: Entity.Label) -> Mention? {
    if let row = name.row, stage.gazetteer.ref(row).hasPrefix("country:") { return nil }
    return Mention(name.range.lowerBound..<end, label, by: .placeSuffix, rank: .firm, confidence: 0.8)
  }

  /// Where the name before an ending begins: a word that may be a name, or two or three characters that no dictionary joins.
  private func start(before index: Int) -> Int? {
    let word = reading.words[index - 1]
    guard word.range.upperBound == reading.words[index].range.lowerBound, reading.hanCount(word.range) > 0 else { return nil }
    if word.length >= 2 {
      let isName = [.unknown, .place, .foreignPerson, .proper, .person].contains(word.kind)
      let isForeign = word.kind == .nominal && reading.isSound(word.range, stage.vocabulary)
      guard isName || isForeign, !stage.vocabulary.guards(reading.key(word.range), "place") else { return nil }
      return reading.isSound(word.range, stage.vocabulary) ? soundStart(index - 1) : word.range.lowerBound
    }
    var first = index
    while first > 0, index - first < 4, isFree(first - 1), reading.words[first - 1].range.upperBound == reading.words[first].range.lowerBound {
      first -= 1
    }
    return index - first >= 2 ? reading.words[first].range.lowerBound : nil
  }

  /// Left over single characters that write sounds: 塞 before 尼奥.
  private func soundStart(_ index: Int) -> Int {
    var first = index
    while first > 0, index - first < 3, isFree(first - 1), reading.isSound(reading.words[first - 1].range, stage.vocabulary),
      reading.words[first - 1].range.upperBound == reading.words[first].range.lowerBound
    { first -= 1 }
    return reading.words[first].range.lowerBound
  }

  private func isFree(_ index: Int) -> Bool {
    let word = reading.words[index]
    return word.length == 1 && reading.isHan(word.range.lowerBound) && [.unknown, .person, .place, .proper, .noun].contains(word.kind)
  }

  private func suffix(endingAt range: Range<Int>) -> Entity.Label? { Self.suffix(endingAt: range, of: reading, stage.vocabulary) }

  /// What a name is by the way it ends, something standing before the ending.
  static func suffix(endingAt range: Range<Int>, of reading: Reading, _ vocabulary: NameVocabulary) -> Entity.Label? {
    let lexicon = vocabulary.placeSuffixes
    return lexicon.tail(of: range, in: reading).flatMap { Entity.Label(rawValue: lexicon.text(row: $0, column: 1)) }
  }
}
