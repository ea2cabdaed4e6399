#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Does one task's work on one block of input after another.
public protocol BlockWorker: SendableMetatype {
  associatedtype Block: Sendable
  /// The block's output, whole lines.
  mutating func process(_ block: Block) -> [UInt8]
}

/// Runs blocks of whole records through as many workers as there are jobs: bounded in memory, output in input order.
public struct Runner: Sendable {
  /// How many workers run at once.
  public let jobs: Int

  /// More workers than this are not started.
  public static let mostJobs = 1024

  public init(jobs: Int) { self.jobs = min(max(1, jobs), Self.mostJobs) }

  /// How many cores are on line.
  public static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Reads with `next` until nil, works, and writes in order. The first error of reading or writing stops the run and is thrown.
  public func run<Worker: BlockWorker>(
    next: @escaping @Sendable () throws -> Worker.Block?, write: @escaping @Sendable ([UInt8]) throws -> Void,
    makeWorker: @escaping @Sendable () -> Worker
  ) async throws {
    let line = BlockLine(limit: jobs * 2, next: next, write: write)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<jobs {
        group.addTask {
          var worker = makeWorker()
          while let (index, block) = await line.take() {
            await line.deliver(index, worker.process(block))
          }
        }
      }
    }
    if let error = await line.error { throw error }
  }
}

/// Hands out numbered blocks and puts their outputs back into order. A taker waits while too many blocks are on their way.
private actor BlockLine<Block: Sendable> {
  private let limit: Int
  private let next: @Sendable () throws -> Block?
  private let write: @Sendable ([UInt8]) throws -> Void
  private var taken = 0
  private var written = 0
  private var finished: [Int: [UInt8]] = [:]
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var isAtEnd = false
  private(set) var error: (any Error)?

  init(limit: Int, next: @escaping @Sendable () throws -> Block?, write: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.limit = limit
    self.next = next
    self.write = write
  }

  func take() async -> (Int, Block)? {
    while taken - written >= limit, error == nil {
      await withCheckedContinuation { waiting.append($0) }
    }
    guard !isAtEnd, error == nil else { return nil }
    do {
      if let block = try next() {
        taken += 1
        return (taken - 1, block)
      }
    } catch {
      fail(error)
    }
    isAtEnd = true
    return nil
  }

  func deliver(_ index: Int, _ output: [UInt8]) {
    finished[index] = output
    while error == nil, let output = finished.removeValue(forKey: written) {
      do {
        try write(output)
      } catch {
        fail(error)
      }
      written += 1
    }
    let resumed = waiting
    waiting = []
    for continuation in resumed { continuation.resume() }
  }

  private func fail(_ error: any Error) {
    if self.error == nil { self.error = error }
    for continuation in waiting { continuation.resume() }
    waiting = []
  }
}
