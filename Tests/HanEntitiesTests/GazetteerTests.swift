import HanArticle
import TestSupport
import Testing

@testable import HanEntities

struct GazetteerTests {
  @Test(
    "A name is found in either script and under any alias, with one reference",
    arguments: ["英伟达", "英偉達", "輝達", "辉达", "NVIDIA", "Nvidia", "nvidia"])
  func scripts(name: String) throws {
    #expect(try TestDictionaries.names(name) == ["\(name)/ORG/company:nvidia"])
  }

  @Test(
    "A Han name is made of whole words",
    arguments: [
      ("在|中国|投资", ["中国/GPE/country:cn"]),
      ("中国人|来了", []),
      ("在中国投资", ["中国/GPE/country:cn"]),
      ("深度|求索", ["深度求索/ORG/company:deepseek"])
    ])
  func wholeWords(text: String, names: [String]) throws {
    #expect(try TestDictionaries.names(text) == names)
  }

  @Test(
    "A Latin name is not found inside a longer run, and a short one only as it is written",
    arguments: [
      ("DeepSeekers", []),
      ("DeepSeek's", ["DeepSeek/ORG/company:deepseek"]),
      ("用DeepSeek的人", ["DeepSeek/ORG/company:deepseek"]),
      ("DeepSeek-V3", ["DeepSeek-V3/PRODUCT/product:deepseek-v3"]),
      ("Fed", ["Fed/ORG/gov:fed"]),
      ("fed", []),
      ("FED", [])
    ])
  func latin(text: String, names: [String]) throws {
    #expect(try TestDictionaries.names(text) == names)
  }

  @Test(
    "An ambiguous name needs a word of its context, another name of its bearer, or an organisation beside it",
    arguments: [
      ("我|吃|苹果", []),
      ("苹果|的|iPhone", ["苹果/ORG/company:apple"]),
      ("苹果|说|，|苹果公司|很|好", ["苹果/ORG/company:apple", "苹果公司/ORG/company:apple"]),
      ("苹果|、|微软", ["苹果/ORG/company:apple", "微软/ORG/company:microsoft"]),
      ("微软|和|苹果", ["微软/ORG/company:microsoft", "苹果/ORG/company:apple"]),
      ("苹果|股价", ["苹果/ORG/company:apple"])
    ])
  func context(text: String, names: [String]) throws {
    #expect(try TestDictionaries.names(text) == names)
  }

  @Test("A club that bears its city's name has it beside a word of the match")
  func clubs() throws {
    #expect(try TestDictionaries.names("意甲|：|不敌|罗马|。") == ["罗马/ORG/org:as-roma"])
    #expect(try TestDictionaries.names("意甲|：|罗马|2|比|1|不敌|他们|。") == ["罗马/ORG/org:as-roma"])
    #expect(try TestDictionaries.names("意甲|：|在|罗马|的").last == "罗马/GPE/place:rome")
    #expect(try TestDictionaries.names("不敌|罗马|。") == ["罗马/GPE/place:rome"])
  }

  @Test("Names of three characters are found in a hashtag, which is one word")
  func hashtags() throws {
    #expect(try TestDictionaries.names("看|#今天英伟达发布#|。") == ["英伟达/ORG/company:nvidia"])
    #expect(try TestDictionaries.names("看|#今天腾讯发布#|。") == [])
  }

  @Test("A known company grows by the word that says it is one")
  func grows() throws {
    #expect(try TestDictionaries.names("英伟达|公司|的") == ["英伟达公司/ORG/company:nvidia"])
    #expect(try TestDictionaries.names("中国|公司|的") == ["中国/GPE/country:cn"])
  }

  @Test("A listed company has its tickers, the primary one first")
  func tickers() throws {
    #expect(try TestDictionaries.read("台積電")[Entities.self].first?.tickers == ["TWSE:2330", "NYSE:TSM"])
  }

  @Test(
    "Any text is read, be it empty or nonsense, and every name slices to its own text without overlap",
    arguments: ["", "(", "·", "(·)", "、、", "@", "A·", "·A", "英伟达(", "(NASDAQ:", "NASDAQ: ", "😀·😀", "王", "记者", "公司", "\u{0}英伟达", "埃隆·"])
  func anyText(text: String) throws {
    try checkSpans(of: TestDictionaries.read(text))
  }

  @Test("Random text, cut anywhere, is read, too", arguments: 1...20)
  func randomText(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let pieces = (0..<generator.below(8)).map { _ in RandomText.mixed(&generator, pieces: 3) + (generator.pick(Self.beside) ?? "") }
      try checkSpans(of: TestDictionaries.read(pieces.joined(separator: "|")))
    }
  }

  private static let beside = [
    "创始人", "·", "马斯克", "(", ")", "（", "简称", "公司", "湖", "NASDAQ: ", "0700.HK", "Carol ", "吴俊宇", "@", "/", "【", "讯", "和", "、", "在", "华", ""
  ]

  private func checkSpans(of article: Article) {
    var end = 0
    let entities = article[Entities.self]
    for entity in entities {
      #expect(entity.range.lowerBound >= end && entity.range.upperBound <= article.text.count && !entity.range.isEmpty)
      #expect(Array(article.text[entity.range].utf8) == Array(article.text.bytes[entity.range]))
      #expect(entity.aliasOf.map { entities.indices.contains($0) } ?? true)
      end = entity.range.upperBound
    }
  }
}
