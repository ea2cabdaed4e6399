import HanArticle
import HanText
import TestSupport
import Testing

@Suite struct SentenceTests {
  private func sentences(_ text: String) -> [String] {
    let text = ArticleText(text)
    return SentenceBreaker.sentences(of: text, atoms: AtomScanner.atoms(of: text)).map { text[$0.range] }
  }

  @Test(
    "A sentence ends behind its mark, with the quotes that close there",
    arguments: [
      ("涨了。跌了！真的？是", ["涨了。", "跌了！", "真的？", "是"]), ("“我们会赢。”他说。", ["“我们会赢。”", "他说。"]), ("他说：“会赢。输？不会！”完了。", ["他说：“会赢。输？不会！”", "完了。"]),
      ("「會贏。」他說。", ["「會贏。」", "他說。"]), ("（本文為範例。）次句。", ["（本文為範例。）", "次句。"]), ("“会赢。”，他说。", ["“会赢。”，他说。"]),
      ("真的吗？！当然。", ["真的吗？！", "当然。"]), ("他想……算了。", ["他想……", "算了。"]), ("好。。。吧", ["好。。。", "吧"]), ("他说“‘好。’她答。”完。", ["他说“‘好。’她答。”", "完。"])
    ])
  func ends(text: String, expected: [String]) {
    #expect(sentences(text) == expected)
  }

  @Test(
    "No sentence ends inside a decimal, an address, a name or an initial",
    arguments: [
      ("涨3.14%。跌2.5%。", ["涨3.14%。", "跌2.5%。"]), ("见https://a.cn/x.html?y=1!好。", ["见https://a.cn/x.html?y=1!", "好。"]),
      ("J. Smith and A. B. Jones met. They left.", ["J. Smith and A. B. Jones met.", "They left."]), ("Is it? Yes. No!", ["Is it?", "Yes.", "No!"]),
      ("The U.S. market fell. It rose.", ["The U.S. market fell.", "It rose."]), ("v1.2 is out.", ["v1.2 is out."])
    ])
  func inside(text: String, expected: [String]) {
    #expect(sentences(text) == expected)
  }

  @Test("A line is a sentence at least, and white space around it belongs to none")
  func lines() {
    #expect(sentences("标题\n　　正文一。 正文二\r\n\r\n末行") == ["标题", "正文一。", "正文二", "末行"])
    #expect(sentences("“没有合上\n下一行。再一句。") == ["“没有合上", "下一行。", "再一句。"])
    #expect(sentences(" \n\t ") == [])
    #expect(sentences("") == [])
  }

  @Test("Sentences stand in order and leave nothing but white space between them, whatever the text", arguments: 0..<200)
  func random(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let text = ArticleText(RandomText.mixed(&generator, pieces: 60))
    let atoms = AtomScanner.atoms(of: text)
    var end = 0
    for sentence in SentenceBreaker.sentences(of: text, atoms: atoms) {
      #expect(sentence.range.lowerBound >= end && !sentence.range.isEmpty)
      #expect(Self.isBlank(text[end..<sentence.range.lowerBound]))
      #expect(UTF8Bytes.firstInvalid(Array(text.bytes[sentence.range])) == nil)
      end = sentence.range.upperBound
      #expect(!atoms.contains { $0.range.lowerBound < end && end < $0.range.upperBound })
    }
    #expect(Self.isBlank(text[end..<text.count]))
  }

  private static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.value <= 0x20 }
  }
}
