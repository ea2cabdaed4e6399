import HanArticle
import HanText
import Testing

@Suite struct WordBreakerTests {
  @Test(
    "Words and marks are told apart, and white space is left out",
    arguments: [
      ("", []), (" \u{3000}\r\n", []), ("好", ["好"]), ("New York, 3.5%", ["New", "York", ",", "3.5", "%"]), ("中国，中国。", ["中国", "，", "中国", "。"]),
      ("𠮷 é😀", ["𠮷", "é", "😀"]), ("a\0b", ["a", "\0", "b"])
    ])
  func words(text: String, expected: [String]) throws {
    let text = ArticleText(text)
    #expect(try WordBreaker().words(of: text).map { text[$0] } == expected)
  }

  @Test("One breaker cuts text after text")
  func reused() throws {
    let breaker = try WordBreaker()
    for _ in 0..<3 {
      for text in ["中国，", "a b", ""].map({ ArticleText($0) }) { #expect(try breaker.words(of: text) == WordBreaker().words(of: text)) }
    }
  }
}
