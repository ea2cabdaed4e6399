import HanArticle
import HanLexicon

/// The words around a place in a text: a small lattice over their counts. One a task; its memory is kept from one place to the next.
struct Island {
  /// How many characters are looked at before and behind.
  private static let reach = 5
  private static let most = 32
  private static let unknown: Int32 = 16 * Int32(IslandWord.scale)

  private let words: DoubleArray
  private let fold: ScriptFold
  private let image: Image
  // Scratch: the folded characters, and by border the cheapest way there, where it comes from, and its last word.
  private var text = [UInt8](repeating: 0, count: most * 3)
  private var costs = [Int32](repeating: 0, count: most + 1)
  private var previous = [Int](repeating: 0, count: most + 1)
  private var last = [UInt32](repeating: 0, count: most + 1)

  init(_ image: Image) throws(LexiconError) {
    self.image = image
    words = try DoubleArray(image, IslandComposer.section)
    fold = try ScriptFold(image)
  }

  /// What the likeliest word over a character says of its reading, and how long it is.
  mutating func vote(_ input: UnsafeBufferPointer<UInt8>, at: Int) -> (reading: UInt8, length: Int) {
    let start = begin(input, at)
    let count = cut(input, start, end(input, at + 3))
    let place = (at - start) / 3
    var to = count
    while to > 0 {
      let from = previous[to]
      if from <= place { return (IslandWord.vote(last[to], place - from), to - from) }
      to = from
    }
    return (IslandWord.none, 1)
  }

  /// Whether no word begins inside a stretch of Han characters and ends outside, or the other way round.
  mutating func isBounded(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let start = begin(input, range.lowerBound)
    let (from, to) = ((range.lowerBound - start) / 3, (range.upperBound - start) / 3)
    guard to <= Self.most else { return true }
    var end = cut(input, start, end(input, range.upperBound))
    while end > 0 {
      let begin = previous[end]
      let isCrossing = (begin < from && end > from && end < to) || (begin > from && begin < to && end > to)
      if isCrossing { return false }
      end = begin
    }
    return true
  }

  private func begin(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    var start = at
    while start >= 3, at - start < Self.reach * 3, Self.isHan(input[start - 3]), input[start - 1] & 0xC0 == 0x80, input[start - 2] & 0xC0 == 0x80 { start -= 3 }
    return start
  }

  private func end(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    var end = at
    while end + 2 < input.count, end - at < Self.reach * 3, Self.isHan(input[end]) { end += 3 }
    return end
  }

  /// Whether a byte leads a Han character of three bytes.
  @inline(__always) static func isHan(_ lead: UInt8) -> Bool { lead >= 0xE4 && lead <= 0xE9 }

  /// Finds the cheapest words over a stretch of at most ``most`` characters; returns how many there are.
  private mutating func cut(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    let length = min(end - start, Self.most * 3)
    let count = length / 3
    text.withUnsafeMutableBufferPointer { text in
      fold.fold(UnsafeBufferPointer(rebasing: input[start..<(start + length)]), into: UnsafeMutableBufferPointer(rebasing: text[..<length]))
    }
    text.withUnsafeBufferPointer { text in
      costs.withUnsafeMutableBufferPointer { costs in
        previous.withUnsafeMutableBufferPointer { previous in
          last.withUnsafeMutableBufferPointer { last in
            for at in 1...max(1, count) { costs[at] = Int32.max }
            costs[0] = 0
            for at in 0..<count {
              Self.relax(costs, previous, last, at, at + 1, Self.unknown, IslandWord(cost: 0, votes: []).packed)
              words.forEachPrefix(of: UnsafeBufferPointer(rebasing: text[..<length]), from: at * 3) { end, word in
                Self.relax(costs, previous, last, at, end / 3, IslandWord.cost(word), word)
              }
            }
          }
        }
      }
    }
    return count
  }

  @inline(__always)
  private static func relax(
    _ costs: UnsafeMutableBufferPointer<Int32>, _ previous: UnsafeMutableBufferPointer<Int>, _ last: UnsafeMutableBufferPointer<UInt32>, _ from: Int,
    _ to: Int, _ cost: Int32, _ word: UInt32
  ) {
    let total = costs[from] &+ cost
    if total < costs[to] { (costs[to], previous[to], last[to]) = (total, from, word) }
  }
}
