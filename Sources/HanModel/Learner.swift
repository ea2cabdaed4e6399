/// The weights of a perceptron while it learns, and the tables of Viterbi's search.
final class Learner {
  private let labels: LabelSet
  private let count: Int
  private let symbols: Table
  private let pairs: Table
  private let skips: Table
  private let clues: Table
  private let transitions: Table
  private var step: Float = 1
  private var scores: [Float] = []
  private var best: [Float] = []
  private var previous: [UInt8] = []
  private var path: [UInt8] = []

  /// Weights, and the sum of their changes times the step they were made at.
  private final class Table {
    let now: UnsafeMutableBufferPointer<Float>
    let late: UnsafeMutableBufferPointer<Float>

    init(_ weights: [Float]) {
      now = .allocate(capacity: weights.count)
      late = .allocate(capacity: weights.count)
      _ = now.initialize(from: weights)
      late.initialize(repeating: 0)
    }

    deinit {
      now.deallocate()
      late.deallocate()
    }

    @inline(__always) func change(_ at: Int, _ by: Float, _ step: Float) {
      now[at] += by
      late[at] += by * step
    }

    func averaged(_ step: Float) -> [Float] { now.indices.map { now[$0] - late[$0] / step } }
  }

  init(labels: LabelSet, weights: SequenceTrainer.Weights) {
    self.labels = labels
    count = labels.count
    symbols = Table(weights.symbols)
    pairs = Table(weights.pairs)
    skips = Table(weights.skips)
    clues = Table(weights.clues)
    transitions = Table(weights.transitions)
  }

  func averaged() -> SequenceTrainer.Weights {
    SequenceTrainer.Weights(
      symbols: symbols.averaged(step), pairs: pairs.averaged(step), skips: skips.averaged(step), clues: clues.averaged(step),
      transitions: transitions.averaged(step))
  }

  /// Reads an example and learns from what it gets wrong; returns how many labels that is.
  func learn(_ range: Range<Int>, symbols: [Int32], pairs: [Int32], skips: [Int32], marks: [Int32], clues: [UInt16], gold: [UInt8]) -> Int {
    decode(range, symbols, pairs, skips, marks, clues)
    var wrong = 0
    for (unit, at) in range.enumerated() where path[unit] != gold[at] {
      wrong += 1
      change(at, Int(gold[at]), 1, symbols, pairs, skips, marks, clues)
      change(at, Int(path[unit]), -1, symbols, pairs, skips, marks, clues)
    }
    if wrong > 0 {
      for (unit, at) in range.enumerated().dropFirst() where path[unit] != gold[at] || path[unit - 1] != gold[at - 1] {
        transitions.change(Int(gold[at - 1]) * count + Int(gold[at]), 1, step)
        transitions.change(Int(path[unit - 1]) * count + Int(path[unit]), -1, step)
      }
    }
    step += 1
    return wrong
  }

  private func change(
    _ at: Int, _ label: Int, _ by: Float, _ symbols: [Int32], _ pairs: [Int32], _ skips: [Int32], _ marks: [Int32], _ clues: [UInt16]
  ) {
    for (slot, offset) in Template.symbolOffsets.enumerated() {
      self.symbols.change((Int(symbols[at + offset]) * Template.symbols + slot) * count + label, by, step)
    }
    for (slot, offset) in Template.pairOffsets.enumerated() {
      self.pairs.change((Int(pairs[at + offset]) * Template.pairs + slot) * count + label, by, step)
    }
    for slot in 0..<Template.skips { self.skips.change((Int(skips[at - 2 + slot]) * Template.skips + slot) * count + label, by, step) }
    self.skips.change(Int(marks[at]) * Template.skips * count + label, by, step)
    self.clues.change(Int(clues[at]) * count + label, by, step)
  }

  /// Finds the best labels under the weights of now.
  private func decode(_ range: Range<Int>, _ symbols: [Int32], _ pairs: [Int32], _ skips: [Int32], _ marks: [Int32], _ clues: [UInt16]) {
    let length = range.count
    if scores.count < length * count {
      scores = [Float](repeating: 0, count: length * count)
      best = scores
      previous = [UInt8](repeating: 0, count: length * count)
    }
    for (unit, at) in range.enumerated() {
      for label in 0..<count {
        var score = self.clues.now[Int(clues[at]) * count + label] + self.skips.now[Int(marks[at]) * Template.skips * count + label]
        for slot in 0..<Template.skips { score += self.skips.now[(Int(skips[at - 2 + slot]) * Template.skips + slot) * count + label] }
        for slot in 0..<Template.symbols { score += self.symbols.now[(Int(symbols[at - 2 + slot]) * Template.symbols + slot) * count + label] }
        for slot in 0..<Template.pairs { score += self.pairs.now[(Int(pairs[at - 2 + slot]) * Template.pairs + slot) * count + label] }
        scores[unit * count + label] = score
      }
    }
    for label in 0..<count { best[label] = labels.first >> UInt64(label) & 1 == 1 ? scores[label] : -.infinity }
    for unit in 1..<max(1, length) {
      for label in 0..<count {
        var (top, from) = (-Float.infinity, 0)
        for last in 0..<count where labels.next[last] >> UInt64(label) & 1 == 1 {
          let score = best[(unit - 1) * count + last] + transitions.now[last * count + label]
          if score > top { (top, from) = (score, last) }
        }
        best[unit * count + label] = top + scores[unit * count + label]
        previous[unit * count + label] = UInt8(from)
      }
    }
    if path.count < length { path = [UInt8](repeating: 0, count: length) }
    var label = 0
    var top = -Float.infinity
    for last in 0..<count where labels.last >> UInt64(last) & 1 == 1 && best[(length - 1) * count + last] > top {
      (top, label) = (best[(length - 1) * count + last], last)
    }
    for unit in stride(from: length - 1, through: 0, by: -1) {
      path[unit] = UInt8(label)
      label = Int(previous[unit * count + label])
    }
  }
}
