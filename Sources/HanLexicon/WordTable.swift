import CPrefetch

/// The words of a lexicon by their characters, for those who ask at every place of a text which words begin there: a trie whose nodes are places of a hash
/// table: a look a character, and one for the first two.
///
/// Words of one character, and those with characters beyond the Basic Multilingual Plane, are not in it.
public struct WordTable: @unchecked Sendable {
  // @unchecked: `places` leads into `image`, which is immutable and kept alive here.

  /// What stands at the end of a prefix of two characters or more; of no kind where no word has the prefix.
  @frozen public struct Node {
    @usableFromInline let payload: UInt64

    @usableFromInline init(payload: UInt64) { self.payload = payload }

    /// Where no word has the prefix.
    public static let none = Node(payload: 0)

    /// Whether a word ends here: 0 for none, 1 for a rare word, 2 for a common one.
    @inlinable public var kind: Int { Int(payload & 3) }
    /// Whether a longer word begins with it.
    @inlinable public var hasLonger: Bool { payload & 4 != 0 }
    /// What kind of word it is by its tag.
    @inlinable public var tagClass: TagClass { TagClass(rawValue: UInt8(truncatingIfNeeded: payload >> 3 & 15)) ?? .none }
    @inlinable var number: UInt64 { payload >> 7 }
  }

  /// Jieba's tags (ICTCLAS'), by kind.
  public enum TagClass: UInt8, Sendable {
    case none, noun, person, place, organisation, name, verb, adjective, adverb, numeral, pronoun, preposition, particle, idiom, time, other
  }

  /// What the rarest word costs that counts as common, as ``Lexicon/cost(_:)`` has it: one in six million.
  private static let rare: Int32 = 16_000

  private let image: Image
  @usableFromInline let places: UnsafePointer<UInt64>
  @usableFromInline let hash: PerfectHash

  /// A place has the key in its higher 37 bits, and what is known of it below: the node's number, the class of its tag, whether there are longer words, its
  /// kind. 0 is free.
  @usableFromInline static let payloadBits: UInt64 = 27
  private static let mostNodes = 1 << 20

  public init(_ image: Image, _ name: String) throws(LexiconError) {
    let section = try image.elements("\(name)/characters", UInt64.self)
    guard let first = section.baseAddress, let hash = PerfectHash(try image.section("\(name)/characters/shifts"), count: section.count) else {
      throw LexiconError(.notAnImage, "'\(name)/characters' is damaged; build the image again", at: image.origin)
    }
    (self.image, self.hash, places) = (image, hash, first)
  }

  @inlinable @inline(__always) static func pair(_ first: UInt16, _ second: UInt16) -> UInt64 { UInt64(first) << 16 | UInt64(second) }

  @inlinable @inline(__always) static func longer(_ number: UInt64, _ symbol: UInt16) -> UInt64 { 1 << 36 | number << 16 | UInt64(symbol) }

  @inlinable @inline(__always) func node(_ key: UInt64, at place: Int) -> Node {
    let found = places[place]
    return Node(payload: found >> Self.payloadBits == key ? found & (1 << Self.payloadBits - 1) : 0)
  }

  /// Where words that begin with two characters are known, if there are any. The place is asked for: looks one after the other would wait for memory each.
  @inlinable @inline(__always) public func place(_ first: UInt16, _ second: UInt16) -> UInt32 {
    let place = hash.place(Self.pair(first, second))
    han_prefetch(places + place)
    return UInt32(truncatingIfNeeded: place)
  }

  /// Words that begin with two characters, whose place is known.
  @inlinable @inline(__always) public func node(_ first: UInt16, _ second: UInt16, at place: UInt32) -> Node {
    node(Self.pair(first, second), at: Int(place))
  }

  /// Words that begin with two characters, and those among them that go on with one more.
  @inlinable @inline(__always) public func node(_ first: UInt16, _ second: UInt16) -> Node {
    let key = Self.pair(first, second)
    return node(key, at: hash.place(key))
  }

  @inlinable @inline(__always) public func node(_ node: Node, _ next: UInt16) -> Node {
    let key = Self.longer(node.number, next)
    return self.node(key, at: hash.place(key))
  }

  /// Where those among them are known that go on with one more.
  @inlinable @inline(__always) public func place(_ node: Node, _ next: UInt16) -> UInt32 {
    let place = hash.place(Self.longer(node.number, next))
    han_prefetch(places + place)
    return UInt32(truncatingIfNeeded: place)
  }

  @inlinable @inline(__always) public func node(_ node: Node, _ next: UInt16, at place: UInt32) -> Node {
    self.node(Self.longer(node.number, next), at: Int(place))
  }
}

extension WordTable {
  /// The sections of words, folded and in order, and of what each costs.
  ///
  /// A million prefixes have room; the rest of the words, in order, are left out.
  static func sections(_ name: String, _ keys: [[UInt8]], _ costs: [Int32], tags: [Substring]) -> [(String, [UInt8])] {
    var nodes: [UInt64: UInt64] = [:]
    var order: [UInt64] = []
    /// The key of a prefix, which is known from now on.
    func reach(_ key: UInt64) -> UInt64 {
      if nodes[key] == nil {
        nodes[key] = UInt64(order.count) << 7
        order.append(key)
      }
      return key
    }
    for (index, word) in keys.enumerated() where order.count < mostNodes - word.count {
      let scalars = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
      guard scalars.count > 1, scalars.allSatisfy({ $0.value <= 0xFFFF }) else { continue }
      let symbols = scalars.map { UInt16($0.value) }
      var key = reach(pair(symbols[0], symbols[1]))
      for symbol in symbols.dropFirst(2) {
        nodes[key, default: 0] |= 4
        key = reach(longer(nodes[key, default: 0] >> 7, symbol))
      }
      nodes[key, default: 0] |= UInt64(tagClass(tags[index]).rawValue) << 3 | (costs[index] <= rare ? 2 : 1)
    }
    let (shifts, count) = PerfectHash.build(order)
    var places = [UInt64](repeating: 0, count: count)
    for key in order { places[PerfectHash.place(key, shifts, count: count)] = key << payloadBits | nodes[key, default: 0] }
    return [("\(name)/characters", ImageBuilder.section(places)), ("\(name)/characters/shifts", shifts)]
  }
  /// By a tag's first two letters, else its first; `other` where it is none of these.
  private static func tagClass(_ tag: Substring) -> TagClass {
    let classes: [(tags: [String], kind: TagClass)] = [
      (["nr"], .person), (["ns"], .place), (["nt"], .organisation), (["nz"], .name), (["n"], .noun), (["v"], .verb), (["a", "z", "b"], .adjective),
      (["d"], .adverb), (["m", "q"], .numeral), (["r"], .pronoun), (["p", "c"], .preposition), (["u", "y", "e", "o"], .particle),
      (["i", "l", "j"], .idiom), (["t", "f", "s"], .time)
    ]
    return classes.first { $0.tags.contains { tag.hasPrefix($0) } }?.kind ?? .other
  }
}
