import HanArticle
import HanText
import TestSupport
import Testing

@Suite struct WritingTests {
  private func described(_ text: ArticleText, region: String? = nil) throws -> (writing: Writing, region: String?) {
    let detector = try WritingDetector(try TestImage.open())
    let evidence = detector.evidence(text)
    let writing = detector.writing(evidence, region: region)
    return (writing, detector.region(evidence, writing))
  }

  @Test(
    "A text's script and spelling are told by its own characters and words",
    arguments: [
      ("英伟达发布财报，营收增长。", Writing.Script.hans, "zh-Hans-CN"), ("輝達公布財報，人工智慧晶片與軟體營收成長。", .hant, "zh-Hant-TW"),
      ("恒生指數喺中環嘅表現，人工智能股份造好。", .hant, "zh-Hant-HK"), ("漢語與國語", .hant, "zh-Hant"),
      ("恒生銀行納税户群脱手", .hant, "zh-Hant-HK"), ("群創的祕密與床邊故事、山峰", .hant, "zh-Hant"), ("", .none, nil), ("NVIDIA up 5%", .none, nil),
      ("中文大小人口", .none, nil),
      ("国家发展经济增长与時間開關東車", .mixed, "zh-Hans-CN")
    ] as [(String, Writing.Script, String?)])
  func texts(text: String, script: Writing.Script, variant: String?) throws {
    let found = try described(ArticleText(text)).writing
    #expect(found.script == script)
    #expect(found.variant == variant)
  }

  @Test(
    "The record's region decides where the text does not tell",
    arguments: [("TW", "zh-Hant-TW"), ("HK", "zh-Hant-HK"), ("MO", "zh-Hant-HK"), ("US", "zh-Hant")])
  func regionDecides(region: String, variant: String) throws {
    #expect(try described(ArticleText("漢語與國語"), region: region).writing.variant == variant)
  }

  @Test("Script, spelling and market of every sample are those of its home", arguments: Samples.texts)
  func samples(name: String) throws {
    let found = try described(try Samples.text(name))
    let (script, variant, region): (Writing.Script, String, String) =
      switch name.prefix(3) {
      case "tw-": (.hant, "zh-Hant-TW", "TW")
      case "hk-": (.hant, "zh-Hant-HK", "HK")
      default: (.hans, "zh-Hans-CN", "CN")
      }
    #expect(found.writing == Writing(script: script, variant: variant))
    #expect(found.region == region)
  }

  @Test("A text spelt for Taiwan that speaks of the mainland's market belongs to that market")
  func marketApart() throws {
    let found = try described(ArticleText("上海A股與滬深市場今天下跌，人民幣貶值，中國人民銀行出手；台灣軟體業者說，人工智慧晶片受影響。"))
    #expect(found.writing.variant == "zh-Hant-TW")
    #expect(found.region == "CN")
  }
}

@Suite struct SectionTests {
  private func sections(_ article: Article) throws -> [(kind: Section.Kind, text: String)] {
    try SectionFinder(try TestImage.open()).sections(of: article).map { ($0.kind, article.text[$0.range]) }
  }

  @Test("A page pasted as text is told apart: furniture, title, byline, caption, body and comments")
  func page() throws {
    let text = try Samples.text("cn-web-page.txt")
    let sections = try sections(Article(text: text))
    func kind(of line: String) -> Section.Kind? { sections.first { $0.text.contains(line) }?.kind }
    #expect(sections.filter { $0.kind == .title }.map(\.text) == ["蓝橡咖啡第2000家门店落户成都 全年计划新开500家"])
    let expected: [(String, Section.Kind)] = [
      ("江海财经网 - 财经新闻门户", .boilerplate), ("首页 | 新闻 | 股市", .boilerplate), ("您的位置", .boilerplate), ("作者：姜若水", .byline), ("字号：大 中 小", .boilerplate),
      ("连锁咖啡品牌蓝橡咖啡18日宣布", .body), ("（图/江海财经网 乔木摄", .caption), ("西南地区目前有310家门店", .body), ("供应链方面", .body),
      ("甘棠认为", .body), ("相关阅读：", .boilerplate), ("上一篇：江澜机场", .boilerplate), ("网友评论（共37条", .comment),
      ("太古里那家我中午路过", .comment), ("支持国产豆子", .comment)
    ]
    for (line, wanted) in expected { #expect(kind(of: line) == wanted, "\(line)") }
    #expect(kind(of: "图2：蓝橡咖啡近五年") == .caption)
    #expect(kind(of: "一杯咖啡的成本账") == .boilerplate)
  }

  @Test("The samples have one title, their first line, and a body", arguments: Samples.texts.filter { $0 != "cn-web-page.txt" })
  func samples(name: String) throws {
    let text = try Samples.text(name)
    let sections = try sections(Article(text: text))
    #expect(sections.filter { $0.kind == .title }.map(\.text) == [String(text.string.prefix { $0 != "\n" })])
    #expect(sections.contains { $0.kind == .body })
    #expect(sections.dropFirst().first.map { $0.kind == .byline || $0.kind == .dateline } == true)
  }

  @Test("A record's own title is the title, whatever it looks like")
  func recordTitle() throws {
    var article = Article(text: "责任编辑：甲\n正文第一句。正文第二句。")
    article.titleLength = "责任编辑：甲\n".utf8.count
    let sections = try sections(article)
    #expect(sections.map(\.kind) == [.title, .body])
    #expect(sections.first?.text == "责任编辑：甲")
  }

  @Test("Sections stand in order, hold whole lines or a dateline, and leave out white space only, whatever the text", arguments: 0..<150)
  func random(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let lines = (0..<generator.below(12)).map { _ in RandomText.mixed(&generator, pieces: 15) }
    let article = Article(text: lines.joined(separator: "\n"))
    var end = 0
    for section in try SectionFinder(try TestImage.open()).sections(of: article) {
      #expect(section.range.lowerBound >= end && !section.range.isEmpty)
      #expect(article.text.bytes[end..<section.range.lowerBound].allSatisfy { $0 <= 0x20 })
      #expect(UTF8Bytes.firstInvalid(Array(article.text.bytes[section.range])) == nil)
      end = section.range.upperBound
    }
    #expect(article.text.bytes[end...].allSatisfy { $0 <= 0x20 })
  }
}
