/// The weights of a perceptron while it learns, and the tables of Viterbi's search.
final class Learner {
  private let labels: LabelSet
  private let count: Int
  private let width: Int
  private let rows: Table
  private let transitions: Table
  /// By label, those that may stand before it.
  private let befores: [[Int]]
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

  init(labels: LabelSet, width: Int, weights: SequenceTrainer.Weights) {
    self.labels = labels
    self.width = width
    count = labels.count
    rows = Table(weights.rows)
    transitions = Table(weights.transitions)
    befores = (0..<labels.count).map { label in (0..<labels.count).filter { labels.next[$0] >> UInt64(label) & 1 == 1 } }
  }

  func averaged() -> SequenceTrainer.Weights {
    SequenceTrainer.Weights(rows: rows.averaged(step), transitions: transitions.averaged(step))
  }

  /// Reads an example and learns from what it gets wrong; returns how many labels that is.
  func learn(_ range: Range<Int>, features: [Int32], gold: [UInt8]) -> Int {
    features.withUnsafeBufferPointer { score(UnsafeBufferPointer(rebasing: $0[(range.lowerBound * width)..<(range.upperBound * width)])) }
    search(range.count)
    var wrong = 0
    for (unit, at) in range.enumerated() where path[unit] != gold[at] {
      wrong += 1
      for feature in features[(at * width)..<((at + 1) * width)] where feature != SequenceTrainer.none {
        rows.change(Int(feature) * count + Int(gold[at]), 1, step)
        rows.change(Int(feature) * count + Int(path[unit]), -1, step)
      }
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

  private func score(_ features: UnsafeBufferPointer<Int32>) {
    let length = features.count / width
    if scores.count < length * count {
      scores = [Float](repeating: 0, count: length * count)
      best = scores
      previous = [UInt8](repeating: 0, count: length * count)
    }
    let (count, rows) = (count, UnsafeMutableBufferPointer(rebasing: rows.now[...]))
    scores.withUnsafeMutableBufferPointer { scores in
      for unit in 0..<length {
        let cells = unit * count
        for label in 0..<count { scores[cells + label] = 0 }
        for feature in features[(unit * width)..<((unit + 1) * width)] where feature != SequenceTrainer.none {
          let row = Int(feature) * count
          for label in 0..<count { scores[cells + label] += rows[row + label] }
        }
      }
    }
  }

  /// Finds the best labels under the weights of now.
  private func search(_ length: Int) {
    for label in 0..<count { best[label] = labels.first >> UInt64(label) & 1 == 1 ? scores[label] : -.infinity }
    for unit in 1..<max(1, length) {
      for label in 0..<count {
        var (top, from) = (-Float.infinity, 0)
        for last in befores[label] {
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
