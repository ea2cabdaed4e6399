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
