import HanArticle
import HanLexicon

/// Finds places: words that the dictionary of words calls places, names that end as places do (固城湖), and addresses that
/// run from the greater to the smaller (四川省资阳市雁江区).
struct PlaceRule {
  let stage: EntitiesStage
  let reading: Reading
  let known: KnownNames

  func mentions() -> [Mention] {
    var found: [Mention] = []
    for index in reading.words.indices {
      if let mention = dictionary(index) ?? named(index) { found.append(mention) }
    }
    return found
  }

  /// A word of two characters or more that is a place by the dictionary of words.
  private func dictionary(_ index: Int) -> Mention? {
    let word = reading.words[index]
    guard word.kind == .place, word.length >= 2 else { return nil }
    return Mention(word.range, label(of: word.range) ?? .gpe, rank: .likely, confidence: 0.7)
  }

  /// A name and a word that ends places' names.
  private func named(_ index: Int) -> Mention? {
    let word = reading.words[index]
    guard let row = stage.vocabulary.placeSuffixes.row(of: reading.key(word.range)), index > 0,
      let label = Entity.Label(rawValue: stage.vocabulary.placeSuffixes.text(row: row, column: 1))
    else { return nil }
    let end = word.range.upperBound
    if let name = known.ending(at: word.range.lowerBound), [.gpe, .loc].contains(name.label) {
      return Mention(name.range.lowerBound..<end, label, rank: .firm, confidence: 0.8)
    }
    guard let start = start(before: index) else { return nil }
    return Mention(start..<end, label, rank: .likely, confidence: 0.6)
  }

  private func start(before index: Int) -> Int? {
    let word = reading.words[index - 1]
    guard word.range.upperBound == reading.words[index].range.lowerBound, reading.hanCount(word.range) > 0 else { return nil }
    switch word.kind {
    case .unknown, .place, .foreignPerson, .proper: return word.length >= 2 ? word.range.lowerBound : nil
    default: return nil
    }
  }

  private func label(of range: Range<Int>) -> Entity.Label? {
    let lexicon = stage.vocabulary.placeSuffixes
    var start = range.lowerBound
    while start < range.upperBound {
      start = reading.next(start)
      if let row = lexicon.row(of: reading.key(start..<max(start, range.upperBound))) {
        return Entity.Label(rawValue: lexicon.text(row: row, column: 1))
      }
    }
    return nil
  }
}
