import Foundation
import TestSupport
import Testing

/// `segment` in its formats, and `evaluate`.
@Suite struct WordCommandTests {
  private static let sample = "Samples/ranges-lists.txt"

  @Test("As JSONL, a line is a record with words and sentences that is valid", arguments: ["model", "lattice", "icu"])
  func jsonl(engine: String) throws {
    let outcome = try Command.run(["segment", "--engine", engine, "--output-format", "jsonl"], input: "英伟达市值2.9万亿。\n\n好\n".utf8)
    #expect(outcome.status == 0)
    let validator = try SchemaValidator(JSON(Repository.bytes("Documentation/schema.json")))
    let records = try outcome.records()
    #expect(records.map { $0["id"]?.text } == ["-:1", "-:2", "-:3"])
    for record in records {
      #expect(validator.faults(record) == [])
      try RecordCheck(record).expectPlaces()
      #expect(record["tokens"] != nil && record["sentences"] != nil && record["figures"] == nil)
    }
  }

  @Test(
    "As CoNLL-U, every line is a comment, a word of ten columns or the end of a sentence", arguments: [["segment", "--input-format", "text"], ["run"]]
  )
  func conllu(command: [String]) throws {
    let outcome = try Command.run(command + ["--output-format", "conllu", Self.sample])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("# newdoc id = \(Self.sample)\n"))
    #expect(outcome.text.hasSuffix("\n\n"))
    for line in outcome.text.split(separator: "\n") where !line.hasPrefix("# ") {
      #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 10)
    }
  }

  @Test("What cuts words can be chosen for all layers", arguments: ["model", "lattice", "icu"])
  func engines(engine: String) throws {
    let commands = [["segment", "--input-format", "text"], ["run", "--stages", "segment"]]
    let outcomes = try commands.map { try Command.run($0 + ["--engine", engine, "--output-format", "conllu", Self.sample]) }
    #expect(outcomes.map(\.status) == [0, 0])
    #expect(outcomes[0].text == outcomes[1].text)
  }

  @Test("A bad record has no words: it is told of, and the others are written")
  func badRecord() throws {
    let outcome = try Command.run(
      ["segment", "--output-format", "conllu", "--input-format", "jsonl"], input: "{\"id\":\"x\"}\n{\"id\":\"y\",\"text\":\"好\"}\n".utf8)
    #expect(outcome.status == 0)
    #expect(outcome.messages.contains("x: missingText"))
    #expect(outcome.text.hasPrefix("# newdoc id = y\n"))
  }

  @Test("What segment wrote is evaluated without an error, as text and as CoNLL-U")
  func evaluate() throws {
    let folder = try TemporaryFolder()
    let text = "公司实现营业收入48.6亿元，\n他说好。\n"
    for (format, name) in [("text", "gold.seg"), ("conllu", "gold.conllu")] {
      let gold = try folder.write(try Command.run(["segment", "--output-format", format], input: text.utf8).output, to: name)
      let outcome = try Command.run(["evaluate", "segment", gold, "--train", gold, "--format", "json"])
      #expect(outcome.status == 0)
      #expect(outcome.text.contains(#""precision":1,"recall":1,"f1":1,"oovRate":0.0000,"#))
      #expect(outcome.text.hasSuffix(#""errors":[]}"# + "\n"))
    }
  }

  @Test("The gold's charset can be named, and the most frequent errors are listed, as many as are asked for")
  func errors() throws {
    let folder = try TemporaryFolder()
    // 公 司 发 布 in GB18030.
    let line: [UInt8] = [0xB9, 0xAB, 0x20, 0xCB, 0xBE, 0x20, 0xB7, 0xA2, 0x20, 0xB2, 0xBC, 0x0A]
    let gold = try folder.write(line + line, to: "gold.seg")
    let outcome = try Command.run(["evaluate", "segment", gold, "--errors", "1", "--encoding", "gb18030"])
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("F1 %"))
    #expect(outcome.lines.count == 10)
    #expect(outcome.text.contains("公 司"))
  }

  @Test("A gold that is not there ends with 66, and one that is no CoNLL-U with 64, naming the line")
  func badGold() throws {
    #expect(try Command.run(["evaluate", "segment", "/nowhere.seg"]).status == 66)
    let folder = try TemporaryFolder()
    let outcome = try Command.run(["evaluate", "segment", try folder.write("1\t好\nx\n".utf8, to: "gold.conllu")])
    #expect(outcome.status == 64)
    #expect(outcome.messages.contains("gold.conllu:2"))
  }
}
