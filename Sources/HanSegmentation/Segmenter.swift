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
  private let labeller: Labeller?
  private let stretch = Stretch()

  /// What all segmenters share.
  public struct Vocabulary: Sendable {
    let fold: ScriptFold
    let words: Lexicon
    let table: WordTable
    /// The users' words.
    let overlays: [Lexicon]
    let characters: CharacterTable
    /// By standard; where there is none, the lattice cuts.
    let models: [Standard: CutModel]

    /// `overlays` hold user words (columns word count tag) that count before the built-in ones.
    public init(_ image: Image, overlays: [Image] = [], models: [Standard: CutModel] = [:]) throws(LexiconError) {
      self.models = models
      fold = try ScriptFold(image)
      var words: [Lexicon] = []
      for overlay in overlays where overlay.has("words/trie") { words.append(try Lexicon(overlay, "words")) }
      self.overlays = words
      self.words = try Lexicon(image, "words")
      table = try WordTable(image, "words")
      characters = try CharacterTable(image)
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
      stretch.read(
        bytes, atoms, vocabulary.characters, found: { decode(bytes, $0, &tokens) }, other: { other(bytes, $0, $1, &tokens) })
    }
    return tokens
  }

  /// Whole lines with one space between the words of each. Line ends are kept.
  public mutating func spaced(_ lines: ArraySlice<UInt8>) -> [UInt8] {
    let text = ArticleText(repairing: Array(lines))
    let bytes = text.bytes
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 3 / 2)
    var (end, isFirst) = (0, true)
    /// The line ends of what stands between two words.
    func breaks(before start: Int) {
      for at in end..<start where bytes[at] == 0x0A {
        if at > 0, bytes[at - 1] == 0x0D { output.append(0x0D) }
        output.append(0x0A)
        isFirst = true
      }
    }
    for token in tokens(of: text, atoms: AtomScanner.atoms(of: text)) {
      breaks(before: token.range.lowerBound)
      if !isFirst { output.append(0x20) }
      output += bytes[token.range]
      (end, isFirst) = (token.range.upperBound, false)
    }
    breaks(before: bytes.count)
    return output
  }

  /// Punctuation, symbols and white space: dashes and ellipses stay together, a sign of percent goes to its numeral.
  private func other(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ roles: CharacterTable.Role, _ tokens: inout [Token]
  ) -> Int {
    let length = min(UTF8Bytes.length(ofLead: bytes[at]), bytes.count - at)
    var end = at + length
    if roles.contains(.space) { return end }
    if standard == .news, roles.contains(.percentSign), let last = tokens.last, last.range.upperBound == at, isNumeral(bytes, last) {
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
}
