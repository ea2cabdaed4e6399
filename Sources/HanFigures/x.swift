import HanArticle
import HanLexicon
import HanText
public struct NumbersStage: Stage {
  public let name = "numbers"
  public let reads = [LayerID(Atoms.self)]
  public let writes = [LayerID(Numbers.self)]
  public init(_ image: Image) throws(LexiconError) {}
  public func makeWorker() -> any StageWorker { Worker() }
  struct Worker: StageWorker { mutating func process(_ article: inout Article) { article[Numbers.self] = [] } }
}
public struct FiguresStage: Stage {
  public let name = "figures"
  public let reads = [LayerID(Atoms.self), LayerID(Numbers.self)]
  public let writes = [LayerID(Figures.self)]
  public init(_ image: Image) throws(LexiconError) {}
  public func makeWorker() -> any StageWorker { Worker() }
  struct Worker: StageWorker { mutating func process(_ article: inout Article) { article[Figures.self] = [] } }
}
