/// Trains the weights of a linear sequence model: an averaged structured perceptron (Collins 2002). The same input and seed give the same weights.
///
/// Each unit of an example has the same number of features, which are rows of weights, one a label. A packer asks for rows by the keys of features.
public struct SequenceTrainer {
  let labels: LabelSet
  /// The number of features a unit.
  let width: Int
  /// All examples one behind the other: their features, and the labels they should get.
  private var features: [Int32] = []
  private var gold: [UInt8] = []
  private var examples: [Range<Int>] = []
  private var numbers: [UInt64: Int32] = [:]
  private var rows: Int32 = 0
  private var weights: Weights

  /// By feature and label, and from label to label.
  struct Weights {
    var rows: [Float] = []
    var transitions: [Float] = []

    mutating func add(_ other: Weights, share: Float) {
      func add(_ weights: inout [Float], _ other: [Float]) {
        if weights.isEmpty { weights = [Float](repeating: 0, count: other.count) }
        for at in other.indices { weights[at] += other[at] * share }
      }
      add(&rows, other.rows)
      add(&transitions, other.transitions)
    }
  }

  init(labels: LabelSet, width: Int) {
    self.labels = labels
    self.width = width
    weights = Weights(transitions: [Float](repeating: 0, count: labels.count * labels.count))
  }

  public var count: Int { examples.count }

  /// Stands where a unit has no feature.
  static let none: Int32 = -1

  /// The first of the rows that a key has; they stand one behind the other.
  mutating func feature(_ key: UInt64, rows count: Int = 1) -> Int32 {
    if let number = numbers[key] { return number }
    let number = rows
    numbers[key] = number
    rows += Int32(count)
    return number
  }

  /// Adds an example, `width` features a unit and a label for each.
  mutating func add(_ features: [Int32], labels: [UInt8]) {
    guard !labels.isEmpty, features.count == labels.count * width else { return }
    let start = gold.count
    self.features += features
    gold += labels
    examples.append(start..<gold.count)
  }

  /// Learns from the examples, in as many models as there are runs, whose weights are averaged. A report has the number of the pass and the share of
  /// labels that were wrong.
  public mutating func train(passes: Int = 8, runs: Int = 1, seed: UInt64 = 1, report: (Int, Double) -> Void = { _, _ in }) {
    weights.rows = [Float](repeating: 0, count: Int(rows) * labels.count)
    weights.transitions = [Float](repeating: 0, count: labels.count * labels.count)
    var sum = Weights()
    for run in 0..<runs {
      let learner = Learner(labels: labels, width: width, weights: weights)
      var order = Array(examples.indices)
      var random = SeededShuffle(seed: seed &+ UInt64(run))
      for pass in 0..<passes {
        random.shuffle(&order)
        var wrong = 0
        for index in order { wrong += learner.learn(examples[index], features: features, gold: gold) }
        report(run * passes + pass, Double(wrong) / Double(max(1, gold.count)))
      }
      sum.add(learner.averaged(), share: 1 / Float(runs))
    }
    weights = sum
  }

  /// The weights of a key's row, one a label; zeros where nothing was learnt of it.
  func row(_ key: UInt64, _ index: Int = 0) -> ArraySlice<Float> {
    let start = ((numbers[key].map(Int.init) ?? 0) + index) * labels.count
    guard numbers[key] != nil, start + labels.count <= weights.rows.count else { return ArraySlice(repeating: 0, count: labels.count) }
    return weights.rows[start..<(start + labels.count)]
  }

  /// All keys in order.
  var keys: [UInt64] { numbers.keys.sorted() }

  /// From one label to the next: label of the first × number of labels + label of the next.
  var transitions: [Float] { weights.transitions }
}
