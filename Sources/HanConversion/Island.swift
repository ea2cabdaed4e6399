import HanArticle
import HanLexicon

/// The words around a place in a text: a small lattice over their counts. One a task; its memory is kept from one place to the next.
final class Island {
  /// How many characters are looked at before and behind.
  static let reach = 3
  private static let most = 32
  private static let unknown: Int32 = 16 * Int32(IslandWord.scale)
  private static let unknownWord = IslandWord(cost: 0, votes: []).packed

  private let words: DoubleArray
  /// By scalar of the Basic Multilingual Plane, folded: what it says as a word by itself.
  private let roots: UnsafePointer<UInt32>
  private let pairs: PairTable.Table
  /// Of two characters that begin a word, and of three that begin a longer one.
  private let likely: BitFilter
  private let fold: ScriptFold
  private let image: Image
  private let scratch = Scratch()

  /// By border between two characters: the cheapest way there, where it comes from, and its last word.
  private final class Scratch {
    let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: most * 3)
    let costs = UnsafeMutablePointer<Int32>.allocate(capacity: most + 1)
    let previous = UnsafeMutablePointer<Int>.allocate(capacity: most + 1)
    let last = UnsafeMutablePointer<UInt32>.allocate(capacity: most + 1)

    deinit {
      text.deallocate()
      costs.deallocate()
      previous.deallocate()
      last.deallocate()
    }
  }

  init(_ image: Image) throws(LexiconError) {
    self.image = image
    words = try DoubleArray(image, IslandComposer.section)
    let roots = try image.elements(IslandComposer.roots, UInt32.self)
    guard let firstRoot = roots.baseAddress, roots.count >= ChoiceList.tableSize else {
      throw LexiconError(.notAnImage, "the roots of the islands are too short; build the image again", at: image.origin)
    }
    self.roots = firstRoot
    pairs = try PairTable.Table(image, IslandComposer.pairs)
    likely = try BitFilter(image, IslandComposer.likely)
    fold = try ScriptFold(image)
  }

  /// What the likeliest word over a character says of its reading, and how long it is.
  func vote(_ input: UnsafeBufferPointer<UInt8>, at: Int) -> (reading: UInt8, length: Int) {
    let start = begin(input, at)
    let count = cut(input, start, end(input, at + 3))
    let place = (at - start) / 3
    var to = count
    while to > 0 {
      let from = scratch.previous[to]
      if from <= place { return (IslandWord.vote(scratch.last[to], place - from), to - from) }
      to = from
    }
    return (IslandWord.none, 1)
  }

  /// The reading that the dictionaries give a character in a word of two, or none.
  func vote(inPair input: UnsafeBufferPointer<UInt8>, at start: Int, place: Int) -> UInt8 {
    guard let pair = pairs[Rewriter<NoListener>.scalar(input, start), Rewriter<NoListener>.scalar(input, start + 3)],
      pair.pointee.key != PairTable.none
    else { return IslandWord.none }
    return IslandWord.vote(pair.pointee.key, place)
  }

  /// Whether no word begins inside a stretch of Han characters and ends outside, or the other way round.
  func isBounded(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let start = begin(input, range.lowerBound)
    let (from, to) = ((range.lowerBound - start) / 3, (range.upperBound - start) / 3)
    guard to <= Self.most, mayCross(input, range, start) else { return true }
    var end = cut(input, start, end(input, range.upperBound))
    while end > 0 {
      let begin = scratch.previous[end]
      let isCrossing = (begin < from && end > from && end < to) || (begin > from && begin < to && end > to)
      if isCrossing { return false }
      end = begin
    }
    return true
  }

  /// Whether some word could begin before a stretch and end inside it, or begin inside and end behind it: a look at what begins words around its borders.
  private func mayCross(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ start: Int) -> Bool {
    var at = range.lowerBound - 3
    if at >= start {
      let words = wordsBegin(input, at)
      if words.asTwo || words.goOn && range.count > 6 { return true }
    }
    // A longer word that begins farther to the left.
    while at - 3 >= start {
      at -= 3
      if wordsBegin(input, at).goOn { return true }
    }
    let last = range.upperBound - 3
    guard range.upperBound + 2 < input.count, Self.isHan(input[range.upperBound]) else { return false }
    let words = wordsBegin(input, last)
    if words.asTwo || words.goOn { return true }
    at = last - 3
    while at > range.lowerBound {
      if wordsBegin(input, at).goOn { return true }
      at -= 3
    }
    return false
  }

  /// Whether the two characters at a place are a word, and whether a longer one may begin with them and the third.
  private func wordsBegin(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> (asTwo: Bool, goOn: Bool) {
    let (first, second) = (folded(input, at), folded(input, at + 3))
    let hash = PairTable.hash(first << 16 | second)
    guard likely.mayHold(hash), let pair = pairs[first, second] else { return (false, false) }
    let goOn =
      pair.pointee.unit != 0 && at + 8 < input.count && Self.isHan(input[at + 6])
      && likely.mayHold(ConversionTable.hash(hash, folded(input, at + 6)))
    return (pair.pointee.key != PairTable.none, goOn)
  }

  private func folded(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 { fold.folded(Rewriter<NoListener>.scalar(input, at)) }

  private func begin(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    var start = at
    while start >= 3, at - start < Self.reach * 3, Self.isHan(input[start - 3]), input[start - 1] & 0xC0 == 0x80, input[start - 2] & 0xC0 == 0x80 {
      start -= 3
    }
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
  private func cut(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    let length = min(end - start, Self.most * 3)
    let count = length / 3
    fold.fold(UnsafeBufferPointer(rebasing: input[start..<(start + length)]), into: UnsafeMutableBufferPointer(rebasing: scratch.text[..<length]))
    let text = UnsafeBufferPointer(rebasing: scratch.text[..<length])
    let costs = scratch.costs
    costs[0] = 0
    for at in 1..<max(1, count + 1) { costs[at] = Int32.max }
    var next = count > 0 ? Rewriter<NoListener>.scalar(text, 0) : 0
    for at in 0..<count {
      let scalar = next
      let alone = roots[Int(scalar)]
      if alone == PairTable.none { relax(at, at + 1, Self.unknown, Self.unknownWord) } else { relax(at, at + 1, IslandWord.cost(alone), alone) }
      var place = at * 3 + 6
      guard place <= length else { break }
      next = Rewriter<NoListener>.scalar(text, place - 3)
      let hash = PairTable.hash(scalar << 16 | next)
      guard likely.mayHold(hash), let pair = pairs[scalar, next] else { continue }
      if pair.pointee.key != PairTable.none { relax(at, at + 2, IslandWord.cost(pair.pointee.key), pair.pointee.key) }
      var unit = pair.pointee.unit
      guard unit != 0, place + 3 <= length, likely.mayHold(ConversionTable.hash(hash, Rewriter<NoListener>.scalar(text, place))) else { continue }
      while unit != 0, words.has(unit), place < length, let next = words.child(of: unit, text[place]) {
        unit = next
        place += 1
        if let word = words.value(at: unit) { relax(at, place / 3, IslandWord.cost(word), word) }
      }
    }
    return count
  }

  @inline(__always)
  private func relax(_ from: Int, _ to: Int, _ cost: Int32, _ word: UInt32) {
    let total = scratch.costs[from] &+ cost
    if total < scratch.costs[to] {
      scratch.costs[to] = total
      scratch.previous[to] = from
      scratch.last[to] = word
    }
  }
}
