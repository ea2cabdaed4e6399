/// The words of a lexicon by their characters, for those who ask at every place of a text which words begin there: a trie whose nodes are places of a hash
/// table, so that a character is one look, and two are the first.
///
/// Words of one character, and those with characters beyond the Basic Multilingual Plane, are not in it.
public struct WordTable: @unchecked Sendable {
  // @unchecked: `places` leads into `image`, which is immutable and kept alive here.

  /// What stands at the end of a prefix of two characters or more.
  @frozen public struct Node {
    @usableFromInline let place: UInt64
    @usableFromInline let payload: UInt64

    @usableFromInline init(place: UInt64, payload: UInt64) { (self.place, self.payload) = (place, payload) }

    /// Whether a word ends here: 0 for none, 1 for a rare word, 2 for a common one.
    @inlinable public var kind: Int { Int(payload & 3) }
    /// Whether a longer word begins with it.
    @inlinable public var hasLonger: Bool { payload & 4 != 0 }
  }

  /// What the rarest word costs that counts as common, as ``Lexicon/cost(_:)`` has it: one in six million.
  static let rare: Int32 = 16_000

  private let image: Image
  @usableFromInline let places: UnsafePointer<UInt64>
  @usableFromInline let count: UInt64

  /// A place has the key in its higher 40 bits, and what is known of it below. 0 is free.
  @usableFromInline static let payloadBits: UInt64 = 24

  public init(_ image: Image, _ name: String) throws(LexiconError) {
    let section = try image.elements("\(name)/characters", UInt64.self)
    guard let first = section.baseAddress, !section.isEmpty else {
      throw LexiconError(.notAnImage, "'\(name)/characters' is damaged; build the image again", at: image.origin)
    }
    (self.image, places, count) = (image, first, UInt64(section.count))
  }

  @inlinable @inline(__always) static func pair(_ first: UInt16, _ second: UInt16) -> UInt64 { UInt64(first) << 16 | UInt64(second) }

  @inlinable @inline(__always) static func longer(_ place: UInt64, _ symbol: UInt16) -> UInt64 { 1 << 39 | place << 16 | UInt64(symbol) }

  @inlinable @inline(__always) static func start(_ key: UInt64, _ count: UInt64) -> UInt64 {
    (((key &* 0x9E37_79B9_7F4A_7C15) >> 32) &* count) >> 32
  }

  @inlinable @inline(__always) func find(_ key: UInt64) -> Node? {
    var at = Self.start(key, count)
    // A damaged table may have no free place.
    for _ in 0..<count {
      let place = places[Int(at)]
      if place >> Self.payloadBits == key { return Node(place: at, payload: place) }
      if place == 0 { return nil }
      at &+= 1
      if at == count { at = 0 }
    }
    return nil
  }

  /// Words that begin with two characters.
  @inlinable @inline(__always) public func node(_ first: UInt16, _ second: UInt16) -> Node? { find(Self.pair(first, second)) }

  /// Those among them that go on with one more.
  @inlinable @inline(__always) public func node(_ node: Node, _ next: UInt16) -> Node? { find(Self.longer(node.place, next)) }

  /// Brings what is known of two characters near.
  @inlinable @inline(__always) public func touch(_ first: UInt16, _ second: UInt16) -> UInt64 {
    places[Int(Self.start(Self.pair(first, second), count))]
  }
}

extension WordTable {
  /// The section of words, folded and in order, and of what each costs.
  static func section(_ keys: [[UInt8]], _ costs: [Int32]) -> [UInt8] {
    var builder = Builder(keys)
    for (key, cost) in zip(keys, costs) { builder.add(key, isCommon: cost <= rare) }
    return ImageBuilder.section(builder.places)
  }

  private struct Builder {
    var places: [UInt64]

    /// Places for a third more than there are prefixes.
    init(_ keys: [[UInt8]]) {
      var prefixes = 0
      var last: [UInt16] = []
      for key in keys {
        guard let symbols = Self.symbols(key) else { continue }
        let shared = zip(symbols, last).prefix { $0 == $1 }.count
        prefixes += symbols.count - max(1, shared)
        last = symbols
      }
      places = [UInt64](repeating: 0, count: prefixes * 4 / 3 + 8)
    }

    /// The characters of a word of two or more.
    static func symbols(_ key: [UInt8]) -> [UInt16]? {
      let scalars = String(decoding: key, as: UTF8.self).unicodeScalars
      return scalars.count > 1 && scalars.allSatisfy { $0.value <= 0xFFFF } ? scalars.map { UInt16($0.value) } : nil
    }

    mutating func add(_ key: [UInt8], isCommon: Bool) {
      guard let symbols = Self.symbols(key) else { return }
      var at = place(WordTable.pair(symbols[0], symbols[1]))
      for symbol in symbols.dropFirst(2) {
        places[at] |= 4
        at = place(WordTable.longer(UInt64(at), symbol))
      }
      places[at] = places[at] & ~3 | (isCommon ? 2 : 1)
    }

    /// The place of a key, taken if it is free.
    private mutating func place(_ key: UInt64) -> Int {
      var at = Int(WordTable.start(key, UInt64(places.count)))
      while places[at] != 0, places[at] >> WordTable.payloadBits != key { at = at + 1 == places.count ? 0 : at + 1 }
      places[at] |= key << WordTable.payloadBits
      return at
    }
  }
}
