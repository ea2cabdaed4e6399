import HanArticle
import HanLexicon

/// Finds organisations by how their names end: 信昌工程有限公司, 台州市民航局.
///
/// From the word that ends the name it goes left over words that may stand in one, as far as the first that tells this
/// organisation from all others: a name of its own, or a place where the ending allows it (南京大学, but no 美国公司).
struct OrganisationRule {
  let stage: EntitiesStage
  let reading: Reading
  let known: KnownNames

  /// What must stand before the word that ends a name; the words of `organisation-suffixes.tsv`.
  private enum Mode: String { case grow, branch, core, place, society, state, alone }

  /// What was met on the way left: where a name of its own, a place and a whole country begin.
  private struct Found {
    var core: Int?
    var place: Int?
    var country: Int?
    var organisation: Int?
    var person: Int?
    /// How many ordinary words stand between.
    var ordinary = 0
  }

  private static let most = (words: 8, bytes: 60)
  /// How many ordinary words may stand between a name of its own and the ending.
  private static let distance = 3

  func mentions() -> [Mention] {
    var found: [Mention] = []
    var past = 0
    for word in reading.words where word.traits.contains(.mayHoldOrganisationSuffix) {
      var at = word.range.lowerBound
      while at < word.range.upperBound, at >= past {
        if let suffix = suffix(from: at), at == word.range.lowerBound || suffix.end > at + 3 {
          if let mention = mention(at..<suffix.end, suffix.row) { found.append(mention) }
          past = suffix.end
          break
        }
        if !Self.mayEndInside(word.kind) { break }
        at += 3
      }
    }
    // The cut of the words may join the end of a known name with the ending.
    for name in known.mentions where name.label == .org && !reading.isBoundary(name.range.upperBound) {
      let end = name.range.upperBound
      if let suffix = suffix(from: end), let mention = mention(end..<suffix.end, suffix.row) { found.append(mention) }
    }
    return found
  }

  /// Whether an ending of two characters or more may begin inside a word of this kind: one that no dictionary knows, or that is an organisation by itself.
  static func mayEndInside(_ kind: WordKind) -> Bool { kind == .unknown || kind == .organisation }

  /// An ending, up to the end of a word.
  private func suffix(from start: Int) -> (end: Int, row: Int)? {
    guard stage.vocabulary.characters.at(start, in: reading.folded).contains(.beginsOrganisationSuffix) else { return nil }
    return stage.vocabulary.organisationSuffixes.longest(in: reading.folded, from: start, where: { reading.isBoundary($0) })
  }

  private func mention(_ suffix: Range<Int>, _ row: Int) -> Mention? {
    let lexicon = stage.vocabulary.organisationSuffixes
    guard let mode = Mode(rawValue: lexicon.text(row: row, column: 3)) else { return nil }
    if mode == .grow || mode == .branch || isTeam(suffix, mode), let grown = grown(suffix) { return grown }
    let subtype = Entity.Subtype(rawValue: lexicon.text(row: row, column: 2))
    let isWord = reading.word(at: suffix.lowerBound).map { reading.words[$0].range == suffix } ?? false
    guard let start = start(of: suffix, mode) ?? (mode == .alone && isWord ? suffix.lowerBound : nil),
      start < suffix.lowerBound || mode == .alone
    else { return nil }
    return Mention(start..<suffix.upperBound, .org, subtype, by: .organisationSuffix, rank: .firm, confidence: 0.75)
  }

  /// 英伟达公司: a known company and a word that only says that it is one; 中国邮政集团公司: or the rest of such a word.
  private func grown(_ suffix: Range<Int>) -> Mention? {
    guard let before = known.ending(at: suffix.lowerBound) ?? known.covering(suffix.lowerBound..<(suffix.lowerBound + 3)),
      before.label == .org, before.range.upperBound < suffix.upperBound
    else { return nil }
    var grown = before
    grown.range = before.range.lowerBound..<suffix.upperBound
    return grown
  }

  /// 队: stands behind a name, never behind other words.
  private func isTeam(_ suffix: Range<Int>, _ mode: Mode) -> Bool { suffix.count == 3 && mode == .state }

  private func start(of suffix: Range<Int>, _ mode: Mode) -> Int? {
    let found = walk(left: suffix, isTeam: isTeam(suffix, mode))
    switch mode {
    case .grow, .core: return (found.core ?? found.person).map { min($0, found.place ?? $0) }
    case .branch: return found.organisation
    case .place: return [found.core, found.person, found.place, found.organisation].compactMap { $0 }.min()
    case .society:
      return [found.core, found.place, found.ordinary > 0 ? found.country : nil, found.organisation].compactMap { $0 }.min()
    case .state, .alone: return [found.core, found.place, found.country].compactMap { $0 }.min()
    }
  }

  private func walk(left suffix: Range<Int>, isTeam: Bool) -> Found {
    var found = Found()
    guard var index = reading.word(at: suffix.lowerBound) else { return found }
    if reading.words[index].range.lowerBound < suffix.lowerBound {
      guard reading.words[index].kind != .organisation || reading.words[index].length >= 4 else { return found }
      found.core = reading.words[index].range.lowerBound
    }
    for _ in 0..<Self.most.words where index > 0 {
      index -= 1
      let word = reading.words[index]
      guard word.range.upperBound == reading.words[index + 1].range.lowerBound else { break }
      if let name = known.covering(word.range) {
        guard note(name, &found), let first = reading.word(at: name.range.lowerBound) else { break }
        index = first
      } else {
        guard mayStand(word), !known.overlaps(word.range), suffix.lowerBound - word.range.lowerBound <= Self.most.bytes else { break }
        if isName(index, before: suffix.lowerBound) {
          if found.ordinary <= Self.distance { found.core = word.range.lowerBound }
        } else {
          if isTeam { break }
          found.ordinary += 1
        }
      }
    }
    return found
  }

  /// Takes a name that was found before into account; false where the way ends there.
  private func note(_ name: Mention, _ found: inout Found) -> Bool {
    let start = name.range.lowerBound
    switch name.label {
    case .gpe, .loc:
      let isCountry = name.row.map { stage.gazetteer.ref($0).hasPrefix("country:") } ?? false
      if isCountry || (name.label == .loc && name.row != nil) { found.country = start } else { found.place = start }
      if found.core != nil { found.core = start }
      return !isCountry
    case .org:
      found.organisation = start
      return false
    case .person:
      if found.core == nil, found.ordinary == 0 { found.person = start }
      return false
    default: return false
    }
  }

  private func mayStand(_ word: Reading.Word) -> Bool {
    switch word.kind {
    case .numeral, .number, .position: isInside(word)
    default: word.kind.mayStandInName || (word.length == 1 && isInside(word))
    }
  }

  /// Whether it begins with a character that stands inside names: 第 of 第一, 立 of 市立.
  private func isInside(_ word: Reading.Word) -> Bool {
    let start = word.range.lowerBound
    return reading.isHan(start) && reading.has(.inside, start..<(start + 3), stage.vocabulary)
  }

  /// Whether this word names: a proper one of two characters or more, or single characters that no dictionary joins.
  private func isName(_ index: Int, before end: Int) -> Bool {
    let word = reading.words[index]
    if word.kind == .latin { return true }
    if word.length >= 2 { return word.kind.mayBeName && !isGuarded(word) }
    return isFree(index) && (isFree(index + 1, before: end) || (index > 0 && isFree(index - 1)))
  }

  private func isFree(_ index: Int, before end: Int = .max) -> Bool {
    guard index < reading.words.count, reading.words[index].range.lowerBound < end else { return false }
    let word = reading.words[index]
    return word.length == 1 && word.kind.mayStandInName && reading.isHan(word.range.lowerBound)
  }

  private func isGuarded(_ word: Reading.Word) -> Bool { stage.vocabulary.guards(reading.key(word.range), "place") }
}
