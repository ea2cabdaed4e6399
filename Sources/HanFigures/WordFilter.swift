/// Bits that say of most places in a text that no word of a list begins or ends there, so that its trie is not walked.
struct WordFilter: @unchecked Sendable {
  // @unchecked: the bits are set before anyone else sees them, and never change.
  private let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: size * 4)

  /// Words of 64 bits in each of the sets: words of one character, the first two characters of the others, last characters, first ones.
  private static let size = 256

  init(_ words: [UnsafeBufferPointer<UInt8>]) {
    bits.initialize(repeating: 0, count: Self.size * 4)
    for word in words where !word.isEmpty {
      let text = FoldedText(bytes: word, original: word)
      let second = text.next(0)
      if second >= word.count { insert(text.scalar(0), 0) } else { insert(Self.pair(text, 0, second), 1) }
      insert(text.scalar(text.previous(word.count)), 2)
      insert(text.scalar(0), 3)
    }
  }

  /// Whoever made it gives its memory back.
  func deallocate() { bits.deallocate() }

  /// Whether a word may begin here. A space behind a character is passed over in matching, so nothing is known of it.
  @inline(__always) func canBegin(_ text: FoldedText, _ at: Int) -> Bool {
    guard contains(text.scalar(at), 3) else { return false }
    let second = text.next(at)
    return contains(text.scalar(at), 0) || contains(Self.pair(text, at, second), 1) || text.byte(second) == 0x20
  }

  /// Whether a word may end with the character here.
  @inline(__always) func canEnd(_ text: FoldedText, _ at: Int) -> Bool { text.byte(at) == 0x20 || contains(text.scalar(at), 2) }

  @inline(__always) private static func pair(_ text: FoldedText, _ first: Int, _ second: Int) -> Int {
    text.scalar(first) &* 0x9E5 &+ text.scalar(second)
  }

  private func insert(_ number: Int, _ set: Int) { bits[set * Self.size + Self.place(number)] |= 1 << UInt64(number & 63) }

  @inline(__always) private func contains(_ number: Int, _ set: Int) -> Bool {
    bits[set * Self.size + Self.place(number)] >> UInt64(number & 63) & 1 == 1
  }

  @inline(__always) private static func place(_ number: Int) -> Int { number >> 6 & (size - 1) }
}
