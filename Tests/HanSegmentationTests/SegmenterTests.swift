import HanArticle
import HanLexicon
import HanText
import TestSupport
import Testing

@testable import HanSegmentation

@Suite struct SegmenterTests {
  private func segmenter(_ standard: Standard = .news, overlays: [Image] = []) throws -> Segmenter {
    Segmenter(try Segmenter.Vocabulary(try TestImage.open(), overlays: overlays), standard: standard)
  }

  private func words(_ text: String, _ standard: Standard = .news, overlays: [Image] = []) throws -> [String] {
    var segmenter = try segmenter(standard, overlays: overlays)
    let text = ArticleText(text)
    return segmenter.tokens(of: text, atoms: AtomScanner.atoms(of: text)).map { text[$0.range] }
  }

  @Test(
    "Plain news is cut into its words",
    arguments: [
      ("公司实现营业收入48.6亿元", "公司 实现 营业 收入 48.6 亿 元"), ("英伟达发布GPT-4o", "英伟达 发布 GPT-4o"), ("下雨天留客", "下雨天 留客"), ("他说：“好。”", "他 说 ： “ 好 。 ”"), ("", ""),
      (" \n\t", "")
    ])
  func plain(text: String, expected: String) throws {
    let joined = try words(text).joined(separator: " ")
    // Which of two right cuts a lexicon prefers is its own affair; the marks, numerals and names are not.
    for piece in expected.split(separator: " ") where piece.utf8.allSatisfy({ $0 < 0x80 }) || "：“。”".contains(piece) {
      #expect(joined.split(separator: " ").contains(piece))
    }
    #expect(joined.filter { $0 != " " } == expected.filter { $0 != " " })
  }

  @Test("A date's numeral and unit and a per cent are one word in news, and two in UD")
  func standards() throws {
    #expect(try words("1998年增长50%", .news).contains("1998年"))
    #expect(try words("1998年增长50%", .news).contains("50%"))
    #expect(try words("1998年增长50%", .ud).contains("1998"))
    #expect(try words("1998年增长50%", .ud).contains("%"))
  }

  @Test("Chinese digits with Arabic noughts among them are one numeral", arguments: ["二００一", "二０００", "五0", "一九九０", "二00三"])
  func noughts(numeral: String) throws {
    for standard in Standard.allCases {
      // No word ends inside it; which one goes on behind it is the lexicon's affair.
      #expect(try words("（\(numeral)）", standard) == ["（", numeral, "）"])
    }
    #expect(try words("（三5）") == ["（", "三", "5", "）"])
  }

  @Test("Dashes and ellipses stay together")
  func runs() throws {
    #expect(try words("他——我……") == ["他", "——", "我", "……"])
    #expect(try words("a -- b") == ["a", "--", "b"])
  }

  @Test(
    "Two numerals with a mark between them are a score, a fraction or a time; more are none, and nothing else is",
    arguments: [
      ("比分3:2。", ["3:2"]), ("比分3：2", ["3：2"]), ("３∶２", ["３∶２"]), ("1/45的人", ["1/45"]), ("８：３０", ["８：３０"]), ("10:30-11:45", ["10:30", "11:45"]),
      ("1.5:1", ["1.5:1"]), ("2024/5/6", ["2024", "5", "6"]), ("12:30:45", ["12", "30", "45"]), ("1：第2", ["1", "2"]), ("3:：2", ["3", "2"]),
      ("3: 2", ["3", "2"])
    ], Standard.allCases)
  func ratios(_ example: (text: String, numerals: [String]), standard: Standard) throws {
    let words = try words(example.text, standard)
    #expect(words.filter { $0.unicodeScalars.contains { $0.properties.numericType == .decimal } } == example.numerals)
  }

  @Test("A user's word is not cut by a numeral that reaches into it")
  func ratioAndWord() throws {
    let folder = try TemporaryFolder()
    let mine = try Overlay.image(try folder.write("word\n2 强\n".utf8, to: "mine.tsv"), over: try TestImage.open())
    #expect(try words("3:2 强", overlays: [mine]) == ["3", ":", "2 强"])
  }

  @Test(
    "A run of kana, of Hangul or of other letters is one word, whatever stands around it",
    arguments: [
      ("ソニーは東京", ["ソニーは"]), ("鮮の每日", ["の"]), ("ﾆｭｰｽ", ["ﾆｭｰｽ"]), ("삼성전자는 한국의", ["삼성전자는", "한국의"]), ("カナ한글", ["カナ", "한글"]),
      ("Москва，α射线", ["Москва", "α"]),
      ("カール・マルクス", ["カール", "マルクス"])
    ])
  func letters(text: String, expected: [String]) throws {
    let words = try words(text)
    for word in expected { #expect(words.contains(word)) }
    #expect(words.joined() == text.filter { $0 != " " })
  }

  @Test("An emoji is one word, of however many scalars", arguments: ["😀", "👍🏽", "🇹🇼", "❤️", "👨‍👩‍👧"])
  func emoji(emoji: String) throws {
    #expect(try words("好\(emoji)\(emoji)。") == ["好", emoji, emoji, "。"])
    #expect(try words("“\(emoji)”𠮷") == ["“", emoji, "”", "𠮷"])
  }

  /// The tokens stand in order, on scalar boundaries, and leave out nothing but white space.
  private func expectWhole(_ text: ArticleText, _ tokens: [Token]) {
    var end = 0
    for token in tokens {
      #expect(token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= text.count)
      #expect(text[end..<token.range.lowerBound].unicodeScalars.allSatisfy { $0.properties.isWhitespace })
      #expect(UTF8Bytes.firstInvalid(Array(text.bytes[token.range])) == nil)
      end = token.range.upperBound
    }
    #expect(text[end..<text.count].unicodeScalars.allSatisfy { $0.properties.isWhitespace })
  }

  @Test("Tokens and the white space between them are the text, and no atom is cut, over random text", arguments: 0..<150, Standard.allCases)
  func random(seed: Int, standard: Standard) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var segmenter = try segmenter(standard)
    for _ in 0..<3 {
      let text = ArticleText(RandomText.mixed(&generator, pieces: 80))
      let atoms = AtomScanner.atoms(of: text)
      let tokens = segmenter.tokens(of: text, atoms: atoms)
      expectWhole(text, tokens)
      let ends = Set(tokens.map(\.range.upperBound))
      for atom in atoms { #expect(!ends.contains { atom.range.lowerBound < $0 && $0 < atom.range.upperBound }) }
    }
  }

  @Test("Nothing is lost of a stretch without punctuation, and no address is cut, however long", arguments: [4095, 4096, 12_293])
  func longStretch(bytes: Int) throws {
    var generator = SplitMix64(seed: 3)
    var text = ""
    while text.utf8.count < bytes { text += generator.pick(["发展", "英伟达", "一", "𠮷", "AI", "12"]) ?? "" }
    var segmenter = try segmenter()
    let whole = ArticleText(text)
    expectWhole(whole, segmenter.tokens(of: whole, atoms: AtomScanner.atoms(of: whole)))
    let url = ArticleText("https://a.cn/" + String(repeating: "x", count: bytes) + "发展")
    let tokens = segmenter.tokens(of: url, atoms: AtomScanner.atoms(of: url))
    #expect(tokens.map(\.range.count) == [bytes + 13, 6])
  }

  @Test("A segmenter that has cut one text cuts the next as a new one would")
  func scratch() throws {
    var generator = SplitMix64(seed: 5)
    var used = try segmenter()
    for _ in 0..<30 {
      let text = ArticleText(RandomText.mixed(&generator, pieces: 60))
      let atoms = AtomScanner.atoms(of: text)
      var fresh = try segmenter()
      #expect(used.tokens(of: text, atoms: atoms) == fresh.tokens(of: text, atoms: atoms))
    }
  }

  @Test("A sample and its copy in the other script, character for character, are cut at the same places", arguments: Samples.texts, Standard.allCases)
  func scriptInvariance(sample: String, standard: Standard) throws {
    let text = try Samples.text(sample)
    let folded = ArticleText(repairing: try ScriptFold(try TestImage.open()).fold(text.bytes))
    var segmenter = try segmenter(standard)
    let tokens = segmenter.tokens(of: text, atoms: AtomScanner.atoms(of: text))
    #expect(tokens == segmenter.tokens(of: folded, atoms: AtomScanner.atoms(of: folded)))
    expectWhole(text, tokens)
  }

  @Test("A user's word wins over the built-in ones, in either script")
  func overlay() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("word\tcount\ttag\n江澜银行股份\t100\tnt\n营业收入四十\t100\tn\n".utf8, to: "mine.tsv")
    let overlay = try Overlay.image(path, over: try TestImage.open())
    #expect(try !words("江澜银行股份有限公司").contains("江澜银行股份"))
    #expect(try words("江澜银行股份有限公司", overlays: [overlay]).contains("江澜银行股份"))
    #expect(try words("江瀾銀行股份有限公司", overlays: [overlay]).contains("江瀾銀行股份"))
    #expect(try words("实现营业收入四十亿", overlays: [overlay]).contains("营业收入四十"))
  }

  @Test("A line with one space between its words has the line's own characters", arguments: 0..<60)
  func spaced(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var segmenter = LineSegmenter(try segmenter())
    let line = RandomText.mixed(&generator, pieces: 40).filter { !$0.isNewline }
    let spaced = String(decoding: segmenter.lines(Array(line.utf8)[...]), as: UTF8.self)
    func bare(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
    #expect(bare(spaced) == bare(line))
    #expect(!spaced.contains("  ") && !spaced.hasPrefix(" ") && !spaced.hasSuffix(" "))
  }
}
