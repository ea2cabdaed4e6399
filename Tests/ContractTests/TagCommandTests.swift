import Foundation
import TestSupport
import Testing

/// Parts of speech on the command line: `train tag`, `evaluate tag`, `segment --pos`.
@Suite struct TagCommandTests {
  private static let gold = [
    ["我\tPRON\tPN", "买\tVERB\tVV", "了\tPART\tAS", "书\tNOUN\tNN", "。\tPUNCT\tPU"],
    ["她\tPRON\tPN", "买\tVERB\tVV", "了\tPART\tAS", "桌子\tNOUN\tNN", "。\tPUNCT\tPU"]
  ]

  private func gold(_ folder: TemporaryFolder) throws -> String {
    let sentences = Self.gold.map { words in
      words.enumerated().map { at, word in
        let fields = word.split(separator: "\t")
        return "\(at + 1)\t\(fields[0])\t_\t\(fields[1])\t\(fields[2])" + String(repeating: "\t_", count: 5) + "\n"
      }.joined() + "\n"
    }
    return try folder.write(sentences.joined().utf8, to: "gold.conllu")
  }

  @Test("A model that is trained tags what it learnt from without an error, and is the same when it is trained again")
  func train() throws {
    let folder = try TemporaryFolder()
    let gold = try gold(folder)
    var models: [[UInt8]] = []
    for name in ["one.model", "two.model"] {
      let outcome = try Command.run(["train", "tag", "--corpus", gold, "--passes", "20", "-o", "\(folder.path)/\(name)"])
      #expect(outcome.status == 0)
      #expect(outcome.messages.contains("pass 20 of 20"))
      models.append([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))))
    }
    #expect(models[0] == models[1])
    let json = try Command.run(["evaluate", "tag", gold, "--model", "\(folder.path)/one.model", "--format", "json"])
    #expect(json.status == 0)
    #expect(json.text == #"{"words":10,"accuracy":1,"confusions":[],"errors":[]}"# + "\n")
    let table = try Command.run(["evaluate", "tag", gold, "--model", "\(folder.path)/one.model"])
    #expect(table.text.contains("accuracy %  100.00"))
  }

  @Test("The model beside the image is asked otherwise")
  func evaluate() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(["evaluate", "tag", try gold(folder), "--format", "json"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix(#"{"words":10,"accuracy":"#))
  }

  @Test("A gold or a model that is not there ends with 66, and what is no model with a message")
  func bad() throws {
    let folder = try TemporaryFolder()
    let gold = try gold(folder)
    #expect(try Command.run(["evaluate", "tag", "/nowhere.conllu"]).status == 66)
    #expect(try Command.run(["evaluate", "tag", gold, "--model", "/nowhere.model"]).status == 66)
    #expect(try Command.run(["train", "tag", "--corpus", "/nowhere.conllu", "-o", "\(folder.path)/x"]).status == 66)
    let outcome = try Command.run(["evaluate", "tag", gold, "--model", gold])
    #expect(outcome.status != 0 && outcome.messages.contains("gold.conllu"))
    #expect(try Command.run(["segment", "--pos", "penn"], input: "好".utf8).status == 64)
    #expect(try Command.run(["train", "tag", "--corpus", gold, "--passes", "0", "-o", "\(folder.path)/x"]).status == 64)
  }

  @Test("Words with parts of speech are the words without them", arguments: ["upos", "ctb", "jieba"])
  func segment(set: String) throws {
    let text = "公司实现营业收入48.6亿元，\r\n\n他說好/壞。\n"
    let plain = try Command.run(["segment"], input: text.utf8)
    let tagged = try Command.run(["segment", "--pos", set], input: text.utf8)
    #expect(tagged.status == 0)
    func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0.isNewline } }
    #expect(words(tagged.text).map { $0[..<($0.lastIndex(of: "/") ?? $0.startIndex)] } == words(plain.text))
    #expect(tagged.text.filter(\.isNewline) == "\r\n\n\n")
  }

  @Test("Records name parts of speech in the set that is asked for")
  func records() throws {
    func tags(_ arguments: [String]) throws -> [String] {
      let outcome = try Command.run(["segment", "--output-format", "conllu"] + arguments, input: "，。\n".utf8)
      #expect(outcome.status == 0)
      return outcome.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: "\t", omittingEmptySubsequences: false)[3...4].joined(separator: " ") }
    }
    #expect(try tags([]).allSatisfy { $0.hasPrefix("PUNCT") })
    #expect(try tags(["--pos", "ctb"]) == ["PUNCT PU", "PUNCT PU"])
  }

  @Test("A user's word of Latin letters with spaces is foreign, no mark")
  func spaced() throws {
    let folder = try TemporaryFolder()
    let words = try folder.write("word\nNew York Times\n".utf8, to: "my.tsv")
    let outcome = try Command.run(["segment", "--dictionary", words, "--output-format", "conllu"], input: Data("他读New York Times。\n".utf8))
    #expect(outcome.text.contains("\tNew York Times\t_\tX\t"))
  }

  @Test("A model of names is the same when it is trained again, and a wrong line of its corpus is named")
  func names() throws {
    let folder = try TemporaryFolder()
    let corpus = try folder.write("他\tO\n在\tO\n阿\tB-LOC\n巴\tI-LOC\n\n他\tO\n说\tO\n".utf8, to: "gold.iob")
    let models = try ["one.model", "two.model"].map { name in
      let outcome = try Command.run(["train", "names", "--corpus", corpus, "--silver", corpus, "--passes", "3", "-o", "\(folder.path)/\(name)"])
      #expect(outcome.status == 0)
      #expect(outcome.messages.contains("pass 3 of 3"))
      return try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    #expect(models[0] == models[1] && !models[0].isEmpty)
    let bad = try folder.write("他\tO\n巴\tI-LOC\n".utf8, to: "bad.iob")
    let outcome = try Command.run(["train", "names", "--corpus", bad, "-o", "\(folder.path)/bad.model"])
    #expect(outcome.status != 0 && outcome.messages.contains("bad.iob:2"))
  }
}
