@_exported import HanArticle
@_exported import HanConversion
@_exported import HanEntities
@_exported import HanFacts
@_exported import HanFigures
@_exported import HanFormats
@_exported import HanImport
@_exported import HanLexicon
@_exported import HanPipeline
@_exported import HanSegmentation
@_exported import HanText

/// The figures of a text: `Hanflow.figures(in: "市值2.9万亿美元")`. Ranges are UTF-8 offsets. Throws where the dictionaries cannot be found.
public func figures(in text: String) throws -> [Figure] { try annotated(text, "figures")[Figures.self] }

/// The words of a text.
public func tokens(in text: String) throws -> [Token] { try annotated(text, "segment")[Tokens.self] }

/// The entities of a text.
public func entities(in text: String) throws -> [Entity] { try annotated(text, "entities")[Entities.self] }

/// A text converted to a target such as `zh-Hant-TW`; what is in it already is left alone. Opens the dictionaries at each call; keep a ``Converter`` for many.
public func convert(_ text: String, to target: String) throws -> String { try Converter(target: target).convert(text) }

extension Converter {
  /// A converter over the built dictionaries and model: `try Converter(target: "zh-Hant-TW").convert("软件")`.
  public init(target: String, options: ConversionOptions = ConversionOptions()) throws(LexiconError) {
    let image = try DictionaryHome.open()
    try self.init(image, target: target, model: DictionaryHome.conversionModel(for: image), options: options)
  }
}

extension ConfigurationConverter {
  /// A converter over the built dictionaries and model, by OpenCC's name: `try ConfigurationConverter("s2twp")`.
  public init(_ configuration: String, options: ConversionOptions = ConversionOptions()) throws(LexiconError) {
    let image = try DictionaryHome.open()
    try self.init(image, configuration: configuration, model: DictionaryHome.conversionModel(for: image), options: options)
  }
}

private func annotated(_ text: String, _ stage: String) throws -> Article {
  var article = Article(text: text)
  try shared.get().annotate(&article, with: [stage])
  return article
}

/// The engine of the functions above, made at the first call.
private let shared = Result { () throws(LexiconError) in try Engine() }
