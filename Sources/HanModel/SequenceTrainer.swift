import HanLexicon

/// Trains a ``SequenceModel``: an averaged structured perceptron (Collins 2002). The same input and seed give the same bytes.
public struct SequenceTrainer {
  private let labels: LabelSet
  private let clueCount: Int
  /// All examples one behind the other, with their boundaries: by symbol its number, those of the pairs that begin with it, its clue and label.
  private var numbers: [Int32] = []
  private var clues: [UInt16] = []
  private var gold: [UInt8] = []
  private var pairs: [Int32] = []
  private var skips: [Int32] = []
  private var marks: [Int32] = []
  private var examples: [Range<Int>] = []
  private var pairNumbers: [UInt32: Int32] = [:]
  private var skipNumbers: [UInt32: Int32] = [:]
  private var symbolNumbers: [UInt16: Int32] = [:]
  private var weights = Weights()

  /// By feature and label.
  struct Weights {
    var symbols: [Float] = []
    var pairs: [Float] = []
    var skips: [Float] = []
    var clues: [Float] = []
    var transitions: [Float] = []

    mutating func add(_ other: Weights, share: Float) {
      func add(_ weights: inout [Float], _ other: [Float]) {
        if weights.isEmpty { weights = [Float](repeating: 0, count: other.count) }
        for at in other.indices { weights[at] += other[at] * share }
      }
      add(&symbols, other.symbols)
      add(&pairs, other.pairs)
      add(&skips, other.skips)
      add(&clues, other.clues)
      add(&transitions, other.transitions)
    }
  }

  public init(labels: LabelSet, clueCount: Int) {
    self.labels = labels
    self.clueCount = clueCount
  }

  public var count: Int { examples.count }

  /// Adds an example; `labels` has one for each unit.
  public mutating func add(_ text: SequenceText, labels: [UInt8]) {
    guard text.count > 0, labels.count == text.count else { return }
    let start = numbers.count + 2
    for (at, symbol) in text.symbols.enumerated() {
      numbers.append(Self.number(symbol, &symbolNumbers))
      pairs.append(at + 1 < text.symbols.count ? Self.number(Template.pair(symbol, text.symbols[at + 1]), &pairNumbers) : 0)
      skips.append(at + 2 < text.symbols.count ? Self.number(Template.pair(symbol, text.symbols[at + 2]), &skipNumbers) : 0)
    }
    marks += [0, 0]
    for (unit, clue) in text.clues.enumerated() { marks.append(Self.number(Template.mark(text.symbols[unit + 2], clue), &skipNumbers)) }
    marks += [0, 0]
    clues += [0, 0] + text.clues + [0, 0]
    gold += [0, 0] + labels + [0, 0]
    examples.append(start..<(start + text.count))
  }

  private static func number<Key: Hashable>(_ key: Key, _ numbers: inout [Key: Int32]) -> Int32 {
    if let number = numbers[key] { return number }
    let number = Int32(numbers.count)
    numbers[key] = number
    return number
  }

  /// Learns from the examples, in as many models as there are runs, whose weights are averaged. A report has the number of the pass and the share of labels that were wrong.
  public mutating func train(passes: Int = 8, runs: Int = 1, seed: UInt64 = 1, report: (Int, Double) -> Void = { _, _ in }) {
    grow()
    var sum = Weights()
    for run in 0..<runs {
      let learner = Learner(labels: labels, weights: weights)
      var order = Array(examples.indices)
      var random = SeededShuffle(seed: seed &+ UInt64(run))
      for pass in 0..<passes {
        random.shuffle(&order)
        var wrong = 0
        var all = 0
        for index in order {
          wrong += learner.learn(examples[index], symbols: numbers, pairs: pairs, skips: skips, marks: marks, clues: clues, gold: gold)
          all += examples[index].count
        }
        report(run * passes + pass, Double(wrong) / Double(max(1, all)))
      }
      sum.add(learner.averaged(), share: 1 / Float(runs))
    }
    weights = sum
  }

  private mutating func grow() {
    func fill(_ weights: inout [Float], _ count: Int) { weights += [Float](repeating: 0, count: max(0, count - weights.count)) }
    fill(&weights.symbols, symbolNumbers.count * Template.symbols * labels.count)
    fill(&weights.pairs, pairNumbers.count * Template.pairs * labels.count)
    fill(&weights.skips, skipNumbers.count * Template.skips * labels.count)
    fill(&weights.clues, clueCount * labels.count)
    fill(&weights.transitions, labels.count * labels.count)
  }

  /// The model's file.
  public func model() -> [UInt8] {
    SequenceModel.file(
      labels: labels, clueCount: clueCount, weights: weights, symbols: symbolNumbers, pairs: pairNumbers, skips: skipNumbers)
  }
}
