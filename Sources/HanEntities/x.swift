import HanArticle
import HanLexicon
import HanText
public struct EntitiesStage: Stage {
  public let name = "entities"
  public let reads = [LayerID(Atoms.self), LayerID(Tokens.self)]
  public let writes = [LayerID(Entities.self), LayerID(Relations.self)]
  public init(_ image: Image, overlays: [Image] = []) throws(LexiconError) {}
  public func makeWorker() -> any StageWorker { Worker() }
  struct Worker: StageWorker { mutating func process(_ article: inout Article) { article[Entities.self] = [] } }
}
