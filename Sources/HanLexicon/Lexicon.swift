/// A dictionary ready for matching: a trie over its keys, the rows that each key leads to, and the rows' cells.
///
///     let words = try Lexicon(image, "words")
///     words.trie.forEachPrefix(of: text, from: 0) { end, key in … }
///
/// Immutable; shared by all tasks.
public final class Lexicon: @unchecked Sendable {
  // @unchecked: every pointer leads into `image`, which is immutable and kept alive here.

  /// One row that a key leads to, and where in the row the key stands.
  public struct Posting: Sendable {
    public let row: Int
    public let column: Int
    /// The index in the cell's list.
    public let item: Int
    /// Whether the name bears the mark `?`: it holds only where the context turns it on.
    public let isDoubtful: Bool
    /// Whether the key is no name of the row's, but a word that turns its doubtful names on.
    public let isContext: Bool

    /// A row beyond the last, as only a damaged image has it, is read as the last.
    init(_ packed: UInt64, rows: Int = .max) {
      row = min(Int(packed & 0xFFFF_FFFF), rows - 1)
      column = Int(packed >> 32 & 0xFF)
      item = Int(packed >> 40 & 0xFFFF)
      isDoubtful = packed >> 56 & 1 == 1
      isContext = packed >> 57 & 1 == 1
    }

    static func pack(row: Int, column: Int, item: Int, isDoubtful: Bool) -> UInt64 {
      UInt64(row) | UInt64(column) << 32 | UInt64(item & 0xFFFF) << 40 | (isDoubtful ? 1 << 56 : 0)
    }

    /// Context words come behind all names, by row: 日本 is one name, and a context word of a thousand cities.
    static func packContext(row: Int, column: Int) -> UInt64 { UInt64(row) | UInt64(column) << 32 | 1 << 57 }
  }

  public let name: String
  public let trie: DoubleArray
  public let columns: [String]
  /// The number of rows.
  public let count: Int
  private let image: Image
  private let starts: UnsafeBufferPointer<UInt32>
  private let packed: UnsafeBufferPointer<UInt64>
  private let cells: UnsafeBufferPointer<UInt32>
  private let pool: UnsafeRawBufferPointer
  @usableFromInline let costs: UnsafeBufferPointer<Int32>
  private let places: UnsafeBufferPointer<UInt32>
  private let files: [String]

  /// Finds the dictionary in an image.
  public init(_ image: Image, _ name: String) throws(LexiconError) {
    self.image = image
    self.name = name
    trie = try DoubleArray(image, "\(name)/trie")
    starts = try image.section("\(name)/starts").typed(UInt32.self)
    packed = try image.section("\(name)/postings").typed(UInt64.self)
    cells = try image.section("\(name)/cells").typed(UInt32.self)
    pool = try image.section("\(name)/pool")
    costs = try image.section("\(name)/costs").typed(Int32.self)
    places = try image.section("\(name)/places").typed(UInt32.self)
    columns = try image.section("\(name)/columns").lines()
    files = try image.section("\(name)/files").lines()
    count = columns.isEmpty ? 0 : max(0, cells.count - 1) / columns.count
  }

  /// The rows that a key leads to, as they stand in the image.
  public struct Postings: RandomAccessCollection, Sendable {
    // @unchecked in effect: the lexicon that gave them keeps their memory.
    private nonisolated(unsafe) let packed: UnsafeBufferPointer<UInt64>
    private let rows: Int
    public let startIndex = 0
    public var endIndex: Int { packed.count }

    init(_ packed: UnsafeBufferPointer<UInt64>, rows: Int) { (self.packed, self.rows) = (packed, rows) }

    public subscript(index: Int) -> Posting { Posting(packed[index], rows: rows) }

    /// Those that are names; context words come behind them.
    var names: Postings { Postings(UnsafeBufferPointer(rebasing: packed.prefix { !Posting($0).isContext }), rows: rows) }
  }

  /// The rows that a key, as ``trie`` gives it, leads to; of use as long as the lexicon is.
  public func postings(_ key: UInt32) -> Postings { Postings(UnsafeBufferPointer(rebasing: packed[places(of: key)]), rows: count) }

  private func places(of key: UInt32) -> Range<Int> {
    let key = Int(key)
    let range = key + 1 < starts.count ? Int(starts[key])..<max(Int(starts[key]), Int(starts[key + 1])) : 0..<0
    return range.clamped(to: 0..<(count > 0 ? packed.count : 0))
  }

  /// The postings of a key that are names.
  public func names(_ key: UInt32) -> Postings { postings(key).names }

  /// Whether a key is a name of any row.
  public func isName(_ key: UInt32) -> Bool { packed[places(of: key)].first.map { !Posting($0).isContext } ?? false }

  /// Whether a key is a context word of any row.
  public func isContext(_ key: UInt32) -> Bool { packed[places(of: key)].last.map { Posting($0).isContext } ?? false }

  /// Whether a key is a context word of this row.
  public func isContext(_ key: UInt32, of row: Int) -> Bool {
    let places = places(of: key)
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let posting = Posting(packed[middle])
      if !posting.isContext || posting.row < row { low = middle + 1 } else { high = middle }
    }
    return low < places.upperBound && Posting(packed[low]).row == row
  }

  /// The first row that a key leads to.
  public func row(_ key: UInt32) -> Int? { postings(key).first?.row }

  /// The bytes of a cell; empty where there is none.
  public func bytes(row: Int, column: Int) -> UnsafeBufferPointer<UInt8> {
    let at = row * columns.count + column
    guard row >= 0, at + 1 < cells.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let range = Int(cells[at])..<max(Int(cells[at]), Int(cells[at + 1]))
    return UnsafeRawBufferPointer(rebasing: pool[range.clamped(to: 0..<pool.count)]).assumingMemoryBound(to: UInt8.self)
  }

  /// The text of a cell.
  public func text(row: Int, column: Int) -> String { String(decoding: bytes(row: row, column: column), as: UTF8.self) }

  /// The items of a list's cell, marks included.
  public func list(row: Int, column: Int) -> [String] {
    text(row: row, column: column).split(separator: "|").map(String.init)
  }

  /// A column's index by its name.
  public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// A row as column name to text, for dictionaries small enough to be read whole.
  public func record(row: Int) -> [String: String] {
    Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, text(row: row, column: $0)) })
  }

  /// How unlikely a key is among all: -ln(count / sum of counts) × 1024, rounded; 0 where the dictionary has no counts.
  @inlinable public func cost(_ key: UInt32) -> Int32 { Int(key) < costs.count ? costs[Int(key)] : 0 }

  /// The file below `Dictionaries` and the line that a row was written in.
  public func place(row: Int) -> (file: String, line: Int)? {
    guard row >= 0, row * 2 + 1 < places.count, Int(places[row * 2]) < files.count else { return nil }
    return (files[Int(places[row * 2])], Int(places[row * 2 + 1]))
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes as elements of a type without padding, as an image holds them.
  public func typed<T>(_ type: T.Type) -> UnsafeBufferPointer<T> {
    guard let baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: baseAddress.assumingMemoryBound(to: type), count: count / MemoryLayout<T>.stride)
  }

  fileprivate func lines() -> [String] {
    String(decoding: self, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
