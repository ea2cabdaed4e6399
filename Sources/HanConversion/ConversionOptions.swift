import HanArticle
import HanLexicon

/// How a ``ConfigurationConverter`` converts.
public struct ConversionOptions: Sendable {
  /// What becomes of quotation marks.
  public enum Quotes: String, Sendable, CaseIterable {
    /// They stay as they are.
    case keep
    /// “ ” ‘ ’ become 「 」 『 』 in Traditional text and the other way round in Simplified; an apostrophe in a Latin word stays.
    case convert
  }

  /// Leftmost and longest keys alone, without the lattice and the model.
  public var isFast = false
  /// The domains whose vocabulary is used beside what holds everywhere, such as `computing`.
  public var domains: Set<String> = []
  public var quotes = Quotes.keep
  /// The user's own terms, which count before everything else.
  public var terms: UserTerms?
  /// What a person decided for single places.
  public var decisions: Decisions?

  public init() {}
}

/// A user's list of terms: what stands in the text, and what it becomes. The longest counts; a term that becomes itself is protected. Latin
/// words and numbers are not cut.
public struct UserTerms: Sendable {
  /// UTF-8.
  let targets: [[UInt8]]
  let places: [String]
  private let entries: [[UInt8]: Int]
  /// By the first character, packed: the lengths of the terms that begin with it, the longest first.
  private let lengths: [UInt32: [Int]]

  /// Reads a TSV without a header: source, tab, target. `#` begins a comment. Throws at its first fault, naming the line.
  public init(path: String) throws(LexiconError) {
    try self.init(bytes: try FileBytes.read(path), name: path)
  }

  public init(bytes: [UInt8], name: String) throws(LexiconError) {
    var (entries, targets, places): ([[UInt8]: Int], [[UInt8]], [String]) = ([:], [], [])
    for (number, fields) in try Self.rows(bytes, name, columns: 2) {
      guard entries.updateValue(targets.count, forKey: fields[0]) == nil else {
        throw LexiconError(.malformed, "'\(String(decoding: fields[0], as: UTF8.self))' stands twice; leave one line", at: "\(name):\(number)")
      }
      targets.append(fields[1])
      places.append("\(name):\(number)")
    }
    self.entries = entries
    self.targets = targets
    self.places = places
    lengths = Dictionary(grouping: entries.keys) { term in term.withUnsafeBufferPointer { Self.first($0, 0, $0.count) } }
      .mapValues { Set($0.map(\.count)).sorted(by: >) }
  }

  /// Whether a Latin word or a number goes on across a border.
  private func cutsWord(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    Rewriter<NoListener>.isWord(input, at - 1) && Rewriter<NoListener>.isWord(input, at)
  }

  private static func first(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> UInt32 {
    input[at..<min(end, at + UTF8Bytes.length(ofLead: input[at]))].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The lines of a TSV with so many columns, the first not empty where there are two. In wider files, what stands before a place may begin with `#`: there,
  /// a comment is a line without tabs.
  static func rows(_ bytes: [UInt8], _ name: String, columns: Int) throws(LexiconError) -> [(Int, [[UInt8]])] {
    if let at = UTF8Bytes.firstInvalid(bytes) {
      throw LexiconError(.malformed, "not valid UTF-8; save the file as UTF-8", at: "\(name):\(1 + bytes[..<at].count { $0 == 10 })")
    }
    var rows: [(Int, [[UInt8]])] = []
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let line = line.last == 13 ? line.dropLast() : line
      if line.isEmpty { continue }
      let fields = line.split(separator: 9, omittingEmptySubsequences: false).map(Array.init)
      if line.first == 0x23, columns == 2 || fields.count != columns { continue }
      guard fields.count == columns, !fields[0].isEmpty || columns > 2 else {
        throw LexiconError(.malformed, "\(fields.count) fields where \(columns) belong, with a tab between them", at: "\(name):\(index + 1)")
      }
      rows.append((index + 1, fields))
    }
    return rows
  }

  func longest(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> (length: Int, term: Int)? {
    guard let lengths = lengths[Self.first(input, at, end)] else { return nil }
    for length in lengths where length <= end - at && !cutsWord(input, at) && !cutsWord(input, at + length) {
      if let term = entries[Array(input[at..<(at + length)])] { return (length, term) }
    }
    return nil
  }

  /// Where the first term begins inside a stretch, but not at its beginning.
  func firstInside(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    range.dropFirst().first { input[$0] & 0xC0 != 0x80 && longest(input, $0, input.count) != nil }
  }
}

/// What a person decided for single places, each known by its neighbours.
///
/// The lines of `hanflow convert --ambiguities`, with the last column filled: what stands before, the source, what stands behind, what it becomes.
public struct Decisions: Sendable {
  /// How many characters of the neighbours tell a place.
  static let reach = 6

  private struct Place: Hashable {
    var before: [UInt8]
    var source: [UInt8]
    var after: [UInt8]
  }

  private let targets: [Place: Int]
  private let texts: [[UInt8]]
  let places: [String]

  /// Throws at the first fault of the file, naming the line.
  public init(path: String) throws(LexiconError) {
    try self.init(bytes: try FileBytes.read(path), name: path)
  }

  public init(bytes: [UInt8], name: String) throws(LexiconError) {
    var (targets, texts, places): ([Place: Int], [[UInt8]], [String]) = ([:], [], [])
    for (number, fields) in try UserTerms.rows(bytes, name, columns: 4) where !fields[3].isEmpty {
      targets[Place(before: fields[0], source: fields[1], after: fields[2])] = texts.count
      texts.append(fields[3])
      places.append("\(name):\(number)")
    }
    (self.targets, self.texts, self.places) = (targets, texts, places)
  }

  func target(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (number: Int, target: [UInt8])? {
    let (before, after) = Self.neighbours(input, range)
    let place = Place(before: Array(before), source: Array(input[range]), after: Array(after))
    return targets[place].map { ($0, texts[$0]) }
  }

  /// The characters beside a place, up to the end of its line.
  static func neighbours(
    _ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (before: Slice<UnsafeBufferPointer<UInt8>>, after: Slice<UnsafeBufferPointer<UInt8>>) {
    func isControl(_ at: Int) -> Bool { input[at] < 0x20 }
    var (start, end) = (range.lowerBound, range.upperBound)
    for _ in 0..<reach where start > 0 && !isControl(start - 1) {
      start -= 1
      while start > 0, input[start] & 0xC0 == 0x80 { start -= 1 }
    }
    for _ in 0..<reach where end < input.count && !isControl(end) { end = min(input.count, end + UTF8Bytes.length(ofLead: input[end])) }
    return (input[start..<range.lowerBound], input[range.upperBound..<end])
  }
}
