/// Brings elements into an order that a seed tells: Fisher-Yates over SplitMix64 (Steele, Lea and Flood 2014). Written out, so that no other version of the
/// standard library gives another order, and models their bytes.
public struct SeededShuffle {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func shuffle(_ order: inout [Int]) {
    for at in order.indices.dropFirst().reversed() {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      order.swapAt(at, Int((value ^ value >> 31) % UInt64(at + 1)))
    }
  }
}
