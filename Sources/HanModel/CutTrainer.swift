import HanLexicon

/// Trains a ``CutModel`` from text that is cut already.
public struct CutTrainer {
  private var trainer: SequenceTrainer
  private let clueCount: Int

  private typealias Feature = CutModel.Feature

  /// The features of a unit: symbols up to two away, the four pairs of neighbours among them, the three pairs with one symbol between, the symbol with its
  /// clue, the clue. Of each there are as many rows as there are units that may see it.
  private static let width = 14

  public init(clueCount: Int) {
    trainer = SequenceTrainer(labels: .words, width: Self.width)
    self.clueCount = clueCount
  }

  public var count: Int { trainer.count }

  /// Adds a stretch of text: its symbols, a clue for each, what stands before and behind it, and the words' lengths in units.
  public mutating func add(_ inner: [UInt16], clues: [UInt16], before: UInt16, after: UInt16, lengths: [Int]) {
    guard !inner.isEmpty, clues.count == inner.count else { return }
    let symbols = [Symbol.boundary, before] + inner + [after, Symbol.boundary]
    var features: [Int32] = []
    features.reserveCapacity(inner.count * Self.width)
    let rows = symbols.indices.map { at in
      (
        symbol: feature(.symbol, symbols[at]),
        pair: at + 1 < symbols.count ? feature(.pair, symbols[at], symbols[at + 1]) : 0,
        skip: at + 2 < symbols.count ? feature(.skip, symbols[at], symbols[at + 2]) : 0
      )
    }
    for (unit, clue) in clues.enumerated() {
      // The row's number is how far to the left of the unit's own window it begins.
      for offset in 0..<5 { features.append(rows[unit + offset].symbol + Int32(offset)) }
      for offset in 0..<4 { features.append(rows[unit + offset].pair + Int32(offset)) }
      for offset in 0..<3 { features.append(rows[unit + offset].skip + Int32(offset)) }
      features.append(feature(.mark, inner[unit], clue))
      features.append(feature(.clue, clue))
    }
    trainer.add(features, labels: LabelSet.words(lengths))
  }

  private mutating func feature(_ feature: Feature, _ first: UInt16, _ second: UInt16 = 0) -> Int32 {
    trainer.feature(feature.key(first, second), rows: feature.units)
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
    var rows: [Feature: [(key: UInt64, weights: [Float])]] = [:]
    for key in trainer.keys {
      if let feature = Feature(rawValue: key >> 32) { rows[feature, default: []].append((key, cuts(key, feature.units))) }
    }
    let sizes = [Feature.pair, .skip].flatMap { rows[$0, default: []].flatMap(\.weights) }.lazy.map(abs).filter { $0 > 0 }.sorted()
    let scale = 127 / max(1e-6, sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, Int(Double(sizes.count) * Self.fitting))])
    func stored(_ weight: Float, within most: Float) -> Int16 { Int16(max(-most, min(most, (weight * scale).rounded()))) }
    var numbers = [UInt16](repeating: 0, count: 1 << 16)
    // Symbol 0 of the file is one that no example had.
    var symbols = [Int16](repeating: 0, count: CutModel.span)
    for (number, row) in rows[.symbol, default: []].enumerated() {
      numbers[Int(row.key >> 16)] = UInt16(truncatingIfNeeded: number + 1)
      // Cuts first, then cuts at both ends: six and five, in places of eight.
      for first in [0, 1] {
        let weights = stride(from: first, to: row.weights.count, by: 2).map { stored(row.weights[$0], within: 3000) }
        symbols += weights + [Int16](repeating: 0, count: CutModel.span / 2 - weights.count)
      }
    }
    var clues = [Int16](repeating: 0, count: clueCount * 4)
    for row in rows[.clue, default: []] where row.key >> 16 & 0xFFFF < clueCount {
      for (index, weight) in row.weights.enumerated() { clues[Int(row.key >> 16 & 0xFFFF) * 4 + index] = stored(weight, within: 6000) }
    }
    let steps = [(0, 1), (0, 2), (1, 1), (1, 2), (2, 0), (2, 3), (3, 0), (3, 3)].map { stored(trainer.transitions[$0 * 4 + $1], within: 30_000) }
    var builder = ImageBuilder()
    builder.add("numbers", ImageBuilder.section(numbers))
    builder.add("symbols", ImageBuilder.section(symbols))
    let bytes = [Feature.pair, .skip, .mark].flatMap { feature in
      let before = [Int8](repeating: 0, count: feature.firstCut * 2)
      return rows[feature, default: []].map { key, weights in (key, before + weights.map { Int8(stored($0, within: 127)) }) }
    }
    RowTable.add(bytes, as: "rows", to: &builder)
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
