import HanArticle
import HanLexicon
import HanModel
import HanText

/// Cuts text into words by the model of the standard; where there is none, by the likeliest path through the lattice of the lexicon's words.
///
/// Both scripts are read through the fold; atoms (numerals, Latin names, URLs, @names) are never cut inside. One a task.
public struct Segmenter {
  private let vocabulary: Vocabulary
  private let standard: Standard
  private var lattice = Lattice()
  private var labeller: Labeller?

  /// What all segmenters share.
  public struct Vocabulary: Sendable {
    let fold: ScriptFold
    let words: Lexicon
    /// The users' words.
    let overlays: [Lexicon]
    let joins: JoinTable
    /// By standard; where there is none, the lattice cuts.
    let models: [Standard: SequenceModel]

    /// `overlays` hold user words (columns word count tag) that count before the built-in ones.
    public init(_ image: Image, overlays: [Image] = [], models: [Standard: SequenceModel] = [:]) throws(LexiconError) {
      self.models = models
      fold = try ScriptFold(image)
      var words: [Lexicon] = []
      for overlay in overlays where overlay.has("words/trie") { words.append(try Lexicon(overlay, "words")) }
      self.overlays = words
      self.words = try Lexicon(image, "words")
      joins = try JoinTable(image)
    }
  }

  public init(_ vocabulary: Vocabulary, standard: Standard = .news) {
    self.vocabulary = vocabulary
    self.standard = standard
    labeller = vocabulary.models[standard].map(Labeller.init)
  }

  /// The words of a text, whose atoms are given; the white space between them belongs to none.
  public mutating func tokens(of text: ArticleText, atoms: [Atom]) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count / 5 + 1)
    let folded = vocabulary.fold.fold(text.bytes)
    folded.withUnsafeBufferPointer { bytes in
      Stretch.read(
        bytes, atoms, vocabulary.joins, found: { decode(bytes, $0, &tokens) }, other: { other(bytes, $0, &tokens) })
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
    if Self.isSpace(bytes, at, length) { return end }
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

  private func isNumeral(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    (48...57).contains(bytes[token.range.upperBound - 1]) || bytes[token.range.lowerBound] == 0xEF
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

  /// White space as Unicode's White_Space names it; other control characters are words of their own, so that nothing is lost.
  private static func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) -> Bool {
    switch length {
    case 1: return bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at])
    case 2: return bytes[at] == 0xC2 && (bytes[at + 1] == 0xA0 || bytes[at + 1] == 0x85)
    case 3:
      switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
      case (0xE3, 0x80, 0x80), (0xE1, 0x9A, 0x80), (0xE2, 0x81, 0x9F): return true
      case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): return true
      default: return false
      }
    default: return false
    }
  }
}
