import HanArticle
import HanFigures

extension Number {
  /// The amount of a text that is one numeral: `try Number.parse("三万五")`; nil for any other text. Opens the dictionaries at each call; keep a ``NumeralReader`` for many.
  public static func parse(_ text: String) throws -> Amount? { try NumeralReader(try DictionaryHome.open()).amount(text) }

  /// An amount as a Chinese numeral: `try Number.format(.value(35000), script: .hant)` is 三萬五千; nil for an interval, and from 10^16 on.
  /// Opens the dictionaries at each call; keep a ``NumeralFormatter`` for many.
  public static func format(_ amount: Amount, script: NumeralFormatter.Script = .hans, style: NumeralFormatter.Style = .plain) throws -> String? {
    try NumeralFormatter(try DictionaryHome.open(), script: script, style: style).text(amount)
  }
}
