import HanArticle
import HanLexicon
import HanModel
import HanText

/// Cuts text into words by the model of the standard; where there is none, by the likeliest path through the lattice of the lexicon's words; or by ICU.
///
/// Both scripts are read through the fold; atoms (numerals, Latin names, URLs, @names) are never cut inside. One a task.
public struct Segmenter {
  private let vocabulary: Vocabulary
  private let standard: Standard
  private var lattice = Lattice()
  private let labeller: Labeller?
  private let passage = Passage()
  private let breaker: WordBreaker?

  /// What all segmenters share.
  public struct Vocabulary: Sendable {
    let fold: ScriptFold
    let words: Lexicon
    let userWords: UserWords
    /// The users' words.
    var overlays: [Lexicon] { userWords.lexicons }
    /// The lexicon's words by their characters.
    let table: WordTable
    let characters: CharacterTable
    /// Words whose part of speech is finer than the one that is learnt: `text/parts.tsv`.
    let parts: Lexicon
    /// By standard; where there is none, the lattice cuts.
    let models: [Standard: CutModel]

    /// `overlays` hold user words (columns word count tag strength) that count before the built-in ones.
    public init(_ image: Image, overlays: [Image] = [], models: [Standard: CutModel] = [:]) throws(LexiconError) {
      self.models = models
      fold = try ScriptFold(image)
      var words: [Lexicon] = []
      for overlay in overlays where overlay.has("words/trie") { words.append(try Lexicon(overlay, "words")) }
      userWords = UserWords(words)
      self.words = try Lexicon(image, "words")
      table = try WordTable(image, "words")
      characters = try CharacterTable(image)
      parts = try Lexicon(image, "parts")
    }
  }

  public init(_ vocabulary: Vocabulary, standard: Standard = .news, engine: WordEngine = .model) {
    self.vocabulary = vocabulary
    self.standard = standard
    labeller = engine == .model ? vocabulary.models[standard].map { Labeller($0, vocabulary) } : nil
    breaker = engine == .icu ? try? WordBreaker() : nil
  }

  /// The words of a text, whose atoms are given; the white space between them belongs to none.
  public mutating func tokens(of text: ArticleText, atoms: [Atom]) -> [Token] {
    breaker.map { words(of: text, by: $0) } ?? tokens(of: vocabulary.fold.fold(text.bytes), atoms)
  }

  /// The same, each with its part of speech, if there is a tagger. The text is folded once for both.
  mutating func tokens(of text: ArticleText, atoms: [Atom], tagger: Tagger?) -> [Token] {
    guard let tagger else { return tokens(of: text, atoms: atoms) }
    let folded = vocabulary.fold.fold(text.bytes)
    var tokens = breaker.map { words(of: text, by: $0) } ?? tokens(of: folded, atoms)
    tagger.tag(&tokens, folded: folded)
    return tokens
  }

  private func words(of text: ArticleText, by breaker: WordBreaker) -> [Token] { breaker.words(of: text).map { Token(range: $0) } }

  private mutating func tokens(of folded: [UInt8], _ atoms: [Atom]) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(folded.count / 5 + 1)
    folded.withUnsafeBufferPointer { bytes in
      let wholes = vocabulary.userWords.spaced(bytes, atoms, vocabulary.characters)
      passage.read(bytes, atoms, wholes: wholes, vocabulary.characters) { add(bytes, $0, &tokens) }
    }
    return tokens
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ passage: Passage, _ tokens: inout [Token]) {
    let labeller = labeller
    labeller?.prepare(passage)
    for piece in passage.pieces {
      switch piece {
      case .whole(let range): tokens.append(Token(range: range))
      case .mark(let range, let roles): mark(bytes, range, roles, &tokens)
      case .stretch(let start, let first, let count):
        let stretch = passage.stretch(start, first, count)
        if let labeller {
          labeller.decode(bytes, stretch) { tokens.append(Token(range: $0)) }
        } else {
          lattice.decode(bytes, stretch, vocabulary, joinsDates: standard == .news) { tokens.append(Token(range: $0)) }
        }
      }
    }
  }

  /// Punctuation and symbols: dashes and ellipses stay together, a sign of percent goes to its numeral.
  private func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ roles: CharacterTable.Role, _ tokens: inout [Token]) {
    if let last = tokens.last, last.range.upperBound == range.lowerBound {
      let isPercent = standard == .news && roles.contains(.percentSign) && isNumeral(bytes, last)
      if isPercent || isRun(bytes, last.range, range) || isEmoji(bytes, last.range, range) {
        tokens[tokens.count - 1].range = last.range.lowerBound..<range.upperBound
        return
      }
    }
    tokens.append(Token(range: range))
  }

  /// Whether a mark goes on with a run of its like: `……`, `——`, `--`.
  private func isRun(_ bytes: UnsafeBufferPointer<UInt8>, _ last: Range<Int>, _ mark: Range<Int>) -> Bool {
    guard bytes[mark.lowerBound] == 0xE2 || bytes[mark.lowerBound] == 0x2D, last.count >= mark.count else { return false }
    return bytes[mark].elementsEqual(bytes[last.lowerBound..<(last.lowerBound + mark.count)])
      && bytes[mark].elementsEqual(bytes[(last.upperBound - mark.count)..<last.upperBound])
  }

  /// U+200D and U+FE0F.
  private static let joiners: [[UInt8]] = [[0xE2, 0x80, 0x8D], [0xEF, 0xB8, 0x8F]]

  /// Whether a mark goes on with an emoji, as 👍🏽 and 🇹🇼 are one character to the reader: extended grapheme clusters (UAX #29).
  private func isEmoji(_ bytes: UnsafeBufferPointer<UInt8>, _ last: Range<Int>, _ mark: Range<Int>) -> Bool {
    // Asked first, since few marks stand behind an emoji: those begin so, as do some quotes.
    guard bytes[last.lowerBound] >= 0xF0 || bytes[last.lowerBound] == 0xE2 else { return false }
    // Flags, skin tones and what a joiner joins lie beyond the Basic Multilingual Plane; else it is the joiner, or a variation selector.
    guard bytes[mark.lowerBound] >= 0xF0 || Self.joiners.contains(where: { bytes[mark].elementsEqual($0) }) else { return false }
    guard !vocabulary.characters.roles(bytes, last.lowerBound).contains(.han) else { return false }
    return String(decoding: bytes[last.lowerBound..<mark.upperBound], as: UTF8.self).count == 1
  }

  /// Whether a token ends as a numeral does; a user's word of several words (iPhone 16) is none.
  private func isNumeral(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    if bytes[token.range].contains(0x20) { return false }
    return (48...57).contains(bytes[token.range.upperBound - 1]) || bytes[token.range.lowerBound] == 0xEF
  }
}
