import HanLexicon

/// Trains a ``CutModel`` from text that is cut already.
public struct CutTrainer {
  private var trainer: SequenceTrainer
  private let clueCount: Int
  private var symbols: Set<UInt16> = []
  private var pairs: Set<UInt32> = []
  private var skips: Set<UInt32> = []
  private var marks: Set<UInt32> = []

  /// The features of a unit: symbols up to two away, the four pairs of neighbours among them, the three pairs with one symbol between, the symbol with its
  /// clue, the clue. Of each there are as many rows as there are places that a unit may see it from.
  private enum Feature: UInt64 {
    case symbol, pair, skip, mark, clue

    var rows: Int {
      switch self {
      case .symbol: 5
      case .pair: 4
      case .skip: 3
      case .mark, .clue: 1
      }
    }

    func key(_ value: UInt32) -> UInt64 { rawValue << 32 | UInt64(value) }

    static let width = 14
  }

  public init(clueCount: Int) {
    trainer = SequenceTrainer(labels: .words, width: Feature.width)
    self.clueCount = clueCount
  }

  public var count: Int { trainer.count }

  /// Adds a stretch of text: its symbols, a clue for each, what stands before and behind it, and the words' lengths in units.
  public mutating func add(_ inner: [UInt16], clues: [UInt16], before: UInt16, after: UInt16, lengths: [Int]) {
    guard !inner.isEmpty, clues.count == inner.count else { return }
    let symbols = [Symbol.boundary, before] + inner + [after, Symbol.boundary]
    var features: [Int32] = []
    features.reserveCapacity(inner.count * Feature.width)
    let rows = symbols.indices.map { at in
      (
        symbol: feature(.symbol, UInt32(symbols[at])),
        pair: at + 1 < symbols.count ? feature(.pair, CutModel.pair(symbols[at], symbols[at + 1])) : 0,
        skip: at + 2 < symbols.count ? feature(.skip, CutModel.pair(symbols[at], symbols[at + 2])) : 0
      )
    }
    for (unit, clue) in clues.enumerated() {
      // The row's number is how far to the left of the unit's own window it begins.
      for offset in 0..<5 { features.append(rows[unit + offset].symbol + Int32(offset)) }
      for offset in 0..<4 { features.append(rows[unit + offset].pair + Int32(offset)) }
      for offset in 0..<3 { features.append(rows[unit + offset].skip + Int32(offset)) }
      features.append(feature(.mark, CutModel.pair(inner[unit], clue)))
      features.append(feature(.clue, UInt32(clue)))
    }
    trainer.add(features, labels: LabelSet.words(lengths))
  }

  private mutating func feature(_ feature: Feature, _ value: UInt32) -> Int32 {
    trainer.feature(feature.key(value), rows: feature.rows)
  }

  /// Learns from the examples: see ``SequenceTrainer``.
  public mutating func train(passes: Int = 8, runs: Int = 1, seed: UInt64 = 1, report: (Int, Double) -> Void = { _, _ in }) {
    trainer.train(passes: passes, runs: runs, seed: seed, report: report)
  }

  // MARK: The file

  /// The share of pairs' weights that fit a byte; higher ones are cut to the highest.
  private static let fitting = 0.9999

  /// The model's file.
  public func model() -> [UInt8] {
    var rows: [Feature: [(value: UInt32, weights: [Float])]] = [:]
    for key in trainer.keys {
      guard let feature = Feature(rawValue: key >> 32) else { continue }
      rows[feature, default: []].append((UInt32(truncatingIfNeeded: key), cuts(key, feature.rows)))
    }
    let sizes = [Feature.pair, .skip].flatMap { rows[$0, default: []].flatMap(\.weights) }.lazy.map(abs).filter { $0 > 0 }.sorted()
    let scale = 127 / max(1e-6, sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, Int(Double(sizes.count) * Self.fitting))])
    func stored(_ weight: Float, within most: Float) -> Int16 { Int16(max(-most, min(most, (weight * scale).rounded()))) }
    var numbers = [UInt16](repeating: 0, count: 1 << 16)
    // Symbol 0 of the file is one that no example had.
    var symbols = [Int16](repeating: 0, count: CutModel.span)
    for (number, row) in rows[.symbol, default: []].enumerated() {
      numbers[Int(row.value)] = UInt16(truncatingIfNeeded: number + 1)
      // Cuts first, then cuts at both ends: six and five, in places of eight.
      for first in [0, 1] {
        let weights = stride(from: first, to: row.weights.count, by: 2).map { stored(row.weights[$0], within: 3000) }
        symbols += weights + [Int16](repeating: 0, count: CutModel.span / 2 - weights.count)
      }
    }
    var clues = [Int16](repeating: 0, count: clueCount * 4)
    for row in rows[.clue, default: []] where row.value < clueCount {
      for (index, weight) in row.weights.enumerated() { clues[Int(row.value) * 4 + index] = stored(weight, within: 6000) }
    }
    let steps = [(0, 1), (0, 2), (1, 1), (1, 2), (2, 0), (2, 3), (3, 0), (3, 3)].map { stored(trainer.transitions[$0 * 4 + $1], within: 30_000) }
    var builder = ImageBuilder()
    builder.add("numbers", ImageBuilder.section(numbers))
    builder.add("symbols", ImageBuilder.section(symbols))
    for (feature, name, layout) in [(Feature.pair, "pairs", CutModel.pairs), (.skip, "skips", CutModel.skips), (.mark, "marks", CutModel.marks)] {
      let rows = rows[feature, default: []].map { value, weights in (value, weights.map { Int8(stored($0, within: 127)) }) }
      RowTable.add(rows, layout, as: name, to: &builder)
    }
    builder.add("clues", ImageBuilder.section(clues))
    builder.add("steps", ImageBuilder.section(steps))
    return builder.bytes()
  }

  /// What the labels' weights of units that stand one behind the other come to: cut, both, cut, …, cut.
  private func cuts(_ key: UInt64, _ count: Int) -> [Float] {
    var cuts = [Float](repeating: 0, count: count * 2 + 1)
    for index in 0..<count {
      // The highest row belongs to the unit whose window begins first.
      let row = Array(trainer.row(key, count - 1 - index))
      let (begin, middle, end, single) = (row[0], row[1], row[2], row[3])
      cuts[index * 2] += begin - middle
      cuts[index * 2 + 1] += single - begin - end + middle
      cuts[index * 2 + 2] += end - middle
    }
    return cuts
  }
}
