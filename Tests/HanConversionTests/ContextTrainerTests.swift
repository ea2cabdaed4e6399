import HanLexicon
import TestSupport
import Testing

@testable import HanConversion

@Suite struct ContextTrainerTests {
  /// No word has such neighbours, so that nothing but the three sentences tells.
  private func invented() throws -> ContextTrainer {
    var trainer = try ContextTrainer(try TestImage.open())
    trainer.add(text: "喵喵隻喵喵", weight: 4, isTaiwan: true)
    trainer.add(text: "汪汪隻汪汪", weight: 4, isTaiwan: true)
    trainer.add(text: "咩咩只咩咩", weight: 4, isTaiwan: true)
    return trainer
  }

  private func model(_ bytes: [UInt8]) throws -> ContextModel {
    try ContextModel(try Image(bytes: bytes, origin: "trained"), for: try TestImage.open())
  }

  @Test("The same input gives the same bytes twice, and another input others")
  func sameBytes() throws {
    let bytes = try invented().model()
    #expect(try invented().model() == bytes)
    var more = try invented()
    more.add(text: "汪喵隻咩汪", weight: 4, isTaiwan: true)
    #expect(try more.model() != bytes)
  }

  @Test("A model of three invented sentences knows their readings")
  func learns() throws {
    let trainer = try invented()
    #expect(trainer.count == 3)
    let converter = try ConfigurationConverter(try TestImage.open(), configuration: "s2t", model: try model(try trainer.model()))
    #expect(converter.convert("喵喵只喵喵") == "喵喵隻喵喵")
    #expect(converter.convert("汪汪只汪汪") == "汪汪隻汪汪")
    #expect(converter.convert("咩咩只咩咩") == "咩咩只咩咩")
    // The opposite lesson gives the opposite.
    var opposite = try ContextTrainer(try TestImage.open())
    opposite.add(text: "喵喵只喵喵", weight: 4, isTaiwan: true)
    opposite.add(text: "咩咩隻咩咩", weight: 4, isTaiwan: true)
    let other = try ConfigurationConverter(try TestImage.open(), configuration: "s2t", model: try model(try opposite.model()))
    #expect(other.convert("喵喵只喵喵，咩咩只咩咩") == "喵喵只喵喵，咩咩隻咩咩")
  }

  @Test("Only what makes a difference steadily is learnt from: `learn` of the choices")
  func sources() throws {
    var trainer = try ContextTrainer(try TestImage.open())
    // 餘 and 余 are told apart in Taiwan alone, 佔 and 占 in examples alone.
    trainer.add(text: "咩餘咩", weight: 1, isTaiwan: false)
    trainer.add(text: "咩佔咩", weight: 1, isTaiwan: true)
    #expect(trainer.count == 0)
    trainer.add(text: "咩餘咩", weight: 1, isTaiwan: true)
    #expect(trainer.count == 1)
    trainer.add(turn: "咩佔咩", weight: 1)
    #expect(trainer.count == 2)
  }

  @Test("A model for other choices is refused, and so is what is no model")
  func otherChoices() throws {
    let bytes = try invented().model()
    let image = try Image(bytes: bytes, origin: "trained")
    var builder = ImageBuilder()
    for name in image.names {
      var section = Array(try image.section(name))
      if name == "choices" { section[0x53EA] += 1 }
      builder.add(name, section)
    }
    let error = try #require(throws: LexiconError.self) { try model(builder.bytes()) }
    #expect(error.code == .notAnImage && error.message.contains("train"))
    #expect(throws: LexiconError.self) { try ContextModel(try TestImage.open(), for: try TestImage.open()) }
    #expect(throws: Never.self) { try model(bytes) }
  }
}

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
    let bits = BitFilter.build(known.map(PairTable.hash))
    withExtendedLifetime(image) {
      for pair in known {
        #expect(table[pair >> 16, pair & 0xFFFF]?.pointee.key == ~pair)
        #expect(FirstFilter.mayHold(CharacterFlag.pair, pair >> 16, pair & 0xFFFF, filter) == 1)
        #expect(FirstFilter.mayHold(0, pair >> 16, pair & 0xFFFF, filter) == 0, "a character that begins no key begins none")
        #expect(BitFilter.mayHold(PairTable.hash(pair), bits))
      }
      for _ in 0..<500 {
        let pair = RandomText.han(&generator).value << 16 | RandomText.han(&generator).value
        #expect((table[pair >> 16, pair & 0xFFFF] != nil) == known.contains(pair))
      }
    }
  }

  @Test("A damaged table without a free place ends its search")
  func full() throws {
    let (image, table) = try table((Self.colliding.prefix(9) + (1...7)).map { PairTable.Entry(first: $0, key: 1, unit: 0) })
    withExtendedLifetime(image) { #expect(table[0x9FA5, 0x9FA5] == nil) }
    #expect(throws: LexiconError.self) { _ = try self.table([PairTable.Entry(first: 1, key: 1, unit: 0)]) }
  }
}
