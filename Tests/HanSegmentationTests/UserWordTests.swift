import HanArticle
import HanLexicon
import HanModel
import HanText
import TestSupport
import Testing

@testable import HanSegmentation

/// Users' words, whichever engine cuts.
@Suite struct UserWordTests {
  /// The words of a text, with these lines as the user's dictionary.
  private func words(_ text: String, _ dictionary: String, model: Bool = false) throws -> [String] {
    let folder = try TemporaryFolder()
    let image = try TestImage.open()
    let overlay = try Overlay.image(try folder.write(dictionary.utf8, to: "mine.tsv"), over: image)
    var models: [Standard: CutModel] = [:]
    if model {
      var trainer = try SegmentTrainer(image, standard: .ud)
      for line in ["他 读 中文 网", "买 了 手机 和 电脑"] { trainer.add(line) }
      trainer.train()
      models[.ud] = try CutModel(try Image(bytes: trainer.model(), origin: "trained"))
    }
    var segmenter = Segmenter(try Segmenter.Vocabulary(image, overlays: [overlay], models: models), standard: .ud)
    let article = ArticleText(text)
    return segmenter.tokens(of: article, atoms: AtomScanner.atoms(of: article)).map { article[$0.range] }
  }

  @Test("A word with spaces or marks in it is one token, alone among what stands around it", arguments: [false, true])
  func spaced(model: Bool) throws {
    let dictionary = "word\nNew York\nNew York Times\niPhone 16 Pro\nYahoo!\n苹果 手机\n"
    func found(_ text: String) throws -> [String] { try words(text, dictionary, model: model) }
    #expect(try found("读New York Times网").contains("New York Times"))
    #expect(try found("买了iPhone 16 Pro。").contains("iPhone 16 Pro"))
    #expect(try found("Yahoo!股价").first == "Yahoo!")
    #expect(try found("蘋果 手機").first == "蘋果 手機")
    #expect(try found("new york timer") == ["new york", "timer"])
    #expect(try found("iPhone 16 Pro%").last == "%")
    // What is written otherwise is another word.
    #expect(try found("New  York") == ["New", "York"])
  }

  @Test("A sign of percent stays with a numeral, and leaves a user's word that ends in one")
  func percent() throws {
    let folder = try TemporaryFolder()
    let overlay = try Overlay.image(try folder.write("word\niPhone 16\n".utf8, to: "mine.tsv"), over: try TestImage.open())
    var segmenter = LineSegmenter(Segmenter(try Segmenter.Vocabulary(try TestImage.open(), overlays: [overlay]), standard: .news))
    #expect(String(decoding: segmenter.lines(Array("iPhone 16%，16%".utf8)[...]), as: UTF8.self) == "iPhone 16 % ， 16%")
  }

  @Test("A Latin name, a numeral or an address is never cut by a word that is part of it", arguments: [false, true])
  func neverInside(model: Bool) throws {
    let dictionary = "word\nPro\n16\niPhone 16\nNew Yo\n.com\nPro 中\n"
    for text in ["iPhone16Pro", "Promise", "iPhone 16Pro", "New York", "16.5", "https://a.com/Pro", "GPT-Pro 中"] {
      #expect(try words(text, dictionary, model: model) == text.split(separator: " ").map(String.init))
    }
    #expect(try words("iPhone 16.5", dictionary, model: model) == ["iPhone", "16.5"])
    #expect(try words("Pro版", dictionary, model: model).first == "Pro")
  }

  @Test("A hard word stands inside, across and beside the lexicon's words; the leftmost, then the longest wins")
  func hard() throws {
    #expect(try words("研究生命起源", "word\n究生\n") == ["研", "究生", "命", "起源"])
    #expect(try words("研究生命起源", "word\tstrength\n究生\thard\n生命起\t\n") == ["研", "究生", "命", "起源"])
    #expect(try words("中华人民共和国", "word\n民共\n").contains("民共"))
    #expect(try words("研究生命起源", "word\n研究\n研究生命\n") == ["研究生命", "起源"])
    #expect(try words("在二○二五年A股", "word\n五年A\n").joined() == "在二○二五年A股")
  }

  @Test("A soft word wins over a common reading, and leaves room for a hard one")
  func soft() throws {
    #expect(try words("江澜银行股份", "word\tstrength\n江澜银行\tsoft\n").first == "江澜银行")
    #expect(try words("江澜银行股份", "word\tstrength\n江澜银行\tsoft\n银行股份\thard\n").last == "银行股份")
  }

  /// The words of a text by a model that has learnt these lines alone, with these lines as the user's dictionary.
  private func words(_ text: String, _ dictionary: String, learnt lines: [String]) throws -> [String] {
    let image = try TestImage.open()
    var trainer = try SegmentTrainer(image, standard: .ud)
    for line in lines { trainer.add(line) }
    trainer.train()
    let folder = try TemporaryFolder()
    let overlay = try Overlay.image(try folder.write(dictionary.utf8, to: "mine.tsv"), over: image)
    let model = try CutModel(try Image(bytes: trainer.model(), origin: "trained"))
    var segmenter = Segmenter(try Segmenter.Vocabulary(image, overlays: [overlay], models: [.ud: model]), standard: .ud)
    let article = ArticleText(text)
    return segmenter.tokens(of: article, atoms: AtomScanner.atoms(of: article)).map { article[$0.range] }
  }

  @Test("Where a model hesitates, soft words decide, in either script")
  func softByModel() throws {
    // Both cuts are as frequent.
    let lines = ["他 见 喵汪 了", "他 见 喵 汪 了", "喵 汪 来", "喵汪 来"]
    func cut(_ text: String, _ words: [String]) throws -> [String] {
      try self.words(text, "word\tstrength\n" + words.map { "\($0)\tsoft\n" }.joined(), learnt: lines)
    }
    #expect(try cut("他见喵汪了", ["喵汪"]) == ["他", "见", "喵汪", "了"])
    #expect(try cut("他見喵汪了", ["喵", "汪"]) == ["他", "見", "喵", "汪", "了"])
  }

  @Test("A hard word stands against a model that has always seen it cut, and against soft words")
  func hardByModel() throws {
    let lines = ["喵 汪 来", "他 见 喵 汪", "喵 汪 开会"]
    #expect(try words("喵汪来", "word\n无关\n", learnt: lines) == ["喵", "汪", "来"])
    #expect(try words("喵汪来", "word\n喵汪\n", learnt: lines) == ["喵汪", "来"])
    #expect(try words("喵汪来", "word\n汪来\n", learnt: lines) == ["喵", "汪来"])
    #expect(try words("他见喵汪", "word\tstrength\n见喵\tsoft\n喵汪\thard\n", learnt: lines).last == "喵汪")
    #expect(try words("喵汪喵汪", "word\n喵汪\n", learnt: lines) == ["喵汪", "喵汪"])
  }

  @Test("With users' words of all kinds nothing is lost of any text", arguments: 0..<40)
  func nothingLost(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let dictionary = "word\tstrength\n市值 2.9万亿\t\n美元。\t\n伟达\t\n達市\tsoft\n。，\t\n月27\t\nAT&T U.S.\t\n"
    for model in [false, true] {
      let text = RandomText.mixed(&generator, pieces: 60)
      func bare(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
      #expect(try bare(words(text, dictionary, model: model).joined()) == bare(text))
    }
  }
}

@Suite struct WordEngineTests {
  @Test("ICU's words lose nothing but white space, and are cut on scalars of the original", arguments: 0..<60)
  func icu(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var segmenter = Segmenter(try Segmenter.Vocabulary(try TestImage.open()), engine: .icu)
    let text = ArticleText(RandomText.mixed(&generator, pieces: 60))
    var end = 0
    for token in segmenter.tokens(of: text, atoms: []) {
      try #require(token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= text.count)
      #expect(UTF8Bytes.firstInvalid(Array(text.bytes[token.range])) == nil)
      #expect(text[end..<token.range.lowerBound].unicodeScalars.allSatisfy { $0.properties.isWhitespace })
      end = token.range.upperBound
    }
    #expect(text[end..<text.count].unicodeScalars.allSatisfy { $0.properties.isWhitespace })
  }
}
