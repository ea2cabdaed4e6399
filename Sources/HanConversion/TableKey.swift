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
  /// A bit for each character, by its hash, that stands before the key in a guard that covers its beginning.
  var before: UInt32 = 0
  /// A bit for each character that stands behind the key in a longer guard that begins with it; all of them where it has not three bytes.
  var after: UInt32 = 0

  @inline(__always) static func bit(_ scalar: UInt32) -> UInt32 { 1 << (PairTable.hash(scalar) >> 27) }

  /// Whether a guard might cover the beginning of the key that stands here, or begin with it and be longer: a look at the characters beside it.
  @inline(__always) func mayBeGuarded(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if before != 0, range.lowerBound >= 3, input[range.lowerBound - 3] & 0xF0 == 0xE0,
      before & Self.bit(Rewriter<NoListener>.scalar(input, range.lowerBound - 3)) != 0
    {
      return true
    }
    guard after != 0, range.upperBound < input.count else { return false }
    guard input[range.upperBound] & 0xF0 == 0xE0, range.upperBound + 2 < input.count else { return after == .max }
    return after & Self.bit(Rewriter<NoListener>.scalar(input, range.upperBound)) != 0
  }
}

/// Which guards could ever keep a key from beginning, and beside which characters they stand.
struct GuardBorders {
  /// By key: ``TableKey/before`` and ``TableKey/after``.
  private(set) var before: [UInt32]
  private(set) var after: [UInt32]
  /// The guards that touch a key, in the order given.
  private(set) var guards: [[UInt8]] = []

  init(keys: [[UInt8]], guards all: [[UInt8]]) {
    before = Array(repeating: 0, count: keys.count)
    after = before
    // Keys by the hashes of their beginnings; two that are the same by chance cost a look, no more.
    var whole: [UInt64: Int] = [:]
    var beginning: [UInt64: [Int]] = [:]
    for (number, key) in keys.enumerated() {
      var hash = Self.basis
      for character in Self.characters(key) {
        hash = Self.hash(hash, key[character])
        beginning[hash, default: []].append(number)
      }
      whole[hash] = number
    }
    for guarding in all {
      let characters = Self.characters(guarding)
      var touches = false
      for first in characters.indices {
        var hash = Self.basis
        let previous = first > 0 ? Self.bits(guarding[characters[first - 1]]) : 0
        for last in characters[first...].indices {
          hash = Self.hash(hash, guarding[characters[last]])
          guard let key = whole[hash], first > 0 || last + 1 < characters.count else { continue }
          touches = true
          if first > 0 { before[key] |= previous } else { after[key] |= Self.bits(guarding[characters[last + 1]]) }
        }
        guard first > 0, let longer = beginning[hash] else { continue }
        touches = true
        for key in longer { before[key] |= previous }
      }
      if touches { guards.append(guarding) }
    }
  }

  private static func characters(_ bytes: [UInt8]) -> [Range<Int>] {
    let starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    return zip(starts, starts.dropFirst()).map { $0..<$1 }
  }

  private static func bits(_ character: ArraySlice<UInt8>) -> UInt32 {
    character.count == 3 ? Array(character).withUnsafeBufferPointer { TableKey.bit(Rewriter<NoListener>.scalar($0, 0)) } : .max
  }

  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

  /// FNV-1a.
  private static func hash(_ hash: UInt64, _ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
