import HanArticle

/// Finds the medium at the head of a report: 【財訊快報／陳孟朔】, 中国证券网讯（记者 乔翔）.
struct BylineRule {
  let stage: EntitiesStage
  let reading: Reading
  let known: KnownNames

  /// How many characters such a name has.
  private static let length = 3...10

  private static let openings: Marks = ["【", "〔"]
  private static let strokes: Marks = ["／", "/"]

  func mentions() -> [Mention] {
    var found: [Mention] = []
    if let mention = dispatch(from: head(0)) { found.append(mention) }
    reading.forEachByte(in: Self.leads) { at in
      switch reading.source[at] {
      case 0x0A, 0x7C:
        if let mention = dispatch(from: head(at + 1)) { found.append(mention) }
      case 0xEF where reading.begins("｜", at: at):
        if let mention = dispatch(from: head(at + 3)) { found.append(mention) }
      case 0xE3 where reading.begins(Self.openings, at: at):
        if let mention = bracketed(from: reading.next(at)) { found.append(mention) }
      default: break
      }
    }
    return found
  }

  /// The bytes that what is looked at begins with.
  private static let leads = (openings + ["\n", "|", "｜"]).leads

  /// Past white space at the head of a line or column.
  private func head(_ start: Int) -> Int {
    var at = start
    while at < reading.count, reading.isSpace(at) { at = reading.next(at) }
    return at
  }

  /// A name, a stroke, a person.
  private func bracketed(from start: Int) -> Mention? {
    let end = run(from: start)
    guard reading.begins(Self.strokes, at: end) else { return nil }
    return known.beginning(at: reading.next(end))?.label == .person ? medium(start..<end) : nil
  }

  /// A name at the head of a line and the word that says it reports; not 新版微博 before 客户端.
  private func dispatch(from start: Int) -> Mention? {
    let end = run(from: start)
    var at = start
    while at < end {
      at = reading.next(at)
      if reading.isBoundary(at), reading.cue(.dispatch, beginningAt: at, stage.vocabulary) {
        let last = reading.word(at: at - 1).map { reading.words[$0].range } ?? start..<at
        return stage.vocabulary.guards(reading.key(last), "place") ? nil : medium(start..<at)
      }
    }
    return nil
  }

  /// Past the Han characters from here.
  private func run(from start: Int) -> Int {
    var end = start
    while reading.isHan(end), end - start <= Self.length.upperBound * 3 { end = reading.next(end) }
    return end
  }

  private func medium(_ range: Range<Int>) -> Mention? {
    guard Self.length.contains(range.count / 3), known.beginning(at: range.lowerBound)?.label != .person else { return nil }
    return Mention(range, .org, .media, by: .byline, rank: .firm, confidence: 0.75)
  }
}
