/// Finds the best labels of a text by Viterbi's search. One a task; its memory is kept from one text to the next.
public final class SequenceDecoder {
  private let model: SequenceModel
  private let count: Int
  /// By label, those that may stand before it, with the weight of the step.
  private let steps: [[(label: Int, weight: Int32)]]
  /// By unit and label: the score of the unit alone, and of the best way to it; and the label before it on that way.
  private var scores = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 0)
  private var best = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 0)
  private var previous = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
  /// The labels of the last text, one a unit.
  public private(set) var path: [UInt8] = []

  /// Of no meaning; it keeps what ``SequenceModel/Table/touch(_:)`` asks for from being left out.
  private var touched: UInt32 = 0

  private static let never = Int32.min / 4

  public init(_ model: SequenceModel) {
    self.model = model
    let labels = model.labels
    count = labels.count
    steps = (0..<labels.count).map { label in
      (0..<labels.count).filter { labels.next[$0] >> UInt64(label) & 1 == 1 }
        .map { ($0, Int32(model.transitions[$0 * labels.count + label])) }
    }
  }

  deinit {
    scores.deallocate()
    best.deallocate()
    previous.deallocate()
  }

  /// Labels the units of a text; `allowed`, where it is not empty, has a bit for each label that a unit may have.
  public func decode(_ text: SequenceText, allowed: [UInt64] = []) {
    path.removeAll(keepingCapacity: true)
    guard text.count > 0 else { return }
    reserve(text.count * count)
    text.symbols.withUnsafeBufferPointer { symbols in
      text.clues.withUnsafeBufferPointer { clues in
        guard let cells = scores.baseAddress else { return }
        if count == 4 { score(symbols, clues, Four(scores: cells)) } else { score(symbols, clues, Many(scores: cells, count: count)) }
      }
    }
    for (unit, mask) in allowed.enumerated() where mask != 0 {
      for label in 0..<count where mask >> UInt64(label) & 1 == 0 { scores[unit * count + label] = Self.never / 4 }
    }
    search(text.count)
  }

  private func reserve(_ cells: Int) {
    guard scores.count < cells else { return }
    scores.deallocate()
    best.deallocate()
    previous.deallocate()
    scores = .allocate(capacity: cells * 2)
    best = .allocate(capacity: cells * 2)
    previous = .allocate(capacity: cells * 2)
    previous.initialize(repeating: 0)
  }

  // MARK: Scores

  /// How the weights of all labels are added to a unit's scores.
  private protocol Adding {
    func set(_ unit: Int, _ weights: UnsafePointer<Int16>)
    func add<Weight: FixedWidthInteger & SIMDScalar>(_ unit: Int, _ weights: UnsafePointer<Weight>)
  }

  /// For any number of labels.
  private struct Many: Adding {
    let scores: UnsafeMutablePointer<Int32>
    let count: Int

    @inline(__always) func set(_ unit: Int, _ weights: UnsafePointer<Int16>) {
      for label in 0..<count { scores[unit * count + label] = Int32(weights[label]) }
    }

    @inline(__always) func add<Weight: FixedWidthInteger & SIMDScalar>(_ unit: Int, _ weights: UnsafePointer<Weight>) {
      for label in 0..<count { scores[unit * count + label] &+= Int32(weights[label]) }
    }
  }

  /// For four, all at once.
  private struct Four: Adding {
    let scores: UnsafeMutableRawPointer

    init(scores: UnsafeMutablePointer<Int32>) { self.scores = UnsafeMutableRawPointer(scores) }

    @inline(__always) private static func load<Weight: FixedWidthInteger & SIMDScalar>(_ weights: UnsafePointer<Weight>) -> SIMD4<Int32> {
      SIMD4<Int32>(Int32(weights[0]), Int32(weights[1]), Int32(weights[2]), Int32(weights[3]))
    }

    @inline(__always) func set(_ unit: Int, _ weights: UnsafePointer<Int16>) {
      scores.storeBytes(of: Self.load(weights), toByteOffset: unit * 16, as: SIMD4<Int32>.self)
    }

    @inline(__always) func add<Weight: FixedWidthInteger & SIMDScalar>(_ unit: Int, _ weights: UnsafePointer<Weight>) {
      let sum = scores.loadUnaligned(fromByteOffset: unit * 16, as: SIMD4<Int32>.self) &+ Self.load(weights)
      scores.storeBytes(of: sum, toByteOffset: unit * 16, as: SIMD4<Int32>.self)
    }
  }

  /// The weights of one symbol or pair stand together for all the units that see it.
  @inline(__always)
  private func score(_ symbols: UnsafeBufferPointer<UInt16>, _ clues: UnsafeBufferPointer<UInt16>, _ scores: some Adding) {
    guard let clueWeights = model.clues.baseAddress, let symbolWeights = model.symbols.baseAddress else { return }
    let length = clues.count
    for unit in 0..<length {
      let (before, here, after) = (symbols[unit + 1], symbols[unit + 2], symbols[unit + 3])
      touched ^= model.pairs.touch(Template.pair(before, here)) ^ model.skips.touch(Template.pair(before, after))
      touched ^= model.skips.touch(Template.mark(here, clues[unit]))
    }
    for unit in 0..<length {
      scores.set(unit, clueWeights + min(Int(clues[unit]), model.clueCount - 1) * count)
      if let weights = model.skips.find(Template.mark(symbols[unit + 2], clues[unit])) { scores.add(unit, weights) }
    }
    for at in symbols.indices {
      let weights = symbolWeights + Int(model.numbers[Int(symbols[at])]) * Template.symbols * count
      add(weights, Template.symbols, at, length, scores)
      if at + 1 < symbols.count, let weights = model.pairs.find(Template.pair(symbols[at], symbols[at + 1])) {
        add(weights, Template.pairs, at, length, scores)
      }
      if at + 2 < symbols.count, let weights = model.skips.find(Template.pair(symbols[at], symbols[at + 2])) {
        add(weights, Template.skips, at, length, scores)
      }
    }
  }

  /// Adds the weights of what begins at a symbol to the units that see it: the one of this number, and those before it.
  @inline(__always)
  private func add<Weight: FixedWidthInteger & SIMDScalar>(
    _ weights: UnsafePointer<Weight>, _ slots: Int, _ at: Int, _ length: Int, _ scores: some Adding
  ) {
    var slot = max(0, at - length + 1)
    while slot < slots, slot <= at {
      scores.add(at - slot, weights + slot * count)
      slot += 1
    }
  }

  // MARK: Search

  private func search(_ length: Int) {
    let labels = model.labels
    for label in 0..<count { best[label] = labels.first >> UInt64(label) & 1 == 1 ? scores[label] : Self.never }
    for unit in 1..<max(1, length) {
      let (here, before) = (unit * count, (unit - 1) * count)
      for label in 0..<count {
        var (top, from) = (Int32.min, 0)
        for step in steps[label] {
          let score = best[before + step.label] &+ step.weight
          if score > top { (top, from) = (score, step.label) }
        }
        best[here + label] = max(Self.never, top &+ scores[here + label])
        previous[here + label] = UInt8(from)
      }
    }
    path.append(contentsOf: repeatElement(0, count: length))
    var (label, top) = (0, Int32.min)
    for last in 0..<count where labels.last >> UInt64(last) & 1 == 1 && best[(length - 1) * count + last] > top {
      (top, label) = (best[(length - 1) * count + last], last)
    }
    for unit in stride(from: length - 1, through: 0, by: -1) {
      path[unit] = UInt8(label)
      label = Int(previous[unit * count + label])
    }
  }
}
