import HanArticle

/// Walks back through a clause by its names, parentheses, marks and words.
struct ClauseReader {
  enum Kind {
    case mention(Int)
    case parentheses
    case mark
    /// Between Latin letters and Han.
    case space
    case word(WordKind)
  }

  let reading: Reading
  let entities: [Entity]

  private static let ends: Marks = Marks.ends + ["\n"]
  private static let commas: Marks = ["，", ",", "；", ";"]

  /// What ends here; never empty.
  func piece(endingAt end: Int) -> (kind: Kind, range: Range<Int>) {
    if let index = mention(endingAt: end) { return (.mention(index), entities[index].range) }
    if let start = opening(endingAt: end) { return (.parentheses, start..<end) }
    let before = reading.previous(end)
    if reading.source[before] == 0x20, !isSpaceBetweenHan(before) { return (.space, before..<end) }
    guard let word = reading.word(at: before) else { return (.mark, before..<end) }
    let range = reading.words[word].range.lowerBound..<end
    let kind = reading.words[word].kind
    return kind == .punctuation || kind == .space ? (.mark, range) : (.word(kind), range)
  }

  private func isSpaceBetweenHan(_ at: Int) -> Bool { reading.isHan(at + 1) && reading.isHan(reading.previous(at)) }

  /// The mention that ends here, or whose other name in parentheses does.
  func named(endingAt end: Int) -> Int? {
    mention(endingAt: end) ?? opening(endingAt: end).flatMap { mention(endingAt: reading.previousText($0, marks: .none)) }
  }

  /// The mention that ends here.
  func mention(endingAt end: Int) -> Int? {
    let index = firstEnding(atOrBehind: end)
    return index < entities.count && entities[index].range.upperBound == end ? index : nil
  }

  /// The mention that begins here.
  func mention(beginningAt start: Int) -> Int? {
    let index = firstEnding(atOrBehind: start + 1)
    return index < entities.count && entities[index].range.lowerBound == start ? index : nil
  }

  private func firstEnding(atOrBehind place: Int) -> Int {
    entities.firstIndex(past: { $0.range.upperBound < place })
  }

  /// Where the parentheses open that close here.
  private func opening(endingAt end: Int) -> Int? {
    var at = reading.previous(end)
    guard end > 0, reading.begins(.closeParentheses, at: at) else { return nil }
    while at > 0, end - at < 120 {
      at = reading.previous(at)
      if reading.begins(.openParentheses, at: at) { return at }
      if reading.source[at] == 0x0A { return nil }
    }
    return nil
  }

  /// The end of a mention, or of the parentheses that hold another name of it.
  func past(_ entity: Entity) -> Int {
    let end = entity.range.upperBound
    guard reading.begins(.openParentheses, at: end) else { return end }
    var at = end
    for _ in 0..<40 where at < reading.count {
      if reading.begins(.closeParentheses, at: at) { return reading.next(at) }
      at = reading.next(at)
    }
    return end
  }

  /// Where the sentence begins that a place is in, looked for over a few hundred bytes.
  func sentenceStart(_ place: Int) -> Int {
    var at = place
    while at > 0, place - at < 240 {
      let before = reading.previous(at)
      if reading.begins(Self.ends, at: before) { return at }
      at = before
    }
    return at
  }

  /// Whether a comma or semicolon ends here.
  func isComma(before at: Int) -> Bool {
    at > 0 && reading.begins(Self.commas, at: reading.previous(at))
  }

  func hasPerson(_ range: Range<Int>) -> Bool { !persons(range).isEmpty }

  /// The persons named in a range, but for other names of theirs.
  func persons(_ range: Range<Int>) -> [Int] {
    var index = firstEnding(atOrBehind: range.lowerBound + 1)
    var found: [Int] = []
    while index < entities.count, entities[index].range.lowerBound < range.upperBound {
      if entities[index].label == .person, entities[index].aliasOf == nil { found.append(index) }
      index += 1
    }
    return found
  }

  /// Whether two mentions are known to name one.
  func isSame(_ first: Int, _ second: Int) -> Bool {
    let (first, second) = (entities[first], entities[second])
    return first.ref.map { $0 == second.ref } ?? (second.ref == nil && first.cluster == second.cluster)
  }
}
