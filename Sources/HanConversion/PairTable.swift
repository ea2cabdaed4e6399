import HanLexicon

/// A hash table with open addresses, a power of two long, from two characters to the keys that begin with them. Before it, a filter with a bit for each hash
/// says of most pairs that they are not there.
enum PairTable {
  struct Entry {
    /// The two characters in 16 bits each; 0 where the place is free.
    var first: UInt32
    /// The key that these two are, or ``none``.
    var key: UInt32
    /// Where the trie stands behind them, or 0 where no longer key begins so.
    var unit: UInt32
    var padding: UInt32 = 0
  }

  static let none = UInt32.max

  @inline(__always) static func hash(_ key: UInt32) -> UInt32 { key &* 0x9E37_79B1 }

  static func build(_ entries: [Entry]) -> [Entry] {
    var bits: UInt32 = 4
    while 1 << bits < entries.count * 2 { bits += 1 }
    var table = [Entry](repeating: Entry(first: 0, key: none, unit: 0), count: 1 << bits)
    for entry in entries {
      var at = Int(hash(entry.first) >> (32 - bits))
      while table[at].first != 0 { at = (at + 1) & (table.count - 1) }
      table[at] = entry
    }
    return table
  }

  /// The table of a section of an image, which its user must keep.
  struct Table {
    private let start: UnsafePointer<Entry>
    private let mask: Int
    private let shift: UInt32

    init(_ image: Image, _ section: String) throws(LexiconError) {
      let entries = try image.elements(section, Entry.self)
      guard let first = entries.baseAddress, entries.count >= 16, entries.count & (entries.count - 1) == 0 else {
        throw LexiconError(.notAnImage, "'\(section)' is damaged; build the image again", at: image.origin)
      }
      start = first
      mask = entries.count - 1
      shift = 32 - UInt32(entries.count.trailingZeroBitCount)
    }

    /// What two characters lead to, or nil.
    @inline(__always) subscript(first: UInt32, second: UInt32) -> UnsafePointer<Entry>? {
      let key = first << 16 | second
      var at = Int(PairTable.hash(key) >> shift)
      // A damaged table may have no free place.
      for _ in 0...mask {
        let found = start + at
        if found.pointee.first == key { return found }
        if found.pointee.first == 0 { return nil }
        at = (at + 1) & mask
      }
      return nil
    }
  }
}

/// A bit for each hash that is there: it says for sure of most others that they are not. Its user keeps the image.
struct BitFilter {
  private let words: UnsafePointer<UInt64>
  private let shift: UInt32

  init(_ image: Image, _ section: String) throws(LexiconError) {
    let words = try image.elements(section, UInt64.self)
    guard let first = words.baseAddress, words.count & (words.count - 1) == 0, words.count < 1 << 26 else {
      throw LexiconError(.notAnImage, "'\(section)' is damaged; build the image again", at: image.origin)
    }
    self.words = first
    shift = 26 - UInt32(words.count.trailingZeroBitCount)
  }

  @inline(__always) func mayHold(_ hash: UInt32) -> Bool {
    let bit = hash >> shift
    return words[Int(bit >> 6)] >> UInt64(bit & 63) & 1 == 1
  }

  /// A filter with at least `spread` bits a hash.
  static func section(_ hashes: some Collection<UInt32>, spread: Int = 8) -> [UInt8] {
    var bits: UInt32 = 10
    while 1 << bits < hashes.count * spread { bits += 1 }
    var words = [UInt64](repeating: 0, count: 1 << (bits - 6))
    for hash in hashes {
      let bit = hash >> (32 - bits)
      words[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }
    return ImageBuilder.section(words)
  }
}

/// A cache line of bits for each first character of a pair, shared by a few: which second characters may follow it.
enum FirstFilter {
  private static let lineBits: UInt32 = 9
  static let words = 8 << lineBits

  @inline(__always) private static func place(_ first: UInt32, _ second: UInt32) -> (word: Int, bit: UInt64) {
    let line = Int(PairTable.hash(first) >> (32 - lineBits))
    let bit = PairTable.hash(second) >> 23
    return (line << 3 | Int(bit >> 6), UInt64(bit & 63))
  }

  static func build(_ pairs: [UInt32]) -> [UInt64] {
    var filter = [UInt64](repeating: 0, count: words)
    for pair in pairs {
      let place = place(pair >> 16, pair & 0xFFFF)
      filter[place.word] |= 1 << place.bit
    }
    return filter
  }

  /// ``CharacterFlag/pair`` where two characters may begin a key, else 0: asked without a jump, since its answer could not be foretold.
  @inline(__always) static func pairFlag(_ first: UInt32, _ second: UInt32, _ filter: UnsafePointer<UInt64>) -> UInt32 {
    let place = place(first, second)
    return UInt32(truncatingIfNeeded: filter[place.word] >> place.bit) << 24 & CharacterFlag.pair
  }
}
