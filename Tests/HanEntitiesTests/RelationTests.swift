import HanArticle
import Testing

@testable import HanEntities

struct RelationTests {
  @Test(
    "A ticker names its exchange before or behind the code, or is the code of a company named",
    arguments: [
      ("英伟达|(|NASDAQ|:| |NVDA|)|股价", "NASDAQ: NVDA", "NASDAQ:NVDA", "company:nvidia"),
      ("腾讯|（|00700.HK|）", "00700.HK", "HKEX:00700", "company:tencent"),
      ("腾讯|（|0700.HK|）", "0700.HK", "HKEX:00700", "company:tencent"),
      ("腾讯|（|港交所|：|00700|）", "港交所：00700", "HKEX:00700", "company:tencent"),
      ("台積電|(|2330|)|漲", "2330", "TWSE:2330", "company:tsmc"),
      ("贵州茅台|（|600519.SH|）", "600519.SH", "SSE:600519", nil)
    ])
  func tickers(text: String, ticker: String, listing: String, ref: String?) throws {
    let article = try TestDictionaries.read(text)
    let found = article[Entities.self].first { $0.label == .ticker }
    #expect(found.map { article.text[$0.range] } == ticker)
    #expect(found?.tickers == [listing])
    #expect(found?.ref == ref)
  }

  @Test(
    "A number that is no listed code, or not such as the exchange gives, is no ticker",
    arguments: [
      "英伟达|(|2330|)", "共|600519|股", "台積電|2330|股", "版本|1.2.N", "沪市|：|A", "深市|:|300", "台股|：|33", "港股|：|123456", "NASDAQ|:|2024"
    ])
  func noTickers(text: String) throws {
    #expect(try !TestDictionaries.read(text)[Entities.self].contains { $0.label == .ticker })
  }

  @Test("The company before the parentheses is listed as the ticker in them, which is another name of it")
  func listing() throws {
    let text = "英伟达|(|NASDAQ|:| |NVDA|)"
    #expect(try TestDictionaries.relations(text) == ["英伟达 NASDAQ: NVDA"])
    #expect(try TestDictionaries.read(text)[Entities.self].last?.aliasOf == 0)
  }

  @Test(
    "A title beside a person is held by that person, at the organisation before it",
    arguments: [
      ("微软|首席执行官|萨提亚·纳德拉|表示", ["萨提亚·纳德拉 首席执行官 微软"]),
      ("英伟达|的|创始人|黄仁勋", ["黄仁勋 创始人 英伟达"]),
      ("英伟达|创始人|兼|CEO|黄仁勋", ["黄仁勋 创始人 英伟达", "黄仁勋 CEO 英伟达"]),
      ("英伟达|(|NASDAQ|:| |NVDA|)|股价|下跌|，|创始人|黄仁勋|没有|回应|。", ["英伟达 NASDAQ: NVDA", "黄仁勋 创始人 英伟达"]),
      ("美国|总裁|黄仁勋", ["黄仁勋 总裁 美国"]),
      ("微软|大涨|。|创始人|黄仁勋", ["黄仁勋 创始人 -"]),
      ("记者|吴|俊|宇| |顾|翎|羽", ["吴俊宇 记者 -", "顾翎羽 记者 -"])
    ])
  func titles(text: String, relations: [String]) throws {
    #expect(try TestDictionaries.relations(text) == relations)
  }

  @Test(
    "The subject of a verb of office holds the title, at the organisation it names",
    arguments: [
      ("黄仁勋|担任|英伟达|总裁|。", ["黄仁勋 总裁 英伟达"]),
      ("黄仁勋|曾|在|微软|(|Microsoft|)|和|腾讯|担任|总裁|，|是|英伟达|的|创始人|。", ["黄仁勋 总裁 微软", "黄仁勋 总裁 腾讯", "黄仁勋 创始人 英伟达"]),
      ("黄仁勋|是|英伟达|的|创始人|，|表示", ["黄仁勋 创始人 英伟达"]),
      ("黄仁勋|获|微软|委任|为|总裁|。", ["黄仁勋 总裁 -"]),
      ("微软|任命|黄仁勋|为|总裁|。", ["黄仁勋 总裁 -"]),
      ("黄仁勋|说|，|他|将|出任|微软|总裁|。", ["黄仁勋 总裁 微软"]),
      ("黄仁勋|离开|了|。|他|曾|任|微软|总裁|。", ["黄仁勋 总裁 微软"]),
      ("黄仁勋|任|微软|创始人|、|总裁|。", ["黄仁勋 创始人 微软", "黄仁勋 总裁 微软"]),
      ("担任|微软|总裁|的|黄仁勋|表示", ["黄仁勋 总裁 微软"]),
      ("埃隆·马斯克|、|黄仁勋|当选|总裁|。", ["埃隆·马斯克 总裁 -", "黄仁勋 总裁 -"])
    ])
  func offices(text: String, relations: [String]) throws {
    let found = try TestDictionaries.relations(text)
    #expect(found == relations)
  }

  @Test(
    "Nobody holds a title that only describes, that is wished for, or that another speaks of",
    arguments: [
      "黄仁勋|是|总裁|的|儿子|。", "微软|提名|黄仁勋|出任|总裁|。", "黄仁勋|不|担任|总裁|。", "接替|黄仁勋|出任|总裁|。",
      "黄仁勋|表示|，|现任|总裁|已|离开|。", "黄仁勋|的|公司|，|曾|任|总裁|。", "黄仁勋|为|总裁|准备|。"
    ])
  func noOffices(text: String) throws {
    #expect(try TestDictionaries.relations(text) == [])
  }

  @Test(
    "What stands between commas or in parentheses behind a person is their title",
    arguments: [
      ("黄仁勋|，|英伟达|创始人|，|表示", ["黄仁勋 创始人 英伟达"]),
      ("黄仁勋|（|英伟达|创始人|）|表示", ["黄仁勋 创始人 英伟达"]),
      ("黄仁勋|，|英伟达|创始人|表示", [])
    ])
  func appositions(text: String, relations: [String]) throws {
    #expect(try TestDictionaries.relations(text) == relations)
  }

  @Test(
    "A person holds all titles before the name, each at its own organisation",
    arguments: [
      ("英伟达|创始人|、|微软|总裁|黄仁勋", ["黄仁勋 创始人 英伟达", "黄仁勋 总裁 微软"]),
      ("英伟达|创始人|、|现|为|微软|总裁|黄仁勋", ["黄仁勋 创始人 英伟达", "黄仁勋 总裁 微软"]),
      ("英伟达|创始人|、|总统|黄仁勋", ["黄仁勋 创始人 英伟达", "黄仁勋 总统 -"]),
      ("总统|创始人|黄仁勋", ["黄仁勋 创始人 -"]),
      ("微软|与|总裁|黄仁勋|见面", ["黄仁勋 总裁 -"]),
      ("微软|说|总统|黄仁勋|来", ["黄仁勋 总统 -"])
    ])
  func chains(text: String, relations: [String]) throws {
    #expect(try TestDictionaries.relations(text) == relations)
  }

  @Test(
    "The makers of a report work for the medium that its head names",
    arguments: [
      ("新华社|北京|1月|2日|电|（|记者|吴|俊|宇|）|\n|说", ["吴俊宇 记者 新华社"]),
      ("文|｜|新华社|记者|吴|俊|宇|\n|编辑|｜|顾|翎|羽", ["吴俊宇 记者 新华社", "顾翎羽 编辑 新华社"]),
      ("新华社|今天|说|。|\n|编辑|｜|顾|翎|羽", ["顾翎羽 编辑 -"])
    ])
  func makers(text: String, relations: [String]) throws {
    #expect(try TestDictionaries.relations(text) == relations)
  }

  @Test(
    "A name alone in parentheses behind another is an alias of it",
    arguments: [
      ("深度求索|(|DeepSeek|)", 0),
      ("深度求索|（|以下|简称|“|DeepSeek|”|）", 0),
      ("英伟达|(|DeepSeek|)", nil),
      ("英伟达|(|微软|、|腾讯|)", nil)
    ])
  func aliases(text: String, alias: Int?) throws {
    let entities = try TestDictionaries.read(text)[Entities.self]
    try #require(entities.count > 1)
    #expect(entities[1].aliasOf == alias)
  }

  @Test(
    "A word such as 直译为 names what the parentheses explain",
    arguments: [
      ("深度求索|(|中国|公司|，|英文|名|“|DeepSeek|”|)", [0]), ("深度求索|(|中国|公司|，|说|“|DeepSeek|”|)", []),
      ("深度求索|(|中国|公司|，|英文|名|“|微软|”|)", [])
    ])
  func explained(text: String, aliases: [Int]) throws {
    #expect(try TestDictionaries.read(text)[Entities.self].compactMap(\.aliasOf) == aliases)
  }

  @Test("The capitals of a name of several words, in parentheses behind it, are that name, whatever else they stand for")
  func initials() throws {
    let named = try TestDictionaries.read("用|Daily Average Return|(|DAR|)|计算")[Entities.self]
    #expect(named.map(\.ref) == ["tech:daily-average-return", "tech:daily-average-return"])
    #expect(named.last?.aliasOf == 0)
  }

  @Test("An unknown name takes the reference of its alias, and one cluster where neither has one")
  func sharedIdentity() throws {
    let named = try TestDictionaries.read("伊|曼|纽|尔|(|Jeffrey Emanuel|)|说|，|伊|曼|纽|尔|走|了")[Entities.self]
    try #require(named.count == 3)
    #expect(named[1].aliasOf == 0)
    #expect(Set(named.map(\.cluster)).count == 1 && named[0].cluster != nil)
  }
}
