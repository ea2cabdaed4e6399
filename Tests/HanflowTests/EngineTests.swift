import Hanflow
import TestSupport
import Testing

@Suite struct EngineTests {
  @Test("One easy line finds words, figures and entities, and converts")
  func easyLines() throws {
    let text = "英伟达市值2.9万亿美元。"
    #expect(try Hanflow.tokens(in: text).last?.range == 30..<33)
    let figure = try #require(try Hanflow.figures(in: text).first)
    #expect(figure.range == 15..<30 && figure.currency == "USD" && figure.amount == .value(ExactDecimal(29, exponent: 11)))
    #expect(try Hanflow.entities(in: text).map(\.ref) == ["company:nvidia"])
    #expect(try Hanflow.convert("软件发展", to: "zh-Hant-TW") == "軟體發展")
    #expect(try Hanflow.convert("軟體發展", to: "zh-Hant-TW") == "軟體發展")
    #expect(throws: LexiconError.self) { try Hanflow.convert("软件", to: "zh-Hant-US") }
  }

  @Test("A stage runs with all that it needs, and without what it does not", arguments: Engine.stageNames)
  func needs(stage: String) throws {
    let pipeline = try Engine(target: "zh-Hant-TW").pipeline([stage])
    #expect(pipeline.stages.contains { $0.name == stage })
    #expect(pipeline.stages.first?.name == "text")
    #expect((stage == "convert") == pipeline.stages.contains { $0.name == "convert" })
    var article = Article(text: "头发发展")
    var worker = pipeline.makeWorker()
    worker.process(&article)
    #expect(article.has(LayerID(Sentences.self)) && article.writing?.script == .hans)
  }

  @Test("Annotating writes the layers asked for")
  func annotate() throws {
    var article = Article(text: "恒生指数上升。")
    try Engine().annotate(&article, with: ["segment"])
    #expect(!article[Tokens.self].isEmpty)
    #expect(!article.has(LayerID(Conversions.self)))
  }

  @Test("The producer names version and dictionaries, a user's among them")
  func producer() throws {
    let plain = try Engine().producer
    #expect(plain.wholeMatch(of: /hanflow\/[0-9]+\.[0-9]+\.[0-9]+\+[0-9a-f]{8}/) != nil)
    #expect(try Engine().producer == plain)
    let folder = try TemporaryFolder()
    let path = try folder.write("word\tcount\ttag\n砚序智能\t50\tnz\n".utf8, to: "mine.tsv")
    let image = try DictionaryHome.open()
    #expect(try Engine(image: image, overlays: [Overlay.image(path, over: image)]).producer != plain)
  }

  @Test("The image is opened by its path or its folder, and one that is not there is named")
  func home() throws {
    let path = try Repository.built("Hanflow_HanDictionaries.resources/image.bin")
    let folder = String(path.dropLast("/image.bin".count))
    #expect(try DictionaryHome.open(path).digest == DictionaryHome.open(folder).digest)
    #expect(try DictionaryHome.open().digest == DictionaryHome.open(path).digest)
    let error = try #require(throws: LexiconError.self) { try DictionaryHome.open("/nowhere") }
    #expect("\(error)".contains("/nowhere"))
  }
}
