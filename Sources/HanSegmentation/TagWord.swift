import HanLexicon
import HanModel

/// What the tagger sees of a word.
struct TagWord {
  /// A hash of the whole word, its first character and its last, with their neighbours inside it.
  var whole: UInt32 = 1
  var first: UInt32 = 0
  var firstTwo: UInt32 = 0
  var last: UInt32 = 0
  var lastTwo: UInt32 = 0
  /// What its characters are, and how many.
  var look: UInt32 = 0
  /// What the lexicon's tag calls it.
  var tagClass = WordTable.TagClass.none
  /// What another tagger calls it.
  var kind: UInt32 = 0
  /// What it nearly always is: a label, and one.
  var sure: UInt32 = 0

  var roles: CharacterTable.Role { CharacterTable.Role(rawValue: UInt8(truncatingIfNeeded: look >> 3)) }

  // MARK: Features

  /// What neighbours see of it beside itself: what it looks like to the lexicon, and what another tagger calls it.
  static let alphabets = 2
  var shape: UInt16 { UInt16(truncatingIfNeeded: look << 4) | UInt16(tagClass.rawValue) }
  var kindLetter: UInt16 { UInt16(truncatingIfNeeded: kind) }

  /// The number of features of a word alone, and with those of the words beside it.
  static let ownWidth = 7
  static let width = ownWidth + 2

  /// Seven keys.
  var own: SIMD8<UInt32> {
    SIMD8(
      Self.key(1, whole), Self.key(6, first, look), Self.key(7, firstTwo), Self.key(8, last, look), Self.key(9, lastTwo), Self.key(12, UInt32(shape)),
      Self.key(16, kind, look), 0)
  }

  /// For the word behind it.
  var asBefore: UInt32 { Self.key(2, whole) }
  /// For the word before it.
  var asAfter: UInt32 { Self.key(3, whole) }

  @inline(__always)
  private static func key(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0) -> UInt32 {
    var hash = (template &* 0x9E37_79B1) ^ first
    hash = (hash ^ (hash >> 15)) &* 0x85EB_CA6B
    hash = ((hash ^ (hash >> 13)) &+ second) &* 0xC2B2_AE35
    hash = (hash ^ (hash >> 16)) &* 0x9E37_79B1
    // 0 stands for none.
    return (hash ^ (hash >> 15)) | 1
  }
}

/// Reads words for the tagger.
struct TagWordReader {
  let words: WordTable
  let characters: CharacterTable
  let classes: ClassTable

  /// What a word looks like.
  @inline(__always) func look(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> TagWord {
    var word = TagWord()
    var (at, count) = (range.lowerBound, 0)
    var roles: CharacterTable.Role = []
    var previous: UInt32 = 0
    while at < range.upperBound {
      let (read, length, found) = characters.character(bytes, at)
      let symbol = UInt32(Self.plain(read))
      word.whole = Self.hash(word.whole, symbol)
      if count == 0 { word.first = symbol }
      if count == 1 { word.firstTwo = previous << 16 | symbol }
      word.lastTwo = previous << 16 | symbol
      roles.formUnion(Self.role(symbol, found))
      previous = symbol
      count &+= 1
      at &+= length
    }
    word.last = previous
    if count == 1 { word.firstTwo = word.first }
    word.look = UInt32(roles.rawValue) << 3 | UInt32(min(count, 5))
    return word
  }

  /// Adds what the lexicon and another tagger say of it.
  func complete(_ word: inout TagWord, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var (at, count) = (range.lowerBound, 0)
    var node = WordTable.Node.none
    var previous: UInt16 = 0
    while at < range.upperBound {
      let (read, length, _) = characters.character(bytes, at)
      let symbol = Self.plain(read)
      if count == 1 { node = words.node(previous, symbol) }
      if count > 1 { node = node.hasLonger ? words.node(node, symbol) : .none }
      previous = symbol
      count += 1
      at += length
    }
    word.tagClass = node.tagClass
    let seen = UInt32(classes.find(word.whole))
    (word.kind, word.sure) = (seen & 0xFF, seen >> 8)
  }

  /// The hash of a folded word, as ``ClassTable`` has it.
  func hash(_ word: [UInt8]) -> UInt32 { word.withUnsafeBufferPointer { look($0, 0..<word.count).whole } }

  @inline(__always) private static func hash(_ hash: UInt32, _ symbol: UInt32) -> UInt32 {
    let mixed = (hash ^ symbol) &* 0x0100_0193
    return mixed ^ (mixed >> 15)
  }

  /// Full-width forms (U+FF01 to FF5E) as ASCII has them, and the full stop.
  @inline(__always) private static func plain(_ symbol: UInt16) -> UInt16 {
    if symbol >= 0xFF01, symbol <= 0xFF5E { return symbol - 0xFEE0 }
    return symbol == 0x3002 ? 0x2E : symbol
  }

  /// What a character is: Han, a Chinese numeral, a digit, a letter, or a mark.
  @inline(__always) private static func role(_ symbol: UInt32, _ roles: CharacterTable.Role) -> CharacterTable.Role {
    if roles.contains(.numeral) { return .numeral }
    if roles.contains(.han) { return .han }
    switch symbol {
    case 48...57: return .nought
    // Latin, Greek, Cyrillic and what stands between, kana, Hangul; and a space, which stands only among the letters of a user's word.
    case 0x20, 65...90, 97...122, 0xC0...0x24F, 0x370...0x5FF, 0x3041...0x30FA, 0xAC00...0xD7AF: return .nameDot
    default: return .percentSign
    }
  }
}
