import HanArticle
import TestSupport
import Testing

@testable import HanText

@Suite struct CharsetTests {
  private static let chinese = "恒生指数收报25,975.4点，上升0.92%。英伟达市值达2.9万亿美元。"

  private static func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { littleEndian ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  @Test("UTF-8 comes through unchanged, its mark dropped")
  func utf8() {
    for mark: [UInt8] in [[], [0xEF, 0xBB, 0xBF]] {
      let decoded = Charset.decode(mark + Array("股价 +5%\r\n\0é😀".utf8))
      #expect(decoded.charset == .utf8)
      #expect(decoded.text == Array("股价 +5%\r\n\0é😀".utf8))
      #expect(decoded.firstInvalid == nil)
    }
  }

  @Test("UTF-16 is read by its mark or detected without one", arguments: [true, false], [true, false])
  func utf16(littleEndian: Bool, marked: Bool) {
    for text in [Self.chinese, "Plain ASCII text, long enough to tell.", "市值\n2.9万亿\n"] {
      let decoded = Charset.decode(Self.utf16((marked ? "\u{FEFF}" : "") + text, littleEndian: littleEndian))
      #expect(decoded.charset == (littleEndian ? .utf16LE : .utf16BE))
      #expect(String(decoding: decoded.text, as: UTF8.self) == text)
      #expect(decoded.firstInvalid == nil)
    }
  }

  @Test("UTF-16 that is named is read in the order its mark says", arguments: ["utf-16", "UTF-16", "utf-16le", "utf-16be"], [true, false])
  func named(name: String, littleEndian: Bool) throws {
    if name.hasSuffix("e"), name.hasSuffix("le") != littleEndian { return }
    let decoded = Charset.decode(Self.utf16("\u{FEFF}\(Self.chinese)", littleEndian: littleEndian), as: try Charset(named: name))
    #expect(String(decoding: decoded.text, as: UTF8.self) == Self.chinese)
  }

  @Test(
    "Text in the mainland's and Taiwan's charsets is told apart and decoded",
    arguments: [
      // 中国经济增长, GBK
      ([0xD6, 0xD0, 0xB9, 0xFA, 0xBE, 0xAD, 0xBC, 0xC3, 0xD4, 0xF6, 0xB3, 0xA4], "中国经济增长", Charset.gb18030),
      // 镕 is beyond GB 2312, in GBK: E9 46
      ([0xD6, 0xEC, 0xE9, 0x46, 0xBB, 0xF9], "朱镕基", .gb18030),
      // 㛃 and 𠮷 are in GB 18030 alone, with four bytes each
      (
        [0xD9, 0xA1, 0x82, 0x30, 0xB7, 0x31, 0xD3, 0xEB, 0x95, 0x34, 0xB2, 0x35, 0xD6, 0xD0, 0xB9, 0xFA, 0xBE, 0xAD, 0xBC, 0xC3], "佟㛃与𠮷中国经济", .gb18030
      ),
      // 台灣經濟成長, Big5
      ([0xA5, 0x78, 0xC6, 0x57, 0xB8, 0x67, 0xC0, 0xD9, 0xA6, 0xA8, 0xAA, 0xF8], "台灣經濟成長", .big5),
      // 嘅 is in the Hong Kong Supplementary Character Set
      ([0xAD, 0xBB, 0xB4, 0xE4, 0x9D, 0xEF, 0xB8, 0x67, 0xC0, 0xD9, 0xA6, 0xA8, 0xAA, 0xF8], "香港嘅經濟成長", .big5)
    ] as [([UInt8], String, Charset)])
  func detected(bytes: [UInt8], text: String, charset: Charset) {
    let decoded = Charset.decode(bytes)
    #expect(decoded.charset == charset)
    #expect(String(decoding: decoded.text, as: UTF8.self) == text)
    #expect(decoded.firstInvalid == nil)
  }

  @Test(
    "A charset goes by any of its names",
    arguments: [
      ("utf8", Charset.utf8), ("UTF-8", .utf8), ("utf-8-sig", .utf8), ("gbk", .gb18030), ("GB2312", .gb18030), ("gb18030", .gb18030),
      ("cp936", .gb18030),
      ("big5", .big5), ("Big5-HKSCS", .big5), ("cp950", .big5)
    ])
  func names(name: String, charset: Charset) throws {
    #expect(try Charset(named: name) == charset)
  }

  @Test("A charset that nobody knows is refused, naming the usual ones", arguments: ["klingon", "", "utf-9"])
  func unknown(name: String) throws {
    let error = try #require(throws: TextError.self) { try Charset(named: name) }
    #expect(error.code == .unknownCharset)
    #expect(error.message.contains("'\(name)'") && error.message.contains("gb18030"))
  }

  @Test("Bytes that are no text become U+FFFD, and the first is told by its offset, the mark counted")
  func invalid() throws {
    let utf8 = Charset.decode(Array("中文".utf8) + [0xFF] + Array("字".utf8), as: .utf8)
    #expect(String(decoding: utf8.text, as: UTF8.self) == "中文\u{FFFD}字")
    #expect(utf8.firstInvalid == 6)
    let marked = Charset.decode([0xEF, 0xBB, 0xBF, 0x41, 0xC0])
    #expect(marked.text == Array("A\u{FFFD}".utf8))
    #expect(marked.firstInvalid == 4)
    let gb = Charset.decode([0xD6, 0xD0, 0xFF, 0xB9, 0xFA], as: .gb18030)
    #expect(String(decoding: gb.text, as: UTF8.self) == "中\u{FFFD}国")
    #expect(gb.firstInvalid == 2)
    let cut = Charset.decode([0xD6, 0xD0, 0xB9], as: .gb18030)
    #expect(String(decoding: cut.text, as: UTF8.self) == "中\u{FFFD}")
    #expect(cut.firstInvalid == 2)
    let big5 = Charset.decode([0xA4, 0xA4, 0xFF, 0x41], as: .big5)
    #expect(String(decoding: big5.text, as: UTF8.self) == "中\u{FFFD}A")
    #expect(big5.firstInvalid == 2)
    let half = Charset.decode([0x2D, 0x4E, 0x00, 0xD8, 0x41, 0x00], as: .utf16LE)
    #expect(String(decoding: half.text, as: UTF8.self) == "中\u{FFFD}A")
    #expect(half.firstInvalid == 2)
  }

  @Test("A mark of another charset is not dropped unseen")
  func otherMark() {
    let decoded = Charset.decode([0xFF, 0xFE, 0x41], as: .utf8)
    #expect(decoded.text == Array("\u{FFFD}\u{FFFD}A".utf8))
    #expect(decoded.firstInvalid == 0)
  }

  @Test("A text in UTF-8 with one bad byte is still UTF-8")
  func mostlyUTF8() {
    let decoded = Charset.decode(Array(Self.chinese.utf8) + [0xFF] + Array(Self.chinese.utf8))
    #expect(decoded.charset == .utf8)
    #expect(decoded.firstInvalid == Self.chinese.utf8.count)
  }

  @Test("A character that the sample of bytes cuts does not hide UTF-8", arguments: 0..<3)
  func cutSample(shift: Int) {
    let text = String(repeating: "a", count: shift) + String(repeating: "字", count: Charset.sampleLength)
    let decoded = Charset.decode(Array(text.utf8))
    #expect(decoded.charset == .utf8)
    #expect(decoded.text.count == text.utf8.count)
  }

  @Test(
    "The samples in other charsets are detected and complete",
    arguments: [
      ("cn-auto-gb18030.txt", Charset.gb18030, ["周䶮", "佟㛃", "（本文为示例，内容纯属虚构）"]),
      ("tw-shipping-big5.txt", .big5, ["晴洋海運", "陳知夏", "（本文為範例，內容純屬虛構）"])
    ])
  func samples(name: String, charset: Charset, contents: [String]) throws {
    let bytes = try Repository.bytes("Samples/\(name)")
    for named in [nil, charset] {
      let decoded = Charset.decode(bytes, as: named)
      #expect(decoded.charset == charset)
      #expect(decoded.firstInvalid == nil)
      let text = String(decoding: decoded.text, as: UTF8.self)
      for content in contents { #expect(text.contains(content)) }
    }
  }

  @Test("Whatever the bytes, what is decoded is valid UTF-8", arguments: 0..<200)
  func random(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let bytes = RandomText.bytes(&generator, upTo: 40)
    for charset in [nil, Charset.utf8, .utf16LE, .utf16BE, .gb18030, .big5] {
      let decoded = Charset.decode(bytes, as: charset)
      #expect(UTF8Bytes.firstInvalid(decoded.text) == nil)
      if let first = decoded.firstInvalid { #expect((0..<max(1, bytes.count)).contains(first)) }
    }
  }

  @Test("Nothing decodes to nothing")
  func empty() {
    let decoded = Charset.decode([])
    #expect(decoded.text.isEmpty)
    #expect(decoded.charset == .utf8)
    #expect(decoded.firstInvalid == nil)
  }
}

@Suite struct ICUTests {
  @Test("Normalisation, country and currency names come from ICU")
  func services() {
    #expect(ICU.normalize("ｶﾞ１㈱", to: .nfkc) == "ガ1(株)")
    #expect(ICU.normalize("e\u{301}", to: .nfc).unicodeScalars.count == 1)
    #expect(ICU.normalize("", to: .nfkc) == "")
    #expect(ICU.normalize(String(repeating: "ﷺ", count: 50), to: .nfkc).unicodeScalars.count == 50 * 18)
    #expect(ICU.countryName("TW", locale: "en") == "Taiwan")
    #expect(ICU.currencyName("USD", locale: "zh_Hans") == "美元")
    #expect(ICU.countries.contains("SG"))
    #expect(!ICU.version.isEmpty)
  }

  @Test("A transliterator that ICU does not have is refused by name")
  func unknown() throws {
    let error = try #require(throws: TextError.self) { try Transliterator("Nobody-Nowhere") }
    #expect(error.code == .icu && error.message.contains("'Nobody-Nowhere'"))
  }
}
