import HanArticle

/// Stages in the order in which they can run: whoever writes a layer before whoever reads it.
///
///     let pipeline = try Pipeline([figures, text, segment])
///     var worker = pipeline.makeWorker()
///     worker.process(&article)
public struct Pipeline: Sendable {
  /// In running order.
  public let stages: [any Stage]

  /// Throws where a layer is read that nobody writes, is written twice, or where stages wait for each other.
  public init(_ stages: [any Stage]) throws(PipelineError) {
    var writer: [LayerID: any Stage] = [:]
    for stage in stages {
      for layer in stage.writes {
        if let other = writer.updateValue(stage, forKey: layer) {
          throw PipelineError("stages '\(other.name)' and '\(stage.name)' both write \(layer); leave one out")
        }
      }
    }
    for stage in stages {
      for layer in stage.reads where writer[layer] == nil {
        throw PipelineError("stage '\(stage.name)' reads \(layer), which no stage writes; add the stage that does")
      }
    }
    self.stages = try Self.ordered(stages)
  }

  /// Stable: stages that do not wait for each other keep the order given.
  private static func ordered(_ stages: [any Stage]) throws(PipelineError) -> [any Stage] {
    var waiting = stages
    var order: [any Stage] = []
    while !waiting.isEmpty {
      let unwritten = Set(waiting.flatMap(\.writes))
      guard let next = waiting.firstIndex(where: { stage in stage.reads.allSatisfy { !unwritten.contains($0) || stage.writes.contains($0) } }) else {
        throw PipelineError("stages wait for each other: \(waiting.map(\.name).joined(separator: ", "))")
      }
      order.append(waiting.remove(at: next))
    }
    return order
  }

  /// The stages that these need to run, themselves included, from all that there are.
  public static func needed(for names: Set<String>, from all: [any Stage]) -> [any Stage] {
    var names = names
    while true {
      let read = Set(all.filter { names.contains($0.name) }.flatMap(\.reads))
      let more = all.filter { !names.contains($0.name) && !read.isDisjoint(with: $0.writes) }
      if more.isEmpty { return all.filter { names.contains($0.name) } }
      names.formUnion(more.map(\.name))
    }
  }

  /// A worker for one task.
  public func makeWorker() -> PipelineWorker { PipelineWorker(stages.map { $0.makeWorker() }) }
}

/// Takes one article after another through all stages, in one task.
public struct PipelineWorker {
  private var workers: [any StageWorker]

  init(_ workers: [any StageWorker]) { self.workers = workers }

  public mutating func process(_ article: inout Article) {
    for index in workers.indices { workers[index].process(&article) }
  }
}

/// Why stages cannot be put together.
public struct PipelineError: Error, Sendable, CustomStringConvertible {
  public let message: String
  init(_ message: String) { self.message = message }
  public var description: String { message }
}
