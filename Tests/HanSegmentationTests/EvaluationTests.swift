import HanArticle
import HanLexicon
import HanText
import TestSupport
import Testing

@testable import HanSegmentation

@Suite struct GoldSentenceTests {
  private func words(_ text: String, name: String = "gold.txt") throws -> [[String]] {
    try GoldSentence.read(Array(text.utf8), name: name).map { $0.words.map(\.text) }
  }

  @Test(
    "A line is a sentence, and any white space parts its words",
    arguments: [
      ("下雨 天\n留客\n", [["下雨", "天"], ["留客"]]), ("  下雨　天\t 留\r\n\r\n \n客", [["下雨", "天", "留"], ["客"]]), ("", []),
      ("# 是 标签\n", [["#", "是", "标签"]])
    ])
  func lines(text: String, expected: [[String]]) throws {
    #expect(try words(text) == expected)
  }

  @Test("CoNLL-U is told by its name or by its first line, and its words may hold spaces")
  func conllu() throws {
    let text =
      "# text = 读New York\n1\t读\t_\tVERB\tVV\t_\t0\troot\t_\tSpaceAfter=No\n2\tNew York\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\t好\t_\tADJ\t_\t_\t_\t_\t_\t_\n"
    for name in ["gold.conllu", "gold.txt"] { #expect(try words(text, name: name) == [["读", "New York"], ["好"]]) }
    let tags = try GoldSentence.read(Array(text.utf8), name: "gold.conllu").map { $0.words.map(\.pos) }
    #expect(tags == [[.verb, nil], [.adjective]])
    #expect(try words("1\t看似\n2\t好\n", name: "gold.conll") == [["看似", "好"]])
  }

  @Test("A multiword token stands for its words, and an empty node for none")
  func multiword() throws {
    let rest = String(repeating: "\t_", count: 8)
    let text = ["1-2\tvámonos", "1\tvamos", "2\tnos", "2.1\tx", "3\tal"].map { $0 + rest + "\n" }.joined()
    #expect(try words(text, name: "gold.conllu") == [["vámonos", "al"]])
    #expect(try words(text) == [["vámonos", "al"]])
  }

  @Test("A line of CoNLL-U without a word stops the reading and is named", arguments: ["1\t好\n二\t好\n", "1\t好\n2\n", "1\t好\n2\t\n"])
  func fault(text: String) throws {
    let error = try #require(throws: LexiconError.self) { try words(text, name: "gold.conllu") }
    #expect(error.place == "gold.conllu:2")
  }

  @Test("Words are joined without white space, and stand where they stand then")
  func joined() {
    let sentence = GoldSentence([.init("iPhone"), .init("16"), .init("版")])
    #expect(sentence.text.string == "iPhone16版")
    #expect(sentence.ranges == [0..<6, 6..<8, 8..<11])
  }
}

@Suite struct WordEvaluationTests {
  private typealias Miss = WordEvaluation.Miss

  private func sentence(_ words: String) -> GoldSentence { GoldSentence(words.split(separator: " ").map { .init(String($0)) }) }

  /// An evaluation of pairs of a gold sentence and the words found in it, where the words of `train` are known.
  private func evaluation(_ pairs: [(gold: String, found: String)], train: String = "") throws -> WordEvaluation {
    let vocabulary = try Segmenter.Vocabulary(try TestImage.open())
    var evaluation = WordEvaluation(known: KnownWords(of: [sentence(train)], vocabulary))
    for pair in pairs { evaluation.add(sentence(pair.gold), found: sentence(pair.found).ranges) }
    return evaluation
  }

  @Test("A word is right where both its ends are")
  func figures() throws {
    let found = try evaluation([("下雨 天 留客 天", "下雨天 留客 天"), ("好 人", "好 人")])
    #expect((found.sentences, found.gold, found.found, found.right) == (2, 6, 5, 4))
    #expect(found.precision == 0.8)
    #expect(found.recall == 4.0 / 6)
    #expect(found.f1 == 8.0 / 11)
  }

  @Test("Nothing to count gives 0 everywhere")
  func empty() throws {
    let found = try evaluation([])
    #expect([found.precision, found.recall, found.f1, found.unknownRate, found.unknownRecall] == [0, 0, 0, 0, 0])
    #expect(found.misses.isEmpty)
  }

  @Test("A miss goes from one common end to the next, and the most frequent comes first")
  func misses() throws {
    let found = try evaluation([("一 個 人", "一個 人"), ("研究 生命 起源", "研究生 命 起源"), ("是 一 個", "是 一個"), ("甲 乙 丙丁", "甲乙 丙 丁")])
    #expect(
      found.misses.map(\.miss) == [
        Miss(gold: "一 個", found: "一個"), Miss(gold: "丙丁", found: "丙 丁"), Miss(gold: "甲 乙", found: "甲乙"),
        Miss(gold: "研究 生命", found: "研究生 命")
      ])
    #expect(found.misses.map(\.count) == [2, 1, 1, 1])
  }

  @Test("Words are out of vocabulary where no corpus has them, in either script")
  func unknown() throws {
    let found = try evaluation([("輝達 發布 財報", "輝 達 發布 財報")], train: "发布")
    #expect((found.unknown, found.unknownRight) == (2, 1))
    #expect(found.unknownRate == 2.0 / 3)
    #expect(found.unknownRecall == 0.5)
  }

  @Test(
    "Without corpora the lexicon's words are known, and what is found by rule",
    arguments: [("公司", true), ("GPT-4o", true), ("48.6", true), ("，", true), ("江瀾汪喵", false)])
  func lexicon(word: String, isKnown: Bool) throws {
    #expect(KnownWords(try Segmenter.Vocabulary(try TestImage.open())).contains(word.utf8) == isKnown)
  }

  @Test("The segmenter's own cut of a sentence has no errors")
  func own() throws {
    let vocabulary = try Segmenter.Vocabulary(try TestImage.open())
    var segmenter = Segmenter(vocabulary)
    var evaluation = WordEvaluation(known: KnownWords(vocabulary))
    var lines = LineSegmenter(segmenter)
    let cut = String(decoding: lines.lines(Array("公司实现营业收入48.6亿元，英伟达发布GPT-4o。".utf8)[...]), as: UTF8.self)
    evaluation.add(sentence(cut), by: &segmenter)
    #expect(evaluation.f1 == 1)
    #expect(evaluation.misses.isEmpty)
  }
}
