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
  private var labeller: Labeller?
  private let breaker: WordBreaker?

  /// What all segmenters share.
  public struct Vocabulary: Sendable {
    let fold: ScriptFold
    let words: Lexicon
    let userWords: UserWords
    /// The users' words.
    var overlays: [Lexicon] { userWords.lexicons }
    let joins: JoinTable
    /// By standard; where there is none, the lattice cuts.
    let models: [Standard: SequenceModel]

    /// `overlays` hold user words (columns word count tag strength) that count before the built-in ones.
    public init(_ image: Image, overlays: [Image] = [], models: [Standard: SequenceModel] = [:]) throws(LexiconError) {
      self.models = models
      fold = try ScriptFold(image)
      var words: [Lexicon] = []
      for overlay in overlays where overlay.has("words/trie") { words.append(try Lexicon(overlay, "words")) }
      userWords = UserWords(words)
      self.words = try Lexicon(image, "words")
      joins = try JoinTable(image)
    }
  }

  public init(_ vocabulary: Vocabulary, standard: Standard = .news, engine: WordEngine = .model) {
    self.vocabulary = vocabulary
    self.standard = standard
    labeller = engine == .model ? vocabulary.models[standard].map(Labeller.init) : nil
    breaker = engine == .icu ? try? WordBreaker() : nil
  }

  /// The words of a text, whose atoms are given; the white space between them belongs to none.
  public mutating func tokens(of text: ArticleText, atoms: [Atom]) -> [Token] {
    if let breaker { return breaker.words(of: text).map { Token(range: $0) } }
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count / 5 + 1)
    let folded = vocabulary.fold.fold(text.bytes)
    folded.withUnsafeBufferPointer { bytes in
      let spaced = vocabulary.userWords.spaced(bytes, atoms, vocabulary.joins)
      Stretch.read(
        bytes, atoms, vocabulary.joins, stops: spaced, found: { decode(bytes, $0, &tokens) },
        other: { at in
          guard let end = spaced[at] else { return other(bytes, at, &tokens) }
          tokens.append(Token(range: at..<end))
          return end
        })
    }
    return tokens
  }

  /// A line of valid UTF-8 with one space between its words.
  public mutating func spaced(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let text = ArticleText(repairing: Array(line))
    var output: [UInt8] = []
    output.reserveCapacity(text.count * 3 / 2)
    for token in tokens(of: text, atoms: AtomScanner.atoms(of: text)) {
      if !output.isEmpty { output.append(0x20) }
      output += text.bytes[token.range]
    }
    return output
  }

  /// Punctuation, symbols and white space: dashes and ellipses stay together, a sign of percent goes to its numeral.
  private func other(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ tokens: inout [Token]) -> Int {
    let length = min(UTF8Bytes.length(ofLead: bytes[at]), bytes.count - at)
    var end = at + length
    if WhiteSpace.isSpace(bytes, at, length) { return end }
    if standard == .news, vocabulary.joins.isPercentSign(bytes, at), let last = tokens.last, last.range.upperBound == at, isNumeral(bytes, last) {
      tokens[tokens.count - 1].range = last.range.lowerBound..<end
      return end
    }
    if bytes[at] == 0xE2 || bytes[at] == 0x2D {
      while end + length <= bytes.count, bytes[at..<(at + length)].elementsEqual(bytes[end..<(end + length)]) { end += length }
    }
    tokens.append(Token(range: at..<end))
    return end
  }

  /// Whether a token ends as a numeral does; a user's word of several words (iPhone 16) is none.
  private func isNumeral(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    if bytes[token.range].contains(0x20) { return false }
    return (48...57).contains(bytes[token.range.upperBound - 1]) || bytes[token.range.lowerBound] == 0xEF
  }

  private mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, _ tokens: inout [Token]) {
    if let labeller {
      labeller.decode(bytes, stretch, vocabulary) { tokens.append(Token(range: $0)) }
    } else {
      lattice.decode(bytes, stretch, vocabulary, joinsDates: standard == .news) { tokens.append(Token(range: $0)) }
    }
  }

  /// Whether a Han character (or 〇, 々) begins here: U+3005-3007, U+3400-9FFF, U+F900-FAFF, and the planes beyond.
  static func isHan(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    switch bytes[at] {
    case 0xE4...0xE9, 0xF0: true
    case 0xE3: at + 2 < bytes.count && (bytes[at + 1] >= 0x90 || (bytes[at + 1] == 0x80 && (0x85...0x87).contains(bytes[at + 2])))
    case 0xEF: at + 1 < bytes.count && (0xA4...0xAB).contains(bytes[at + 1])
    default: false
    }
  }
}
