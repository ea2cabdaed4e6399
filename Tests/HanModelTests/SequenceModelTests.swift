import HanLexicon
import HanModel
import Testing

@Suite struct SequenceModelTests {
  private func text(_ characters: String) -> SequenceText {
    var text = SequenceText()
    for scalar in characters.unicodeScalars { text.append(UInt16(scalar.value)) }
    return text
  }

  /// Words between spaces, learnt from.
  private func trainer(_ lines: [String]) -> SequenceTrainer {
    var trainer = SequenceTrainer(labels: .words, clueCount: 1)
    for line in lines {
      let words = line.split(separator: " ")
      trainer.add(text(words.joined()), labels: LabelSet.words(words.map(\.count)))
    }
    return trainer
  }

  private func trained(_ lines: [String], passes: Int = 8, runs: Int = 1) throws -> SequenceModel {
    var trainer = trainer(lines)
    trainer.train(passes: passes, runs: runs)
    return try SequenceModel(try Image(bytes: trainer.model(), origin: "trained"))
  }

  private func cut(_ model: SequenceModel, _ characters: String, allowed: [UInt64] = []) -> String {
    let decoder = SequenceDecoder(model)
    decoder.decode(text(characters), allowed: allowed)
    return zip(characters, decoder.path).map { $1 >= 2 ? "\($0) " : "\($0)" }.joined()
  }

  private static let lines = ["甲乙 丙", "丙 甲乙 丁", "丁戊己 甲乙", "丙 丁戊己"]

  @Test("What was learnt is cut as it was, alone and in a new order", arguments: [1, 3])
  func learns(runs: Int) throws {
    let model = try trained(Self.lines, runs: runs)
    #expect(cut(model, "甲乙丙") == "甲乙 丙 ")
    #expect(cut(model, "丁戊己丙甲乙") == "丁戊己 丙 甲乙 ")
    #expect(cut(model, "") == "")
  }

  @Test("The same input gives the same bytes, another order of chance others")
  func sameBytes() {
    func bytes(seed: UInt64) -> [UInt8] {
      var trainer = trainer(Self.lines + ["乙甲 丙丁", "乙 甲丙 丁"])
      trainer.train(passes: 3, seed: seed)
      return trainer.model()
    }
    #expect(bytes(seed: 1) == bytes(seed: 1))
    #expect(bytes(seed: 1) != bytes(seed: 2))
  }

  @Test("Labels that are forced are kept, and the rest goes round them")
  func forced() throws {
    let model = try trained(Self.lines)
    // 乙丙 as one word.
    #expect(cut(model, "甲乙丙", allowed: [0, 1, 4]) == "甲 乙丙 ")
  }

  @Test("Lengths of words as labels")
  func labels() {
    #expect(LabelSet.words([1, 2, 4]) == [3, 0, 2, 0, 1, 1, 2])
  }

  @Test("What is no model is refused", arguments: ["labels", "masks", "pairs", "skips", "transitions", "symbols", "clues"])
  func damaged(section: String) throws {
    var trainer = trainer(Self.lines)
    trainer.train(passes: 1)
    let image = try Image(bytes: trainer.model(), origin: "trained")
    var builder = ImageBuilder()
    for name in image.names { builder.add(name, name == section ? [7] : Array(try image.section(name))) }
    #expect(throws: LexiconError.self) { _ = try SequenceModel(try Image(bytes: builder.bytes(), origin: "damaged")) }
  }
}
