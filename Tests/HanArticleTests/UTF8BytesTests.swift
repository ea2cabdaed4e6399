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

  /// String's own word on where bytes stop being UTF-8.
  private func firstInvalid(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var end = bytes.count
    while String(validating: bytes[..<end], as: UTF8.self) == nil { end -= 1 }
    return end
  }

  @Test(
    "What three bytes may not be is found wherever it stands among characters of three bytes and of one",
    arguments: [
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xC0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80], [0xE4, 0xB8], [0xE4], [0xF0, 0x9F, 0x98], [0xE4, 0xB8, 0x41]
    ] as [[UInt8]])
  func faults(fault: [UInt8]) {
    for before in ["", "a", "中", "中文", "中文中", "abcdefgh", "abcdefghi", "中文ab", "é中", "中文中文中文中文"] {
      for after in ["", "中", "a", "中文中文", "abcdefghij"] {
        #expect(UTF8Bytes.firstInvalid(Array(before.utf8) + fault + Array(after.utf8)) == before.utf8.count, "behind \(before), before \(after)")
      }
    }
  }

  @Test(
    "The neighbours of what is forbidden are well formed wherever they stand",
    arguments: ["\u{D7FF}", "\u{E000}", "\u{800}", "\u{FFFF}", "\u{FEFF}"])
  func neighbours(text: String) {
    for before in ["", "a", "中", "中文", "abcdefgh"] { #expect(UTF8Bytes.firstInvalid(Array("\(before)\(text)\(text)中\(text)a".utf8)) == nil) }
  }

  @Test(
    "A text cut at any byte is invalid from the beginning of the character that is cut",
    arguments: ["中文中文中", "abcdefgh中文", "é中😀文a", "ab中cd文efghijkl", "😀😀"])
  func truncated(text: String) {
    let bytes = Array(text.utf8)
    let starts = Set(bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count])
    for end in 0...bytes.count {
      let whole = (0...end).last { starts.contains($0) }
      #expect(UTF8Bytes.firstInvalid(Array(bytes[..<end])) == (starts.contains(end) ? nil : whole))
    }
  }

  @Test("Random bytes, and Chinese text with a byte changed, are judged as String judges them", arguments: 0..<200)
  func againstString(seed: Int) {
    var generator = SplitMix64(seed: UInt64(9000 + seed))
    let bytes = RandomText.bytes(&generator, upTo: 40)
    #expect(UTF8Bytes.firstInvalid(bytes) == firstInvalid(bytes))
    var text = Array(RandomText.mixed(&generator, pieces: 12 + seed % 60).utf8)
    #expect(UTF8Bytes.firstInvalid(text) == nil)
    for _ in 0..<20 where !text.isEmpty {
      let place = generator.below(text.count)
      let old = text[place]
      text[place] = UInt8(generator.below(256))
      #expect(UTF8Bytes.firstInvalid(text) == firstInvalid(text))
      text[place] = old
    }
  }

  @Test("Line feeds are counted one by one, and nothing that is but near them", arguments: Array(0..<60) + [2039, 2040, 2048, 5001])
  func lineCount(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let near: [UInt8] = [10, 10, 0x0B, 0x09, 0x8A, 0x8B, 0, 0xFF, 0x1A, 0x0D]
    let bytes = (0..<seed).map { _ in generator.pick(near) ?? 0 }
    #expect(UTF8Bytes.lineCount(bytes) == bytes.count { $0 == 10 })
    #expect(UTF8Bytes.lineCount([UInt8](repeating: 10, count: seed)) == seed)
    #expect(UTF8Bytes.lineCount([UInt8](repeating: 11, count: seed)) == 0)
  }
}
