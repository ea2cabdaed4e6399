import HanArticle
import Testing

@testable import HanFormats

@Suite struct CoNLLUWriterTests {
  private func lines(_ article: Article, _ unit: OffsetUnit = .scalar) -> String {
    String(decoding: CoNLLUWriter(producer: "hanflow/0+0", offsetUnit: unit).lines(article), as: UTF8.self)
  }

  /// 𠮷 is four bytes, one scalar and two UTF-16 units.
  private var article: Article {
    var article = Article(id: "news/a b", text: "𠮷 在　New York。\n好")
    article[Tokens.self] = [
      Token(range: 0..<4, pos: .properNoun), Token(range: 5..<8), Token(range: 11..<19), Token(range: 19..<22), Token(range: 23..<26)
    ]
    article[Sentences.self] = [Sentence(range: 0..<22), Sentence(range: 23..<26)]
    return article
  }

  @Test("Each word has ten columns, and the text is what the words and their spaces make")
  func columns() {
    let expected = """
      # newdoc id = news/a b
      # generator = hanflow/0+0
      # sent_id = news_a b-1
      # text = 𠮷 在 New York。
      1\t𠮷\t_\tPROPN\t_\t_\t_\t_\t_\tStart=0|End=1
      2\t在\t_\t_\t_\t_\t_\t_\t_\tStart=2|End=3
      3\tNew York\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Start=4|End=12
      4\t。\t_\t_\t_\t_\t_\t_\t_\tStart=12|End=13

      # sent_id = news_a b-2
      # text = 好
      1\t好\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Start=14|End=15


      """
    #expect(lines(article) == expected)
  }

  @Test("Offsets count what they are asked to count, and a comment says so")
  func offsets() {
    #expect(lines(article, .utf8).contains("# offsets = utf8\n"))
    #expect(lines(article, .utf8).contains("Start=11|End=19\n"))
    #expect(lines(article, .utf16).contains("# offsets = utf16\n"))
    #expect(lines(article, .utf16).contains("Start=5|End=13\n"))
  }

  @Test("No word is lost that stands before, between or without sentences")
  func sentences() {
    var article = Article(id: "x", text: "abcd")
    article[Tokens.self] = (0..<4).map { Token(range: $0..<($0 + 1)) }
    func starts() -> [String] { lines(article).split(separator: "\n").filter { $0.hasPrefix("# text") }.map { String($0.dropFirst(9)) } }
    #expect(starts() == ["abcd"])
    article[Sentences.self] = [Sentence(range: 1..<2), Sentence(range: 3..<4)]
    #expect(starts() == ["abc", "d"])
    article[Tokens.self] = [Token(range: 0..<4)]
    #expect(starts() == ["abcd"])
  }

  @Test("An article without words is nothing, and an id that has line ends is one line")
  func edges() {
    #expect(lines(Article(id: "x", text: " ")) == "")
    var article = Article(id: "a\r\nb\tc", text: "好")
    article[Tokens.self] = [Token(range: 0..<3)]
    #expect(lines(article).hasPrefix("# newdoc id = a b c\n# generator"))
  }
}
