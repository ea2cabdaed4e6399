import HanLexicon
import HanModel

/// What the model of names sees of a word.
struct NameWord {
  /// A hash of the whole word, its first character and its last, with their neighbours inside it; the latter 0 in a word of one character.
  private var whole: UInt32 = 1
  private var first: UInt32 = 0
  private var firstTwo: UInt32 = 0
  private var last: UInt32 = 0
  private var lastTwo: UInt32 = 0
  /// Which characters it is made of, and how many.
  private var look: UInt32 = 0
  /// How its characters look as a Chinese name, and as a foreign one.
  private var name: UInt32 = 0
  /// What the lexicon calls it, and how common it is there.
  private(set) var kind: UInt16 = 0

  /// What stands before the first word and behind the last.
  init() {}

  init(_ word: Reading.Word, of reading: Reading, _ vocabulary: NameVocabulary) {
    self.init(word.range, word.kind, cost: word.key.map { vocabulary.words.cost($0) }, of: reading, vocabulary)
  }

  /// `cost` is how unlikely the word is (``Lexicon/cost(_:)``), nil where the lexicon does not know it.
  init(_ range: Range<Int>, _ wordKind: WordKind, cost: Int32?, of reading: Reading, _ vocabulary: NameVocabulary) {
    let text = reading.key(range)
    let characters = Self.characters(text)
    for character in characters {
      let mixed = (whole ^ character) &* 0x0100_0193
      whole = mixed ^ (mixed >> 15)
    }
    first = characters.first ?? 0
    last = characters.last ?? 0
    if characters.count > 1 {
      firstTwo = characters[0] << 16 ^ characters[1]
      lastTwo = characters[characters.count - 2] << 16 ^ last
    }
    let isHan = reading.hanCount(range) > 0
    look = Self.shape(reading.source[range.clamped(to: 0..<reading.count)], isHan) << 3 | UInt32(min(characters.count, 5))
    kind = UInt16(wordKind.rawValue) << 2 | Self.frequency(cost)
    if isHan { name = Self.name(range, reading, vocabulary) }
  }

  /// The scalars of valid UTF-8.
  private static func characters(_ text: ArraySlice<UInt8>) -> [UInt32] {
    var characters: [UInt32] = []
    characters.reserveCapacity(text.count)
    for byte in text {
      if byte & 0xC0 == 0x80, let last = characters.popLast() {
        characters.append(last << 6 | UInt32(byte & 0x3F))
      } else {
        // The bits of a lead byte that count.
        characters.append(UInt32(byte) & (byte < 0x80 ? 0x7F : byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07))
      }
    }
    return characters
  }

  /// Han, capitalised Latin, other Latin, digits, and the rest.
  private static func shape(_ text: ArraySlice<UInt8>, _ isHan: Bool) -> UInt32 {
    if isHan { return 4 }
    if text.allSatisfy({ (48...57).contains($0) }) { return 3 }
    let isLatin = text.allSatisfy { (65...90).contains($0) || (97...122).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x27 || $0 == 0x20 }
    return isLatin ? text.first.map { $0 <= 90 } == true ? 2 : 1 : 0
  }

  /// 0 where the lexicon does not know it; 1, or 2 from one in a million, or 3 from one in sixty thousand.
  private static func frequency(_ cost: Int32?) -> UInt16 {
    switch cost {
    case nil: 0
    case .some(..<11_300): 3
    case .some(..<14_150): 2
    case .some: 1
    }
  }

  /// How much the first character is a surname, the next two such as given names have, and all of them such as write sounds.
  private static func name(_ range: Range<Int>, _ reading: Reading, _ vocabulary: NameVocabulary) -> UInt32 {
    let characters = stride(from: range.lowerBound, to: range.upperBound, by: 3).map { vocabulary.characters.at($0, in: reading.folded) }
    let sounds = characters.count { $0.sound > 0 }
    var name = UInt32(characters[0].surname)
    for character in characters.dropFirst().prefix(2) { name = name << 4 | UInt32(character.given + 1) }
    if characters.count > 3 { name = 15 << 8 }
    return name << 2 | (sounds == characters.count ? 2 : sounds * 2 >= characters.count ? 1 : 0)
  }

  // MARK: Features

  /// The number of features of a word alone, of each neighbour, and of it beside them; and of alphabets.
  static let ownWidth = 7
  static let neighbourWidth = 2
  static let pairWidth = 3
  static let width = ownWidth + 2 * neighbourWidth + pairWidth
  static let alphabets = 2

  var own: SIMD8<UInt32> {
    SIMD8(
      Self.key(1, whole), Self.key(2, first, look), Self.key(3, last, look), firstTwo == 0 ? 0 : Self.key(4, firstTwo),
      lastTwo == 0 ? 0 : Self.key(5, lastTwo), Self.key(6, UInt32(kind), look), Self.key(7, name, look), 0)
  }

  /// For the word behind it.
  var asBefore: SIMD8<UInt32> { SIMD8(Self.key(8, whole), Self.key(9, last), 0, 0, 0, 0, 0, 0) }
  /// For the word before it.
  var asAfter: SIMD8<UInt32> { SIMD8(Self.key(10, whole), Self.key(11, last), 0, 0, 0, 0, 0, 0) }

  /// The hash of the whole word, for ``pairs(_:_:_:_:)``.
  var hash: UInt32 { whole }

  /// Of a word, by its hash: with the kinds of its neighbours, and with what was found on it.
  @inline(__always) static func pairs(_ hash: UInt32, before: UInt16, after: UInt16, found: UInt16) -> (UInt32, UInt32, UInt32) {
    (key(12, hash, UInt32(before)), key(13, hash, UInt32(after)), found == 0 ? 0 : key(14, hash, UInt32(found)))
  }

  @inline(__always) private static func key(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0) -> UInt32 {
    var hash = (template &* 0x9E37_79B1) ^ first
    hash = (hash ^ (hash >> 15)) &* 0x85EB_CA6B
    hash = ((hash ^ (hash >> 13)) &+ second) &* 0xC2B2_AE35
    // 0 stands for none.
    return (hash ^ (hash >> 16)) | 1
  }
}
