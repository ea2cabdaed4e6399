import HanArticle
import HanLexicon
import HanModel
import HanText

/// A text as the rules look at it: folded, cut into words, each with what the words dictionary says of it.
///
/// One is kept by the worker and filled anew for each article, in ``read(_:_:)`` and nowhere else: so no access to what it keeps need be watched
/// for another one at the same time. All places are byte offsets.
final class Reading {
  /// A token, or a character or atom where there are no tokens.
  struct Word {
    var range: Range<Int>
    var kind: WordKind
    /// The word in the words dictionary; nil where that does not know it.
    var key: UInt32?
    /// How many characters it has.
    var length: Int
    var traits: WordTraits
    /// As the model of names sees it, and the index of its weights; those of the edge where there is no model.
    var seen: NameFeatures.Word
    fileprivate var weights: Int32
  }

  /// What was found out of a word that was read lately.
  private struct Known: KeptWord {
    var key: UInt64 = 0
    var weights: Int32 = 0
    var row: UInt32 = .max
    var seen = NameFeatures.Word()
    var length: UInt16 = 0
    var traits: WordTraits = []
    var kind = WordKind.unknown
  }

  @exclusivity(unchecked) private(set) var source: [UInt8] = []
  @exclusivity(unchecked) private(set) var folded: [UInt8] = []
  @exclusivity(unchecked) private(set) var words: [Word] = []
  @exclusivity(unchecked) private(set) var atoms: [Atom] = []
  /// The market that the article speaks of, ISO 3166.
  @exclusivity(unchecked) private(set) var region: String?
  /// Whether words were given; else every character is one.
  @exclusivity(unchecked) private(set) var hasTokens = false
  @exclusivity(unchecked) private var isBoundary: [Bool] = []
  @exclusivity(unchecked) private var wordIndex: [Int32] = []
  @exclusivity(unchecked) private var atomIndex: [Int32] = []
  /// Where words stand, and their keys.
  @exclusivity(unchecked) private var spans: [(range: Range<Int>, key: UInt64)] = []
  private let features: NameFeatures?
  private let memory: WordMemory<Known, NameFeatures.Weights>
  /// The weights of words of this article that the memory had no room for.
  @exclusivity(unchecked) private var surplus: [NameFeatures.Weights] = []

  /// `features` says what the model of names sees of a word, where there is a model.
  init(_ features: NameFeatures? = nil) {
    self.features = features
    memory = WordMemory(edge: features?.edgeWeights ?? NameFeatures.Weights())
  }

  func read(_ article: Article, _ stage: EntitiesStage) {
    source = article.text.bytes
    region = article.region
    folded = stage.fold.fold(source)
    atoms = article.has(LayerID(Atoms.self)) ? article[Atoms.self] : AtomScanner.atoms(of: article.text)
    fill(&atomIndex, atoms)
    let tokens = article[Tokens.self].lazy.map(\.range)
    hasTokens = !tokens.isEmpty
    isBoundary.removeAll(keepingCapacity: true)
    isBoundary.append(contentsOf: repeatElement(false, count: source.count + 1))
    words.removeAll(keepingCapacity: true)
    wordIndex.removeAll(keepingCapacity: true)
    wordIndex.append(contentsOf: repeatElement(-1, count: source.count))
    surplus.removeAll(keepingCapacity: true)
    memory.makeRoom(for: Self.fresh)
    if hasTokens { add(tokens, stage.vocabulary) } else { add(characters(), stage.vocabulary) }
  }

  /// So many words that were not there lately find room in an article, at least.
  private static let fresh = 8192

  /// How many words lie between asking for what is known of one and reading it.
  private static let ahead = 8

  private func add(_ ranges: some Collection<Range<Int>>, _ vocabulary: NameVocabulary) {
    spans.removeAll(keepingCapacity: true)
    words.reserveCapacity(ranges.count)
    isBoundary.withUnsafeMutableBufferPointer { isBoundary in
      wordIndex.withUnsafeMutableBufferPointer { wordIndex in
        for range in ranges {
          let range = range.clamped(to: 0..<wordIndex.count)
          if range.isEmpty { continue }
          (isBoundary[range.lowerBound], isBoundary[range.upperBound]) = (true, true)
          let number = Int32(truncatingIfNeeded: spans.count)
          for at in range { wordIndex[at] = number }
          spans.append((range, key(of: range)))
        }
      }
    }
    for (index, span) in spans.enumerated() {
      if index + Self.ahead < spans.count { memory.ask(spans[index + Self.ahead].key) }
      words.append(remembered(span.range, span.key, vocabulary))
    }
  }

  /// Words that look alike have one key: of their folded bytes and their first byte as it stands.
  private func key(of range: Range<Int>) -> UInt64 {
    folded.withUnsafeBufferPointer { WordMemory<Known, NameFeatures.Weights>.key($0, range) } ^ UInt64(source[range.lowerBound]) << 8
  }

  private func fill(_ index: inout [Int32], _ atoms: [Atom]) {
    index.removeAll(keepingCapacity: true)
    index.append(contentsOf: repeatElement(-1, count: source.count))
    for (number, atom) in atoms.enumerated() {
      for at in atom.range.clamped(to: 0..<index.count) { index[at] = Int32(truncatingIfNeeded: number) }
    }
  }

  /// The atoms and, between them, single characters.
  private func characters() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var at = 0
    while at < source.count {
      let end = atom(at: at).map { max(at + 1, atoms[$0].range.upperBound) } ?? next(at)
      ranges.append(at..<min(end, source.count))
      at = end
    }
    return ranges
  }

  private func remembered(_ range: Range<Int>, _ key: UInt64, _ vocabulary: NameVocabulary) -> Word {
    let known = memory.hasRoom ? memory.word(key) { look(range, vocabulary) }.pointee : memory.known(key) ?? surplus(range, vocabulary)
    return Word(
      range: range, kind: known.kind, key: known.row == .max ? nil : known.row, length: Int(known.length), traits: known.traits,
      seen: known.seen, weights: known.weights)
  }

  /// A word that is not kept: its weights are those of this article alone.
  private func surplus(_ range: Range<Int>, _ vocabulary: NameVocabulary) -> Known {
    var (known, weights) = look(range, vocabulary)
    surplus.append(weights)
    known.weights = -Int32(clamping: surplus.count)
    return known
  }

  /// What a word says alone to the model of names.
  @inline(__always) func weights(_ word: Int) -> NameFeatures.Weights {
    let index = words[word].weights
    return index >= 0 ? memory.weights(index) : surplus[Int(-1 - index)]
  }

  /// Asks for ``weights(_:)``.
  @inline(__always) func askWeights(_ word: Int) { memory.ask(weights: max(0, words[word].weights)) }

  private func look(_ range: Range<Int>, _ vocabulary: NameVocabulary) -> (Known, NameFeatures.Weights) {
    var known = Known(length: UInt16(clamping: range.count { source[$0] & 0xC0 != 0x80 }), kind: WordKind(shapeOf: source[range]))
    let lexicon = vocabulary.words
    if known.kind == .unknown, let key = lexicon.trie.value(of: folded[range]) {
      known.row = key
      known.kind = lexicon.row(key).map { WordKind(tag: lexicon.bytes(row: $0, column: 2)) } ?? .unknown
    }
    known.traits = WordTraits(range, known.kind, in: self, vocabulary)
    guard let features else { return (known, NameFeatures.Weights()) }
    let word = NameWord(range, known.kind, cost: known.row == .max ? nil : lexicon.cost(known.row), of: self, vocabulary)
    let (seen, weights) = features.look(word, isMark: known.traits.contains(.mark))
    known.seen = seen
    return (known, weights)
  }

  // MARK: Places in the text

  /// Whether a space stands here, be it a wide one or one that does not break.
  func isSpace(_ at: Int) -> Bool {
    switch source[at] {
    case 0x20: true
    case 0xC2: at + 1 < source.count && source[at + 1] == 0xA0
    case 0xE3: at + 2 < source.count && source[at + 1] == 0x80 && source[at + 2] == 0x80
    default: false
    }
  }

  var count: Int { source.count }

  /// Whether a word begins or ends here.
  func isBoundary(_ at: Int) -> Bool { at >= 0 && at < isBoundary.count && isBoundary[at] }

  /// The index of the word that covers a byte.
  func word(at: Int) -> Int? {
    at >= 0 && at < wordIndex.count && wordIndex[at] >= 0 ? Int(wordIndex[at]) : nil
  }

  /// The index of the atom that covers a byte.
  func atom(at: Int) -> Int? {
    at >= 0 && at < atomIndex.count && atomIndex[at] >= 0 ? Int(atomIndex[at]) : nil
  }

  /// Past the character that begins here.
  func next(_ at: Int) -> Int {
    guard at < source.count else { return source.count }
    return min(source.count, at + UTF8Bytes.length(ofLead: source[at]))
  }

  /// Where the character that ends here begins.
  func previous(_ at: Int) -> Int {
    var at = min(at, source.count) - 1
    while at > 0, source[at] & 0xC0 == 0x80 { at -= 1 }
    return max(0, at)
  }

  /// Whether a Han character of three bytes begins here.
  func isHan(_ at: Int) -> Bool { at >= 0 && at + 2 < source.count && WordKind.isHan(source[at], source[at + 1]) }

  /// The number of Han characters in a range that holds nothing else; 0 for any other range.
  func hanCount(_ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound {
      guard isHan(at) else { return 0 }
      at += 3
    }
    return range.count / 3
  }

  /// The folded bytes of a range, cut to the text.
  func key(_ range: Range<Int>) -> ArraySlice<UInt8> { folded[range.clamped(to: 0..<folded.count)] }

  /// How far around a place a name is looked for again, in bytes: the cost of a text stays in proportion to its length.
  private static let neighbourhood = 8192

  /// Whether the text of a range stands so often in the article around it.
  func occurrences(of range: Range<Int>, atLeast least: Int) -> Bool {
    let text = key(range)
    var found = 0
    var at = max(0, range.lowerBound - Self.neighbourhood)
    let end = min(folded.count, range.upperBound + Self.neighbourhood)
    while at + text.count <= end, found < least {
      if folded[at] == text.first, folded[at..<(at + text.count)].elementsEqual(text) {
        found += 1
        at += text.count
      } else {
        at += 1
      }
    }
    return found >= least
  }

  /// Calls `found` where one of these bytes stands, as it is in ``Marks/leads``.
  @inline(__always) func forEachByte(in bytes: [Bool], _ found: (Int) -> Void) {
    source.withUnsafeBufferPointer { source in
      bytes.withUnsafeBufferPointer { bytes in
        for at in source.indices where bytes[Int(source[at])] { found(at) }
      }
    }
  }

  /// Whether a mark stands here.
  func begins(_ mark: Mark, at place: Int) -> Bool { mark.stands(in: folded, at: place) }

  /// Whether one of these marks stands here.
  func begins(_ marks: Marks, at place: Int) -> Bool { marks.length(in: folded, at: place) > 0 }

  /// The end of a run of white space and of the marks given, from here.
  func skip(_ marks: Marks, from start: Int) -> Int {
    var at = start
    while at < count {
      if isSpace(at) {
        at = next(at)
      } else {
        let length = marks.length(in: folded, at: at)
        if length == 0 { break }
        at += length
      }
    }
    return at
  }
}
