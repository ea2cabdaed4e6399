import HanArticle
import HanText
import TestSupport
import Testing

@Suite struct AtomTests {
  private func atoms(_ text: String) -> [String] {
    let text = ArticleText(text)
    return AtomScanner.atoms(of: text).map { "\($0.kind) \(text[$0.range])" }
  }

  @Test(
    "What no word may be cut inside is one atom",
    arguments: [
      // Names with digits and joining marks.
      ("发布GPT-4o模型", ["latin GPT-4o"]), ("COVID-19疫情", ["latin COVID-19"]), ("DeepSeek-V3发布", ["latin DeepSeek-V3"]), ("AT&T公司", ["latin AT&T"]),
      ("L'Oréal集团", ["latin L'Oréal"]), ("C++与C", ["latin C++", "latin C"]), ("iPhone 16 Pro", ["latin iPhone", "numeral 16", "latin Pro"]),
      ("A股和5G", ["latin A", "latin 5G"]), ("ＡＩ与Ｂ２", ["latin ＡＩ", "latin Ｂ２"]), ("v1.2.3版", ["latin v1.2.3"]), ("a_b字", ["latin a_b"]),
      ("U.S.市场", ["latin U.S."]), ("in the U.S. today", ["latin in", "latin the", "latin U.S.", "latin today"]),
      ("J. Smith", ["latin J", "latin Smith"]),
      ("S&P 500", ["latin S&P", "numeral 500"]), ("Yahoo!", ["latin Yahoo"]), ("end-", ["latin end"]),
      // Numerals, with point and separators but without sign and percent.
      ("1,234.5元", ["numeral 1,234.5"]), ("约3.14。", ["numeral 3.14"]), ("１２３人", ["numeral １２３"]), ("３．１４％", ["numeral ３．１４"]),
      ("-3.8%", ["numeral 3.8"]),
      ("2025-01-28", ["numeral 2025", "numeral 01", "numeral 28"]), ("16:31", ["numeral 16", "numeral 31"]),
      ("1,2,3", ["numeral 1", "numeral 2", "numeral 3"]),
      ("12,34", ["numeral 12", "numeral 34"]), ("1,234,567", ["numeral 1,234,567"]), ("１，２３４", ["numeral １，２３４"]), ("5.", ["numeral 5"]),
      (".5", ["numeral 5"]),
      ("10%", ["numeral 10"]), ("3万8,412张", ["numeral 3", "numeral 8,412"]),
      // Addresses.
      ("见https://example.com/a?b=c。", ["url https://example.com/a?b=c"]), ("(http://a.cn)", ["url http://a.cn"]), ("www.gov.cn，", ["url www.gov.cn"]),
      ("HTTPS://A.CN/x.", ["url HTTPS://A.CN/x"]), ("a@b.com", ["email a@b.com"]),
      ("联系first.last@mail.example.com。", ["email first.last@mail.example.com"]),
      ("邮箱12345678@qq.com。", ["email 12345678@qq.com"]), ("a@b", ["latin a", "mention @b"]),
      // Names and topics of social media.
      ("@name说", ["mention @name"]), ("#话题#很热", ["hashtag #话题#"]), ("#AI芯片#", ["hashtag #AI芯片#"]), ("#topic 很热", ["hashtag #topic"]),
      ("@user你好world", ["mention @user", "latin world"]), ("据@新浪科技：苹果发布iPhone", ["latin iPhone"]), ("#苹果发布iPhone", ["latin iPhone"]),
      ("C#和F", ["latin C", "latin F"]), ("@ #", []), ("", [])
    ])
  func table(text: String, expected: [String]) {
    #expect(atoms(text) == expected)
  }

  @Test("Atoms stand in order, on scalar boundaries, and do not overlap, whatever the text", arguments: 0..<200)
  func random(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let text = ArticleText(RandomText.mixed(&generator, pieces: 60))
    var end = 0
    for atom in AtomScanner.atoms(of: text) {
      #expect(atom.range.lowerBound >= end && !atom.range.isEmpty && atom.range.upperBound <= text.count)
      #expect(UTF8Bytes.firstInvalid(Array(text.bytes[atom.range])) == nil)
      end = atom.range.upperBound
    }
  }
}
