/// Finds the best labels of a sequence by Viterbi's search, all labels of a unit at once. One a task; allocates nothing once it is warm.
public final class TagDecoder {
  private let model: TagModel
  private let count: Int
  /// By label, the weights of the steps from it to each label, and of those to it from each.
  private let from: UnsafeMutablePointer<Scores>
  private let to: UnsafeMutablePointer<Scores>
  private let first: Scores
  private let last: Scores
  private var scratch = Scratch(units: 64, features: 1024)

  private typealias Scores = TagScores

  private struct Scratch {
    let units: Int
    let features: Int
    let places: UnsafeMutablePointer<UInt32>
    /// By unit, the best that each label comes to, less the best of all.
    let best: UnsafeMutablePointer<Scores>

    init(units: Int, features: Int) {
      (self.units, self.features) = (units, features)
      places = .allocate(capacity: features)
      best = .allocate(capacity: units)
    }

    func deallocate() {
      places.deallocate()
      best.deallocate()
    }
  }

  /// Less than any score comes to.
  static let never = TagScores.never

  public init(_ model: TagModel) {
    self.model = model
    let count = model.labels.count
    self.count = count
    from = .allocate(capacity: count)
    to = .allocate(capacity: count)
    for label in 0..<count {
      (from + label).initialize(to: Scores(count) { model.transitions[label * TagModel.mostLabels + $0] })
      (to + label).initialize(to: Scores(count) { model.transitions[$0 * TagModel.mostLabels + label] })
    }
    first = Scores(count) { model.labels.first >> UInt64($0) & 1 == 1 ? 0 : Self.never }
    last = Scores(count) { model.labels.last >> UInt64($0) & 1 == 1 ? 0 : Self.never }
  }

  deinit {
    from.deallocate()
    to.deallocate()
    scratch.deallocate()
  }

  /// Labels a sequence whose units have `width` features each, as keys. A unit whose first feature is 0 has the label
  /// that stands in the place of the second. `known` has what is known of each unit beside its features.
  public func decode(
    _ features: UnsafeBufferPointer<UInt32>, width: Int, known: UnsafePointer<TagScores>? = nil, into labels: inout [UInt8]
  ) {
    let length = features.count / max(1, width)
    labels.removeAll(keepingCapacity: true)
    guard length > 0 else { return }
    if scratch.units < length || scratch.features < features.count {
      scratch.deallocate()
      scratch = Scratch(units: length * 2, features: features.count * 2)
    }
    let scratch = scratch
    for unit in 0..<length where features[unit &* width] != 0 {
      for feature in (unit &* width)..<((unit &+ 1) &* width) { scratch.places[feature] = model.place(features[feature]) }
    }
    search(features, width, length, known, scratch)
    trace(length, scratch, into: &labels)
  }

  @inline(__always)
  private func search(_ features: UnsafeBufferPointer<UInt32>, _ width: Int, _ length: Int, _ known: UnsafePointer<TagScores>?, _ scratch: Scratch) {
    let model = model
    for unit in 0..<length {
      var scores: Scores
      if features[unit &* width] == 0 {
        // All others are out of the question.
        scores = Scores(only: Int(features[unit &* width &+ 1]), of: count)
      } else {
        scores = unit == 0 ? first : reached(scratch.best + (unit &- 1))
        if let known { scores.add(known[unit]) }
        for feature in (unit &* width)..<((unit &+ 1) &* width) {
          scores.add(model.row(features[feature], at: scratch.places[feature]))
        }
      }
      if unit == length - 1 {
        scores.add(last)
      }
      // Scores stay small. Labels that are none stay below all others: nothing is added to them.
      let highest = max(scores.even.max(), scores.odd.max())
      scores.even = pointwiseMax(scores.even &- highest, SIMD8(repeating: Self.never))
      scores.odd = pointwiseMax(scores.odd &- highest, SIMD8(repeating: Self.never))
      scratch.best[unit] = scores
    }
  }

  @inline(__always)
  private static func cell(_ scores: UnsafePointer<Scores>, _ label: Int) -> Int16 {
    UnsafeRawPointer(scores).load(fromByteOffset: TagScores.offset(label), as: Int16.self)
  }

  /// The best that each label comes to by a step.
  @inline(__always)
  private func reached(_ before: UnsafePointer<Scores>) -> Scores {
    var even = SIMD8<Int16>(repeating: Int16.min)
    var odd = even
    for label in 0..<count {
      let score = SIMD8(repeating: Self.cell(before, label))
      even = pointwiseMax(even, from[label].even &+ score)
      odd = pointwiseMax(odd, from[label].odd &+ score)
    }
    var scores = Scores()
    (scores.even, scores.odd) = (even, odd)
    return scores
  }

  /// Goes back over the best labels; of those that are as good, the first.
  @inline(__always)
  private func trace(_ length: Int, _ scratch: Scratch, into labels: inout [UInt8]) {
    labels.append(contentsOf: repeatElement(0, count: length))
    labels.withUnsafeMutableBufferPointer { labels in
      var next = -1
      var unit = length &- 1
      while unit >= 0 {
        // A score with its label in the lowest bits, so that the highest of them tells both, without a jump.
        var top = Int32.min
        for label in 0..<count {
          let step = next < 0 ? 0 : Int32(Self.cell(to + next, label))
          top = max(top, (Int32(Self.cell(scratch.best + unit, label)) &+ step) << 4 | Int32(truncatingIfNeeded: 15 &- label))
        }
        next = 15 &- Int(top & 15)
        labels[unit] = UInt8(truncatingIfNeeded: next)
        unit &-= 1
      }
    }
  }
}
