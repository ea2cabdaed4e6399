import HanArticle
import HanLexicon
import HanText

/// Writes the words of an article.
public struct SegmentStage: Stage {
  public let name = "segment"
  public let reads = [LayerID(Atoms.self)]
  public let writes = [LayerID(Tokens.self)]
  private let vocabulary: Segmenter.Vocabulary
  private let standard: Standard
  private let engine: WordEngine

  public init(_ vocabulary: Segmenter.Vocabulary, standard: Standard = .news, engine: WordEngine = .model) {
    self.vocabulary = vocabulary
    self.standard = standard
    self.engine = engine
  }

  public func makeWorker() -> any StageWorker { Worker(segmenter: Segmenter(vocabulary, standard: standard, engine: engine)) }

  private struct Worker: StageWorker {
    var segmenter: Segmenter

    mutating func process(_ article: inout Article) {
      article[Tokens.self] = segmenter.tokens(of: article.text, atoms: article[Atoms.self])
    }
  }
}
