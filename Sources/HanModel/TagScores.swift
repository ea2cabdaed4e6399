/// A score for each of sixteen labels, those with even numbers first, as bytes that stand side by side come apart.
public struct TagScores: Sendable {
  var even: SIMD8<Int16>
  var odd: SIMD8<Int16>

  /// Less than any score comes to.
  static let never: Int16 = -12_000

  init() { (even, odd) = (SIMD8(repeating: Self.never), SIMD8(repeating: Self.never)) }

  init(_ count: Int, _ value: (Int) -> Int16) {
    self.init()
    for label in 0..<count {
      if label % 2 == 0 { even[label / 2] = value(label) } else { odd[label / 2] = value(label) }
    }
  }

  /// Only one of the labels is not out of the question.
  @inline(__always) init(only label: Int, of count: Int) {
    self.init()
    withUnsafeMutableBytes(of: &self) { $0.storeBytes(of: 0, toByteOffset: Self.offset(min(label, count &- 1)), as: Int16.self) }
  }

  /// Nothing that speaks for any label.
  public static let zero = TagScores(even: .zero, odd: .zero)

  private init(even: SIMD8<Int16>, odd: SIMD8<Int16>) { (self.even, self.odd) = (even, odd) }

  @inline(__always) public mutating func add(_ other: TagScores) {
    even &+= other.even
    odd &+= other.odd
  }

  /// Adds weights of a byte, one a label.
  @inline(__always) mutating func add(_ weights: SIMD8<Int16>) {
    even &+= (weights &<< 8) &>> 8
    odd &+= weights &>> 8
  }

  /// Where a label has its own, in bytes.
  @inline(__always) static func offset(_ label: Int) -> Int { (label & 1) &* 16 &+ (label &>> 1) &* 2 }
}
