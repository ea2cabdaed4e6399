import HanArticle
import HanLexicon

/// What an article says for each of the gazetteer's rows.
struct GazetteerSupport {
  /// What turns a doubtful name on.
  enum Reason {
    /// Another organisation stands in the same enumeration.
    case listed
    /// A listed company, and a word of the market behind it.
    case market
    /// A word of its context stands in the article.
    case context
    /// The article names it by a name that is not doubtful.
    case named
    /// A match stands beside a club that the article speaks of.
    case match

    var strength: Int {
      switch self {
      case .listed, .market: 1
      case .context: 2
      case .named: 3
      case .match: .max
      }
    }
  }

  private static let comma: Marks = ["、"]

  private let stage: EntitiesStage
  private let reading: Reading
  private var named: [Int: Int] = [:]
  let context: ContextWords
  /// Where the names begin and end that stand in one enumeration with an organisation.
  private var listedStarts: Set<Int> = []
  private var listedEnds: Set<Int> = []

  init(stage: EntitiesStage, reading: Reading, context: ContextWords, names: Int) {
    self.stage = stage
    self.reading = reading
    self.context = context
    named.reserveCapacity(names)
  }

  /// Notes a name that only this row bears.
  mutating func name(_ row: Int, at range: Range<Int>) {
    named[row, default: 0] += 1
    guard stage.gazetteer.label(row) == .org else { return }
    let next = reading.pastJoints(Self.comma, from: range.upperBound, stage.vocabulary)
    if next > range.upperBound { listedStarts.insert(next) }
    let before = reading.previous(range.lowerBound)
    if reading.begins("、", at: before) || reading.cue(.joint, endingAt: range.lowerBound, stage.vocabulary) {
      listedEnds.insert(before)
    }
  }

  /// How much speaks for a row whose name stands for it alone.
  func certain(_ row: Int) -> Int { 4 + min(1000, named[row] ?? 0) }

  /// How much speaks for a row whose name is ambiguous; 0 where it does not hold here.
  func doubtful(_ row: Int, at range: Range<Int>) -> Int { reason(row, at: range)?.strength ?? 0 }

  /// Which of two rows with as much support a name means here. A place is the one that belongs to what was named last; of others it is the one
  /// that the market of the article means; and the other way round where that does not tell.
  func prefers(_ row: Int, over other: Int, at range: Range<Int>) -> Bool {
    if row == other { return false }
    let home = (isAtHome(row), isAtHome(other))
    if home.0 != home.1, !isPlace(row) || !isPlace(other) { return home.0 }
    let near = (closeness(row, to: range.lowerBound), closeness(other, to: range.lowerBound))
    return near.0 == near.1 ? home.0 && !home.1 : near.0 > near.1
  }

  /// How close a word of the row's context is: more is closer, and all that stand before the name are closer than those behind it.
  private func closeness(_ row: Int, to place: Int) -> Int {
    context.nearest(of: row, to: place).map { $0 <= place ? $0 : -$0 } ?? Int.min
  }

  /// Whether the market of the article means this organisation where less speaks for it than for another: not where a place stands before the name
  /// (法国外交部).
  func isMeant(_ row: Int, insteadOf other: Int, at range: Range<Int>) -> Bool {
    isAtHome(row) && !isAtHome(other) && [row, other].allSatisfy { stage.gazetteer.label($0) == .org } && !isPlace(endingAt: range.lowerBound)
  }

  private func isAtHome(_ row: Int) -> Bool {
    guard let region = reading.region, let home = stage.vocabulary.homes.row(of: Array(stage.gazetteer.ref(row).utf8)[...]) else { return false }
    return stage.vocabulary.homes.has(region, row: home, column: 1)
  }

  private func isPlace(_ row: Int) -> Bool { [.gpe, .loc].contains(stage.gazetteer.label(row)) }

  private static let longestPlace = 6

  private func isPlace(endingAt end: Int) -> Bool {
    var start = end
    for _ in 0..<Self.longestPlace where start > 0 {
      start = reading.previous(start)
      for book in stage.gazetteer.books {
        guard let key = book.lexicon.trie.value(of: reading.key(start..<end)) else { continue }
        if book.lexicon.names(key).contains(where: { isPlace(book.base + $0.row) }) { return true }
      }
    }
    return false
  }

  /// What turns the row's ambiguous name on here; the strongest of several.
  func reason(_ row: Int, at range: Range<Int>) -> Reason? {
    let isNamed = named[row] != nil
    if isNamed || context.contains(row) { return plays(row, at: range) ? .match : isNamed ? .named : .context }
    guard stage.gazetteer.label(row) == .org else { return nil }
    if listedStarts.contains(range.lowerBound) || listedEnds.contains(range.upperBound) { return .listed }
    let isListed = !stage.gazetteer.tickers(row).isEmpty
    return isListed && reading.cue(.market, beginningAt: range.upperBound, stage.vocabulary) ? .market : nil
  }

  /// What a score is made of, which may stand between a team and the word of the match: 罗马2比1击败.
  private static let score: Marks = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "-", "–", "比", ":", "："]

  /// 罗马 in 不敌罗马: where an article is about sport, and a match stands beside the name, it is the team's rather than its city's.
  private func plays(_ row: Int, at range: Range<Int>) -> Bool {
    guard stage.gazetteer.label(row) == .org, stage.gazetteer.subtype(row) == .other else { return false }
    let before = reading.previousText(range.lowerBound, marks: .none)
    let after = reading.skip(Self.score, from: range.upperBound)
    return reading.cue(.match, endingAt: before, stage.vocabulary) || reading.cue(.match, beginningAt: after, stage.vocabulary)
      || reading.begins("vs", at: after) || reading.begins("vs", at: before - 2)
  }
}
