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
    let (words, text, numbers, context) = (words, article.text, article[Numbers.self], DateContext(article))
    let market = words.currency(ofMarket: article.region)
    article[Figures.self] = folded.read(text, words.fold) { folded in
      var figures = FigureBuilder.figures(of: text, numbers, in: folded, context, words)
      CurrencyResolver(text: folded, words: words, market: market).resolve(&figures)
      return figures
    }
  }
}
