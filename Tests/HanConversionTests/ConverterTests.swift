import HanArticle
import HanConversion
import HanLexicon
import TestSupport
import Testing

@Suite struct ConverterTests {
  private func converter(_ target: String) throws -> Converter { try Converter(try TestImage.open(), target: target, model: try TestModel.open()) }

  private func convert(_ text: String, _ converter: Converter) -> String {
    let text = ArticleText(text)
    return String(decoding: converter.conversion(of: text, writing: converter.writing(of: text.bytes[...])).text, as: UTF8.self)
  }

  @Test(
    "Whatever the script of a text, it comes out in the target",
    arguments: [
      ("软件发展", "zh-Hant-TW", "軟體發展"), ("軟件發展在裏面", "zh-Hant-TW", "軟件發展在裡面"), ("软件在里面", "zh-Hant-HK", "軟件在裏面"), ("软件在里面", "zh-Hant", "軟件在裏面"),
      ("軟體發展", "zh-Hans-CN", "软件发展"), ("軟體發展", "zh-Hans", "软体发展"), ("软件发展", "zh-Hans", "软件发展"), ("软件发展", "zh-Hans-CN", "软件发展"),
      ("NVIDIA", "zh-Hant-TW", "NVIDIA"), ("", "zh-Hans", "")
    ])
  func targets(text: String, target: String, expected: String) throws {
    #expect(convert(text, try converter(target)) == expected)
  }

  @Test("Each line is converted from its own script, and line ends stay")
  func lines() throws {
    #expect(convert("头发发展\r\n頭髮發展\n\n发干\n", try converter("zh-Hant-TW")) == "頭髮發展\r\n頭髮發展\n\n發乾\n")
  }

  @Test("A line that shows no script of its own is converted from its text's, and left alone where that has both")
  func neutralLines() throws {
    #expect(convert("头发发展\n干部\n", try converter("zh-Hant-TW")) == "頭髮發展\n幹部\n")
    #expect(convert("頭髮發展\n干部\n", try converter("zh-Hant-TW")) == "頭髮發展\n干部\n")
    #expect(convert("头发发展\n頭髮發展\n干部\n", try converter("zh-Hant-TW")) == "頭髮發展\n頭髮發展\n干部\n")
  }

  @Test("Text that is in its target already is left alone", arguments: Samples.texts)
  func identity(sample: String) throws {
    let text = try Samples.text(sample)
    let target =
      switch sample.prefix(3) {
      case "tw-": "zh-Hant-TW"
      case "hk-": "zh-Hant-HK"
      default: "zh-Hans-CN"
      }
    let converter = try converter(target)
    let conversion = converter.conversion(of: text, writing: converter.writing(of: text.bytes[...]))
    // Hong Kong's standard form is 兑; its newspapers write both.
    let allowed = sample == "hk-market-close.txt" ? ["兌 → 兑"] : []
    #expect(conversion.edits.map { "\(text[$0.range]) → \($0.text)" } == allowed)
  }

  @Test(
    "A line that shows both scripts is converted clause by clause, and a second time not at all",
    arguments: [
      ("zh-Hant", "他說：「美國關稅政策」，這個軟件很好。國際關稅說"), ("zh-Hant-HK", "他説：「美國關税政策」，這個軟件很好。國際關税説"),
      ("zh-Hans", "他说：「美国关税政策」，这个软件很好。国际关税说")
    ])
  func mixedLine(target: String, expected: String) throws {
    let converter = try converter(target)
    let once = convert("他说：「美國關稅政策」，这个软件很好。国际关稅說", converter)
    #expect(once == expected)
    #expect(convert(once, converter) == once)
  }

  @Test("Converting twice changes nothing more, over the samples", arguments: Converter.targets, Samples.texts)
  func twice(target: String, sample: String) throws {
    let converter = try converter(target)
    let once = convert(try Samples.text(sample).string, converter)
    let again = converter.conversion(of: ArticleText(once), writing: converter.writing(of: Array(once.utf8)[...]))
    #expect(again.edits.map { "\($0.range) → \($0.text) \($0.rule ?? "")" } == [])
  }

  @Test("Edits applied to the source are the converted text, over mixed lines, and the lines one by one are the same", arguments: Converter.targets)
  func edits(target: String) throws {
    var generator = SplitMix64(seed: 11)
    let converter = try converter(target)
    for _ in 0..<150 {
      let text = ArticleText(RandomText.mixed(&generator, pieces: 60))
      let writing = converter.writing(of: text.bytes[...])
      let conversion = converter.conversion(of: text, writing: writing)
      try expectEditsMakeTheText(conversion, of: text.bytes)
      try expectOffsets(conversion, of: text.bytes)
      #expect(converter.convert(lines: text.bytes[...], in: writing) == conversion.text)
      let lines = text.bytes.split(separator: 10, omittingEmptySubsequences: false).map { converter.convert(lines: $0, in: writing) }
      #expect(Array(lines.joined(separator: [10])) == conversion.text)
    }
  }

  @Test("Converting mixed lines twice changes nothing more", arguments: Converter.targets)
  func twiceMixed(target: String) throws {
    var generator = SplitMix64(seed: 12)
    let converter = try converter(target)
    let clauses = [
      "这个软件很好", "他說明了關稅政策", "公里", "NVIDIA 5%", "头发发展", "後來皇后", "网络游戏", "滑鼠與程式", "只有一只", "裏面", "裡面", "着力", "網絡"
    ]
    for _ in 0..<100 {
      let line = (0..<(1 + generator.below(6))).map { _ in (generator.pick(clauses) ?? "") + (generator.pick(["，", "。", "、", "；"]) ?? "") }
        .joined()
      let once = converter.convert(line)
      #expect(converter.convert(once) == once, "\(line)")
      // Before and behind lines of the other script, too.
      let around = converter.convert("软件网络\n软件，\(line)\n軟體網路\n")
      #expect(converter.convert(around) == around, "\(line)")
    }
  }

  @Test(
    "A region's words are written with the characters that its conversion writes everywhere else",
    arguments: [
      ("税后利润", "zh-Hant-HK", "除税後溢利"), ("空气污染", "zh-Hant-TW", "空氣汙染"), ("個人所得稅", "zh-Hant-HK", "個人所得税")
    ])
  func regionalCharacters(text: String, target: String, expected: String) throws {
    #expect(convert(text, try converter(target)) == expected)
  }

  @Test("A target that is none is refused, naming those that are", arguments: ["zh", "en", "", "zh-Hant-US", "ZH-HANS"])
  func unknown(target: String) throws {
    let error = try #require(throws: LexiconError.self) { try converter(target) }
    #expect(error.code == .missing)
    #expect(error.message.contains("'\(target)'") && error.message.contains("zh-Hant-TW"))
  }
}
