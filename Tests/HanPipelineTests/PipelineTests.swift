import HanArticle
import HanPipeline
import TestSupport
import Testing

private enum First: Layer { typealias Element = String }
private enum Second: Layer { typealias Element = String }
private enum Third: Layer { typealias Element = String }

/// Writes, in each of its layers, its own name behind what it read.
private struct NamedStage: Stage {
  let name: String
  var reads: [LayerID] = []
  var writes: [LayerID] = []

  func makeWorker() -> any StageWorker { Worker(stage: self) }

  struct Worker: StageWorker {
    let stage: NamedStage
    mutating func process(_ article: inout Article) {
      let read = article[First.self] + article[Second.self]
      if stage.writes.contains(LayerID(First.self)) { article[First.self] = [stage.name] }
      if stage.writes.contains(LayerID(Second.self)) { article[Second.self] = read + [stage.name] }
      if stage.writes.contains(LayerID(Third.self)) { article[Third.self] = read + [stage.name] }
    }
  }
}

@Suite struct PipelineTests {
  private let first = NamedStage(name: "first", writes: [LayerID(First.self)])
  private let second = NamedStage(name: "second", reads: [LayerID(First.self)], writes: [LayerID(Second.self)])
  private let third = NamedStage(name: "third", reads: [LayerID(First.self), LayerID(Second.self)], writes: [LayerID(Third.self)])
  private let apart = NamedStage(name: "apart")

  @Test("Whoever writes a layer runs before whoever reads it, in whatever order they are given", arguments: 0..<12)
  func order(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let pipeline = try Pipeline([first, second, third].shuffled(using: &generator))
    #expect(pipeline.stages.map(\.name) == ["first", "second", "third"])
    var article = Article(text: "")
    var worker = pipeline.makeWorker()
    worker.process(&article)
    #expect(article[Third.self] == ["first", "first", "second", "third"])
  }

  @Test("Stages that do not wait for each other keep the order given")
  func stable() throws {
    let others = ["d", "a", "c"].map { NamedStage(name: $0) }
    #expect(try Pipeline(others + [apart]).stages.map(\.name) == ["d", "a", "c", "apart"])
    #expect(try Pipeline([apart, second, first]).stages.map(\.name) == ["apart", "first", "second"])
  }

  @Test("Stages that wait for each other are refused by name")
  func cycle() throws {
    let a = NamedStage(name: "alpha", reads: [LayerID(Second.self)], writes: [LayerID(First.self)])
    let b = NamedStage(name: "beta", reads: [LayerID(First.self)], writes: [LayerID(Second.self)])
    let error = try #require(throws: PipelineError.self) { try Pipeline([apart, a, b]) }
    #expect(error.message.contains("alpha") && error.message.contains("beta") && !error.message.contains("apart"))
  }

  @Test("A layer that two stages write is refused, naming both and the layer")
  func twoWriters() throws {
    let other = NamedStage(name: "other", writes: [LayerID(First.self)])
    let error = try #require(throws: PipelineError.self) { try Pipeline([first, other]) }
    #expect(error.message.contains("'first'") && error.message.contains("'other'") && error.message.contains("First"))
  }

  @Test("A layer that is read and written by nobody is refused, naming reader and layer")
  func noWriter() throws {
    let error = try #require(throws: PipelineError.self) { try Pipeline([first, third]) }
    #expect(error.message.contains("'third'") && error.message.contains("Second"))
  }

  @Test("What a stage needs is found through all stages between, and nothing else")
  func needed() {
    let all = [apart, third, second, first]
    #expect(Pipeline.needed(for: ["third"], from: all).map(\.name) == ["third", "second", "first"])
    #expect(Pipeline.needed(for: ["second"], from: all).map(\.name) == ["second", "first"])
    #expect(Pipeline.needed(for: ["apart"], from: all).map(\.name) == ["apart"])
    #expect(Pipeline.needed(for: [], from: all).isEmpty)
  }

  @Test("A layer that no stage has written is not there, one written with nothing is")
  func layers() {
    var article = Article(text: "字")
    #expect(!article.has(LayerID(First.self)))
    #expect(article[First.self].isEmpty)
    article[First.self] = []
    #expect(article.has(LayerID(First.self)))
  }
}
