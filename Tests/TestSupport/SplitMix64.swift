/// A small seeded generator (Steele, Lea and Flood 2014), so that a failure over random data can be repeated.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to and without `end`; 0 where there is none.
  public mutating func below(_ end: Int) -> Int { end < 1 ? 0 : Int.random(in: 0..<end, using: &self) }

  /// One of the elements; nil where there are none.
  public mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }
}
