/// The labels of a sequence model, and which may follow which.
public struct LabelSet: Sendable, Equatable {
  public let names: [String]
  /// By label, a bit for each that may follow; and which may begin and end a sequence.
  public let next: [UInt64]
  public let first: UInt64
  public let last: UInt64

  public init(_ names: [String], next: [UInt64], first: UInt64, last: UInt64) {
    (self.names, self.next, self.first, self.last) = (names, next, first, last)
  }

  public var count: Int { names.count }

  /// Begin, middle and end of a word, and a word of one unit.
  public static let words = LabelSet(["B", "M", "E", "S"], next: [0b0110, 0b0110, 0b1001, 0b1001], first: 0b1001, last: 0b1100)

  /// The labels of words of these lengths.
  public static func words(_ lengths: some Sequence<Int>) -> [UInt8] {
    lengths.flatMap { $0 == 1 ? [3] : [0] + [UInt8](repeating: 1, count: max(0, $0 - 2)) + [2] }
  }
}
