import HanArticle
import HanLexicon
import HanText

/// Finds names in Latin letters that the gazetteer does not know: capitalised runs whose words, or whose place in the text, say what they are.
struct LatinNameRule {
  let stage: EntitiesStage
  let reading: Reading
  /// The Han names that stand before parentheses.
  let known: KnownNames
  let edges: KnownEdges

  private static let apostrophes: Marks = ["’", "‘"]

  func mentions() -> [Mention] {
    var found: [Mention] = []
    var index = 0
    var floor = 0
    while index < reading.atoms.count {
      let run = run(from: index)
      if run.isEmpty, let legal = legalName(endingAt: index, from: floor), let mention = mention(legal) { found.append(mention) }
      if !run.isEmpty, let mention = mention(run) { found.append(mention) }
      index = max(index + 1, run.upperBound)
      floor = run.isEmpty ? floor : index
    }
    return found
  }

  /// Latin words of any case that end in a company's legal form: gic private limited.
  private func legalName(endingAt last: Int, from floor: Int) -> Range<Int>? {
    guard suffix(last)?.subtype == .company else { return nil }
    var first = last
    while first > floor, last - first < 4, reading.atoms[first - 1].kind == .latin, isSpaced(first) { first -= 1 }
    return first < last ? first..<(last + 1) : nil
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

  /// One space, after an initial or an abbreviation a point before it; an apostrophe in O’Brien.
  private func isSpaced(_ index: Int) -> Bool {
    let isLetter = reading.atoms[index - 1].range.count == 1
    if isLetter, reading.begins(Self.apostrophes, at: reading.atoms[index - 1].range.upperBound) {
      return reading.atoms[index - 1].range.upperBound + 3 == reading.atoms[index].range.lowerBound
    }
    let gap = reading.source[reading.atoms[index - 1].range.upperBound..<reading.atoms[index].range.lowerBound]
    return gap.elementsEqual([0x20]) || gap.elementsEqual([0x2E, 0x20])
  }

  private func mention(_ run: Range<Int>) -> Mention? {
    let range = reading.atoms[run.lowerBound].range.lowerBound..<reading.atoms[run.upperBound - 1].range.upperBound
    if run.count >= 2, let last = suffix(run.upperBound - 1) {
      return Mention(range, last.label, last.subtype, by: .latinSuffix, rank: .firm, confidence: 0.8)
    }
    if let named = inParentheses(range, words: run.count) { return named }
    if isOrdinaryName(run), isBehindCompanyWord(range) { return Mention(range, .org, .company, by: .latinCompany, rank: .likely, confidence: 0.75) }
    if run.count == 1, range.count >= 4, isGivenName(run.lowerBound), isOrdinaryName(run) {
      return Mention(range, .person, by: .latinPerson, rank: .likely, confidence: 0.7)
    }
    guard (2...4).contains(run.count), isOrdinaryName(run) else { return nil }
    let isPerson = isGivenName(run.lowerBound) || edges.titleEnds(at: range.lowerBound)
    return isPerson ? Mention(range, .person, by: .latinPerson, rank: .firm, confidence: 0.85) : nil
  }

  /// 研究公司Navigant: what stands before says that it is a company.
  private func isBehindCompanyWord(_ range: Range<Int>) -> Bool {
    reading.cue(.organisation, endingAt: range.lowerBound, stage.vocabulary)
  }

  /// `贝莱斯尼(Balyasny Asset Management)`: the same kind as the name before the parentheses.
  private func inParentheses(_ range: Range<Int>, words: Int) -> Mention? {
    let before = reading.previous(range.lowerBound)
    guard range.lowerBound > 0, reading.begins(.openParentheses, at: before),
      reading.begins(.closeParentheses, at: range.upperBound),
      let name = known.ending(at: before),
      [.person, .org, .gpe, .loc].contains(name.label), words >= 2 || name.label != .person
    else { return nil }
    return Mention(range, name.label, name.subtype, by: .latinBesideHan, rank: .firm, confidence: 0.9)
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
