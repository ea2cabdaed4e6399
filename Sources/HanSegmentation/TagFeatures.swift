import HanArticle
import HanLexicon
import HanModel

/// The words of a sentence as the tagger asks its model about them: what each word says alone was asked before, if it was seen lately. One a task.
final class TagFeatures {
  private let model: TagModel
  private let reader: TagWordReader
  private let seen: UnsafeMutablePointer<Known>
  /// With one before the first word and one behind the last.
  private let words: UnsafeMutablePointer<Known>
  /// By word, what it and its neighbours say each alone, and the keys of what they say together.
  let known: UnsafeMutablePointer<TagScores>
  private let keys: UnsafeMutablePointer<UInt32>

  /// The most words that are read at once.
  static let longest = 512

  /// A word, and what it says alone: of itself, of the word behind it, of the word before it.
  private struct Known {
    var word = TagWord()
    var own = TagScores.zero
    var asBefore = TagScores.zero
    var asAfter = TagScores.zero
  }

  /// How many words are kept, a place each by their hash.
  private static let places = 8192
  /// What stands before the first word and behind the last.
  private let edge: Known
  /// The labels of marks and of digits.
  private let markLabel = Tagger.learnt.firstIndex(of: .punctuation).map(UInt32.init)
  private let numeralLabel = Tagger.learnt.firstIndex(of: .numeral).map(UInt32.init)

  init(_ model: TagModel, _ reader: TagWordReader) {
    self.model = model
    self.reader = reader
    seen = .allocate(capacity: Self.places)
    seen.initialize(repeating: Known(), count: Self.places)
    words = .allocate(capacity: Self.longest + 2)
    known = .allocate(capacity: Self.longest)
    keys = .allocate(capacity: Self.longest * TagWord.pairWidth)
    edge = Self.known(TagWord(), model)
  }

  deinit {
    seen.deallocate()
    words.deallocate()
    known.deallocate()
    keys.deallocate()
  }

  private static func known(_ word: TagWord, _ model: TagModel) -> Known {
    Known(
      word: word, own: model.scores(word.own, count: TagWord.ownWidth), asBefore: model.scores(SIMD8(repeating: word.asBefore), count: 1),
      asAfter: model.scores(SIMD8(repeating: word.asAfter), count: 1))
  }

  /// What the lexicon's tag calls a word of the last sentence, and the word's hash.
  func tagClass(_ word: Int) -> WordTable.TagClass { words[word + 1].word.tagClass }
  func hash(_ word: Int) -> UInt32 { words[word + 1].word.whole }

  /// Reads words of a folded text, at most ``longest``, and returns the keys of pairs, ``TagWord/pairWidth`` a word. Marks, digits and words that nearly
  /// always are of one part of speech are not asked about: they have 0 and their label.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>) -> UnsafeBufferPointer<UInt32> {
    let (words, known, keys) = (words, known, keys)
    var count = 0
    words[0] = edge
    for token in tokens.prefix(Self.longest) {
      count &+= 1
      words[count] = self.known(bytes, token.range)
    }
    words[count &+ 1] = edge
    for at in 0..<count {
      var scores = words[at &+ 1].own
      scores.add(words[at].asBefore)
      scores.add(words[at &+ 2].asAfter)
      known[at] = scores
      let pairs: SIMD8<UInt32>
      if let label = label(words[at &+ 1].word) {
        pairs = SIMD8(0, label, 0, 0, 0, 0, 0, 0)
      } else {
        pairs = TagWord.pairs(words[at].word, words[at &+ 1].word, words[at &+ 2].word)
      }
      UnsafeMutableRawPointer(keys + at &* TagWord.pairWidth).storeBytes(of: pairs, as: SIMD8<UInt32>.self)
    }
    return UnsafeBufferPointer(start: keys, count: count &* TagWord.pairWidth)
  }

  @inline(__always) private func known(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Known {
    var word = reader.look(bytes, range)
    let place = Int(word.whole) & (Self.places - 1)
    if seen[place].word.looksLike(word) { return seen[place] }
    reader.complete(&word, bytes, range)
    let found = Self.known(word, model)
    seen[place] = found
    return found
  }

  @inline(__always) private func label(_ word: TagWord) -> UInt32? {
    if word.sure > 0 { return word.sure - 1 }
    if word.roles == .percentSign { return markLabel }
    return word.roles == .nought ? numeralLabel : nil
  }
}
