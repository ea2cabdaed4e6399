import HanArticle
import Testing

@testable import HanEntities

struct ExplanationTests {
  /// Each name, what found it, and what spoke for it, the lines' numbers left out.
  private func explained(_ barred: String) throws -> [String] {
    var article = TestDictionaries.article(barred)
    var worker = try TestDictionaries.stage.get().explaining().makeWorker()
    worker.process(&article)
    let entities = article[Entities.self]
    #expect(article[Explanations.self].count == entities.count)
    return zip(entities, article[Explanations.self]).map { entity, explanation in
      let evidence = explanation.evidence.map { $0.replacing(#/\.tsv:[0-9]+/#, with: ".tsv") }
      let origin = explanation.origin.map { ["as \(article.text[entities[$0].range])"] } ?? []
      return ([article.text[entity.range], explanation.rule] + evidence + origin).joined(separator: "; ")
    }
  }

  @Test(
    "A name of the gazetteer is explained by its line, and a doubtful one by what turned it on",
    arguments: [
      ("买|辉达", ["辉达; gazetteer; entities/entities.tsv 輝達"]),
      ("苹果|的|iPhone", ["苹果; gazetteer; entities/entities.tsv 苹果?; with iPhone in the article"]),
      (
        "苹果|说|，|苹果公司|很|好",
        ["苹果; gazetteer; entities/entities.tsv 苹果?; with its name 苹果公司 in the article", "苹果公司; gazetteer; entities/entities.tsv 苹果公司"]
      ),
      ("微软|和|苹果", ["微软; gazetteer; entities/entities.tsv 微软", "苹果; gazetteer; entities/entities.tsv 苹果?; listed beside an organisation"]),
      ("苹果|股价", ["苹果; gazetteer; entities/entities.tsv 苹果?; before 股价"]),
      ("英伟达|公司|的", ["英伟达公司; gazetteer; entities/entities.tsv 英伟达; with 公司 behind it"])
    ])
  func gazetteer(text: String, explanations: [String]) throws {
    #expect(try explained(text) == explanations)
  }

  @Test("A line has its number, so that it can be found and changed")
  func lines() throws {
    var article = TestDictionaries.article("深度求索")
    var worker = try TestDictionaries.stage.get().explaining().makeWorker()
    worker.process(&article)
    // The header is the first line, company:apple the second.
    #expect(article[Explanations.self].map(\.evidence) == [["entities/entities.tsv:3 深度求索"]])
  }

  @Test(
    "A name that a rule found is explained by the rule and the words that it went by",
    arguments: [
      ("记者|陈|小|明|报道", ["记者; gazetteer; entities/entities.tsv 记者", "陈小明; person; names/surnames.tsv 陈; behind 记者"]),
      ("信昌|工程|有限公司", ["信昌工程有限公司; organisation-suffix; names/organisation-suffixes.tsv 有限公司"]),
      ("北京|路|上", ["北京路; place-suffix; names/place-suffixes.tsv 路"]),
      ("NASDAQ: NVDA", ["NASDAQ: NVDA; ticker; entities/entities.tsv NASDAQ:NVDA"]),
      ("Tim Brown Inc", ["Tim Brown Inc; latin-suffix; names/latin-suffixes.tsv inc"])
    ])
  func rules(text: String, explanations: [String]) throws {
    #expect(try explained(text) == explanations)
  }

  @Test("A name found again, and another name of one, are explained by the mention they go back to")
  func origins() throws {
    // Cut wrongly the second time, the name is found only because it was found the first time.
    #expect(try explained("总裁|吴|俊|宇|说|。|昨天吴|俊|宇走|了|。").last == "吴俊宇; propagated; as 吴俊宇")
    #expect(try explained("深度求索|(|DeepSeek|)").last == "DeepSeek; gazetteer; entities/entities.tsv DeepSeek; as 深度求索")
  }

  @Test("Where nobody asks, nothing is explained, and the same names are found")
  func silence() throws {
    let article = try TestDictionaries.read("苹果|的|iPhone")
    #expect(article.has(LayerID(Explanations.self)) == false && article[Entities.self].count == 1)
  }
}
