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

    var strength: Int {
      switch self {
      case .listed, .market: 1
      case .context: 2
      case .named: 3
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

  init(stage: EntitiesStage, reading: Reading, context: ContextWords) {
    self.stage = stage
    self.reading = reading
    self.context = context
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

  /// What turns the row's ambiguous name on here; the strongest of several.
  func reason(_ row: Int, at range: Range<Int>) -> Reason? {
    if named[row] != nil { return .named }
    if context.contains(row) { return .context }
    guard stage.gazetteer.label(row) == .org else { return nil }
    if listedStarts.contains(range.lowerBound) || listedEnds.contains(range.upperBound) { return .listed }
    let isListed = !stage.gazetteer.tickers(row).isEmpty
    return isListed && reading.cue(.market, beginningAt: range.upperBound, stage.vocabulary) ? .market : nil
  }
}
