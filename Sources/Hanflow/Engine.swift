import HanArticle
import HanConversion
import HanEntities
import HanFacts
import HanFigures
import HanLexicon
import HanModel
import HanPipeline
import HanSegmentation
import HanText

/// All stages of the house over one dictionary image, and the pipelines that they make.
///
///     let engine = try Engine()
///     var article = Article(text: "英伟达市值2.9万亿美元。")
///     try engine.annotate(&article, with: ["figures", "entities"])
public struct Engine: Sendable {
  /// The version of the contract's `producer`.
  public static let version = "0.1.0"
  /// The stages that can be asked for, in the contract's order; `convert` only with a target.
  public static let stageNames = ["segment", "numbers", "figures", "entities", "facts", "convert"]

  public let image: Image
  public let overlays: [Image]
  private let stages: [any Stage]
  private let tags: TagModel?

  /// Opens the dictionaries and sets the stages up. `overlays` are user dictionaries that count before the built-in ones;
  /// `words` says what cuts the text; `target` is BCP 47.
  public init(image: Image? = nil, overlays: [Image] = [], standard: Standard = .news, words engine: WordEngine = .model, target: String? = nil)
    throws(LexiconError)
  {
    let image = if let image { image } else { try DictionaryHome.open() }
    self.image = image
    self.overlays = overlays
    tags = try DictionaryHome.tagModel(for: image)
    let words = try FigureWords(image)
    var stages: [any Stage] = [
      try TextStage(image),
      SegmentStage(
        try Segmenter.Vocabulary(image, overlays: overlays, models: DictionaryHome.wordModels(for: image)), standard: standard, engine: engine),
      NumbersStage(words),
      FiguresStage(words), try EntitiesStage(image, overlays: overlays, names: DictionaryHome.nameModel(for: image)), FactsStage()
    ]
    if let target { stages.append(ConvertStage(try Converter(image, target: target, model: DictionaryHome.conversionModel(for: image)))) }
    self.stages = stages
  }

  /// Name, version and a digest of the dictionaries, the user's among them: `hanflow/0.1.0+5f1c2a90`.
  public var producer: String {
    let digest = overlays.reduce(image.digest) { ($0 ^ $1.digest) &* 0x100_0000_01B3 }
    let hex = String(UInt32(truncatingIfNeeded: digest ^ digest >> 32), radix: 16)
    return "hanflow/\(Self.version)+\(String(repeating: "0", count: 8 - hex.utf8.count))\(hex)"
  }

  /// The pipeline that writes what these stages write; what they need runs with them. Words are tagged where they are asked for: no other stage reads tags.
  /// With `explaining`, entities come with ``Explanations``.
  public func pipeline(_ names: some Sequence<String>, explaining: Bool = false) throws(PipelineError) -> Pipeline {
    let names = Set(names)
    var stages = names.contains("segment") ? stages.map { ($0 as? SegmentStage)?.tagging(by: tags) ?? $0 } : stages
    if explaining { stages = stages.map { ($0 as? EntitiesStage)?.explaining() ?? $0 } }
    return try Pipeline(Pipeline.needed(for: names.union(["text"]), from: stages))
  }

  /// Runs stages over one article.
  public func annotate(_ article: inout Article, with names: some Sequence<String>) throws(PipelineError) {
    var worker = try pipeline(names).makeWorker()
    worker.process(&article)
  }
}
