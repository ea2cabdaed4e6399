import CPrefetch
import HanLexicon

/// A linear model that labels the units of a sequence: each unit has some features, each feature a row of weights, one a label; and so have letters of
/// neighbours.
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
  /// By alphabet.
  public let pairs: [TagPairs]
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
    pairs = try TagPairs.all(file)
    labels = LabelSet(names, next: Array(masks[2...]), first: masks[0], last: masks[1])
  }

  /// The weights of a feature, zeros where it is not known.
  @inline(__always) public func row(_ key: UInt32) -> TagRow {
    row(key, at: places + Self.offset(hash.place(UInt64(key))))
  }

  /// The place of a feature's weights, which is asked for: looks one after the other would wait for memory each.
  @inline(__always) public func place(_ key: UInt32) -> UnsafeRawPointer {
    let place = places + Self.offset(hash.place(UInt64(key)))
    han_prefetch(place)
    return place
  }

  /// The weights of a feature at its place, zeros where it is not known.
  @inline(__always) public func row(_ key: UInt32, at place: UnsafeRawPointer) -> TagRow {
    let mask: Int16 = place.loadUnaligned(fromByteOffset: Self.mostLabels, as: UInt32.self) == key ? -1 : 0
    return TagRow(place.loadUnaligned(as: SIMD8<Int16>.self) & SIMD8(repeating: mask))
  }

  /// What the first few features come to. No look hangs on the one before, so that they wait for memory together.
  public func scores(_ keys: SIMD8<UInt32>, count: Int) -> TagScores {
    var scores = TagScores.zero
    for index in 0..<min(count, 8) { scores.add(row(keys[index])) }
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
  private let width: Int
  private let domains: Int
  /// By alphabet, how often each letter was seen.
  private var letters: [[UInt16: Int]]
  /// Goes into the file beside the weights.
  public var classes: [UInt32: UInt16] = [:]

  /// As many features a unit, and a letter of each of so many alphabets; at most ``TagModel/mostLabels`` labels.
  ///
  /// Examples may be of several domains: what they share and what each has of its own are learnt apart, and the model is that of the first
  /// (Daumé 2007).
  public init(labels: LabelSet, width: Int, alphabets: Int = 0, domains: Int = 1) {
    trainer = SequenceTrainer(labels: labels, width: (width + 2 * alphabets) * (domains > 1 ? 2 : 1))
    (self.width, self.domains) = (width, domains)
    letters = Array(repeating: [:], count: alphabets)
  }

  public var count: Int { trainer.count }

  /// Adds a sequence: the keys of its features, as many for each unit, 0 for none; by alphabet, the letters of its units, with one before the first and one behind the
  /// last; and a label for each.
  public mutating func add(_ features: [UInt32], letters: [[UInt16]] = [], labels: [UInt8], domain: Int = 0) {
    guard features.count == labels.count * width, letters.count == self.letters.count, letters.allSatisfy({ $0.count == labels.count + 2 }) else {
      return
    }
    var rows: [Int32] = []
    for unit in labels.indices {
      for key in features[(unit * width)..<((unit + 1) * width)] { add(UInt64(key), domain, to: &rows) }
      for (alphabet, word) in letters.enumerated() {
        add(Pair(alphabet: alphabet, isOfSecond: true, first: word[unit], second: word[unit + 1]).key, domain, to: &rows)
        add(Pair(alphabet: alphabet, isOfSecond: false, first: word[unit + 1], second: word[unit + 2]).key, domain, to: &rows)
        self.letters[alphabet][word[unit + 1], default: 0] += 1
      }
    }
    for (alphabet, word) in letters.enumerated() {
      for edge in [word.first, word.last].compactMap(\.self) { self.letters[alphabet][edge, default: 0] += 1 }
    }
    trainer.add(rows, labels: labels)
  }

  private mutating func add(_ key: UInt64, _ domain: Int, to rows: inout [Int32]) {
    rows.append(key == 0 ? SequenceTrainer.none : trainer.feature(key))
    if domains > 1 { rows.append(key == 0 ? SequenceTrainer.none : trainer.feature(Self.key(key, domain))) }
  }

  /// The key of what a feature has of its own in a domain.
  private static func key(_ key: UInt64, _ domain: Int) -> UInt64 { key | UInt64(domain + 1) << 48 }

  /// What a feature comes to in the first domain.
  private func row(_ key: UInt64) -> [Float] {
    domains > 1 ? zip(trainer.row(key), trainer.row(Self.key(key, 0))).map { $0 + $1 } : Array(trainer.row(key))
  }

  /// The letters of two neighbours, as a key beyond those of features.
  private struct Pair {
    var alphabet: Int
    var isOfSecond: Bool
    var first: UInt16
    var second: UInt16

    static let lowest: UInt64 = 1 << 32
    var key: UInt64 { UInt64(alphabet * 2 + (isOfSecond ? 1 : 0) + 1) << 32 | UInt64(first) << 16 | UInt64(second) }

    init(alphabet: Int, isOfSecond: Bool, first: UInt16, second: UInt16) {
      (self.alphabet, self.isOfSecond, self.first, self.second) = (alphabet, isOfSecond, first, second)
    }

    init(key: UInt64) {
      let kind = Int(key >> 32) - 1
      self.init(alphabet: kind / 2, isOfSecond: kind % 2 == 1, first: UInt16(truncatingIfNeeded: key >> 16), second: UInt16(truncatingIfNeeded: key))
    }
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
    let keys = trainer.keys.filter { $0 != 0 && $0 < Self.key(0, 0) }
    let sizes = keys.flatMap { row($0).map(abs) }.filter { $0 > 0 }.sorted()
    let scale = 127 / max(1e-6, sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, Int(Double(sizes.count) * Self.fitting))])
    let all = keys.map { key in (key: key, row: row(key).map { Int8(max(-127, min(127, ($0 * scale).rounded()))) }) }
    let rows = all.filter { $0.key < Pair.lowest && $0.row.contains { abs($0) >= Self.least } }
    let (table, shifts) = TagModel.table(rows)
    var transitions = [Int16](repeating: 0, count: labels.count * TagModel.mostLabels)
    for first in 0..<labels.count {
      for next in 0..<labels.count {
        let isAllowed = labels.next[first] >> UInt64(next) & 1 == 1
        let weight = (trainer.transitions[first * labels.count + next] * scale).rounded()
        transitions[first * TagModel.mostLabels + next] = isAllowed ? Int16(max(-2000, min(2000, weight))) : TagScores.never
      }
    }
    var builder = ImageBuilder()
    builder.add("labels", Array(labels.names.joined(separator: "\n").utf8))
    builder.add("masks", ImageBuilder.section([labels.first, labels.last] + labels.next))
    builder.add("rows", table)
    builder.add("rows/shifts", shifts)
    builder.add("transitions", ImageBuilder.section(transitions))
    let pairs = all.filter { $0.key >= Pair.lowest }.map { (pair: Pair(key: $0.key), row: $0.row) }
    for (alphabet, counts) in letters.enumerated() {
      TagPairs.add(
        pairs.filter { $0.pair.alphabet == alphabet }.map { ($0.pair.first, $0.pair.second, $0.pair.isOfSecond, $0.row) },
        letters: counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key), as: "pairs/\(alphabet)", to: &builder)
    }
    if !classes.isEmpty { ClassTable.add(classes, to: &builder) }
    return builder.bytes()
  }
}
