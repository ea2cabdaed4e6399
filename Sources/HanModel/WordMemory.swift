import CPrefetch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is kept of a word: its key, and where its weights stand.
public protocol KeptWord: BitwiseCopyable {
  /// One that stands for no word.
  init()
  /// Of its bytes; 0 where there is no word.
  var key: UInt64 { get set }
  /// The index of its weights.
  var weights: Int32 { get set }
}

/// Words that were read lately, with what a model says of each alone: nearly all words of a text were there before. One a task.
public final class WordMemory<Word: KeptWord, Weights: BitwiseCopyable> {
  /// By the key's highest bits, or the next free place behind.
  @usableFromInline static var bits: UInt64 { 17 }
  @usableFromInline static var mask: Int { 1 << Int(bits) - 1 }
  @usableFromInline let places: UnsafeMutablePointer<Word>
  /// Those of the edge first. What was never written costs no memory.
  public let weights: UnsafeMutablePointer<Weights>
  private var used = 1
  /// So many words are kept, so that free places are near; then all are forgotten at once.
  private static var most: Int { 80_000 }

  /// `edge` is what stands before the first word and behind the last.
  public init(edge: Weights) {
    places = Self.emptyPlaces()
    weights = .allocate(capacity: Self.most)
    weights.initialize(to: edge)
  }

  deinit {
    free(places)
    weights.deallocate()
  }

  /// Places without words: all zeros, of which the system gives only those that are used.
  private static func emptyPlaces() -> UnsafeMutablePointer<Word> {
    let size = (mask + 1) * MemoryLayout<Word>.stride
    guard let memory = calloc(size, 1) else { fatalError("no memory for \(size) bytes; give the process more") }
    return memory.bindMemory(to: Word.self, capacity: mask + 1)
  }

  /// Asks for the place of a key, and for the weights of an index: looks one after the other would wait for memory each.
  @inline(__always) public func ask(_ key: UInt64) { han_prefetch(places + Int(truncatingIfNeeded: key >> (64 - Self.bits))) }
  @inline(__always) public func ask(weights index: Int32) {
    let first = UnsafeRawPointer(weights + Int(index))
    han_prefetch(first)
    han_prefetch(first + MemoryLayout<Weights>.size - 1)
  }

  /// Whether another word can be kept.
  @inline(__always) public var hasRoom: Bool { used < Self.most }

  /// The weights kept of a word; those of the edge have index 0.
  @inlinable @inline(__always) public func weights(_ index: Int32) -> Weights { weights[Int(index)] }

  /// What is known of the word of a key, if it was there lately.
  @inlinable public func known(_ key: UInt64) -> Word? {
    var place = Int(truncatingIfNeeded: key >> (64 - Self.bits))
    while places[place].key != key {
      if places[place].key == 0 { return nil }
      place = (place &+ 1) & Self.mask
    }
    return places[place]
  }

  /// To be called before so many words are read together: what is known of them stays until the next call.
  public func makeRoom(for words: Int) {
    guard used + words > Self.most else { return }
    places.update(repeating: Word(), count: Self.mask + 1)
    used = 1
  }

  /// What is known of the word of a key; `read` says it of one that was not there lately.
  @inlinable @inline(__always) public func word(_ key: UInt64, read: () -> (Word, Weights)) -> UnsafeMutablePointer<Word> {
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

  @usableFromInline func add(_ key: UInt64, _ found: (word: Word, weights: Weights), at place: Int) {
    (weights + used).initialize(to: found.weights)
    places[place] = found.word
    places[place].key = key
    places[place].weights = Int32(truncatingIfNeeded: used)
    used += 1
  }

  /// The key of a word's bytes: two words have one by a chance of one in 2⁶⁴.
  @inlinable @inline(__always) public static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
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
  @inlinable @inline(__always) static func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ left: Int) -> UInt64 {
    guard let base = bytes.baseAddress, at &+ 8 <= bytes.count else {
      return (at..<(at + min(left, 8))).reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    let eight = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
    return left < 8 ? eight & (1 << UInt64(truncatingIfNeeded: left &* 8) &- 1) : eight
  }
}
