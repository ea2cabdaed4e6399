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

  @Test("An unknown name takes the reference of its alias, and one cluster where neither has one")
  func sharedIdentity() throws {
    let named = try TestDictionaries.read("伊|曼|纽|尔|(|Jeffrey Emanuel|)|说|，|伊|曼|纽|尔|走|了")[Entities.self]
    try #require(named.count == 3)
    #expect(named[1].aliasOf == 0)
    #expect(Set(named.map(\.cluster)).count == 1 && named[0].cluster != nil)
  }
}
