import HanArticle
import HanLexicon
import HanModel
import HanText

/// Finds the names in an article, says who or what bears them, and what the article says of them.
///
/// Names of the gazetteer come first, in either script and under any alias; rules find persons, organisations, places and
/// tickers that it does not know; a name found once is then found throughout the article.
///
///     let stage = try EntitiesStage(image)
///     var worker = stage.makeWorker()
///     worker.process(&article)
///     article[Entities.self]
public final class EntitiesStage: Stage {
  public let name = "entities"
  public let reads = [LayerID(Tokens.self), LayerID(Sections.self), LayerID(Atoms.self)]
  public let writes: [LayerID]
  let fold: ScriptFold
  let gazetteer: Gazetteer
  let vocabulary: NameVocabulary
  let model: TagModel?
  /// Whether it says why each entity was found.
  let isExplaining: Bool

  /// Takes the dictionaries `entities`, `words` and `names` of an image; throws where one is missing.
  ///
  /// `overlays` may hold `entities` of the user's; their names count before the built-in ones. Without a model of names, the gazetteer and the
  /// rules find what they find.
  public init(_ image: Image, overlays: [Image] = [], names model: TagModel? = nil) throws(LexiconError) {
    self.model = model
    isExplaining = false
    writes = Self.layers
    fold = try ScriptFold(image)
    gazetteer = try Gazetteer(image, overlays: overlays)
    vocabulary = try NameVocabulary(image)
  }

  private static let layers = [LayerID(Entities.self), LayerID(Relations.self)]

  private init(_ stage: EntitiesStage, names model: TagModel?, isExplaining: Bool) {
    (fold, gazetteer, vocabulary) = (stage.fold, stage.gazetteer, stage.vocabulary)
    (self.model, self.isExplaining) = (model, isExplaining)
    writes = Self.layers + (isExplaining ? [LayerID(Explanations.self)] : [])
  }

  /// The same stage, with another model of names.
  func asking(_ model: TagModel) -> EntitiesStage { EntitiesStage(self, names: model, isExplaining: isExplaining) }

  /// The same stage, which also writes ``Explanations``: for people, and slower.
  public func explaining() -> EntitiesStage { EntitiesStage(self, names: model, isExplaining: true) }

  /// Whether the labels of a model are those of names.
  public static func takes(_ model: TagModel) -> Bool { NameFeatures.fits(model) }

  public func makeWorker() -> any StageWorker { EntitiesWorker(self) }
}
