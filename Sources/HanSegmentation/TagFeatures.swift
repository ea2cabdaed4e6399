import HanArticle
import HanLexicon
import HanModel

/// What the tagger reads of the words of a sentence: keys for the words themselves, their neighbours, their first and last characters and what the lexicon
/// says of them. One a task.
struct TagFeatures {
  /// The number of features a word.
  static let width = 17

  private let words: WordTable
  private let characters: CharacterTable
  private let classes: ClassTable
  private var read: [Word] = []
  /// The keys of the last sentence, ``width`` a word.
  private(set) var keys: [UInt32] = []

  init(_ words: WordTable, _ characters: CharacterTable, _ classes: ClassTable) {
    (self.words, self.characters, self.classes) = (words, characters, classes)
  }

  private struct Word {
    /// A hash of the whole word, its first character and its last, with their neighbours inside it.
    var whole: UInt32 = 1
    var first: UInt32 = 0
    var firstTwo: UInt32 = 0
    var last: UInt32 = 0
    var lastTwo: UInt32 = 0
    /// What it looks like, and what the lexicon calls it.
    var shape: UInt32 = 0
    /// What another tagger calls it.
    var kind: UInt32 = 0
    /// What it nearly always is: a label, and one.
    var sure: UInt32 = 0

    var roles: CharacterTable.Role { CharacterTable.Role(rawValue: UInt8(truncatingIfNeeded: shape >> 7)) }
  }

  /// The labels of marks and of digits.
  private let markLabel = Tagger.learnt.firstIndex(of: .punctuation).map(UInt32.init)
  private let numeralLabel = Tagger.learnt.firstIndex(of: .numeral).map(UInt32.init)

  private func label(_ word: Word) -> UInt32? {
    if word.sure > 0 { return word.sure - 1 }
    if word.roles == .percentSign { return markLabel }
    return word.roles == .nought ? numeralLabel : nil
  }

  /// The class that the lexicon's tag gives to a word of the last sentence: see ``WordTable``.
  func tagClass(_ word: Int) -> UInt32 { read[word + 1].shape & 15 }

  /// The hash of a folded word, as ``ClassTable`` has it.
  func hash(_ word: [UInt8]) -> UInt32 { word.withUnsafeBufferPointer { hash($0, 0..<word.count) } }

  @inline(__always) func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    var (at, hash) = (range.lowerBound, UInt32(1))
    while at < range.upperBound {
      let (symbol, length, _) = characters.character(bytes, at)
      hash = Self.hash(hash, Self.plain(symbol))
      at += length
    }
    return hash
  }

  @inline(__always) private static func hash(_ hash: UInt32, _ symbol: UInt16) -> UInt32 {
    let mixed = (hash ^ UInt32(symbol)) &* 0x0100_0193
    return mixed ^ (mixed >> 15)
  }

  /// Reads words of a folded text.
  ///
  /// Marks, digits and words that nearly always are of one part of speech need not be asked about: `skipsSure` gives them 0 and their label.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>, skipsSure: Bool = false) {
    read.removeAll(keepingCapacity: true)
    read.append(Word())
    for token in tokens { read.append(word(bytes, token.range)) }
    read.append(Word())
    keys.removeAll(keepingCapacity: true)
    read.withUnsafeBufferPointer { words in
      for at in 1..<(words.count - 1) {
        if skipsSure, let label = label(words[at]) {
          keys.append(0)
          keys.append(label)
          keys.append(contentsOf: repeatElement(0, count: Self.width - 2))
        } else {
          add(words[at - 1], words[at], words[at + 1])
        }
      }
    }
  }

  @inline(__always)
  private mutating func add(_ before: Word, _ word: Word, _ after: Word) {
    keys.append(Self.key(1, word.whole))
    keys.append(Self.key(2, before.whole))
    keys.append(Self.key(3, after.whole))
    keys.append(Self.key(6, word.first, word.shape >> 4))
    keys.append(Self.key(7, word.firstTwo))
    keys.append(Self.key(8, word.last, word.shape >> 4))
    keys.append(Self.key(9, word.lastTwo))
    keys.append(Self.key(10, before.last, word.last))
    keys.append(Self.key(11, word.last, after.first))
    keys.append(Self.key(12, word.shape))
    keys.append(Self.key(13, before.shape, word.shape))
    keys.append(Self.key(14, word.shape, after.shape))
    keys.append(Self.key(15, before.shape, after.shape, word.last))
    keys.append(Self.key(16, word.kind, word.shape >> 4))
    keys.append(Self.key(17, before.kind, word.kind))
    keys.append(Self.key(18, word.kind, after.kind))
    keys.append(Self.key(19, before.kind, word.kind, after.kind))
  }

  @inline(__always)
  private static func key(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0) -> UInt32 {
    var hash = (template &* 0x9E37_79B1) ^ first
    hash = (hash ^ (hash >> 15)) &* 0x85EB_CA6B
    hash = ((hash ^ (hash >> 13)) &+ second) &* 0xC2B2_AE35
    hash = ((hash ^ (hash >> 16)) &+ third) &* 0x9E37_79B1
    // 0 stands for none.
    return (hash ^ (hash >> 15)) | 1
  }

  private func word(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Word {
    var word = Word()
    var (at, count) = (range.lowerBound, 0)
    var roles: CharacterTable.Role = []
    var node = WordTable.Node.none
    var previous: UInt16 = 0
    while at < range.upperBound {
      let (read, length, found) = characters.character(bytes, at)
      let symbol = Self.plain(read)
      word.whole = Self.hash(word.whole, symbol)
      if count == 0 { word.first = UInt32(symbol) }
      if count == 1 {
        word.firstTwo = UInt32(previous) << 16 | UInt32(symbol)
        node = words.node(previous, symbol)
      } else if count > 1, node.hasLonger {
        node = words.node(node, symbol)
      } else if count > 1 {
        node = .none
      }
      word.lastTwo = UInt32(previous) << 16 | UInt32(symbol)
      word.last = UInt32(symbol)
      roles.formUnion(Self.shape(symbol, found))
      previous = symbol
      count += 1
      at += length
    }
    if count == 1 { word.firstTwo = word.first }
    let seen = UInt32(classes.find(word.whole))
    (word.kind, word.sure) = (seen & 0xFF, seen >> 8)
    word.shape = (UInt32(roles.rawValue) << 3 | UInt32(min(count, 5))) << 4 | UInt32(node.tagClass)
    return word
  }

  /// Full-width forms (U+FF01 to FF5E) as ASCII has them, and the full stop.
  private static func plain(_ symbol: UInt16) -> UInt16 {
    if symbol >= 0xFF01, symbol <= 0xFF5E { return symbol - 0xFEE0 }
    return symbol == 0x3002 ? 0x2E : symbol
  }

  /// What a character is: Han, a Chinese numeral, a digit, a letter, or a mark.
  private static func shape(_ symbol: UInt16, _ roles: CharacterTable.Role) -> CharacterTable.Role {
    if roles.contains(.numeral) { return .numeral }
    if roles.contains(.han) { return .han }
    switch symbol {
    case 48...57: return .nought
    case 65...90, 97...122, 0xC0...0x24F: return .nameDot
    default: return .percentSign
    }
  }
}
