import HanArticle
import Testing

@testable import HanEntities

struct NameRuleTests {
  @Test(
    "A surname and given characters make a person",
    arguments: [
      ("记者|吴|俊|宇|报道", "吴俊宇/PERSON"),
      ("編輯| |謝|麗容", "謝麗容/PERSON"),
      ("陈|伟|表示", "陈伟/PERSON"),
      ("欧阳|慧|玲|来|了", "欧阳慧玲/PERSON")
    ])
  func chinese(text: String, name: String) throws {
    #expect(try TestDictionaries.names(text).contains(name))
  }

  @Test("Names in a row are all found", arguments: ["记者| |吴|俊|宇| |顾|翎|羽", "吴|俊|宇|、|顾|翎|羽|表示"])
  func list(text: String) throws {
    #expect(try TestDictionaries.names(text).filter { $0.hasSuffix("/PERSON") } == ["吴俊宇/PERSON", "顾翎羽/PERSON"])
  }

  @Test("A surname before ordinary words is no person", arguments: ["高|达|九成", "中国|银行|的", "王|说", "和|平|的", "记者|王|先|生|说"])
  func none(text: String) throws {
    #expect(try !TestDictionaries.names(text).contains { $0.hasSuffix("/PERSON") })
  }

  @Test(
    "A foreign name is found by its dots, or by a title or its Latin form beside it",
    arguments: [
      ("萨提亚·纳德拉|说", "萨提亚·纳德拉/PERSON"),
      ("總裁|薩|提|亞|・|納|德|拉|在", "薩提亞・納德拉/PERSON"),
      ("伊|曼|纽|尔|(|Jeffrey Emanuel|)", "伊曼纽尔/PERSON"),
      ("埃隆·马斯克", "埃隆·马斯克/PERSON/person:elon-musk"),
      ("国王|查|理|四|世|在", "查理四世/PERSON")
    ])
  func foreign(text: String, name: String) throws {
    #expect(try TestDictionaries.names(text).contains(name))
  }

  @Test(
    "Names in Latin letters are found by their words or their place",
    arguments: [
      ("由|Carol Surface|接任", "Carol Surface/PERSON"),
      ("从|Deirdre O‘Brien|手中", "Deirdre O‘Brien/PERSON"),
      ("Pastel Network|的", "Pastel Network/ORG"),
      ("或|gic private limited|等", "gic private limited/ORG"),
      ("研究|公司|Navigant|的", "Navigant/ORG")
    ])
  func latin(text: String, name: String) throws {
    #expect(try TestDictionaries.names(text).contains(name))
  }

  @Test("What looks like no name in Latin letters is left out", arguments: ["这是|Big Data|时代", "OK|了", "The End|了"])
  func noLatin(text: String) throws {
    #expect(try TestDictionaries.names(text).isEmpty)
  }

  @Test(
    "An ending makes an organisation or a place of the name before it",
    arguments: [
      ("信|昌|工程|有限公司|的", "信昌工程有限公司/ORG"),
      ("北京|大学|的", "北京大学/ORG"),
      ("由|固|城|湖|供水", "固城湖/LOC"),
      ("看|北京|队|的", "北京队/ORG")
    ])
  func endings(text: String, name: String) throws {
    #expect(try TestDictionaries.names(text).contains(name))
  }

  @Test("An ending without a name before it makes none", arguments: ["这|家|公司|的", "一|所|大学|的", "的|银行"])
  func bareEndings(text: String) throws {
    #expect(try TestDictionaries.names(text).isEmpty)
  }

  @Test(
    "The medium at the head of a report is found by its place",
    arguments: [
      ("【|財訊|快報|／|陳|孟|朔|】|台积电", "財訊快報/ORG"),
      ("中国|证券网|讯|（|记者| |吴|俊|宇|）", "中国证券网/ORG"),
      ("来源|：|\n|东方|在线|客户端", "东方在线/ORG")
    ])
  func byline(text: String, name: String) throws {
    #expect(try TestDictionaries.names(text).contains(name))
  }

  @Test("A place that adjoins a greater one is one address with it, which denotes the smaller")
  func address() throws {
    #expect(try TestDictionaries.names("在|美国|固|城|市|的") == ["美国固城市/GPE"])
    #expect(try TestDictionaries.names("美国|北京|的") == ["美国/GPE/country:us", "北京/GPE/place:beijing"])
  }

  @Test("One character stands for a country beside another one, or behind a preposition")
  func abbreviations() throws {
    #expect(try TestDictionaries.names("中美|两国") == ["中/GPE/country:cn", "美/GPE/country:us"])
    #expect(try TestDictionaries.names("在|华|投资") == ["华/GPE/country:cn"])
    #expect(try TestDictionaries.names("中|学").isEmpty)
  }

  @Test("A part of a work's title is no name; a company in one is")
  func titles() throws {
    #expect(try TestDictionaries.names("看|《|北京|往事|》|。") == [])
    #expect(try TestDictionaries.names("看|《|北京|》|。") == [])
    #expect(try TestDictionaries.names("看|《|腾讯|往事|》|。") == ["腾讯/ORG/company:tencent"])
    #expect(try TestDictionaries.names("《|往事|》|在|北京|。《") == ["北京/GPE/place:beijing"])
  }

  @Test("A name found once is found everywhere, and the family name alone, too")
  func propagation() throws {
    let names = try TestDictionaries.read("总裁|吴|俊|宇|说|。|昨天吴|俊|宇走|了|。")[Entities.self]
    #expect(names.filter { $0.label == .person }.count == 2)
    #expect(names.last?.source == .propagated)
    #expect(Set(names.filter { $0.label == .person }.map(\.cluster)).count == 1)
    #expect(try TestDictionaries.names("萨提亚·纳德拉|说|。|纳德拉|走|了") == ["萨提亚·纳德拉/PERSON", "纳德拉/PERSON"])
  }
}
