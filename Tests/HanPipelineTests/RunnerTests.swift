import Foundation
import HanPipeline
import TestSupport
import Testing

/// Waits as long as its block says, in microseconds, and writes the block's number.
private struct Sleeper: BlockWorker {
  struct Block: Sendable {
    let number: Int
    let microseconds: UInt32
  }

  mutating func process(_ block: Block) -> [UInt8] {
    usleep(block.microseconds)
    return Array("\(block.number)\n".utf8)
  }
}

/// What a run read and wrote.
private final class Record: @unchecked Sendable {
  // @unchecked: the runner reads and writes from one actor only, and the test looks when the run is over.
  private var generator = SplitMix64(seed: 7)
  private var taken = 0
  private(set) var written: [UInt8] = []
  private(set) var writes = 0
  private(set) var mostUnderWay = 0
  let count: Int

  init(count: Int) { self.count = count }

  func next() -> Sleeper.Block? {
    guard taken < count else { return nil }
    taken += 1
    mostUnderWay = max(mostUnderWay, taken - writes)
    // The first block is by far the slowest: all others wait for it.
    return Sleeper.Block(number: taken - 1, microseconds: taken == 1 ? 20_000 : UInt32(generator.below(600)))
  }

  func write(_ bytes: [UInt8]) {
    written += bytes
    writes += 1
  }

  var read: Int { taken }
}

private struct Broken: Error, Equatable { let at: Int }

@Suite struct RunnerTests {
  @Test("Output keeps the input's order however unequal the work, and no more blocks than twice the jobs are under way", arguments: 1...4)
  func order(jobs: Int) async throws {
    let record = Record(count: 60)
    try await Runner(jobs: jobs).run(next: { record.next() }, write: { record.write($0) }, makeWorker: { Sleeper() })
    #expect(String(decoding: record.written, as: UTF8.self) == (0..<60).map { "\($0)\n" }.joined())
    #expect(record.mostUnderWay <= jobs * 2)
  }

  @Test("The first error of writing stops the run and is thrown", arguments: 1...4)
  func writeError(jobs: Int) async {
    let record = Record(count: 500)
    await #expect(throws: Broken(at: 3)) {
      try await Runner(jobs: jobs).run(
        next: { record.next() },
        write: {
          if record.writes == 3 { throw Broken(at: record.writes) }
          record.write($0)
        }, makeWorker: { Sleeper() })
    }
    #expect(record.writes == 3)
    #expect(record.read <= 4 + jobs * 2)
  }

  @Test("An error of reading is thrown, and what was read before it is written", arguments: 1...4)
  func readError(jobs: Int) async {
    let record = Record(count: 500)
    await #expect(throws: Broken(at: 5)) {
      try await Runner(jobs: jobs).run(
        next: {
          if record.read == 5 { throw Broken(at: 5) }
          return record.next()
        }, write: { record.write($0) }, makeWorker: { Sleeper() })
    }
    #expect(record.read == 5)
  }

  @Test("Nothing to read is nothing written", arguments: 1...4)
  func empty(jobs: Int) async throws {
    let record = Record(count: 0)
    try await Runner(jobs: jobs).run(next: { record.next() }, write: { record.write($0) }, makeWorker: { Sleeper() })
    #expect(record.writes == 0)
  }

  @Test("Fewer jobs than one are one")
  func atLeastOne() {
    #expect(Runner(jobs: 0).jobs == 1)
    #expect(Runner(jobs: -3).jobs == 1)
    #expect(Runner.cores >= 1)
  }
}
