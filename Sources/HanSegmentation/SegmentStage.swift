import HanArticle
import HanLexicon
import HanModel
import HanText

/// Writes the words of an article.
public struct SegmentStage: Stage {
  public let name = "segment"
  public let reads = [LayerID(Atoms.self)]
  public let writes = [LayerID(Tokens.self)]
  private let vocabulary: Segmenter.Vocabulary
  private let standard: Standard
  private let engine: WordEngine
  private let tags: TagModel?

  public init(_ vocabulary: Segmenter.Vocabulary, standard: Standard = .news, engine: WordEngine = .model, tags: TagModel? = nil) {
    self.vocabulary = vocabulary
    self.standard = standard
    self.engine = engine
    self.tags = tags
  }

  /// The same, which also says which part of speech each word is, if there is a model.
  public func tagging(by tags: TagModel?) -> SegmentStage { SegmentStage(vocabulary, standard: standard, engine: engine, tags: tags) }

  public func makeWorker() -> any StageWorker {
    Worker(segmenter: Segmenter(vocabulary, standard: standard, engine: engine), tagger: tags.flatMap { try? Tagger($0, vocabulary) })
  }

  private struct Worker: StageWorker {
    var segmenter: Segmenter
    let tagger: Tagger?

    mutating func process(_ article: inout Article) {
      article[Tokens.self] = segmenter.tokens(of: article.text, atoms: article[Atoms.self], tagger: tagger)
    }
  }
}
