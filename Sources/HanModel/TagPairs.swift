import HanLexicon

/// What two neighbours say of each other by a letter that each has, of an alphabet so small that all pairs stand in one table: a look needs no hash.
@frozen public struct TagPairs: @unchecked Sendable {
  // @unchecked: the pointers lead into the file of the model that has it, which is immutable and kept alive there.
  private let letters: UnsafeBufferPointer<UInt16>
  @usableFromInline let cells: UnsafeRawPointer
  @usableFromInline let count: Int

  /// A cell has a row for the first of the two and one for the second.
  @usableFromInline static let cell = 2 * TagModel.mostLabels
  /// So many letters have numbers of their own.
  private static let mostLetters = 255

  /// The tables of a model's file, by alphabet.
  static func all(_ file: Image) throws(LexiconError) -> [TagPairs] {
    var pairs: [TagPairs] = []
    while file.has("pairs/\(pairs.count)") { pairs.append(try TagPairs(file, "pairs/\(pairs.count)")) }
    return pairs
  }

  private init(_ file: Image, _ name: String) throws(LexiconError) {
    letters = try file.elements("\(name)/letters", UInt16.self)
    count = letters.count + 1
    let cells = try file.section(name)
    guard let first = cells.baseAddress, letters.count <= Self.mostLetters, cells.count == count * count * Self.cell else {
      throw LexiconError(.notAnImage, "'\(name)' is damaged; train the model again", at: file.origin)
    }
    self.cells = first
  }

  /// The number of a letter; 0 of one that was not learnt.
  public func number(_ letter: UInt16) -> UInt8 { UInt8(truncatingIfNeeded: letters.firstIndex(of: letter).map { $0 + 1 } ?? 0) }

  /// What the second says of the first, by numbers that ``number(_:)`` gave.
  @inlinable @inline(__always) public func ofFirst(_ first: UInt8, _ second: UInt8) -> TagRow {
    TagRow(cells.loadUnaligned(fromByteOffset: (Int(first) &* count &+ Int(second)) &* Self.cell, as: SIMD8<Int16>.self))
  }

  /// What the first says of the second.
  @inlinable @inline(__always) public func ofSecond(_ first: UInt8, _ second: UInt8) -> TagRow {
    TagRow(cells.loadUnaligned(fromByteOffset: (Int(first) &* count &+ Int(second)) &* Self.cell &+ Self.cell / 2, as: SIMD8<Int16>.self))
  }

  /// Adds a table to a file. The letters are in order of how often they were seen; rows say of which of the two they are.
  static func add(
    _ rows: [(first: UInt16, second: UInt16, isOfSecond: Bool, row: [Int8])], letters: [UInt16], as name: String, to file: inout ImageBuilder
  ) {
    let letters = letters.prefix(mostLetters)
    let numbers = Dictionary(uniqueKeysWithValues: zip(letters, 1...))
    let count = letters.count + 1
    var cells = [UInt8](repeating: 0, count: count * count * cell)
    for pair in rows {
      guard let first = numbers[pair.first], let second = numbers[pair.second] else { continue }
      let start = (first * count + second) * cell + (pair.isOfSecond ? cell / 2 : 0)
      for (label, weight) in pair.row.enumerated() { cells[start + label] = UInt8(bitPattern: weight) }
    }
    file.add("\(name)/letters", ImageBuilder.section(Array(letters)))
    file.add(name, cells)
  }
}
