import HanArticle

/// Reads the approximators around a measure: 近 约 超过 before it, 以上 左右 behind it, 突破 and 最高 at a distance.
struct BoundReader {
  let text: FoldedText
  let words: FigureWords

  /// Gives the figure the approximators that touch it, and the bound that they and those at a distance make.
  func bound(_ figure: inout Figure, _ measure: Measure, isBareScale: Bool, floor: Int, inner: Figure.Bound?) {
    var bounds: [Figure.Bound] = []
    before(&figure, &bounds, isBareScale: isBareScale, floor: floor)
    behind(&figure, &bounds)
    if bounds.isEmpty, isVague(measure.amount) { bounds.append(.several) }
    figure.bound = inner ?? bounds.last ?? distant(figure.range.lowerBound, floor) ?? .exact
    openScale(&figure, isBareScale: isBareScale, bounds)
  }

  private func isVague(_ amount: Amount) -> Bool {
    if case .interval(_, _, true) = amount { return true }
    return false
  }

  private func before(_ figure: inout Figure, _ bounds: inout [Figure.Bound], isBareScale: Bool, floor: Int) {
    for _ in 0..<2 {
      let end = text.skipSpacesBack(figure.range.lowerBound)
      guard end > floor else { return }
      let found = words.bounds.ending(text, at: end, limit: 4) { $0.place == .before || ($0.place == .bare && isBareScale) }
      guard let (start, word) = found, start >= floor, word.isInside, !isRecency(word, figure) else { return }
      figure.range = start..<figure.range.upperBound
      bounds.append(word.bound)
    }
  }

  /// 近 before a length of time says which one is meant (近五年), not how long it is.
  private func isRecency(_ word: BoundWord, _ figure: Figure) -> Bool {
    figure.kind == .duration && word.bound == .nearly
  }

  private func behind(_ figure: inout Figure, _ bounds: inout [Figure.Bound]) {
    let end = text.skipSpaces(figure.range.upperBound)
    guard let (stop, word) = words.bounds.longest(text, at: end), word.place == .after else { return }
    // One character alone (内) limits a length of time; behind anything else it begins a word of its own.
    if stop - end == 3, word.bound == .atMost, figure.kind != .duration { return }
    figure.range = figure.range.lowerBound..<stop
    if bounds.isEmpty || word.bound != .about { bounds.append(word.bound) }
  }

  /// Words that stand apart (突破 最高 至少), within the clause and at most 12 bytes back; they stay outside the span.
  private func distant(_ start: Int, _ floor: Int) -> Figure.Bound? {
    var end = start
    while end > floor, start - end <= 12 {
      let (before, byte) = (text.previous(end), text.byte(text.previous(end)))
      if let (first, word) = words.bounds.ending(text, at: end, limit: 4, where: { $0.place == .before }), first >= floor {
        let reaches = end == start || word.bound == .atLeast || word.bound == .atMost || start - end <= 3
        if word.bound != .exact, !word.isInside || word.bound == .atLeast || word.bound == .atMost, reaches { return word.bound }
      }
      if byte < 0x80 || text.scalar(before) & 0xFF00 == 0x3000 || text.scalar(before) & 0xFF00 == 0xFF00 { return nil }
      end = before
    }
    return nil
  }

  /// 上百亿 has no upper end, 近百亿 no lower one: the scale alone is a limit, not a value.
  private func openScale(_ figure: inout Figure, isBareScale: Bool, _ bounds: [Figure.Bound]) {
    guard isBareScale, case .value(let value)? = figure.amount else { return }
    if bounds.contains(.atLeast) {
      figure.amount = .interval(min: value, max: nil, maxExclusive: false)
    } else if bounds == [.nearly] {
      figure.amount = .interval(min: nil, max: value, maxExclusive: false)
    }
  }
}
