import HanModel

/// The words of a sentence as the model of names scores them: by themselves, their neighbours, and what was found on them before. One a task.
final class NameFeatures {
  private typealias Memory = WordMemory<Word, Weights>

  /// What is kept of a word that was read lately.
  private struct Word: KeptWord {
    var key: UInt64 = 0
    var weights: Int32 = 0
    var hash: UInt32 = 1
    var kind: UInt16 = 0
    /// The number of its kind in the model's alphabet.
    var letter: UInt8 = 0
    /// Whether it nearly never is in a name, or ends a clause.
    var isOutside = false
  }

  /// What a word says alone: of itself, of the word behind it, of the word before it.
  private struct Weights: BitwiseCopyable {
    var own = TagScores.zero
    var asBefore = TagScores.zero
    var asAfter = TagScores.zero
  }

  /// The most words that are read at once.
  static let longest = 512

  private let model: TagModel
  private let kinds: TagPairs
  private let names: TagPairs
  /// By the letter of what was found on a word, its number in the model's alphabet.
  private let nameNumbers: [UInt8]
  private let memory: Memory
  private let words: UnsafeMutablePointer<Word>
  private let found: UnsafeMutablePointer<UInt16>
  private let scores: UnsafeMutablePointer<TagScores>
  private let labels: UnsafeMutablePointer<UInt8>
  private let edge: Word

  /// Whether a model is one of names.
  static func fits(_ model: TagModel) -> Bool { model.labels == NameLabels.set && model.pairs.count == NameWord.alphabets }

  /// Nil where the model is not one of names.
  init?(_ model: TagModel) {
    guard Self.fits(model) else { return nil }
    self.model = model
    (kinds, names) = (model.pairs[0], model.pairs[1])
    nameNumbers = (0..<NameLabels.letters).map { [names] in names.number(UInt16($0)) }
    words = .allocate(capacity: Self.longest + 2)
    found = .allocate(capacity: Self.longest + 2)
    scores = .allocate(capacity: Self.longest)
    labels = .allocate(capacity: Self.longest)
    memory = Memory(edge: Self.weights(NameWord(), model))
    edge = Word(letter: kinds.number(NameWord().kind))
  }

  deinit {
    words.deallocate()
    found.deallocate()
    scores.deallocate()
    labels.deallocate()
  }

  private static func weights(_ word: NameWord, _ model: TagModel) -> Weights {
    Weights(
      own: model.scores(word.own, count: NameWord.ownWidth), asBefore: model.scores(word.asBefore, count: NameWord.neighbourWidth),
      asAfter: model.scores(word.asAfter, count: NameWord.neighbourWidth))
  }

  /// Reads words, at most ``longest``, with what was found on each: the score that each gives each label, and its label, which is
  /// ``TagDecoder/open`` but for words that nearly never are in one, and marks that end a clause. Those have no score.
  func read(
    _ range: Range<Int>, of reading: Reading, _ letters: [UInt16], _ vocabulary: NameVocabulary
  ) -> (scores: UnsafePointer<TagScores>, labels: UnsafeMutableBufferPointer<UInt8>) {
    let (words, found, scores, memory) = (words, found, scores, memory)
    memory.makeRoom(for: Self.longest)
    let count = min(range.count, Self.longest)
    (words[0], words[count + 1]) = (edge, edge)
    (found[0], found[count + 1]) = (0, 0)
    for at in 0..<count {
      let word = reading.words[range.lowerBound + at]
      words[at + 1] = memory.word(word.hash) { known(word, reading, vocabulary) }.pointee
      found[at + 1] = letters[range.lowerBound + at]
      labels[at] = words[at + 1].isOutside && found[at + 1] == 0 ? 0 : TagDecoder.open
    }
    let weights = memory.weights
    for at in 0..<count where labels[at] == TagDecoder.open {
      let (before, word, after) = (words[at], words[at + 1], words[at + 2])
      var score = weights[Int(word.weights)].own
      score.add(weights[Int(before.weights)].asBefore)
      score.add(weights[Int(after.weights)].asAfter)
      score.add(kinds.ofSecond(before.letter, word.letter))
      score.add(kinds.ofFirst(word.letter, after.letter))
      let (name, nextName) = (nameNumbers[Int(found[at + 1])], nameNumbers[Int(found[at + 2])])
      score.add(names.ofSecond(nameNumbers[Int(found[at])], name))
      score.add(names.ofFirst(name, nextName))
      let keys = NameWord.pairs(word.hash, before: before.kind, after: after.kind, found: found[at + 1])
      score.add(model.row(keys.0))
      score.add(model.row(keys.1))
      if keys.2 != 0 { score.add(model.row(keys.2)) }
      scores[at] = score
    }
    return (UnsafePointer(scores), UnsafeMutableBufferPointer(start: labels, count: count))
  }

  private func known(_ word: Reading.Word, _ reading: Reading, _ vocabulary: NameVocabulary) -> (Word, Weights) {
    let read = NameWord(word, of: reading, vocabulary)
    let isOutside = word.traits.contains(.mark) || model.classes.find(read.hash) != 0
    return (Word(hash: read.hash, kind: read.kind, letter: kinds.number(read.kind), isOutside: isOutside), Self.weights(read, model))
  }
}
