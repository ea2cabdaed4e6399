import HanArticle
import HanLexicon
import HanText

/// Writes the layer of numerals: ``Numbers``.
public struct NumbersStage: Stage {
  public let name = "numbers"
  public let reads = [LayerID(Atoms.self)]
  public let writes = [LayerID(Numbers.self)]
  private let words: FigureWords

  /// Words may be shared by all stages that read them.
  public init(_ words: FigureWords) { self.words = words }

  public func makeWorker() -> any StageWorker { NumbersWorker(words: words) }
}

private struct NumbersWorker: StageWorker {
  let words: FigureWords
  var folded = FoldBuffer()

  mutating func process(_ article: inout Article) {
    let atoms = article.has(LayerID(Atoms.self)) ? article[Atoms.self] : AtomScanner.atoms(of: article.text)
    let words = words
    article[Numbers.self] = folded.read(article.text, words.fold) { NumeralScanner.numbers(in: $0, atoms: atoms, words) }
  }
}

/// The folded bytes of one article after another, in memory that is kept.
struct FoldBuffer {
  private var bytes: [UInt8] = []

  /// Folds the text and reads it.
  mutating func read<T>(_ text: ArticleText, _ fold: ScriptFold, _ body: (FoldedText) -> T) -> T {
    let count = text.bytes.count
    if bytes.count < count { bytes = [UInt8](repeating: 0, count: count) }
    return bytes.withUnsafeMutableBufferPointer { output in
      text.bytes.withUnsafeBufferPointer { original in
        fold.fold(original, into: output)
        return body(FoldedText(bytes: UnsafeBufferPointer(rebasing: output[0..<count]), original: original))
      }
    }
  }
}
