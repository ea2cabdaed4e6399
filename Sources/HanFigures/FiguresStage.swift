import HanArticle
import HanLexicon
import HanText

/// Writes the layer of figures, ``Figures``: numbers with what they count, and dates.
public struct FiguresStage: Stage {
  public let name = "figures"
  public let reads = [LayerID(Atoms.self), LayerID(Numbers.self)]
  public let writes = [LayerID(Figures.self)]
  private let words: FigureWords

  /// Words may be shared by all stages that read them.
  public init(_ words: FigureWords) { self.words = words }

  public func makeWorker() -> any StageWorker { FiguresWorker(words: words) }
}

private struct FiguresWorker: StageWorker {
  let words: FigureWords
  var folded = FoldBuffer()

  mutating func process(_ article: inout Article) {
    let words = words
    let source = article
    article[Figures.self] = folded.read(article.text, words.fold) { FigureBuilder.figures(of: source, in: $0, words) }
  }
}
