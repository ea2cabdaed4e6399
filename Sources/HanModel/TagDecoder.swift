/// Finds the best labels of a sequence by Viterbi's search, all labels of a unit at once. One a task; allocates nothing once it is warm.
///
/// Between two units whose labels are known, the others hang on nothing else: each such stretch is searched alone.
public final class TagDecoder {
  /// By label, the weights of the steps from it to each label, and of those to it from each.
  private let from: UnsafeMutablePointer<TagScores>
  private let to: UnsafeMutablePointer<TagScores>
  private let first: TagScores
  private let last: TagScores
  /// By unit, the best that each label comes to.
  private var best: UnsafeMutablePointer<TagScores>
  private var capacity = 64

  /// Stands for a label that is to be found.
  public static let open = UInt8.max

  public init(_ model: TagModel) {
    let count = model.labels.count
    from = .allocate(capacity: TagModel.mostLabels)
    to = .allocate(capacity: TagModel.mostLabels)
    for label in 0..<TagModel.mostLabels {
      // From and to what is no label there is no step.
      let known = label < count ? count : 0
      (from + label).initialize(to: TagScores(known) { model.transitions[label * TagModel.mostLabels + $0] })
      (to + label).initialize(to: TagScores(known) { model.transitions[$0 * TagModel.mostLabels + label] })
    }
    first = TagScores(count) { model.labels.first >> UInt64($0) & 1 == 1 ? 0 : TagScores.never }
    last = TagScores(count) { model.labels.last >> UInt64($0) & 1 == 1 ? 0 : TagScores.never }
    best = .allocate(capacity: capacity)
  }

  deinit {
    from.deallocate()
    to.deallocate()
    best.deallocate()
  }

  /// Labels the units that are ``open``; the labels of the others stay as they are. A unit that is open has a score for each label.
  public func decode(_ scores: UnsafePointer<TagScores>, into labels: UnsafeMutableBufferPointer<UInt8>) {
    if capacity < labels.count {
      best.deallocate()
      capacity = labels.count * 2
      best = .allocate(capacity: capacity)
    }
    var unit = 0
    while unit < labels.count {
      unit = labels[unit] == Self.open ? stretch(from: unit, scores, labels) : unit &+ 1
    }
  }

  /// Labels open units from one on; returns the first behind them.
  @inline(__always)
  private func stretch(from start: Int, _ scores: UnsafePointer<TagScores>, _ labels: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let (from, to, best) = (from, to, best)
    var reached = start == 0 ? first : from[Int(labels[start &- 1] & 15)]
    var unit = start
    while true {
      reached.add(scores[unit])
      best[unit] = reached
      unit &+= 1
      guard unit < labels.count, labels[unit] == Self.open else { break }
      best[unit &- 1].level()
      reached = step(best + (unit &- 1))
    }
    let end = unit
    var onward = unit < labels.count ? to[Int(labels[unit] & 15)] : last
    while unit > start {
      unit &-= 1
      onward.add(best[unit])
      let label = onward.top
      labels[unit] = UInt8(truncatingIfNeeded: label)
      onward = to[label & 15]
    }
    return end
  }

  /// The best that each label comes to by a step.
  @inline(__always)
  private func step(_ before: UnsafePointer<TagScores>) -> TagScores {
    var (even, odd) = (SIMD8<Int16>(repeating: Int16.min), SIMD8<Int16>(repeating: Int16.min))
    for label in 0..<TagModel.mostLabels {
      let score = SIMD8(repeating: UnsafeRawPointer(before).load(fromByteOffset: TagScores.offset(label), as: Int16.self))
      even = pointwiseMax(even, from[label].even &+ score)
      odd = pointwiseMax(odd, from[label].odd &+ score)
    }
    return TagScores(even: even, odd: odd)
  }
}
