import HanModel

/// The words of a sentence as the model of names scores them: by themselves, their neighbours, and what was found on them before. One a task.
final class NameFeatures {
  /// A word as the model sees it, kept in a ``Reading/Word``.
  struct Word: BitwiseCopyable {
    var hash: UInt32 = 1
    var kind: UInt16 = 0
    /// The number of its kind in the model's alphabet.
    var letter: UInt8 = 0
    /// Whether it nearly never is in a name, or ends a clause.
    var isOutside = false
  }

  /// What a word says alone: of itself, of the word behind it, of the word before it.
  struct Weights: BitwiseCopyable {
    var own = TagScores.zero
    var asBefore = TagScores.zero
    var asAfter = TagScores.zero
  }

  /// The features of a word with its neighbours, and where their weights stand.
  private struct Pairs: BitwiseCopyable {
    var keys: (UInt32, UInt32, UInt32)
    var places: (UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer)
  }

  /// The most words that are read at once.
  static let longest = 512

  private let model: TagModel
  private let kinds: TagPairs
  private let names: TagPairs
  /// By the letter of what was found on a word, its number in the model's alphabet.
  private let nameNumbers: [UInt8]
  private let pairs: UnsafeMutablePointer<Pairs>
  private let scores: UnsafeMutablePointer<TagScores>
  private let labels: UnsafeMutablePointer<UInt8>
  private let edge: Word
  /// What the edge of a sentence says.
  let edgeWeights: Weights

  /// Whether a model is one of names.
  static func fits(_ model: TagModel) -> Bool { model.labels == NameLabels.set && model.pairs.count == NameWord.alphabets }

  /// Nil where the model is not one of names.
  init?(_ model: TagModel) {
    guard Self.fits(model) else { return nil }
    self.model = model
    (kinds, names) = (model.pairs[0], model.pairs[1])
    nameNumbers = (0..<NameLabels.letters).map { [names] in names.number(UInt16($0)) }
    pairs = .allocate(capacity: Self.longest)
    scores = .allocate(capacity: Self.longest)
    labels = .allocate(capacity: Self.longest)
    edgeWeights = Self.weights(NameWord(), model)
    edge = Word(letter: kinds.number(NameWord().kind))
  }

  deinit {
    pairs.deallocate()
    scores.deallocate()
    labels.deallocate()
  }

  /// A word as the model sees it, and what it says alone.
  func look(_ word: NameWord, isMark: Bool) -> (Word, Weights) {
    let isOutside = isMark || model.classes.find(word.hash) != 0
    return (Word(hash: word.hash, kind: word.kind, letter: kinds.number(word.kind), isOutside: isOutside), Self.weights(word, model))
  }

  private static func weights(_ word: NameWord, _ model: TagModel) -> Weights {
    Weights(
      own: model.scores(word.own, count: NameWord.ownWidth), asBefore: model.scores(word.asBefore, count: NameWord.neighbourWidth),
      asAfter: model.scores(word.asAfter, count: NameWord.neighbourWidth))
  }

  /// Reads words, at most ``longest``, with what was found on each: the score that each gives each label, and its label, which is
  /// ``TagDecoder/open`` but for words that nearly never are in one, and marks that end a clause. Those have no score.
  func read(
    _ range: Range<Int>, of reading: Reading, _ letters: [UInt16]
  ) -> (scores: UnsafePointer<TagScores>, labels: UnsafeMutableBufferPointer<UInt8>) {
    let range = range.prefix(Self.longest)
    for at in range {
      let (index, found) = (at - range.startIndex, letters[at])
      reading.askWeights(at)
      let word = reading.words[at].seen
      labels[index] = word.isOutside && found == 0 ? 0 : TagDecoder.open
      if labels[index] == 0 { continue }
      let before = at > range.startIndex ? reading.words[at - 1].seen.kind : edge.kind
      let after = at + 1 < range.endIndex ? reading.words[at + 1].seen.kind : edge.kind
      let keys = NameWord.pairs(word.hash, before: before, after: after, found: found)
      pairs[index] = Pairs(keys: keys, places: (model.place(keys.0), model.place(keys.1), model.place(keys.2)))
    }
    for at in range where labels[at - range.startIndex] == TagDecoder.open {
      scores[at - range.startIndex] = score(at, in: range, of: reading, letters)
    }
    return (UnsafePointer(scores), UnsafeMutableBufferPointer(start: labels, count: range.count))
  }

  @inline(__always) private func score(_ at: Int, in range: Range<Int>, of reading: Reading, _ letters: [UInt16]) -> TagScores {
    let (isFirst, isLast) = (at == range.lowerBound, at + 1 == range.upperBound)
    let word = reading.words[at].seen
    var score = reading.weights(at).own
    score.add(isFirst ? edgeWeights.asBefore : reading.weights(at - 1).asBefore)
    score.add(isLast ? edgeWeights.asAfter : reading.weights(at + 1).asAfter)
    score.add(kinds.ofSecond(isFirst ? edge.letter : reading.words[at - 1].seen.letter, word.letter))
    score.add(kinds.ofFirst(word.letter, isLast ? edge.letter : reading.words[at + 1].seen.letter))
    let name = nameNumbers[Int(letters[at])]
    score.add(names.ofSecond(nameNumbers[isFirst ? 0 : Int(letters[at - 1])], name))
    score.add(names.ofFirst(name, nameNumbers[isLast ? 0 : Int(letters[at + 1])]))
    let (keys, places) = (pairs[at - range.lowerBound].keys, pairs[at - range.lowerBound].places)
    score.add(model.row(keys.0, at: places.0))
    score.add(model.row(keys.1, at: places.1))
    if keys.2 != 0 { score.add(model.row(keys.2, at: places.2)) }
    return score
  }
}
