/// What a ``SequenceModel`` reads of a text: a symbol and a clue for each unit.
///
/// A unit is a character, or what is never cut, such as a numeral. Symbols are scalars of the Basic Multilingual Plane and a few of ``Symbol``; clues are
/// numbers below the model's count, 0 where there is nothing to say.
public struct SequenceText: Sendable {
  /// With two boundaries before the first unit and behind the last.
  public private(set) var symbols: [UInt16] = [Symbol.boundary, Symbol.boundary, Symbol.boundary, Symbol.boundary]
  public private(set) var clues: [UInt16] = []

  public init() {}

  public var count: Int { clues.count }

  public mutating func removeAll() {
    symbols.removeAll(keepingCapacity: true)
    symbols.append(contentsOf: repeatElement(Symbol.boundary, count: 4))
    clues.removeAll(keepingCapacity: true)
  }

  public mutating func append(_ symbol: UInt16, clue: UInt16 = 0) {
    symbols[symbols.count - 2] = symbol
    symbols.append(Symbol.boundary)
    clues.append(clue)
  }

  public mutating func setClue(_ clue: UInt16, at unit: Int) { clues[unit] = clue }

  /// What stands before the first unit.
  public mutating func begin(behind symbol: UInt16) { symbols[1] = symbol }

  /// What stands behind the last unit.
  public mutating func end(before symbol: UInt16) { symbols[symbols.count - 2] = symbol }
}

/// Units that are no character.
public enum Symbol {
  public static let boundary: UInt16 = 0
  public static let numeral: UInt16 = 1
  public static let name: UInt16 = 2
  /// A character beyond the Basic Multilingual Plane.
  public static let rare: UInt16 = 3
  /// A dot between the parts of a foreign name, however it is written.
  public static let dot: UInt16 = 4
}

/// The features of a unit, of which all have weights for each label.
enum Template {
  /// By the symbol at this distance.
  static let symbolOffsets = -2...2
  /// By the symbol at this distance and the next.
  static let pairOffsets = -2...1
  /// Weights a symbol, a pair, and a pair with one symbol between (around the unit), for each label.
  static let symbols = 5
  static let pairs = 4
  static let skips = 3

  /// A symbol with its clue stands among the skipped pairs, beside characters for private use.
  @inline(__always) static func mark(_ symbol: UInt16, _ clue: UInt16) -> UInt32 { pair(symbol, 0xE000 | clue & 0x0FFF) }

  /// What two symbols are called; 0 for none.
  @inline(__always) static func pair(_ first: UInt16, _ second: UInt16) -> UInt32 { UInt32(first) << 16 | UInt32(second) }
}
