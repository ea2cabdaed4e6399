import HanArticle
import HanText

/// How well words were found: spans that agree with the gold's in both ends, as the SIGHAN bakeoffs count them.
///
///     var evaluation = WordEvaluation(known: KnownWords(vocabulary))
///     for sentence in try GoldSentence.read("gold.seg") { evaluation.add(sentence, by: &segmenter) }
///     print(evaluation.f1, evaluation.misses.first as Any)
public struct WordEvaluation: Sendable {
  /// A piece of text that was cut otherwise than in the gold, from one end of a word that both have to the next.
  public struct Miss: Sendable, Hashable {
    /// The words, one space between them.
    public var gold: String
    public var found: String
  }

  public private(set) var sentences = 0
  /// The words of the gold, those that were found, and those that are both.
  public private(set) var gold = 0
  public private(set) var found = 0
  public private(set) var right = 0
  /// The words of the gold that are not among the known ones, and those of them that were found.
  public private(set) var unknown = 0
  public private(set) var unknownRight = 0

  private let known: KnownWords
  private var counts: [Miss: Int] = [:]

  public init(known: KnownWords) { self.known = known }

  /// Cuts a sentence again and counts.
  public mutating func add(_ sentence: GoldSentence, by segmenter: inout Segmenter) {
    let text = sentence.text
    add(sentence, found: segmenter.tokens(of: text, atoms: AtomScanner.atoms(of: text)).map(\.range))
  }

  /// Counts the words that were found in a sentence, as byte ranges of its text.
  public mutating func add(_ sentence: GoldSentence, found words: [Range<Int>]) {
    let (text, gold) = (sentence.text, sentence.ranges)
    sentences += 1
    self.gold += gold.count
    found += words.count
    var (mine, theirs) = (words[...], gold[...])
    while let first = theirs.first {
      if mine.first == first {
        count(text.bytes[first], isRight: true)
        mine.removeFirst()
        theirs.removeFirst()
        continue
      }
      let pieces = Self.takeDiverging(&theirs, &mine)
      for word in pieces.gold { count(text.bytes[word], isRight: false) }
      counts[Miss(gold: Self.joined(pieces.gold, text), found: Self.joined(pieces.found, text)), default: 0] += 1
    }
  }

  private mutating func count(_ word: ArraySlice<UInt8>, isRight: Bool) {
    if isRight { right += 1 }
    if known.contains(word) { return }
    unknown += 1
    if isRight { unknownRight += 1 }
  }

  /// Takes words from both sides until both end at one place.
  private static func takeDiverging(
    _ gold: inout ArraySlice<Range<Int>>, _ found: inout ArraySlice<Range<Int>>
  ) -> (gold: [Range<Int>], found: [Range<Int>]) {
    var taken: (gold: [Range<Int>], found: [Range<Int>]) = ([], [])
    var (goldEnd, foundEnd) = (0, 0)
    repeat {
      if goldEnd <= foundEnd || found.isEmpty, let next = gold.popFirst() {
        taken.gold.append(next)
        goldEnd = next.upperBound
      } else if let next = found.popFirst() {
        taken.found.append(next)
        foundEnd = next.upperBound
      } else {
        break
      }
    } while goldEnd != foundEnd
    return taken
  }

  private static func joined(_ words: [Range<Int>], _ text: ArticleText) -> String { words.map { text[$0] }.joined(separator: " ") }
}

extension WordEvaluation {
  /// Shares from 0 to 1; 0 where there is nothing to share.
  public var precision: Double { Self.share(right, of: found) }
  public var recall: Double { Self.share(right, of: gold) }
  public var f1: Double { Self.share(2 * right, of: gold + found) }
  /// Which share of the gold's words is not known, and which share of those was found.
  public var unknownRate: Double { Self.share(unknown, of: gold) }
  public var unknownRecall: Double { Self.share(unknownRight, of: unknown) }

  /// What was cut otherwise, the most frequent first.
  public var misses: [(miss: Miss, count: Int)] {
    counts.map { (miss: $0.key, count: $0.value) }.sorted { a, b in
      if a.count != b.count { return a.count > b.count }
      return (a.miss.gold, a.miss.found) < (b.miss.gold, b.miss.found)
    }
  }

  private static func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}
