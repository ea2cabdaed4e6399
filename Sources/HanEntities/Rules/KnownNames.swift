/// The names found so far, by where they stand; no two overlap.
struct KnownNames {
  let mentions: [Mention]

  /// Takes mentions in text order.
  init(_ mentions: [Mention]) { self.mentions = mentions }

  /// The mention that ends here.
  func ending(at end: Int) -> Mention? {
    covering(max(0, end - 1)..<end).flatMap { $0.range.upperBound == end ? $0 : nil }
  }

  /// The mention that begins here.
  func beginning(at start: Int) -> Mention? {
    covering(start..<(start + 1)).flatMap { $0.range.lowerBound == start ? $0 : nil }
  }

  /// Whether a mention shares a byte with a range.
  func overlaps(_ range: Range<Int>) -> Bool { first(endingBehind: range.lowerBound).map { $0.range.lowerBound < range.upperBound } ?? false }

  /// The mention that covers a whole range.
  func covering(_ range: Range<Int>) -> Mention? {
    first(endingBehind: range.lowerBound).flatMap {
      $0.range.lowerBound <= range.lowerBound && range.upperBound <= $0.range.upperBound ? $0 : nil
    }
  }

  /// The mentions that share a byte with a range.
  func overlapping(_ range: Range<Int>) -> ArraySlice<Mention> {
    let start = index(endingBehind: range.lowerBound)
    return mentions[start...].prefix { $0.range.lowerBound < range.upperBound }
  }

  private func first(endingBehind place: Int) -> Mention? {
    let index = index(endingBehind: place)
    return index < mentions.count ? mentions[index] : nil
  }

  private func index(endingBehind place: Int) -> Int { mentions.firstIndex(past: { $0.range.upperBound <= place }) }
}

extension Array {
  /// The index of the first element of which this does not hold; it holds of all before that one, and of none behind.
  func firstIndex(past isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
