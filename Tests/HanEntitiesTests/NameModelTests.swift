import HanArticle
import HanLexicon
import HanModel
import TestSupport
import Testing

@testable import HanEntities

/// A small model: after 在 stands a place, before 说 a person, and what ends in 帮 is an organisation.
private enum Learnt {
  static let sentences: [(barred: String, names: [String: String])] = {
    let strange = ["阿巴", "库鲁", "多纳", "贝科", "塔加", "莫索", "基维", "纳卢", "Baro", "Kelu", "Nadi", "Soma"]
    return strange.flatMap { name in
      [
        ("他|在|\(name)|。", [name: "LOC"]), ("\(name)|说|好|。", [name: "PER"]), ("看|\(name)|帮|。", ["\(name)帮": "ORG"]),
        ("他|看|书|。", [:]), ("他|说|好|。", [:])
      ]
    }
  }()

  static let model: Result<TagModel, any Error> = Result {
    var trainer = NameTrainer(try TestDictionaries.stage.get())
    for (barred, names) in sentences {
      let article = TestDictionaries.article(barred)
      let gold = names.compactMap { name, kind in TestDictionaries.range(of: name, in: article).map { GoldNames.Name(range: $0, kind: kind) } }
      trainer.add(article, names: gold)
    }
    trainer.train(passes: 10)
    return try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
  }

  static let stage: Result<EntitiesStage, any Error> = Result { try TestDictionaries.stage.get().asking(try model.get()) }

  static func names(_ barred: String) throws -> [String] {
    var article = TestDictionaries.article(barred)
    var worker = try stage.get().makeWorker()
    worker.process(&article)
    return article[Entities.self].map { "\(String(decoding: article.text.bytes[$0.range], as: UTF8.self))/\($0.label.rawValue)/\($0.source)" }
  }
}

struct NameModelTests {
  @Test("A name of the model's is explained by what weighs most: here the word before it, as nothing else tells it from others")
  func explanation() throws {
    var article = TestDictionaries.article("他|在|瓦迪|。")
    var worker = try Learnt.stage.get().explaining().makeWorker()
    worker.process(&article)
    let explanation = try #require(article[Explanations.self].first)
    #expect(explanation.rule == "model" && (1...3).contains(explanation.evidence.count))
    #expect(explanation.evidence.contains { $0.hasPrefix("在 before +") })
  }

  @Test(
    "A name that nothing knows is found by what stands beside it",
    arguments: [
      ("他|在|瓦迪|。", ["瓦迪/LOC/model"]), ("卢比|说|好|。", ["卢比/PERSON/model"]), ("看|瓦迪|帮|。", ["瓦迪帮/ORG/model"]), ("他|看|书|。", []),
      ("他|在|瓦迪|。|卢比|说|好|。", ["瓦迪/LOC/model", "卢比/PERSON/model"])
    ])
  func unknown(text: String, names: [String]) throws {
    #expect(try Learnt.names(text) == names)
  }

  @Test("An article of more different words than are remembered is read as a short one is")
  func surplus() throws {
    let article = (0..<90_000).map { "\($0)年" }.joined(separator: "|") + "|。|卢比|说|好|。|他|在|瓦迪|。"
    #expect(try Learnt.names(article).suffix(2) == ["卢比/PERSON/model", "瓦迪/LOC/model"])
  }

  @Test("What the gazetteer knows stands, but for a place in a longer name")
  func gazetteer() throws {
    #expect(try Learnt.names("他|在|腾讯|。") == ["腾讯/ORG/gazetteer"])
    #expect(try Learnt.names("看|北京|帮|。") == ["北京帮/ORG/model"])
    #expect(try Learnt.names("他|在|北京|。") == ["北京/GPE/gazetteer"])
  }

  @Test(
    "One character over and over is no name, nor is a person in Latin letters that no rule knows, nor a form of address",
    arguments: ["哈哈哈哈|说|好|。", "Big| |Vadi|说|好|。", "Vadi|说|好|。", "王先生|说|好|。"])
  func noName(text: String) throws {
    #expect(try Learnt.names(text).filter { $0.hasSuffix("/model") } == [])
    // What stands as they do and is one.
    #expect(try Learnt.names("卢比|说|好|。").filter { $0.hasSuffix("/model") }.count == 1)
  }

  @Test("A model of other labels is refused")
  func otherLabels() throws {
    var trainer = TagTrainer(labels: .words, width: 1)
    trainer.add([1, 2], labels: [0, 2])
    trainer.train(passes: 1)
    let other = try TagModel(try Image(bytes: trainer.model(), origin: "other"))
    #expect(!EntitiesStage.takes(other))
    #expect(EntitiesStage.takes(try Learnt.model.get()))
  }

  @Test("Begin, inside, end and single: no name is left open, and no two kinds are mixed")
  func labels() {
    let set = NameLabels.set
    #expect(set.names == ["O", "B-PER", "I-PER", "E-PER", "S-PER", "B-LOC", "I-LOC", "E-LOC", "S-LOC", "B-ORG", "I-ORG", "E-ORG", "S-ORG"])
    for (first, name) in set.names.enumerated() {
      for (next, other) in set.names.enumerated() {
        let isOpen = name.hasPrefix("B-") || name.hasPrefix("I-")
        let goesOn = other.hasPrefix("I-") || other.hasPrefix("E-")
        let fits = isOpen ? goesOn && name.dropFirst(2) == other.dropFirst(2) : !goesOn
        #expect((set.next[first] >> UInt64(next) & 1 == 1) == fits, "\(name) \(other)")
      }
      #expect((set.first >> UInt64(first) & 1 == 1) == !(name.hasPrefix("I-") || name.hasPrefix("E-")))
      #expect((set.last >> UInt64(first) & 1 == 1) == !(name.hasPrefix("B-") || name.hasPrefix("I-")))
    }
  }
}

struct GoldNamesTests {
  @Test("Tokens and labels become a text and its names")
  func reads() throws {
    let text = "台\tB-LOC\n北\tI-LOC\n市 I-LOC\n的\tO\n王\tB-PER\n李\tB-PER\n四\tI-PER\n\n\n好\tO\r\n"
    let read = try GoldNames.read(text, name: "x.iob")
    #expect(read.map(\.text) == ["台北市的王李四", "好"])
    #expect(read[0].names.map { "\($0.range) \($0.kind)" } == ["0..<9 LOC", "12..<15 PER", "15..<21 PER"])
    #expect(read[1].names.isEmpty)
  }

  @Test("A wrong line is named", arguments: [("好", 1), ("好\tO\n坏\tI-PER", 2), ("王\tB-PER\n京\tI-LOC", 2), ("王\tPER", 1), ("王\tB-", 1)])
  func refuses(text: String, line: Int) {
    let error = #expect(throws: LexiconError.self) { try GoldNames.read(text, name: "x.iob") }
    #expect(error.map { "\($0)" }?.contains("x.iob:\(line)") == true)
  }
}
