/// A weight of a byte for each of sixteen labels.
@frozen public struct TagRow: Sendable {
  @usableFromInline var weights: SIMD8<Int16>

  @inlinable @inline(__always) init(_ weights: SIMD8<Int16>) { self.weights = weights }

  /// Nothing that speaks for any label.
  public static let zero = TagRow(.zero)
}

/// A score for each of sixteen labels, those with even numbers first, as bytes that stand side by side come apart.
@frozen public struct TagScores: Sendable {
  @usableFromInline var even: SIMD8<Int16>
  @usableFromInline var odd: SIMD8<Int16>

  /// Less than any score comes to.
  static let never: Int16 = -12_000

  /// Of the labels from `count` on, none is to be found.
  init(_ count: Int, _ value: (Int) -> Int16) {
    (even, odd) = (SIMD8(repeating: Self.never), SIMD8(repeating: Self.never))
    for label in 0..<count {
      if label % 2 == 0 { even[label / 2] = value(label) } else { odd[label / 2] = value(label) }
    }
  }

  /// Nothing that speaks for any label.
  public static let zero = TagScores(even: .zero, odd: .zero)

  @inline(__always) init(even: SIMD8<Int16>, odd: SIMD8<Int16>) { (self.even, self.odd) = (even, odd) }

  /// The score of a label.
  public subscript(label: Int) -> Int { Int(label % 2 == 0 ? even[label / 2] : odd[label / 2]) }

  @inlinable @inline(__always) public mutating func add(_ other: TagScores) {
    even &+= other.even
    odd &+= other.odd
  }

  @inlinable @inline(__always) public mutating func add(_ row: TagRow) {
    even &+= (row.weights &<< 8) &>> 8
    odd &+= row.weights &>> 8
  }

  // MARK: Search

  /// Takes the same from all, so that scores stay small. Labels that are none stay below all others: nothing is added to them.
  @inline(__always) mutating func level() {
    let highest = SIMD8(repeating: Self.highest(pointwiseMax(even, odd)))
    even = pointwiseMax(even &- highest, SIMD8(repeating: Self.never))
    odd = pointwiseMax(odd &- highest, SIMD8(repeating: Self.never))
  }

  /// The label with the highest score; of those that are as high, the first.
  @inline(__always) var top: Int {
    let highest = SIMD8(repeating: Self.highest(pointwiseMax(even, odd)))
    // The lowest label there, by the highest of what it lacks of sixteen.
    let evens = SIMD8<Int16>(16, 14, 12, 10, 8, 6, 4, 2).replacing(with: 0, where: even .!= highest)
    let odds = SIMD8<Int16>(15, 13, 11, 9, 7, 5, 3, 1).replacing(with: 0, where: odd .!= highest)
    return 16 &- Int(Self.highest(pointwiseMax(evens, odds)))
  }

  @inline(__always) private static func highest(_ scores: SIMD8<Int16>) -> Int16 {
    let four = pointwiseMax(scores.lowHalf, scores.highHalf)
    let two = pointwiseMax(four.lowHalf, four.highHalf)
    return max(two[0], two[1])
  }

  /// Where a label has its own, in bytes.
  @inline(__always) static func offset(_ label: Int) -> Int { (label & 1) &* 16 &+ (label &>> 1) &* 2 }
}
