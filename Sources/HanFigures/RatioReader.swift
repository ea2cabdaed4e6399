import HanArticle

/// Tells what two numbers with a colon or 比 between them are: a ratio (比例为1:10, 160.88比1), or the score of a game (3比2战胜), which is no figure.
struct RatioReader {
  enum Reading {
    case ratio(Measure)
    /// Both numbers end here, and count nothing.
    case score(end: Int)
  }

  let measures: MeasureReader
  /// The last pair that was read: a ratio behind a ratio in the sentence is one, too, and a score listed with a score (25:19、18:17).
  private var last: (sense: RatioWord.Sense, end: Int)?

  /// How far back the word may stand that says what the numbers are, in bytes.
  private static let reach = 60
  /// And how far apart scores of one list, which may have a time of day behind it.
  private static let widestMark = 4

  private var text: FoldedText { measures.text }
  private var words: FigureWords { measures.words }
  private var numbers: [Number] { measures.numbers }

  init(measures: MeasureReader) { self.measures = measures }

  /// What the number and the one behind it are together; nil where they are no pair, or nothing says which.
  mutating func reading(_ index: Int) -> Reading? {
    let start = numbers[index].range.lowerBound
    guard let second = second(index), !isMark(before: start), case .value(let first) = numbers[index].amount,
      case .value(let other) = numbers[second].amount, !first.isNegative, !other.isNegative
    else { return nil }
    let end = numbers[second].range.upperBound
    guard let sense = senseBehind(end) ?? senseBefore(start) ?? senseOfShape(first, other) else {
      // What is no time of day (25:19) will be a score: so are those that are listed with it.
      if !first.isLess(than: ExactDecimal(25)) || numbers[second].range.count != 2 { last = (.score, end) }
      return nil
    }
    last = (sense, end)
    guard sense == .ratio else { return .score(end: end) }
    guard first != .zero, other != .zero else { return nil }
    return .ratio(Measure(start..<end, .ratio, .fraction(numerator: first, denominator: other)))
  }

  /// The number behind the mark, where it has no unit and no third number follows (10:28:30).
  private func second(_ index: Int) -> Int? {
    let end = numbers[index].range.upperBound
    guard words.classes[text.scalar(text.skipSpaces(end))] & FigureWords.joinsRatio != 0, let start = markEnd(end), index + 1 < numbers.count,
      numbers[index + 1].range.lowerBound == text.skipSpaces(start), measures.measure(index + 1, floor: start).isBare
    else { return nil }
    if let next = markEnd(numbers[index + 1].range.upperBound), text.digit(next) != nil { return nil }
    return index + 1
  }

  private func markEnd(_ at: Int) -> Int? {
    guard let (end, word) = words.bounds.longest(text, at: text.skipSpaces(at)), word.place == .ratio else { return nil }
    return end
  }

  private func isMark(before start: Int) -> Bool {
    guard start > 0, let (mark, _) = words.bounds.ending(text, at: start, limit: 1, where: { $0.place == .ratio }) else { return false }
    return text.digit(text.previous(mark)) != nil
  }

  // MARK: What they are

  /// `1:1配套`, `3比2战胜`, `2:1的比分`
  private func senseBehind(_ end: Int) -> RatioWord.Sense? {
    var at = text.skipSpaces(end)
    if let (next, _) = words.particles.longest(text, at: at), next - at == 3 { at = next }
    guard let (_, word) = words.ratios.longest(text, at: at), word.place != .before else { return nil }
    return word.sense
  }

  /// `比例为1:10`, `比分3:2`: the nearest word in the sentence, or the pair that stands before.
  private func senseBefore(_ start: Int) -> RatioWord.Sense? {
    var at = start
    while at > 0, start - at < Self.reach {
      if let last, last.end >= at, last.sense == .ratio || start - last.end <= Self.widestMark { return last.sense }
      at = text.previous(at)
      if text.byte(at) == 0x0A || text.scalar(at) == 0x3002 || text.scalar(at) == 0xFF1B { return nil }
      if let (end, word) = words.ratios.longest(text, at: at), word.place != .behind, end <= start { return word.sense }
    }
    return nil
  }

  /// Nobody scores decimals (2.5:1), thousands (4818比1) or 万 (1:250万).
  private func senseOfShape(_ first: ExactDecimal, _ second: ExactDecimal) -> RatioWord.Sense? {
    let isScore = [first, second].allSatisfy { $0.integer.map { $0 < 1000 } ?? false }
    return isScore ? nil : .ratio
  }
}

/// A word that tells a ratio from a score.
struct RatioWord: Sendable {
  enum Place: String, Sendable { case before, behind, both }
  enum Sense: String, Sendable { case ratio, score }
  let place: Place
  let sense: Sense

  /// Reads a row of `ratios.tsv`.
  init(_ cell: (Int) -> String) {
    place = Place(rawValue: cell(1)) ?? .before
    sense = Sense(rawValue: cell(2)) ?? .score
  }
}
