import HanArticle
import HanLexicon
import HanText

/// Reads numerals that stand by themselves.
///
///     try NumeralReader(image).amount("三万五")  // 35000
public struct NumeralReader: Sendable {
  private let words: FigureWords

  /// Takes its words from the image's `figures` dictionaries.
  public init(_ image: Image) throws(LexiconError) {
    words = try FigureWords(image)
  }

  /// The amount of a text that is one numeral and nothing else; nil for any other text.
  public func amount(_ text: String) -> Amount? {
    let text = ArticleText(text)
    var buffer = FoldBuffer()
    let numbers = buffer.read(text, words.fold) { NumeralScanner.numbers(in: $0, atoms: AtomScanner.atoms(of: text), words) }
    guard numbers.count == 1, numbers[0].range == 0..<text.count else { return nil }
    return numbers[0].amount
  }
}

extension Number {
  /// The amount of a text that is one numeral (`三万五`, `3.5万亿`, `四十五分之一`); nil for any other text.
  public static func parse(_ text: String, with reader: NumeralReader) -> Amount? { reader.amount(text) }
}
