import HanArticle
import HanLexicon
import HanModel

/// Trains the model of a ``NameModelRule`` from articles whose names are marked.
public struct NameTrainer {
  private let stage: EntitiesStage
  private var worker: EntitiesWorker
  private var trainer: TagTrainer
  /// By the hash of a word, how often it was seen where nothing was found on it, and how often of these in a name.
  private var seen: [UInt32: (count: Int, named: Int)] = [:]

  /// A corpus whose idea of a name is to be learnt, and one that only helps.
  public enum Corpus: Int, Sendable { case own, other }

  public init(_ image: Image) throws(LexiconError) { self.init(try EntitiesStage(image)) }

  init(_ stage: EntitiesStage) {
    self.stage = stage
    worker = EntitiesWorker(stage)
    trainer = TagTrainer(labels: NameLabels.set, width: NameWord.width, alphabets: NameWord.alphabets, domains: 2)
  }

  /// The number of examples so far.
  public var count: Int { trainer.count }

  /// Adds an article with words, and all its names (PER, LOC, ORG). One with a name whose edges are none of words is left out
  /// of a corpus that only helps.
  public mutating func add(_ article: Article, names: [GoldNames.Name], of corpus: Corpus = .own) {
    let (reading, known) = worker.heard(article)
    var labels = [UInt8](repeating: 0, count: reading.words.count)
    for name in names {
      guard let kind = NameLabels.kinds.firstIndex(where: { $0.name == name.kind }) else { continue }
      guard let words = NameSequence.words(of: name.range, in: reading) else {
        if corpus == .other { return }
        continue
      }
      for (index, word) in words.enumerated() { labels[word] = NameLabels.label(kind, NameLabels.place(index, of: words.count)) }
    }
    let letters = NameSequence.letters(of: known, in: reading)
    for sentence in NameSequence.sentences(of: reading) { add(sentence, of: reading, letters, labels, corpus) }
  }

  private mutating func add(_ sentence: Range<Int>, of reading: Reading, _ letters: [UInt16], _ labels: [UInt8], _ corpus: Corpus) {
    let words = [NameWord()] + sentence.map { NameWord(reading.words[$0], of: reading, stage.vocabulary) } + [NameWord()]
    var keys: [UInt32] = []
    for at in 1..<(words.count - 1) {
      let (own, before, after) = (words[at].own, words[at - 1].asBefore, words[at + 1].asAfter)
      let found = letters[sentence.lowerBound + at - 1]
      let pairs = NameWord.pairs(words[at].hash, before: words[at - 1].kind, after: words[at + 1].kind, found: found)
      keys += (0..<NameWord.ownWidth).map { own[$0] }
      keys += (0..<NameWord.neighbourWidth).map { before[$0] } + (0..<NameWord.neighbourWidth).map { after[$0] }
      keys += [pairs.0, pairs.1, pairs.2]
      if found == 0 {
        seen[words[at].hash, default: (0, 0)].count += 1
        if labels[sentence.lowerBound + at - 1] != 0 { seen[words[at].hash, default: (0, 0)].named += 1 }
      }
    }
    let found = [0] + sentence.map { letters[$0] } + [0]
    trainer.add(keys, letters: [words.map(\.kind), found], labels: sentence.map { labels[$0] }, domain: corpus.rawValue)
  }

  /// Learns from the examples: see ``TagTrainer``.
  public mutating func train(passes: Int = 8, runs: Int = 1, seed: UInt64 = 1, report: (Int, Double) -> Void = { _, _ in }) {
    trainer.train(passes: passes, runs: runs, seed: seed, report: report)
  }

  /// The model's file.
  public func model() -> [UInt8] {
    var trainer = trainer
    for (word, seen) in seen where seen.count >= Self.often && seen.named * Self.seldom <= seen.count { trainer.classes[word] = 1 }
    return trainer.model()
  }

  /// A word that was seen so often, and in a name once in so many times at most, is not asked about.
  private static let often = 20
  private static let seldom = 1000
}
