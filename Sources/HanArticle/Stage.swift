/// One step of the pipeline: it reads some layers of an article and writes others.
///
/// A stage is shared by all tasks and never changes; what it must keep while it works lives in its worker, one a task.
///
///     struct QuotationStage: Stage {
///       let name = "quotations"
///       let reads = [LayerID(Sentences.self)]
///       let writes = [LayerID(Quotations.self)]
///       func makeWorker() -> any StageWorker { QuotationWorker() }
///     }
public protocol Stage: Sendable {
  /// The name users type in `--stages`.
  var name: String { get }
  /// The layers it reads; whoever writes them runs before.
  var reads: [LayerID] { get }
  /// The layers it writes, each written by no other stage.
  var writes: [LayerID] { get }
  /// A worker for one task, with scratch memory of its own.
  func makeWorker() -> any StageWorker
}

/// Does a stage's work on one article after another, in one task.
public protocol StageWorker {
  /// Writes the stage's layers. Whatever the text holds, it neither throws nor traps.
  mutating func process(_ article: inout Article)
}
