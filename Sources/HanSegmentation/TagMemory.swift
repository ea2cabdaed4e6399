import HanArticle
import HanModel

/// Words that were read lately, with what the model says of each alone: nearly all words of a text were there before. One a task.
final class TagMemory {
  /// What is known of a word.
  struct Word {
    /// Of its bytes; 0 where there is no word.
    var key: UInt64 = 0
    /// The index of its weights.
    var weights: Int32 = 0
    /// By alphabet, the number of its letter.
    var shape: UInt8 = 0
    var kind: UInt8 = 0
    /// What it nearly always is, or ``TagDecoder/open``.
    var label = TagDecoder.open
    /// What it is as a proper noun.
    var name = PartOfSpeech.properNoun
    /// What it is where its label is `fineLabel`.
    var fine = PartOfSpeech.foreign
    var fineLabel = TagDecoder.open
  }

  /// What a word says alone: of itself, of the word behind it, of the word before it.
  struct Weights {
    var own = TagScores.zero
    var asBefore = TagRow.zero
    var asAfter = TagRow.zero
  }

  /// By the key's highest bits, or the next free place behind.
  private static let bits: UInt64 = 16
  private static let mask = 1 << Int(bits) - 1
  private let places: UnsafeMutablePointer<Word>
  /// Those of the edge first. What was never written costs no memory.
  let weights: UnsafeMutablePointer<Weights>
  private var used = 1
  /// So many words are kept, so that free places are near; then all are forgotten at once.
  private static let most = 40_000

  init(edge: Weights) {
    places = .allocate(capacity: Self.mask + 1)
    places.initialize(repeating: Word(), count: Self.mask + 1)
    weights = .allocate(capacity: Self.most)
    weights.initialize(to: edge)
  }

  deinit {
    places.deallocate()
    weights.deallocate()
  }

  /// To be called before so many words are read together: what is known of them stays until the next call.
  func makeRoom(for words: Int) {
    guard used + words > Self.most else { return }
    places.update(repeating: Word(), count: Self.mask + 1)
    used = 1
  }

  /// What is known of the word of a key; `read` says it of one that was not there lately.
  @inline(__always) func word(_ key: UInt64, read: () -> (Word, Weights)) -> UnsafeMutablePointer<Word> {
    var place = Int(truncatingIfNeeded: key >> (64 - Self.bits))
    while places[place].key != key {
      if places[place].key == 0 {
        add(key, read(), at: place)
        break
      }
      place = (place &+ 1) & Self.mask
    }
    return places + place
  }

  private func add(_ key: UInt64, _ found: (word: Word, weights: Weights), at place: Int) {
    (weights + used).initialize(to: found.weights)
    places[place] = found.word
    places[place].key = key
    places[place].weights = Int32(truncatingIfNeeded: used)
    used += 1
  }

  /// The key of a word's bytes: two words have one by a chance of one in 2⁶⁴.
  @inline(__always) static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
    var at = range.lowerBound
    while at < range.upperBound {
      let left = range.upperBound &- at
      hash = (hash ^ eight(bytes, at, left)) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      at &+= 8
    }
    return (hash &* 0x9E37_79B9_7F4A_7C15) | 1
  }

  /// The next eight bytes of a word, or as many as are left of it, with zeros behind.
  @inline(__always) private static func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ left: Int) -> UInt64 {
    guard let base = bytes.baseAddress, at &+ 8 <= bytes.count else {
      return (at..<(at + min(left, 8))).reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    let eight = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
    return left < 8 ? eight & (1 << UInt64(truncatingIfNeeded: left &* 8) &- 1) : eight
  }
}
