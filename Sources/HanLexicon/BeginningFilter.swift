import CPrefetch

/// What the keys of a lexicon begin with: a bit for the hash of each key's first three characters. At nine of ten places of a text it says that no key
/// begins there, and the trie, which lies all over memory, is not asked.
///
/// The bits of all keys that begin with the same two characters lie in one line of the cache; keys of one character have bits of their own before the lines.
public struct BeginningFilter: @unchecked Sendable {
  // @unchecked: `words` leads into `image`, which is immutable and kept alive here.
  private let image: Image
  let words: UnsafePointer<UInt64>
  let shift: UInt32

  /// So many bits a beginning, at least.
  private static let spread = 16
  /// The words of 64 bits that keys of one character have.
  static let singles = 16
  static let lineWords = 8

  static func sectionName(_ name: String) -> String { "\(name)/beginnings" }

  /// The filter of a lexicon; throws where the image has none.
  public init(_ image: Image, _ name: String) throws(LexiconError) {
    let section = try image.elements(Self.sectionName(name), UInt64.self)
    let lines = (section.count - Self.singles) / Self.lineWords
    guard let first = section.baseAddress, lines > 0, lines & (lines - 1) == 0, section.count == Self.singles + lines * Self.lineWords,
      lines < 1 << 26
    else {
      throw LexiconError(.notAnImage, "'\(Self.sectionName(name))' is damaged; build the image again", at: image.origin)
    }
    (self.image, words, shift) = (image, first, 32 - UInt32(lines.trailingZeroBitCount))
  }

  /// The character that begins at a place, its bytes as a number; 0 behind the text.
  @inline(__always) public static func character(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (value: UInt32, end: Int) {
    guard at < text.count else { return (0, at) }
    let lead = text[at]
    if lead < 0x80 { return (UInt32(lead), at + 1) }
    if lead & 0xF0 == 0xE0, at + 2 < text.count {
      return (UInt32(lead) << 16 | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2]), at + 3)
    }
    let end = min(text.count, at + (lead < 0xE0 ? 2 : 4))
    return (text[at..<end].reduce(0) { $0 << 8 | UInt32($1) }, end)
  }

  /// A character of a text, and the hash of it and the next.
  private struct Place: BitwiseCopyable {
    var at: Int
    var value: UInt32
    var two: UInt32
  }

  /// So many characters lie between asking for a line and looking at it; two more are known then.
  private static let ahead = 8
  private static let ring = 16

  /// Calls `found` at every place of a text where a key may begin.
  public func forEachPlace(in text: UnsafeBufferPointer<UInt8>, _ found: (Int) -> Void) {
    withUnsafeTemporaryAllocation(of: Place.self, capacity: Self.ring) { places in
      guard let places = places.baseAddress else { return }
      var next = 0
      var count = 0
      while true {
        let (value, end) = Self.character(text, next)
        (places + (count & (Self.ring - 1))).initialize(to: Place(at: next, value: value, two: 0))
        next = end
        if count > 0 {
          let before = places + ((count - 1) & (Self.ring - 1))
          before.pointee.two = Self.hash(Self.hash(before.pointee.value), value)
          han_prefetch(line(before.pointee.two))
        }
        count += 1
        guard count > Self.ahead else { continue }
        let place = places[(count - 1 - Self.ahead) & (Self.ring - 1)]
        if place.at >= text.count { return }
        if mayHold(place.value, place.two, places[(count + 1 - Self.ahead) & (Self.ring - 1)].value) { found(place.at) }
      }
    }
  }

  @inline(__always) func line(_ two: UInt32) -> UnsafePointer<UInt64> { words + Self.singles + Int(two >> shift) * Self.lineWords }

  /// Whether a key may begin with a character, another, of which both the hash is given, and a third, or be the first two or the first alone.
  @inline(__always) private func mayHold(_ first: UInt32, _ two: UInt32, _ third: UInt32) -> Bool {
    let line = line(two)
    // All are asked without a jump between them, since the answer could not be foretold.
    let single = Self.bit(words, Self.hash(first) >> 22)
    return (single | Self.bit(line, Self.place(two)) | Self.bit(line, Self.place(Self.hash(two, third)))) & 1 == 1
  }

  @inline(__always) static func bit(_ words: UnsafePointer<UInt64>, _ place: UInt32) -> UInt64 {
    words[Int(place >> 6)] >> UInt64(place & 63)
  }

  /// A place in a line.
  @inline(__always) static func place(_ hash: UInt32) -> UInt32 { (hash &* 0xC2B2_AE35) >> 23 }

  @inline(__always) static func hash(_ first: UInt32, _ next: UInt32 = 0) -> UInt32 {
    (first &* 0x9E37_79B1 ^ next) &* 0x85EB_CA6B
  }

  static func section(_ keys: [[UInt8]]) -> [UInt8] {
    var bits: UInt32 = 10
    while 1 << bits < keys.count * spread, bits < 31 { bits += 1 }
    var words = [UInt64](repeating: 0, count: singles + 1 << (bits - 6))
    for key in keys {
      key.withUnsafeBufferPointer { key in
        let (first, second) = character(key, 0)
        let (next, third) = character(key, second)
        let one = hash(first)
        let two = hash(one, next)
        let place = third < key.count ? place(hash(two, character(key, third).value)) : place(two)
        let line = singles + Int(two >> (41 - bits)) * lineWords
        let (word, bit) = second < key.count ? (line + Int(place >> 6), place & 63) : (Int(one >> 28), one >> 22 & 63)
        words[word] |= 1 << UInt64(bit)
      }
    }
    return ImageBuilder.section(words)
  }
}
