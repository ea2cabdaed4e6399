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
  private let filter: UnsafePointer<UInt64>
  private let triples: UnsafePointer<UInt64>
  let ascii: UnsafePointer<UInt8>
  private let pool: UnsafePointer<UInt8>
  private let poolCount: Int
  private let offsets: UnsafeBufferPointer<UInt32>
  let kinds: UnsafePointer<UInt8>
  let domains: UnsafePointer<UInt8>
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
    offsets = try image.elements("\(name)/offsets", UInt32.self)
    let count = max(0, offsets.count - 1)
    pairs = try PairTable.Table(image, "\(name)/pairs")
    filter = try start("\(name)/filter", UInt64.self, count: FirstFilter.words)
    triples = try start("\(name)/triples", UInt64.self, count: 1 << (BitFilter.bits - 6))
    ascii = try start("\(name)/ascii", UInt8.self, count: 128)
    poolCount = Int(offsets.last ?? 0)
    pool = try start("\(name)/pool", UInt8.self, count: poolCount)
    kinds = try start("\(name)/kinds", UInt8.self, count: count)
    domains = try start("\(name)/domains", UInt8.self, count: count)
    terms = UnsafeBufferPointer(start: try start("\(name)/terms", UInt32.self, count: count), count: count)
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

  /// How many keys there are; what the trie gives beyond that comes from a damaged image.
  var count: Int { max(0, offsets.count - 1) }

  /// What a key becomes.
  @inline(__always) func value(_ key: Int) -> UnsafeBufferPointer<UInt8> {
    let (start, end) = (Int(offsets[key]), Int(offsets[key + 1]))
    guard start <= end, end <= poolCount else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: pool + start, count: end - start)
  }

  /// Whether a key may begin with two characters, the first of which has this cell: 1 or 0.
  @inline(__always) func mayBegin(_ cell: UInt32, _ first: UInt32, _ second: UInt32) -> UInt64 { FirstFilter.mayHold(cell, first, second, filter) }

  /// Whether a key may begin with two characters and a third.
  @inline(__always) func mayGoOn(_ pair: UInt32, _ third: UInt32) -> Bool { BitFilter.mayHold(PairTable.hash(PairTable.hash(pair) ^ third), triples) }

  /// What two characters lead to, or nil where no key begins so.
  @inline(__always) func pair(_ first: UInt32, _ second: UInt32) -> UnsafePointer<PairTable.Entry>? { pairs[first, second] }
}
