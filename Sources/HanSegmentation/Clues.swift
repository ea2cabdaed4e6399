import HanLexicon

/// What the lexicon says of each unit of a stretch: the longest words that begin with it, end with it and go on over it, common words before rare ones.
/// One a task.
final class Clues {
  /// None, rare words of 2, 3 and more units, and common words of 2, 3, 4 and more.
  private static let classes = 8
  static let count = classes * classes * classes
  /// By unit of a passage, what is known of it and the next.
  private let nodes: UnsafeMutablePointer<WordTable.Node>
  /// By unit of a stretch.
  private let begins: UnsafeMutablePointer<UInt8>
  private let lasts: UnsafeMutablePointer<UInt8>
  private let inners: UnsafeMutablePointer<UInt8>
  /// By length and what ``WordTable/Node/kind`` says; the higher, the more is it worth.
  private let kinds: [UInt8]
  private static let longest = 8

  init() {
    nodes = .allocate(capacity: Passage.capacity)
    begins = .allocate(capacity: Passage.capacity)
    lasts = .allocate(capacity: Passage.capacity)
    inners = .allocate(capacity: Passage.capacity)
    kinds = (0...Self.longest).flatMap { (length: Int) -> [UInt8] in
      let behind = max(0, length - 1)
      return [0, UInt8(min(behind, 3)), UInt8(3 + min(behind, 4)), 0]
    }
  }

  deinit {
    nodes.deallocate()
    begins.deallocate()
    lasts.deallocate()
    inners.deallocate()
  }

  /// Fills the clues of all stretches of a passage.
  func read(_ passage: Passage, _ words: WordTable) {
    var first = nodes
    passage.forEachStretch { stretch in
      let (count, symbols) = (stretch.count, stretch.symbols)
      for unit in 0..<(count - 1) {
        let node = words.node(symbols[unit], symbols[unit + 1])
        first[unit] = node
        if node.hasLonger { words.prefetch(node, symbols[unit + 2]) }
      }
      first += count
    }
    first = nodes
    kinds.withUnsafeBufferPointer { kinds in
      passage.forEachStretch { stretch in
        read(stretch, first, words, kinds)
        first += stretch.count
      }
    }
  }

  @inline(__always)
  private func read(
    _ stretch: Stretch, _ nodes: UnsafeMutablePointer<WordTable.Node>, _ words: WordTable, _ kinds: UnsafeBufferPointer<UInt8>
  ) {
    let (count, symbols) = (stretch.count, stretch.symbols)
    begins.update(repeating: 0, count: count)
    lasts.update(repeating: 0, count: count)
    inners.update(repeating: 0, count: count)
    for unit in 0..<(count - 1) {
      var node = nodes[unit]
      var kind = kinds[8 &+ node.kind]
      var (last, best) = (unit &+ 1, kind)
      lasts[last] = max(lasts[last], kind)
      while node.hasLonger, last &+ 1 < count {
        node = words.node(node, symbols[last &+ 1])
        last &+= 1
        kind = kinds[min(last &- unit &+ 1, Self.longest) &* 4 &+ node.kind]
        if kind == 0 { continue }
        best = max(best, kind)
        lasts[last] = max(lasts[last], kind)
        for inner in (unit + 1)..<last { inners[inner] = max(inners[inner], kind) }
      }
      begins[unit] = max(begins[unit], best)
    }
    for unit in 0..<count { stretch.clues[unit] = UInt16(begins[unit]) << 6 | UInt16(lasts[unit]) << 3 | UInt16(inners[unit]) }
  }
}
