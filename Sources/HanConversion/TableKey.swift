import HanArticle
import HanLexicon

/// What a table says of a key, all in one place, since all of it is asked together.
struct TableKey {
  /// Where its value begins in the pool, and how many bytes it has.
  var offset: UInt32
  var length: UInt16
  /// A ``KeyKind``.
  var kind: UInt8
  var domain: UInt8
  /// A bit for each character, by its hash, that stands behind the key in a longer guard that begins with it; all of them where it has not three bytes.
  var after: UInt32 = 0

  @inline(__always) static func bit(_ scalar: UInt32) -> UInt32 { 1 << (PairTable.hash(scalar) >> 27) }
}

/// Which guards could ever keep a key from beginning, and beside which characters they stand.
struct GuardBorders {
  /// By key: ``TableKey/after``.
  private(set) var after: [UInt32]
  /// The hashes of what stands around the beginning of a key inside a guard: see ``hash(_:_:_:)``.
  private(set) var before: Set<UInt32> = []
  /// The guards that touch a key, in the order given.
  private(set) var guards: [[UInt8]] = []

  init(keys: [[UInt8]], guards all: [[UInt8]]) {
    after = Array(repeating: 0, count: keys.count)
    // Keys by the hashes of their beginnings; two that are the same by chance cost a look, no more.
    var whole: [UInt64: Int] = [:]
    var beginnings: Set<UInt64> = []
    for (number, key) in keys.enumerated() {
      var hash = Self.basis
      for character in Self.characters(key) {
        hash = Self.hash(hash, key[character])
        beginnings.insert(hash)
      }
      whole[hash] = number
    }
    for guarding in all {
      let characters = Self.characters(guarding)
      var touches = false
      for first in characters.indices {
        var hash = Self.basis
        for last in characters[first...].indices {
          hash = Self.hash(hash, guarding[characters[last]])
          let isLast = last + 1 == characters.count
          if first == 0, !isLast, let key = whole[hash] {
            touches = true
            after[key] |= Self.bits(guarding[characters[last + 1]])
          } else if first > 0, whole[hash] != nil || isLast && beginnings.contains(hash) {
            touches = true
            let next = first + 1 < characters.count ? Self.scalar(guarding[characters[first + 1]]) : 0
            before.insert(Self.hash(Self.scalar(guarding[characters[first - 1]]), Self.scalar(guarding[characters[first]]), next))
          }
        }
      }
      if touches { guards.append(guarding) }
    }
  }

  /// The character before a key, its first, and its second, or 0 where the guard ends before it.
  @inline(__always) static func hash(_ before: UInt32, _ first: UInt32, _ second: UInt32) -> UInt32 {
    PairTable.hash(PairTable.hash(before << 16 | first) ^ second)
  }

  private static func characters(_ bytes: [UInt8]) -> [Range<Int>] {
    let starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    return zip(starts, starts.dropFirst()).map { $0..<$1 }
  }

  private static func bits(_ character: ArraySlice<UInt8>) -> UInt32 {
    character.count == 3 ? TableKey.bit(scalar(character)) : .max
  }

  /// 0 where it has not three bytes: there, no guard is looked for.
  private static func scalar(_ character: ArraySlice<UInt8>) -> UInt32 {
    character.count == 3 ? Array(character).withUnsafeBufferPointer { Rewriter<NoListener>.scalar($0, 0) } : 0
  }

  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

  /// FNV-1a.
  private static func hash(_ hash: UInt64, _ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
