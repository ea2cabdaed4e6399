import TestSupport
import Testing

@testable import HanLexicon

@Suite struct DoubleArrayTests {
  /// Random keys over a small alphabet, so that they share prefixes, and over all bytes but zero.
  private static func keys(_ generator: inout SplitMix64) -> [[UInt8]] {
    let alphabet: [UInt8] = generator.below(2) == 0 ? [0x61, 0x62, 0xE4, 0xB8, 0xAD] : Array(1...255)
    let count = [0, 1, 2, 30, 800][generator.below(5)]
    var keys: Set<[UInt8]> = []
    for _ in 0..<count { keys.insert((0...generator.below(7)).map { _ in generator.pick(alphabet) ?? 1 }) }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func withTrie(_ keys: [[UInt8]], _ body: (DoubleArray) throws -> Void) throws {
    let units = DoubleArrayBuilder.build(keys)
    try units.withUnsafeBufferPointer { buffer in
      try body(DoubleArray(try #require(buffer.baseAddress), count: buffer.count))
    }
  }

  @Test("Every key of a random set is found with its own value, and no other key is", arguments: 0..<60)
  func membership(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let keys = Self.keys(&generator)
    try Self.withTrie(keys) { trie in
      for (index, key) in keys.enumerated() { #expect(trie.value(of: key) == UInt32(index)) }
      let known = Set(keys)
      for _ in 0..<500 {
        var other = generator.pick(keys) ?? []
        switch generator.below(3) {
        case 0: other.append(UInt8(generator.below(256)))
        case 1: other = Array(other.dropLast())
        default: if !other.isEmpty { other[generator.below(other.count)] = UInt8(generator.below(256)) }
        }
        if !known.contains(other) { #expect(trie.value(of: other) == nil) }
      }
    }
  }

  @Test("The prefixes found at a place are exactly the keys that begin there, the shortest first", arguments: 0..<60)
  func prefixes(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(1000 + seed))
    let keys = Self.keys(&generator)
    var text: [UInt8] = []
    while text.count < 60 { text += generator.below(4) == 0 ? [UInt8(generator.below(256))] : generator.pick(keys) ?? [0] }
    try Self.withTrie(keys) { trie in
      for start in 0...text.count {
        var found: [[Int]] = []
        text.withUnsafeBufferPointer { trie.forEachPrefix(of: $0, from: start) { found.append([$0, Int($1)]) } }
        let expected = keys.indices.filter { text[start...].starts(with: keys[$0]) }.map { [start + keys[$0].count, $0] }
        #expect(found == expected.sorted { $0[0] < $1[0] })
      }
    }
  }

  @Test("A section gives every key the value that was given with it, whatever its bits", arguments: 0..<30)
  func givenValues(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(2000 + seed))
    let keys = Self.keys(&generator)
    let edges: [UInt32] = [0, 1, .max, .max - 1, 1 << 31, 1 << 31 - 1]
    let values = keys.map { _ in generator.below(2) == 0 ? generator.pick(edges) ?? 0 : UInt32(truncatingIfNeeded: generator.next()) }
    let section = DoubleArray.section(keys, values: values)
    try section.withUnsafeBytes { bytes in
      let trie = try #require(DoubleArray(bytes))
      for (key, value) in zip(keys, values) {
        #expect(trie.value(of: key) == value)
        // Going on from the unit of a beginning is going there at once.
        let middle = generator.below(key.count + 1)
        let unit = try #require(trie.unit(of: key[..<middle]))
        #expect(trie.unit(of: key[middle...], from: unit).flatMap { trie.value(at: $0) } == value)
        if !keys.contains(key + [7]) { #expect(trie.value(of: key + [7]) == nil) }
      }
    }
    var builder = ImageBuilder()
    builder.add("trie", section)
    builder.add("short", Array(section.prefix(8)))
    let image = try Image(bytes: builder.bytes(), origin: "test")
    let trie = try DoubleArray(image, "trie")
    for (key, value) in zip(keys, values) { #expect(trie.value(of: key) == value) }
    withExtendedLifetime(image) {}
    #expect(throws: LexiconError.self) { try DoubleArray(image, "short") }
  }

  @Test("A damaged array finds nothing beyond its end", arguments: 0..<40)
  func damaged(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let keys = Self.keys(&generator)
    var units = DoubleArrayBuilder.build(keys)
    for _ in 0..<20 {
      let place = generator.below(units.count)
      units[place].base = UInt32(truncatingIfNeeded: generator.next())
      if generator.below(2) == 0 { units[place].check = UInt32(generator.below(units.count)) }
    }
    units.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let trie = DoubleArray(start, count: buffer.count)
      for key in keys { _ = trie.value(of: key + [0xFF]) }
    }
  }
}
