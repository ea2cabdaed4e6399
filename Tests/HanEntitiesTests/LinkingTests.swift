import HanArticle
import TestSupport
import Testing

@testable import HanEntities

/// Whom a name means that several bear.
struct LinkingTests {
  /// The references of the mentions of a name.
  private func refs(of name: String, _ barred: String, region: String? = nil) throws -> [String?] {
    let article = try TestDictionaries.read(barred, region: region)
    return article[Entities.self].filter { article.text[$0.range] == name }.map(\.ref)
  }

  @Test(
    "A place that many bear is the one that belongs to what was named last before it, else first behind it",
    arguments: [
      ("长春|的|朝阳区", ["place:cn-220104"]),
      ("北京|的|朝阳区", ["place:chaoyang-beijing"]),
      ("北京|和|长春|的|朝阳区", ["place:cn-220104"]),
      ("长春|和|北京|的|朝阳区", ["place:chaoyang-beijing"]),
      ("长春|的|朝阳区|，|北京|的|朝阳区", ["place:cn-220104", "place:chaoyang-beijing"]),
      ("朝阳区|在|长春|，|不|在|北京", ["place:cn-220104"]),
      ("朝阳区|很|大", [nil])
    ])
  func places(text: String, refs: [String?]) throws {
    #expect(try self.refs(of: "朝阳区", text) == refs)
    // What a market means by it counts for a place only where nothing it belongs to tells.
    #expect(try self.refs(of: "朝阳区", text, region: "CN") == refs)
  }

  @Test(
    "An organisation is the one that the market of the article means, once anything turns the name on",
    arguments: [
      ("央行|看|人民币", "TW", "gov:cbc-taiwan"), ("央行|看|人民币", "CN", "gov:pboc"), ("央行|看|新台币", "CN", "gov:pboc"),
      ("央行|看|人民币|和|新台币", "TW", "gov:cbc-taiwan"), ("央行|看|新台币|和|人民币", "CN", "gov:pboc"),
      // A market that means neither leaves it to the context.
      ("央行|看|人民币", "US", "gov:pboc"), ("央行|看|新台币", "US", "gov:cbc-taiwan")
    ])
  func markets(text: String, region: String, ref: String) throws {
    #expect(try refs(of: "央行", text, region: region) == [ref])
  }

  @Test("What the article names in full, and a place before the name, say more than its market")
  func fullNames() throws {
    #expect(try refs(of: "央行", "中国人民银行|说|，|央行|看|人民币", region: "TW") == ["gov:pboc"])
    #expect(try refs(of: "央行", "中国|央行|看|人民币", region: "TW").contains("gov:cbc-taiwan") == false)
  }

  @Test("The market alone turns no name on")
  func marketAlone() throws {
    #expect(try refs(of: "央行", "央行|很|大", region: "TW").contains("gov:cbc-taiwan") == false)
  }
}
