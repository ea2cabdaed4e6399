import HanLexicon

/// What the lexicon says of each unit of a stretch: the longest words that begin with it, end with it and go on over it, common words before rare ones.
/// One a task.
final class Clues {
  /// None, rare words of 2, 3 and more units, and common words of 2, 3, 4 and more.
  private static let classes = 8
  static let count = classes * classes * classes
  /// By symbol of a passage: where the lexicon has it and the next; the longest word that begins with it, that ends with it, that goes on over it.
  private let places = UnsafeMutablePointer<UInt32>.allocate(capacity: Passage.capacity)
  private let begins = UnsafeMutablePointer<UInt8>.allocate(capacity: Passage.capacity)
  private let lasts = UnsafeMutablePointer<UInt8>.allocate(capacity: Passage.capacity)
  private let inners = UnsafeMutablePointer<UInt8>.allocate(capacity: Passage.capacity)
  /// The places where a word of three or more could begin, and what is known of the first two.
  private let longer = UnsafeMutablePointer<(at: Int, node: WordTable.Node)>.allocate(capacity: Passage.capacity)
  /// By length and what ``WordTable/Node/kind`` says; the higher, the more is it worth.
  private let kinds: [UInt8]
  private static let longest = 8

  init() {
    kinds = (0...Self.longest).flatMap { (length: Int) -> [UInt8] in
      let behind = max(0, length - 1)
      return [0, UInt8(min(behind, 3)), UInt8(3 + min(behind, 4)), 0]
    }
  }

  deinit {
    places.deallocate()
    longer.deallocate()
    for array in [begins, lasts, inners] { array.deallocate() }
  }

  /// Asks for what ``read(_:_:)`` is going to need.
  func prepare(_ passage: Passage, _ words: WordTable) {
    let symbols = passage.symbols
    for at in symbols.indices.dropLast() { places[at] = words.place(symbols[at], symbols[at &+ 1]) }
  }

  /// Fills the clues of all stretches of a prepared passage.
  func read(_ passage: Passage, _ words: WordTable) {
    let symbols = passage.symbols
    inners.update(repeating: 0, count: symbols.count)
    lasts[0] = 0
    kinds.withUnsafeBufferPointer { kinds in
      let count = pairs(symbols, words, kinds)
      for index in 0..<count { words.prefetch(longer[index].node, symbols[longer[index].at &+ 2]) }
      for index in 0..<count { lengthen(longer[index].at, longer[index].node, symbols, words, kinds) }
    }
    passage.forEachStretch { stretch in
      for unit in 0..<stretch.count {
        let at = stretch.first &+ unit
        stretch.clues[unit] = UInt16(begins[at]) << 6 | UInt16(lasts[at]) << 3 | UInt16(inners[at])
      }
    }
  }

  /// Looks at words of two characters, and gathers the places where longer ones could begin. No word reaches beyond its stretch, since it has no mark in it.
  @inline(__always)
  private func pairs(_ symbols: UnsafeBufferPointer<UInt16>, _ words: WordTable, _ kinds: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for at in 0..<(symbols.count - 1) {
      let node = words.node(symbols[at], symbols[at &+ 1], at: places[at])
      let kind = kinds[8 &+ node.kind]
      begins[at] = kind
      lasts[at &+ 1] = kind
      // Written always, kept where there are longer words.
      longer[count] = (at, node)
      count &+= node.hasLonger ? 1 : 0
    }
    begins[symbols.count - 1] = 0
    return count
  }

  @inline(__always)
  private func lengthen(
    _ first: Int, _ node: WordTable.Node, _ symbols: UnsafeBufferPointer<UInt16>, _ words: WordTable, _ kinds: UnsafeBufferPointer<UInt8>
  ) {
    var (node, last, best) = (node, first &+ 1, begins[first])
    while node.hasLonger, last &+ 1 < symbols.count {
      last &+= 1
      node = words.node(node, symbols[last])
      let kind = kinds[min(last &- first &+ 1, Self.longest) &* 4 &+ node.kind]
      if kind == 0 { continue }
      best = max(best, kind)
      lasts[last] = max(lasts[last], kind)
      for inner in (first &+ 1)..<last { inners[inner] = max(inners[inner], kind) }
    }
    begins[first] = best
  }
}
