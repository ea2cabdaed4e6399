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
  /// The prefixes of the passage that longer words begin with.
  private let prefixes = UnsafeMutablePointer<Prefix>.allocate(capacity: Passage.capacity)

  private struct Prefix {
    var first: Int32
    var last: Int32
    var place: UInt32 = 0
    var node: WordTable.Node
  }
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
    prefixes.deallocate()
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
      var count = pairs(symbols, words, kinds)
      while count > 0 { count = lengthen(count, symbols, words, kinds) }
    }
    passage.forEachStretch { stretch in
      for unit in 0..<stretch.count {
        let at = stretch.first &+ unit
        stretch.clues[unit] = UInt16(begins[at]) << 6 | UInt16(lasts[at]) << 3 | UInt16(inners[at])
      }
    }
  }

  /// Looks at words of two characters; returns how many begin longer ones. No word reaches beyond its stretch, since it has no mark in it.
  @inline(__always)
  private func pairs(_ symbols: UnsafeBufferPointer<UInt16>, _ words: WordTable, _ kinds: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for at in 0..<(symbols.count - 1) {
      let node = words.node(symbols[at], symbols[at &+ 1], at: places[at])
      let kind = kinds[8 &+ node.kind]
      begins[at] = kind
      lasts[at &+ 1] = kind
      // Written always, kept where there are longer words.
      prefixes[count] = Prefix(first: Int32(truncatingIfNeeded: at), last: Int32(truncatingIfNeeded: at &+ 1), node: node)
      count &+= node.hasLonger ? 1 : 0
    }
    begins[symbols.count - 1] = 0
    return count
  }

  /// Makes all prefixes a character longer; returns how many there are left.
  @inline(__always)
  private func lengthen(
    _ count: Int, _ symbols: UnsafeBufferPointer<UInt16>, _ words: WordTable, _ kinds: UnsafeBufferPointer<UInt8>
  ) -> Int {
    for index in 0..<count { prefixes[index].place = words.place(prefixes[index].node, symbols[Int(prefixes[index].last) &+ 1]) }
    var left = 0
    for index in 0..<count {
      let prefix = prefixes[index]
      let (first, last) = (Int(prefix.first), Int(prefix.last) &+ 1)
      let node = words.node(prefix.node, symbols[last], at: prefix.place)
      let kind = kinds[min(last &- first &+ 1, Self.longest) &* 4 &+ node.kind]
      if kind > 0 {
        begins[first] = max(begins[first], kind)
        lasts[last] = max(lasts[last], kind)
        for inner in (first &+ 1)..<last { inners[inner] = max(inners[inner], kind) }
      }
      prefixes[left] = Prefix(first: prefix.first, last: prefix.last &+ 1, node: node)
      // What stands at the passage's end is no character.
      left &+= node.hasLonger && last &+ 1 < symbols.count ? 1 : 0
    }
    return left
  }
}
