import HanArticle
import HanFigures

extension Number {
  /// The amount of a text that is one numeral: `try Number.parse("三万五")`; nil for any other text. Opens the dictionaries at each call; keep a ``NumeralReader`` for many.
  public static func parse(_ text: String) throws -> Amount? { try NumeralReader(try DictionaryHome.open()).amount(text) }
}
