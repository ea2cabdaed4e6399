/// Which two characters the keys of a lexicon begin with: a bit for the hash of each pair. At most places of a text it says that no key begins
/// there, and the trie, which lies all over memory, is not asked.
public struct BeginningFilter: @unchecked Sendable {
  // @unchecked: `words` leads into `image`, which is immutable and kept alive here.
  private let image: Image
  @usableFromInline let words: UnsafePointer<UInt64>
  @usableFromInline let shift: UInt32

  /// So many bits a pair: one in eight of those that are not there passes.
  private static let spread = 8

  static func sectionName(_ name: String) -> String { "\(name)/beginnings" }

  /// The filter of a lexicon; throws where the image has none.
  public init(_ image: Image, _ name: String) throws(LexiconError) {
    let section = try image.elements(Self.sectionName(name), UInt64.self)
    guard let first = section.baseAddress, section.count & (section.count - 1) == 0, section.count < 1 << 26 else {
      throw LexiconError(.notAnImage, "'\(Self.sectionName(name))' is damaged; build the image again", at: image.origin)
    }
    (self.image, words, shift) = (image, first, 26 - UInt32(section.count.trailingZeroBitCount))
  }

  /// The character that begins at a place, its bytes as a number; 0 behind the text.
  @inlinable @inline(__always) public static func character(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (value: UInt32, end: Int) {
    guard at < text.count else { return (0, at) }
    let lead = text[at]
    if lead < 0x80 { return (UInt32(lead), at + 1) }
    if lead & 0xF0 == 0xE0, at + 2 < text.count {
      return (UInt32(lead) << 16 | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2]), at + 3)
    }
    let end = min(text.count, at + (lead < 0xE0 ? 2 : 4))
    return (text[at..<end].reduce(0) { $0 << 8 | UInt32($1) }, end)
  }

  /// Whether a key may begin with these two characters, or be the first alone.
  @inlinable @inline(__always) public func mayHold(_ first: UInt32, _ second: UInt32) -> Bool {
    // Both are asked without a jump between them, since the answer could not be foretold.
    (bit(Self.hash(first, second)) | bit(Self.hash(first, 0))) & 1 == 1
  }

  @inlinable @inline(__always) func bit(_ hash: UInt32) -> UInt64 {
    let place = hash >> shift
    return words[Int(place >> 6)] >> UInt64(place & 63)
  }

  @inlinable @inline(__always) static func hash(_ first: UInt32, _ second: UInt32) -> UInt32 {
    (first &* 0x9E37_79B1 ^ second) &* 0x85EB_CA6B
  }

  static func section(_ keys: [[UInt8]]) -> [UInt8] {
    var hashes: Set<UInt32> = []
    for key in keys {
      key.withUnsafeBufferPointer { key in
        let first = character(key, 0)
        hashes.insert(hash(first.value, character(key, first.end).value))
      }
    }
    var bits: UInt32 = 10
    while 1 << bits < hashes.count * spread, bits < 31 { bits += 1 }
    var words = [UInt64](repeating: 0, count: 1 << (bits - 6))
    for hash in hashes {
      let place = hash >> (32 - bits)
      words[Int(place >> 6)] |= 1 << UInt64(place & 63)
    }
    return ImageBuilder.section(words)
  }
}
