import HanArticle
import TestSupport
import Testing

@Suite struct UTF8BytesTests {
  /// The rows of table 3-7 of the Unicode Standard, each broken in its ways; ? stands for U+FFFD.
  private static let malformed: [(bytes: [UInt8], first: Int, repaired: String)] = [
    // A continuation without a lead.
    ([0x80], 0, "?"), ([0x41, 0xBF, 0x42], 1, "A?B"), ([0xE4, 0xB8, 0xAD, 0x80], 3, "中?"),
    // Leads that none of the rows has.
    ([0xC0, 0x80], 0, "??"), ([0xC1, 0xBF], 0, "??"), ([0xF5, 0x80, 0x80, 0x80], 0, "????"), ([0xFE], 0, "?"), ([0xFF, 0xFF], 0, "??"),
    // C2..DF
    ([0xC2], 0, "?"), ([0xC2, 0x41], 0, "?A"), ([0xDF, 0xC0], 0, "??"),
    // E0: no second byte below A0
    ([0xE0, 0x80, 0x80], 0, "???"), ([0xE0, 0x9F, 0xBF], 0, "???"), ([0xE0, 0xA0], 0, "?"), ([0xE0, 0xA0, 0x41], 0, "?A"),
    // E1..EC, EE..EF
    ([0xE4, 0xB8], 0, "?"), ([0xE4, 0x41, 0x42], 0, "?AB"), ([0xE4, 0xB8, 0x41], 0, "?A"), ([0xEF, 0xBF, 0xC0], 0, "??"),
    // ED: no surrogates
    ([0xED, 0xA0, 0x80], 0, "???"), ([0xED, 0xBF, 0xBF], 0, "???"), ([0xED, 0x9F], 0, "?"),
    // F0: no second byte below 90
    ([0xF0, 0x80, 0x80, 0x80], 0, "????"), ([0xF0, 0x8F, 0xBF, 0xBF], 0, "????"), ([0xF0, 0x90, 0x80], 0, "?"), ([0xF0, 0x90, 0x41], 0, "?A"),
    // F1..F3
    ([0xF1, 0x80, 0x80], 0, "?"), ([0xF1, 0x80, 0x80, 0x41], 0, "?A"), ([0xF3, 0xC0], 0, "??"),
    // F4: no second byte above 8F
    ([0xF4, 0x90, 0x80, 0x80], 0, "????"), ([0xF4, 0x8F, 0xBF], 0, "?"),
    // The Standard's own example (table 3-11).
    ([0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62, 0x80, 0x63, 0x80, 0xBF, 0x64], 1, "a???b?c??d")
  ]

  @Test("Every malformed class of table 3-7 is found and repaired by maximal subparts", arguments: malformed.indices)
  func classes(index: Int) {
    let (bytes, first, repaired) = Self.malformed[index]
    #expect(UTF8Bytes.firstInvalid(bytes) == first)
    #expect(ArticleText(repairing: bytes).string == String(repaired.map { $0 == "?" ? "\u{FFFD}" : $0 }))
  }

  @Test(
    "The first and last of every row of table 3-7 are well formed",
    arguments: [
      "\0", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{FFFFF}",
      "\u{10FFFF}"
    ])
  func wellFormed(text: String) {
    let bytes = Array("a\(text)中".utf8)
    #expect(UTF8Bytes.firstInvalid(bytes) == nil)
    #expect(ArticleText(repairing: bytes).bytes == bytes)
  }

  @Test("Random bytes are valid where decoding changes nothing, and are valid once repaired", arguments: 0..<300)
  func random(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let bytes = RandomText.bytes(&generator, upTo: 24)
    let decoded = String(decoding: bytes, as: UTF8.self)
    let first = UTF8Bytes.firstInvalid(bytes)
    #expect((first == nil) == (Array(decoded.utf8) == bytes))
    if let first {
      #expect(UTF8Bytes.firstInvalid(Array(bytes[..<first])) == nil)
      #expect(Array(decoded.utf8).starts(with: bytes[..<first]))
    }
    #expect(UTF8Bytes.firstInvalid(ArticleText(repairing: bytes).bytes) == nil)
  }
}
