import HanArticle
import HanLexicon

/// Finds organisations by how their names end: 信昌工程有限公司, 台州市民航局.
///
/// From the word that ends the name it goes left over words that may stand in one, as far as the first that tells this
/// organisation from all others: a place, another name, a word that no dictionary knows.
struct OrganisationRule {
  let stage: EntitiesStage
  let reading: Reading
  let known: KnownNames

  private static let most = (words: 8, bytes: 60)

  func mentions() -> [Mention] {
    var found: [Mention] = []
    var at = 0
    while at < reading.count {
      guard reading.isHan(at), let suffix = suffix(from: at) else {
        at = reading.next(at)
        continue
      }
      if let mention = mention(at..<suffix.end, suffix.row) { found.append(mention) }
      at = suffix.end
    }
    return found
  }

  private func suffix(from start: Int) -> (end: Int, row: Int)? {
    stage.vocabulary.organisationSuffixes.longest(in: reading.folded, from: start) { reading.isBoundary($0) }
  }

  private func mention(_ suffix: Range<Int>, _ row: Int) -> Mention? {
    let lexicon = stage.vocabulary.organisationSuffixes
    let subtype = Entity.Subtype(rawValue: lexicon.text(row: row, column: 2))
    if let grown = grown(suffix, row) { return grown }
    guard let start = start(of: suffix), start < suffix.lowerBound else { return nil }
    return Mention(start..<suffix.upperBound, .org, subtype, rank: .firm, confidence: 0.75)
  }

  /// 英伟达公司: a known company and a word that only says that it is one.
  private func grown(_ suffix: Range<Int>, _ row: Int) -> Mention? {
    guard stage.vocabulary.organisationSuffixes.text(row: row, column: 3) == "grow",
      let before = known.ending(at: suffix.lowerBound), before.label == .org
    else { return nil }
    var grown = before
    grown.range = before.range.lowerBound..<suffix.upperBound
    return grown
  }

  /// Where the name begins that ends with this suffix; nil where nothing before it names it.
  private func start(of suffix: Range<Int>) -> Int? {
    guard var index = reading.word(at: suffix.lowerBound) else { return nil }
    var start: Int?
    if reading.words[index].range.lowerBound < suffix.lowerBound, reading.words[index].range.upperBound >= suffix.upperBound {
      if reading.words[index].kind == .organisation { return reading.words[index].range.lowerBound }
      if isName(index) { start = reading.words[index].range.lowerBound }
    }
    for _ in 0..<Self.most.words where index > 0 {
      index -= 1
      if let name = known.covering(reading.words[index].range) {
        guard [.gpe, .loc, .org, .person].contains(name.label), joins(name.range.upperBound, suffix) else { break }
        start = name.range.lowerBound
        guard let first = reading.word(at: name.range.lowerBound) else { break }
        index = first
        if name.label == .org { break }
        continue
      }
      let word = reading.words[index]
      guard word.kind.mayStandInName, suffix.lowerBound - word.range.lowerBound <= Self.most.bytes else { break }
      if isName(index) { start = word.range.lowerBound }
    }
    return start
  }

  private func joins(_ end: Int, _ suffix: Range<Int>) -> Bool { suffix.lowerBound - end <= Self.most.bytes }

  /// Whether this word names: a proper name of two characters or more, or one of single characters that stand together.
  private func isName(_ index: Int) -> Bool {
    let word = reading.words[index]
    guard word.kind.mayBeName else { return false }
    if word.kind == .latin { return true }
    return word.length >= 2
  }
}
