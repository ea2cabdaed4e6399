import HanLexicon

/// The words that are known before a text is cut, in either script: all others are out of vocabulary.
public struct KnownWords: Sendable {
  private let vocabulary: Segmenter.Vocabulary
  /// The words of corpora, folded; without them, those of the lexicon and the users are known.
  private var words: Set<[UInt8]>?

  /// The words of the lexicon and the users. Numerals, Latin names and marks are found by rule, so they are known, too.
  public init(_ vocabulary: Segmenter.Vocabulary) { self.vocabulary = vocabulary }

  /// The words of corpora, and nothing else, as the SIGHAN bakeoffs have it.
  public init(of corpora: some Sequence<GoldSentence>, _ vocabulary: Segmenter.Vocabulary) {
    self.vocabulary = vocabulary
    var words: Set<[UInt8]> = []
    for sentence in corpora { for word in sentence.words { words.insert(vocabulary.fold.fold(Array(word.text.utf8))) } }
    self.words = words
  }

  public func contains(_ word: some Sequence<UInt8>) -> Bool {
    let folded = vocabulary.fold.fold(Array(word))
    if let words { return words.contains(folded) }
    if !hasHan(folded) { return true }
    return vocabulary.words.trie.value(of: folded) != nil || vocabulary.overlays.contains { $0.trie.value(of: folded) != nil }
  }

  private func hasHan(_ word: [UInt8]) -> Bool {
    word.withUnsafeBufferPointer { bytes in bytes.indices.contains { vocabulary.characters.roles(bytes, $0).contains(.han) } }
  }
}
