import HanArticle
import HanLexicon

/// What an article says for each of the gazetteer's rows.
struct GazetteerSupport {
  private static let enumerators = ["、", "和", "与", "及", "或"]

  private let stage: EntitiesStage
  private let reading: Reading
  private var named: [Int: Int] = [:]
  private var context: [Int: Bool] = [:]
  /// Where the names begin and end that stand in one enumeration with an organisation.
  private var listedStarts: Set<Int> = []
  private var listedEnds: Set<Int> = []

  init(stage: EntitiesStage, reading: Reading) {
    self.stage = stage
    self.reading = reading
  }

  /// Notes a name that only this row bears.
  mutating func name(_ row: Int, at range: Range<Int>) {
    named[row, default: 0] += 1
    guard stage.gazetteer.label(row) == .org else { return }
    for mark in Self.enumerators {
      if reading.begins(mark, at: range.upperBound) { listedStarts.insert(range.upperBound + mark.utf8.count) }
      let before = range.lowerBound - mark.utf8.count
      if reading.begins(mark, at: before) { listedEnds.insert(before) }
    }
  }

  /// How much speaks for a row whose name stands for it alone.
  func certain(_ row: Int) -> Int { 4 + min(1000, named[row] ?? 0) }

  /// How much speaks for a row whose name is ambiguous; 0 where it does not hold here.
  mutating func doubtful(_ row: Int, at range: Range<Int>) -> Int {
    if named[row] != nil { return 3 }
    if hasContext(row) { return 2 }
    return speaks(for: row, beside: range) ? 1 : 0
  }

  /// What stands beside the name: another organisation in the same enumeration, or, behind a listed company, a word of the market.
  private func speaks(for row: Int, beside range: Range<Int>) -> Bool {
    guard stage.gazetteer.label(row) == .org else { return false }
    if listedStarts.contains(range.lowerBound) || listedEnds.contains(range.upperBound) { return true }
    return !stage.gazetteer.tickers(row).isEmpty
      && reading.cue(.market, beginningAt: range.upperBound, stage.vocabulary)
  }

  private mutating func hasContext(_ row: Int) -> Bool {
    if let known = context[row] { return known }
    let found = stage.gazetteer.context(row).contains { word in
      ByteSearch.contains(reading.folded, stage.fold.fold(Array(word.utf8)))
    }
    context[row] = found
    return found
  }
}

/// Looking for bytes among bytes.
enum ByteSearch {
  /// Whether the pattern stands anywhere in the text.
  static func contains(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    guard let first = pattern.first, pattern.count <= text.count else { return false }
    return text.withUnsafeBufferPointer { text in
      pattern.withUnsafeBufferPointer { pattern in
        for at in 0...(text.count - pattern.count) where text[at] == first {
          var same = 1
          while same < pattern.count, text[at + same] == pattern[same] { same += 1 }
          if same == pattern.count { return true }
        }
        return false
      }
    }
  }
}
