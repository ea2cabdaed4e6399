/// A run of text without punctuation or white space, as units from left to right: nothing is cut inside a unit. A view into a ``Passage``.
struct Stretch {
  enum UnitKind: UInt8 { case han, hanNumeral, numeral, name }

  /// Where it begins in the text, in bytes.
  let start: Int
  /// The index of the first unit among the passage's symbols.
  let first: Int
  /// The number of units, one or more.
  let count: Int
  /// By unit: its symbol, of which two more stand at each side; where it ends in the text; what it is.
  let symbols: UnsafePointer<UInt16>
  let ends: UnsafePointer<Int>
  let kinds: UnsafePointer<UnitKind>
  /// What words could stand there: see ``Clues``.
  let clues: UnsafeMutablePointer<UInt16>

  var end: Int { ends[count - 1] }
  /// The symbols around it.
  var before: UInt16 { symbols[-1] }
  var after: UInt16 { symbols[count] }

  @inline(__always) func begin(of unit: Int) -> Int { unit == 0 ? start : ends[unit - 1] }
}
