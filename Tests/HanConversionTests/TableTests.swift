import HanArticle
import HanLexicon
import TestSupport
import Testing

@testable import HanConversion

@Suite struct PairTableTests {
  private func table(_ entries: [PairTable.Entry]) throws -> (Image, PairTable.Table) {
    var builder = ImageBuilder()
    builder.add("pairs", ImageBuilder.section(entries))
    let image = try Image(bytes: builder.bytes(), origin: "test")
    return (image, try PairTable.Table(image, "pairs"))
  }

  /// Pairs of Han characters that all want the last of sixteen places, so that all but one are found beyond the table's end.
  private static let colliding = (0x4E00..<0x9FFF).map { UInt32($0) << 16 | 0x4E00 }.filter { PairTable.hash($0) >> 28 == 15 }

  @Test("Keys that collide are each found with their own entry, and one that collides with them but is not there is not")
  func collisions() throws {
    let keys = Self.colliding
    try #require(keys.count > 9)
    let entries = keys.prefix(8).enumerated().map { PairTable.Entry(first: $1, key: UInt32($0), unit: UInt32(100 + $0)) }
    let built = PairTable.build(entries)
    #expect(built.count == 16)
    let (image, table) = try table(built)
    try withExtendedLifetime(image) {
      for entry in entries {
        let found = try #require(table[entry.first >> 16, entry.first & 0xFFFF])
        #expect(found.pointee.key == entry.key && found.pointee.unit == entry.unit)
      }
      #expect(table[keys[8] >> 16, keys[8] & 0xFFFF] == nil)
    }
  }

  @Test("Every pair of a random set is found, and no other, also by the filter before the table", arguments: 0..<20)
  func random(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var known: Set<UInt32> = []
    for _ in 0..<[0, 1, 8, 9, 3000][seed % 5] { known.insert(RandomText.han(&generator).value << 16 | RandomText.han(&generator).value) }
    let (image, table) = try table(PairTable.build(known.sorted().map { PairTable.Entry(first: $0, key: ~$0, unit: 0) }))
    let filter = FirstFilter.build(Array(known))
    var builder = ImageBuilder()
    builder.add("bits", BitFilter.section(known.map(PairTable.hash)))
    let other = try Image(bytes: builder.bytes(), origin: "test")
    let bits = try BitFilter(other, "bits")
    withExtendedLifetime((image, other)) {
      for pair in known {
        #expect(table[pair >> 16, pair & 0xFFFF]?.pointee.key == ~pair)
        #expect(FirstFilter.pairFlag(pair >> 16, pair & 0xFFFF, filter) == CharacterFlag.pair)
        #expect(bits.mayHold(PairTable.hash(pair)))
      }
      var chance = 0
      for _ in 0..<500 {
        let pair = RandomText.han(&generator).value << 16 | RandomText.han(&generator).value
        #expect((table[pair >> 16, pair & 0xFFFF] != nil) == known.contains(pair))
        if bits.mayHold(PairTable.hash(pair)) { chance += 1 }
      }
      #expect(chance < 100, "a filter with eight bits a hash lets an eighth pass")
    }
  }

  @Test("A damaged table without a free place ends its search")
  func full() throws {
    let (image, table) = try table((Self.colliding.prefix(9) + (1...7)).map { PairTable.Entry(first: $0, key: 1, unit: 0) })
    withExtendedLifetime(image) { #expect(table[0x9FA5, 0x9FA5] == nil) }
    #expect(throws: LexiconError.self) { _ = try self.table([PairTable.Entry(first: 1, key: 1, unit: 0)]) }
  }
}

@Suite struct GuardBordersTests {
  private func borders(_ keys: [String], _ guards: [String]) -> GuardBorders {
    GuardBorders(keys: keys.map { Array($0.utf8) }, guards: guards.map { Array($0.utf8) })
  }

  private func hash(_ text: String) -> UInt32 {
    let scalars = text.unicodeScalars.map(\.value)
    return GuardBorders.hash(scalars[0], scalars[1], scalars.count > 2 ? scalars[2] : 0)
  }

  @Test("A guard counts where it ends in the beginning of a key, holds a key behind its first character, or begins with one and is longer")
  func touching() {
    let found = borders(["信息", "面粉"], ["短信", "个人信息表", "信息论", "信息", "方面", "粉色", "天气"])
    #expect(found.guards == ["短信", "个人信息表", "信息论", "方面"].map { Array($0.utf8) })
    #expect(found.before == [hash("短信"), hash("人信息"), hash("方面")])
    #expect(found.after == [TableKey.bit(0x8BBA), 0])
  }

  @Test("What has not three bytes behind a key may be any, and before one is not looked for")
  func otherLengths() {
    let found = borders(["信息"], ["信息A", "é信"])
    #expect(found.after == [.max])
    #expect(found.before == [GuardBorders.hash(0, 0x4FE1, 0)])
  }
}

@Suite struct SettledNeighboursTests {
  private typealias Phrase = (choice: Int, before: UInt16?, after: UInt16?, reading: Int)

  private func context(_ before: UInt16, _ after: UInt16) -> Context {
    Context(beforeLast: Context.other, before: before, after: after, afterNext: Context.other)
  }

  private func table(_ finder: SettledNeighbours.Finder, _ phrases: [Phrase] = []) throws -> (Image, SettledNeighbours) {
    var finder = finder
    var builder = ImageBuilder()
    builder.add(SettledNeighbours.section, finder.section(phrases: phrases))
    let image = try Image(bytes: builder.bytes(), origin: "test")
    return (image, try SettledNeighbours(image))
  }

  /// 100 beside 200 and 201, always the second reading; 101 beside 202, at times the first and at times the third.
  private var finder: SettledNeighbours.Finder {
    var finder = SettledNeighbours.Finder()
    for _ in 0..<10 {
      finder.note(7, context(100, 200), reading: 1)
      finder.note(7, context(100, 201), reading: 1)
      finder.note(7, context(101, 202), reading: 0)
      finder.note(7, context(101, 202), reading: 2)
    }
    return finder
  }

  @Test("Neighbours that agree settle a reading, one alone where it was seen often, and none where examples differ")
  func settles() throws {
    let (image, settled) = try table(finder)
    withExtendedLifetime(image) {
      #expect(settled.reading(7, before: 100, after: 200) == 1)
      #expect(settled.reading(7, before: 100, after: 999) == 1 && settled.reading(7, before: 999, after: 201) == 1)
      #expect(settled.reading(7, before: 101, after: 202) == nil)
      #expect(settled.reading(7, before: 100, after: 202) == nil, "one side is open")
      #expect(settled.reading(7, before: 998, after: 999) == nil && settled.reading(8, before: 100, after: 200) == nil)
    }
  }

  @Test("An example that would be read wrongly opens its rarer neighbour, and leaves the other")
  func mends() throws {
    var finder = finder
    for _ in 0..<3 { finder.note(7, context(300, 201), reading: 1) }
    finder.note(7, context(300, 200), reading: 0)
    let (image, settled) = try table(finder)
    withExtendedLifetime(image) {
      #expect(settled.reading(7, before: 300, after: 200) == nil)
      #expect(settled.reading(7, before: 100, after: 200) == 1)
    }
  }

  @Test("A phrase of the dictionaries opens what would read it in another way, and nothing where it reads alike")
  func phrases() throws {
    let (image, settled) = try table(finder, [(7, 400, nil, 2), (7, nil, 200, 1), (7, 100, 201, 0)])
    withExtendedLifetime(image) {
      #expect(settled.reading(7, before: 400, after: 200) == nil, "the phrase ends here, whatever follows")
      #expect(settled.reading(7, before: 999, after: 200) == 1)
      #expect(settled.reading(7, before: 100, after: 201) == nil)
    }
  }

  @Test("Every neighbour of a large random set is found as it was stored")
  func random() throws {
    var generator = SplitMix64(seed: 5)
    var finder = SettledNeighbours.Finder()
    var known: [(choice: Int, before: UInt16, reading: Int)] = []
    for number in 0..<60_000 {
      known.append((number % 250, UInt16(0x4E00 + number / 250), generator.below(3)))
      for _ in 0..<6 { finder.note(known[number].choice, context(known[number].before, Context.absent), reading: known[number].reading) }
    }
    let (image, settled) = try table(finder)
    withExtendedLifetime(image) {
      #expect(known.allSatisfy { settled.reading($0.choice, before: $0.before, after: 0x9FFF) == $0.reading })
      #expect((0..<1000).allSatisfy { settled.reading($0 % 250, before: UInt16(0x8000 + $0), after: 0x9FFF) == nil })
    }
  }

  @Test("What is no such table is refused")
  func damaged() throws {
    for bytes in [[UInt8](), [1, 2, 3, 4], [UInt8](repeating: 0, count: 1 << 18)] {
      var builder = ImageBuilder()
      builder.add(SettledNeighbours.section, bytes)
      let image = try Image(bytes: builder.bytes(), origin: "test")
      #expect(throws: LexiconError.self) { _ = try SettledNeighbours(image) }
    }
  }
}
