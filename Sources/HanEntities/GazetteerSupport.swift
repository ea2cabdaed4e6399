import HanArticle
import HanLexicon

/// What an article says for each of the gazetteer's rows.
struct GazetteerSupport {
  private static let comma: Marks = ["、"]

  private let stage: EntitiesStage
  private let reading: Reading
  private var named: [Int: Int] = [:]
  private let context: ContextWords
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
  func doubtful(_ row: Int, at range: Range<Int>) -> Int {
    let isNamed = named[row] != nil
    if isNamed || context.contains(row) { return plays(row, at: range) ? Self.surest : isNamed ? 3 : 2 }
    return speaks(for: row, beside: range) ? 1 : 0
  }

  private static let surest = Int.max

  /// 罗马 in 不敌罗马: where an article is about sport, and a match stands beside the name, it is the team's rather than its city's.
  private func plays(_ row: Int, at range: Range<Int>) -> Bool {
    guard stage.gazetteer.label(row) == .org, stage.gazetteer.subtype(row) == .other else { return false }
    let before = reading.previousText(range.lowerBound, marks: .none)
    let after = reading.skip(.none, from: range.upperBound)
    return reading.cue(.match, endingAt: before, stage.vocabulary) || reading.cue(.match, beginningAt: after, stage.vocabulary)
      || reading.begins("vs", at: after) || reading.begins("vs", at: before - 2)
  }

  /// What stands beside the name: another organisation in the same enumeration, or, behind a listed company, a word of the market.
  private func speaks(for row: Int, beside range: Range<Int>) -> Bool {
    guard stage.gazetteer.label(row) == .org else { return false }
    if listedStarts.contains(range.lowerBound) || listedEnds.contains(range.upperBound) { return true }
    return !stage.gazetteer.tickers(row).isEmpty
      && reading.cue(.market, beginningAt: range.upperBound, stage.vocabulary)
  }
}
