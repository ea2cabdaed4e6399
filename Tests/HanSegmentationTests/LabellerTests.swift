import HanArticle
import HanLexicon
import HanModel
import HanText
import TestSupport
import Testing

@testable import HanSegmentation

@Suite struct LabellerTests {
  /// A model that has learnt these lines alone.
  private func model(_ lines: [String], standard: Standard = .ud) throws -> CutModel {
    var trainer = try SegmentTrainer(try TestImage.open(), standard: standard)
    for line in lines { trainer.add(line) }
    trainer.train()
    return try CutModel(try Image(bytes: trainer.model(), origin: "trained"))
  }

  private func words(_ text: String, _ model: CutModel, overlays: [Image] = []) throws -> [String] {
    let vocabulary = try Segmenter.Vocabulary(try TestImage.open(), overlays: overlays, models: [.ud: model])
    var segmenter = Segmenter(vocabulary, standard: .ud)
    let article = ArticleText(text)
    return segmenter.tokens(of: article, atoms: AtomScanner.atoms(of: article)).map { article[$0.range] }
  }

  @Test("What was learnt in one script is cut in both")
  func bothScripts() throws {
    let model = try model(["喵汪 开会", "汪喵 开会 了", "开会 喵汪 了"])
    #expect(try words("喵汪开会了", model) == ["喵汪", "开会", "了"])
    #expect(try words("喵汪開會了", model) == ["喵汪", "開會", "了"])
  }

  @Test("Atoms, digits of Chinese numerals and names with a dot are never cut inside")
  func units() throws {
    let model = try model(["他 在 二〇二五 年 买 了 GPT-4o", "喵·汪 3.5 元"])
    for text in ["二〇二五", "二○○三", "GPT-4o", "3.5", "https://example.com/a?b=c"] {
      #expect(try words("他在\(text)年", model).contains { $0.contains(text) })
    }
    #expect(try words("喵·汪3.5元", model) == ["喵·汪", "3.5", "元"])
    // A hostile line of numerals is looked over once.
    #expect(try words(String(repeating: "一", count: 200_000) + "〇", model).joined().unicodeScalars.count == 200_001)
  }

  @Test("Nothing is lost of any text, whatever the model")
  func nothingLost() throws {
    let model = try model(["中国 人", "人民 币 3 元"])
    var generator = SplitMix64(seed: 11)
    for _ in 0..<200 {
      let text = RandomText.mixed(&generator, pieces: 25)
      let article = ArticleText(text)
      var segmenter = Segmenter(try Segmenter.Vocabulary(try TestImage.open(), models: [.ud: model]), standard: .ud)
      var end = 0
      for token in segmenter.tokens(of: article, atoms: AtomScanner.atoms(of: article)) {
        try #require(token.range.lowerBound >= end && !token.range.isEmpty)
        #expect(article[end..<token.range.lowerBound].allSatisfy { $0.isWhitespace })
        end = token.range.upperBound
      }
      #expect(article[end..<article.count].allSatisfy { $0.isWhitespace })
    }
  }

  @Test("The users' words stand whatever the model says")
  func overlays() throws {
    let model = try model(["江澜 银行 股份 有限公司"])
    #expect(try words("江澜银行股份有限公司", model) == ["江澜", "银行", "股份", "有限公司"])
    let folder = try TemporaryFolder()
    let path = try folder.write("word\tcount\ttag\n江澜银行股份\t100\tnt\n".utf8, to: "mine.tsv")
    let overlay = try Overlay.image(path, over: try TestImage.open())
    #expect(try words("江瀾銀行股份有限公司", model, overlays: [overlay]) == ["江瀾銀行股份", "有限公司"])
  }

  @Test("The news standard cuts what text/splits.tsv names before it learns")
  func splits() throws {
    let lines = ["这是 喵", "這是 汪", "这位 喵"]
    let news = try model(lines, standard: .news)
    #expect(try words("这是喵", news) == ["这", "是", "喵"])
    #expect(try words("這是汪", news) == ["這", "是", "汪"])
    let plain = try model(lines)
    #expect(try words("这是喵", plain) == ["这是", "喵"])
  }
}
