import HanArticle
import HanLexicon

/// The composed table of one configuration, as ``ConversionCompiler`` wrote it into the image. Immutable; shared by all tasks.
final class ConversionTable: @unchecked Sendable {
  // @unchecked: every pointer leads into `image`, which is immutable and kept alive here.
  let image: Image
  let characters: UnsafePointer<UInt32>
  /// The table of characters where it differs from the image's.
  private let ownCharacters: UnsafeMutablePointer<UInt32>?
  let keys: DoubleArray
  /// What holds as it is, and lets no key begin inside it.
  let guards: DoubleArray
  private let pairs: PairTable.Table
  /// A ``FirstFilter``.
  let filter: UnsafePointer<UInt64>
  private let likely: BitFilter
  private let borders: BitFilter
  private let guardStarts: BitFilter
  let ascii: UnsafePointer<UInt8>
  private let pool: UnsafePointer<UInt8>
  private let poolCount: Int
  private let entries: UnsafeBufferPointer<TableKey>
  let terms: UnsafeBufferPointer<UInt32>
  let domainNames: [String]
  let outputs: UnsafeBufferPointer<UInt32>
  let choices: UnsafePointer<UInt8>
  /// Whether characters of this source have to be chosen.
  var hasChoices: Bool { !outputs.isEmpty }

  init(_ image: Image, configuration: String, isLean: Bool = false, replacing: [Unicode.Scalar: Unicode.Scalar] = [:]) throws(LexiconError) {
    let name = TableComposer.prefix(configuration, isLean: isLean)
    func start<T>(_ section: String, _ type: T.Type, count: Int) throws(LexiconError) -> UnsafePointer<T> {
      let elements = try image.elements(section, type)
      guard let first = elements.baseAddress, elements.count >= count else {
        throw LexiconError(.notAnImage, "section '\(section)' is too short; build the image again", at: image.origin)
      }
      return first
    }
    self.image = image
    let mapped = try start("\(name)/characters", UInt32.self, count: ChoiceList.tableSize)
    if replacing.isEmpty {
      ownCharacters = nil
      characters = mapped
    } else {
      let own = UnsafeMutablePointer<UInt32>.allocate(capacity: ChoiceList.tableSize)
      own.update(from: mapped, count: ChoiceList.tableSize)
      for (from, to) in replacing where from.value < ChoiceList.tableSize {
        own[Int(from.value)] =
          TableComposer.packed(Array(String(to).utf8)) | (from == "\u{2019}" || from == "\u{2018}" ? CharacterFlag.apostrophe : 0)
      }
      ownCharacters = own
      characters = UnsafePointer(own)
    }
    keys = try DoubleArray(image, "\(name)/keys")
    guards = try DoubleArray(image, "\(name)/guards")
    entries = try image.elements("\(name)/entries", TableKey.self)
    pairs = try PairTable.Table(image, "\(name)/pairs")
    filter = try start("\(name)/filter", UInt64.self, count: FirstFilter.words)
    likely = try BitFilter(image, "\(name)/likely")
    borders = try BitFilter(image, "\(name)/borders")
    guardStarts = try BitFilter(image, "\(name)/guardStarts")
    ascii = try start("\(name)/ascii", UInt8.self, count: 128)
    let values = try image.elements("\(name)/pool", UInt8.self)
    pool = try start("\(name)/pool", UInt8.self, count: 0)
    poolCount = values.count
    terms = UnsafeBufferPointer(start: try start("\(name)/terms", UInt32.self, count: entries.count), count: entries.count)
    domainNames = try image.lines("\(name)/domainNames").filter { !$0.isEmpty }
    outputs = try image.elements("\(name)/outputs", UInt32.self)
    choices = try start(ChoiceList.identifiers, UInt8.self, count: ChoiceList.tableSize)
  }

  deinit { ownCharacters?.deallocate() }

  /// File and line of a regional term.
  func place(ofTerm row: Int) -> String {
    guard let place = try? Lexicon(image, RegionalTerm.lexicon).place(row: row) else { return RegionalTerm.lexicon }
    return "\(place.file):\(place.line)"
  }

  /// What is known of a key, or nil where the trie of a damaged image gives a number that is none.
  @inline(__always) subscript(key: Int) -> TableKey? { key < entries.count ? entries[key] : nil }

  /// What a key becomes.
  @inline(__always) func value(_ key: TableKey) -> UnsafeBufferPointer<UInt8> {
    guard Int(key.offset) + Int(key.length) <= poolCount else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: pool + Int(key.offset), count: Int(key.length))
  }

  /// Whether a guard might cover the beginning of a key that stands here, or begin with it and be longer: a look at the characters around its beginning.
  @inline(__always) func mayBeGuarded(_ key: TableKey, _ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    if start >= 3, input[start - 3] & 0xF0 == 0xE0, input[start] & 0xF0 == 0xE0 {
      let (before, first) = (Rewriter<NoListener>.scalar(input, start - 3), Rewriter<NoListener>.scalar(input, start))
      let second = input[start + 3] & 0xF0 == 0xE0 ? Rewriter<NoListener>.scalar(input, start + 3) : 0
      if borders.mayHold(GuardBorders.hash(before, first, 0)) || borders.mayHold(GuardBorders.hash(before, first, second)) {
        return true
      }
    }
    guard key.after != 0, range.upperBound < input.count else { return false }
    guard input[range.upperBound] & 0xF0 == 0xE0 else { return key.after == .max }
    return key.after & TableKey.bit(Rewriter<NoListener>.scalar(input, range.upperBound)) != 0
  }

  /// Whether a guard may begin with two characters.
  @inline(__always) func mayBeGuard(_ first: UInt32, _ second: UInt32) -> Bool { guardStarts.mayHold(PairTable.hash(first << 16 | second)) }

  /// Whether two characters may be a key, or three begin one, by their ``PairTable/hash(_:)`` and ``hash(_:_:)``.
  @inline(__always) func isLikely(_ hash: UInt32) -> Bool { likely.mayHold(hash) }

  @inline(__always) static func hash(_ pair: UInt32, _ third: UInt32) -> UInt32 { PairTable.hash(pair ^ third) }

  /// What two characters lead to, or nil where no key begins so.
  @inline(__always) func pair(_ first: UInt32, _ second: UInt32) -> UnsafePointer<PairTable.Entry>? { pairs[first, second] }
}
