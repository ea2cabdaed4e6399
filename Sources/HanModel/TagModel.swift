import CPrefetch
import HanLexicon

/// A linear model that labels the units of a sequence: each unit has some features, each feature a row of weights, one a label.
///
/// Features are keys of 32 bits, hashes of what they are of: two of a key share a row. Immutable, mapped, shared by all tasks.
public final class TagModel: @unchecked Sendable {
  // @unchecked: every pointer leads into `file`, which is immutable and kept alive here.

  /// The most labels there may be: a place has as many weights of a byte, and the key behind them.
  public static let mostLabels = 16
  private static let length = mostLabels + 4
  /// Three places lie in a line of the cache, so that a look costs one.
  private static let line = 64
  private static let inLine = 3

  /// Where a place begins, in bytes.
  @inline(__always) private static func offset(_ place: Int) -> Int { place / inLine &* line &+ place % inLine &* length }

  let file: Image
  private let places: UnsafeRawPointer
  private let hash: PerfectHash
  public let labels: LabelSet
  public let classes: ClassTable
  /// From one label to the next: label of the first × 16 + label of the next.
  let transitions: UnsafePointer<Int16>

  public init(_ file: Image) throws(LexiconError) {
    self.file = file
    let rows = try file.section("rows")
    let masks = try file.elements("masks", UInt64.self)
    let names = try file.lines("labels").filter { !$0.isEmpty }
    let transitions = try file.elements("transitions", Int16.self)
    guard let first = rows.baseAddress, !rows.isEmpty, rows.count % Self.line == 0,
      let hash = PerfectHash(try file.section("rows/shifts"), count: rows.count / Self.line * Self.inLine), !names.isEmpty,
      names.count <= Self.mostLabels, masks.count == names.count + 2, let step = transitions.baseAddress,
      transitions.count == names.count * Self.mostLabels
    else { throw LexiconError(.notAnImage, "the weights are damaged; train the model again", at: file.origin) }
    (places, self.hash, self.transitions) = (first, hash, step)
    classes = try ClassTable(file)
    labels = LabelSet(names, next: Array(masks[2...]), first: masks[0], last: masks[1])
  }

  /// The place of a feature, which is asked for: looks one after the other would wait for memory each.
  @inline(__always) func place(_ key: UInt32) -> UInt32 {
    let place = hash.place(UInt64(key))
    han_prefetch(places + Self.offset(place))
    return UInt32(truncatingIfNeeded: place)
  }

  /// The weights of a feature at its place as bytes, zeros where it is not known.
  @inline(__always) func row(_ key: UInt32, at place: UInt32) -> SIMD8<Int16> {
    let place = places + Self.offset(Int(place))
    let mask: Int16 = place.loadUnaligned(fromByteOffset: Self.mostLabels, as: UInt32.self) == key ? -1 : 0
    return place.loadUnaligned(as: SIMD8<Int16>.self) & SIMD8(repeating: mask)
  }

  /// What the first few features come to.
  public func scores(_ keys: SIMD8<UInt32>, count: Int) -> TagScores {
    var places = SIMD8<UInt32>()
    for index in 0..<min(count, 8) { places[index] = place(keys[index]) }
    var scores = TagScores.zero
    for index in 0..<min(count, 8) { scores.add(row(keys[index], at: places[index])) }
    return scores
  }

  /// A table of rows, and the shifts of its hash.
  fileprivate static func table(_ rows: [(key: UInt64, row: [Int8])]) -> (table: [UInt8], shifts: [UInt8]) {
    let (shifts, count) = PerfectHash.build(rows.map(\.key), multipleOf: inLine)
    var table = [UInt8](repeating: 0, count: count / inLine * line)
    for (key, row) in rows {
      let place = offset(PerfectHash.place(key, shifts, count: count))
      for (label, weight) in row.enumerated() { table[place + label] = UInt8(bitPattern: weight) }
      for byte in 0..<4 { table[place + mostLabels + byte] = UInt8(truncatingIfNeeded: key >> UInt64(byte * 8)) }
    }
    return (table, shifts)
  }
}

/// Trains a ``TagModel``.
public struct TagTrainer {
  private var trainer: SequenceTrainer
  /// Goes into the file beside the weights.
  public var classes: [UInt32: UInt16] = [:]

  /// As many features a unit; at most ``TagModel/mostLabels`` labels.
  public init(labels: LabelSet, width: Int) { trainer = SequenceTrainer(labels: labels, width: width) }

  public var count: Int { trainer.count }

  /// Adds a sequence: the keys of its features, as many for each unit, and a label for each.
  public mutating func add(_ features: [UInt32], labels: [UInt8]) {
    trainer.add(features.map { trainer.feature(UInt64($0)) }, labels: labels)
  }

  /// Learns from the examples: see ``SequenceTrainer``.
  public mutating func train(passes: Int = 8, runs: Int = 1, seed: UInt64 = 1, report: (Int, Double) -> Void = { _, _ in }) {
    trainer.train(passes: passes, runs: runs, seed: seed, report: report)
  }

  /// The share of weights that fit a byte; higher ones are cut to the highest.
  private static let fitting = 0.9999
  /// The least that a weight of a row has to be, in steps of a byte, for the row to be kept.
  private static let least: Int8 = 3

  /// The model's file.
  public func model() -> [UInt8] {
    let labels = trainer.labels
    let keys = trainer.keys.filter { $0 != 0 }
    let sizes = keys.flatMap { trainer.row($0).map(abs) }.filter { $0 > 0 }.sorted()
    let scale = 127 / max(1e-6, sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, Int(Double(sizes.count) * Self.fitting))])
    let rows = keys.map { key in (key: key, row: trainer.row(key).map { Int8(max(-127, min(127, ($0 * scale).rounded()))) }) }
      .filter { $0.row.contains { abs($0) >= Self.least } }
    let (table, shifts) = TagModel.table(rows)
    var transitions = [Int16](repeating: 0, count: labels.count * TagModel.mostLabels)
    for first in 0..<labels.count {
      for next in 0..<labels.count {
        let isAllowed = labels.next[first] >> UInt64(next) & 1 == 1
        let weight = (trainer.transitions[first * labels.count + next] * scale).rounded()
        transitions[first * TagModel.mostLabels + next] = isAllowed ? Int16(max(-2000, min(2000, weight))) : TagDecoder.never
      }
    }
    var builder = ImageBuilder()
    builder.add("labels", Array(labels.names.joined(separator: "\n").utf8))
    builder.add("masks", ImageBuilder.section([labels.first, labels.last] + labels.next))
    builder.add("rows", table)
    builder.add("rows/shifts", shifts)
    builder.add("transitions", ImageBuilder.section(transitions))
    if !classes.isEmpty { ClassTable.add(classes, to: &builder) }
    return builder.bytes()
  }
}
