import HanArticle
import HanLexicon
import HanText

/// Finds names in Latin letters that the gazetteer does not know: capitalised runs whose words, or whose place in the text, say what they are.
struct LatinNameRule {
  let stage: EntitiesStage
  let reading: Reading
  /// The Han names that stand before parentheses.
  let known: [Mention]

  func mentions() -> [Mention] {
    var found: [Mention] = []
    var index = 0
    while index < reading.atoms.count {
      let run = run(from: index)
      if run.isEmpty {
        index += 1
        continue
      }
      if let mention = mention(run) { found.append(mention) }
      index = run.upperBound
    }
    return found
  }

  /// Capitalised Latin words with single spaces between them, as indexes of atoms.
  private func run(from first: Int) -> Range<Int> {
    guard isCapitalised(first) else { return first..<first }
    var end = first + 1
    while end < reading.atoms.count, isCapitalised(end) || isInitial(end), isSpaced(end) { end += 1 }
    return first..<end
  }

  private func isCapitalised(_ index: Int) -> Bool {
    reading.atoms[index].kind == .latin && (65...90).contains(reading.source[reading.atoms[index].range.lowerBound])
  }

  private func isInitial(_ index: Int) -> Bool {
    reading.atoms[index].kind == .latin && reading.atoms[index].range.count == 1
  }

  /// One space, and after an initial or an abbreviation a point before it.
  private func isSpaced(_ index: Int) -> Bool {
    let gap = reading.source[reading.atoms[index - 1].range.upperBound..<reading.atoms[index].range.lowerBound]
    return gap.elementsEqual([0x20]) || gap.elementsEqual([0x2E, 0x20])
  }

  private func mention(_ run: Range<Int>) -> Mention? {
    let range = reading.atoms[run.lowerBound].range.lowerBound..<reading.atoms[run.upperBound - 1].range.upperBound
    if run.count >= 2, let last = suffix(run.upperBound - 1) {
      return Mention(range, last.label, last.subtype, rank: .firm, confidence: 0.8)
    }
    if let named = inParentheses(range, words: run.count) { return named }
    guard (2...4).contains(run.count), isGivenName(run.lowerBound), isOrdinaryName(run) else { return nil }
    return Mention(range, .person, rank: .firm, confidence: 0.85)
  }

  /// `贝莱斯尼(Balyasny Asset Management)`: the same kind as the name before the parentheses.
  private func inParentheses(_ range: Range<Int>, words: Int) -> Mention? {
    let before = reading.previous(range.lowerBound)
    guard range.lowerBound > 0, reading.begins("(", at: before) || reading.begins("（", at: before),
      reading.begins(")", at: range.upperBound) || reading.begins("）", at: range.upperBound),
      let name = known.last(where: { $0.range.upperBound == before }),
      [.person, .org, .gpe, .loc].contains(name.label), words >= 2 || name.label != .person
    else { return nil }
    return Mention(range, name.label, name.subtype, rank: .firm, confidence: 0.9)
  }

  private func suffix(_ index: Int) -> (label: Entity.Label, subtype: Entity.Subtype?)? {
    let lexicon = stage.vocabulary.latinSuffixes
    guard let row = lexicon.row(of: reading.key(reading.atoms[index].range)),
      let label = Entity.Label(rawValue: lexicon.text(row: row, column: 1))
    else { return nil }
    return (label, Entity.Subtype(rawValue: lexicon.text(row: row, column: 2)))
  }

  private func isGivenName(_ index: Int) -> Bool {
    stage.vocabulary.latinGiven.row(of: reading.key(reading.atoms[index].range)) != nil
  }

  /// Words of letters only, as persons bear them, not all in capitals.
  private func isOrdinaryName(_ run: Range<Int>) -> Bool {
    run.allSatisfy { index in
      let word = reading.source[reading.atoms[index].range]
      return word.count > 1 && word.dropFirst().contains { $0 >= 97 } && !word.contains { (48...57).contains($0) }
        || word.count <= 2
    }
  }
}
