import HanArticle

/// How many of the words of a gold got the universal part of speech that it has.
public struct TagEvaluation: Sendable {
  public struct Miss: Sendable, Hashable {
    public var word: String
    public var gold: String
    public var found: String
  }

  /// The number of words with a tag, and of those that were tagged as the gold is.
  public private(set) var words = 0
  public private(set) var right = 0
  private var counts: [Miss: Int] = [:]

  public init() {}

  /// Tags the words of a sentence again and counts.
  public mutating func add(_ sentence: GoldSentence, by tagger: Tagger) {
    var tokens = sentence.ranges.map { Token(range: $0) }
    tagger.tag(&tokens, of: sentence.text)
    for (word, token) in zip(sentence.words, tokens) {
      guard let gold = word.pos?.upos else { continue }
      let found = token.pos?.upos ?? "_"
      words += 1
      if gold == found { right += 1 } else { counts[Miss(word: word.text, gold: gold, found: found), default: 0] += 1 }
    }
  }

  /// From 0 to 1; 0 where there is nothing to share.
  public var accuracy: Double { words == 0 ? 0 : Double(right) / Double(words) }

  /// What was taken for what, the most frequent first.
  public var confusions: [(gold: String, found: String, count: Int)] {
    var pairs: [[String]: Int] = [:]
    for (miss, count) in counts { pairs[[miss.gold, miss.found], default: 0] += count }
    return pairs.map { (gold: $0.key[0], found: $0.key[1], count: $0.value) }
      .sorted { a, b in a.count != b.count ? a.count > b.count : (a.gold, a.found) < (b.gold, b.found) }
  }

  /// The words that were tagged otherwise, the most frequent first.
  public var misses: [(miss: Miss, count: Int)] {
    counts.map { (miss: $0.key, count: $0.value) }.sorted { a, b in
      a.count != b.count ? a.count > b.count : (a.miss.word, a.miss.gold, a.miss.found) < (b.miss.word, b.miss.gold, b.miss.found)
    }
  }
}
