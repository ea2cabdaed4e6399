import HanArticle

/// Writes what each figure says of whom: nothing yet; figures are linked in a later version.
public struct FactsStage: Stage {
  public let name = "facts"
  public let reads = [LayerID(Figures.self), LayerID(Entities.self), LayerID(Sentences.self)]
  public let writes = [LayerID(Facts.self)]

  public init() {}

  public func makeWorker() -> any StageWorker { Worker() }

  private struct Worker: StageWorker {
    mutating func process(_ article: inout Article) { article[Facts.self] = [] }
  }
}
