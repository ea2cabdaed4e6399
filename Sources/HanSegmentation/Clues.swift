import HanLexicon

/// What the lexicon says of each unit of a stretch: the longest words that begin with it, end with it and go on over it, common words before rare ones.
/// One a task.
final class Clues {
  /// None, rare words of 2, 3 and more units, and common words of 2, 3, 4 and more.
  private static let classes = 8
  static let count = classes * classes * classes
  /// By unit.
  private let begins: UnsafeMutablePointer<UInt8>
  private let lasts: UnsafeMutablePointer<UInt8>
  private let inners: UnsafeMutablePointer<UInt8>
  /// By length and what ``WordTable/Node/kind`` says; the higher, the more is it worth.
  private let kinds: [UInt8]
  private static let longest = 8
  private var touched: UInt64 = 0

  init() {
    let capacity = Stretch.longest + 8
    begins = .allocate(capacity: capacity)
    lasts = .allocate(capacity: capacity)
    inners = .allocate(capacity: capacity)
    kinds = (0...Self.longest).flatMap { (length: Int) -> [UInt8] in
      let behind = max(0, length - 1)
      return [0, UInt8(min(behind, 3)), UInt8(3 + min(behind, 4)), 0]
    }
  }

  deinit {
    begins.deallocate()
    lasts.deallocate()
    inners.deallocate()
  }

  /// Fills the stretch's clues.
  func read(_ stretch: Stretch, _ words: WordTable) {
    let (count, symbols) = (stretch.count, stretch.symbols)
    for array in [begins, lasts, inners] { array.update(repeating: 0, count: count) }
    var touched: UInt64 = 0
    for unit in 0..<count { touched ^= words.touch(symbols[unit], symbols[unit + 1]) }
    self.touched ^= touched
    kinds.withUnsafeBufferPointer { kinds in
      for unit in 0..<max(0, count - 1) {
        guard var node = words.node(symbols[unit], symbols[unit + 1]) else { continue }
        var last = unit + 1
        while true {
          let kind = kinds[min(last - unit + 1, Self.longest) * 4 + node.kind]
          begins[unit] = max(begins[unit], kind)
          lasts[last] = max(lasts[last], kind)
          if kind > 0, last > unit + 1 { for inner in (unit + 1)..<last { inners[inner] = max(inners[inner], kind) } }
          guard node.hasLonger, last + 1 < count, let longer = words.node(node, symbols[last + 1]) else { break }
          node = longer
          last += 1
        }
      }
    }
    for unit in 0..<count { stretch.clues[unit] = UInt16(begins[unit]) << 6 | UInt16(lasts[unit]) << 3 | UInt16(inners[unit]) }
  }
}
