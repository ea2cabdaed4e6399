import HanArticle
import HanLexicon
import HanModel

/// The words of a sentence as the tagger's model scores them by themselves and their neighbours. One a task.
final class TagFeatures {
  typealias Memory = WordMemory<Word, Weights>

  /// What is known of a word.
  struct Word: KeptWord {
    var key: UInt64 = 0
    var weights: Int32 = 0
    /// By alphabet, the number of its letter.
    var shape: UInt8 = 0
    var kind: UInt8 = 0
    /// What it nearly always is, or ``TagDecoder/open``.
    var label = TagDecoder.open
    /// What it is as a proper noun.
    var name = PartOfSpeech.properNoun
    /// What it is where its label is `fineLabel`.
    var fine = PartOfSpeech.foreign
    var fineLabel = TagDecoder.open
  }

  /// What a word says alone: of itself, of the word behind it, of the word before it.
  struct Weights {
    var own = TagScores.zero
    var asBefore = TagRow.zero
    var asAfter = TagRow.zero
  }

  private let model: TagModel
  private let reader: TagWordReader
  /// The words that `text/parts.tsv` names, by their hash: the raw value of their part of speech, and one.
  private let fine: ClassTable
  private let shapes: TagPairs
  private let kinds: TagPairs
  private let memory: Memory
  /// The words of the last sentence, with one before the first and one behind the last.
  private let words: UnsafeMutablePointer<Word>
  private let scores: UnsafeMutablePointer<TagScores>
  private let labels: UnsafeMutablePointer<UInt8>
  private let edge: Word

  /// The most words that are read at once.
  static let longest = 512

  private let markLabel = TagFeatures.label(.punctuation)
  private let numeralLabel = TagFeatures.label(.numeral)
  private let foreignLabel = TagFeatures.label(.foreign)

  private static func label(_ part: PartOfSpeech) -> UInt8 { Tagger.learnt.firstIndex(of: part).map(UInt8.init) ?? TagDecoder.open }

  /// Nil where the model does not know the letters of neighbours.
  init?(_ model: TagModel, _ reader: TagWordReader, fine: ClassTable) {
    guard model.pairs.count == TagWord.alphabets else { return nil }
    self.model = model
    self.reader = reader
    self.fine = fine
    (shapes, kinds) = (model.pairs[0], model.pairs[1])
    words = .allocate(capacity: Self.longest + 2)
    scores = .allocate(capacity: Self.longest)
    labels = .allocate(capacity: Self.longest)
    memory = Memory(edge: Self.weights(TagWord(), model))
    edge = Word(shape: shapes.number(TagWord().shape), kind: kinds.number(TagWord().kindLetter))
  }

  deinit {
    words.deallocate()
    scores.deallocate()
    labels.deallocate()
  }

  /// Reads words of a folded text, at most ``longest``: the score that each gives each label, and its label, which is ``TagDecoder/open`` but for marks,
  /// digits and words that nearly always are of one part of speech. Those have no score.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>
  ) -> (scores: UnsafePointer<TagScores>, labels: UnsafeMutableBufferPointer<UInt8>) {
    let (words, scores, labels, memory) = (words, scores, labels, memory)
    memory.makeRoom(for: Self.longest)
    var count = 0
    words[0] = edge
    for token in tokens.prefix(Self.longest) {
      count &+= 1
      words[count] = memory.word(Memory.key(bytes, token.range)) { known(bytes, token.range) }.pointee
    }
    words[count &+ 1] = edge
    let weights = memory.weights
    for at in 0..<count {
      let (before, word, after) = (words + at, words + (at &+ 1), words + (at &+ 2))
      labels[at] = word.pointee.label
      if word.pointee.label != TagDecoder.open { continue }
      var score = weights[Int(word.pointee.weights)].own
      score.add(weights[Int(before.pointee.weights)].asBefore)
      score.add(weights[Int(after.pointee.weights)].asAfter)
      score.add(shapes.ofSecond(before.pointee.shape, word.pointee.shape))
      score.add(shapes.ofFirst(word.pointee.shape, after.pointee.shape))
      score.add(kinds.ofSecond(before.pointee.kind, word.pointee.kind))
      score.add(kinds.ofFirst(word.pointee.kind, after.pointee.kind))
      scores[at] = score
    }
    return (UnsafePointer(scores), UnsafeMutableBufferPointer(start: labels, count: count))
  }

  /// What a word of the last sentence is whose label says that it is of a part of speech.
  @inline(__always) func finer(_ part: PartOfSpeech, _ label: UInt8, _ word: Int) -> PartOfSpeech {
    let word = words + (word &+ 1)
    if part == .properNoun { return word.pointee.name }
    return label == word.pointee.fineLabel ? word.pointee.fine : part
  }

  // MARK: A word that was not there lately

  private func known(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (Word, Weights) {
    var read = reader.look(bytes, range)
    reader.complete(&read, bytes, range)
    var word = Word(shape: shapes.number(read.shape), kind: kinds.number(read.kindLetter), label: label(read, bytes, range))
    // Whose name it is, as far as the lexicon knows it.
    switch read.tagClass {
    case .person: word.name = .personName
    case .place: word.name = .placeName
    case .organisation: word.name = .organisationName
    default: break
    }
    let found = fine.find(read.whole)
    let part = found > 0 ? PartOfSpeech(rawValue: UInt8(truncatingIfNeeded: found - 1)) : isPicture(read, bytes, range) ? .symbol : nil
    if let part { (word.fine, word.fineLabel) = (part, Self.label(Tagger.coarse(part))) }
    return (word, Self.weights(read, model))
  }

  private static func weights(_ word: TagWord, _ model: TagModel) -> Weights {
    Weights(own: model.scores(word.own, count: TagWord.ownWidth), asBefore: model.row(word.asBefore), asAfter: model.row(word.asAfter))
  }

  /// Whether a mark is an emoji, an arrow and their like: what Unicode calls other symbols.
  private func isPicture(_ word: TagWord, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    word.roles == .percentSign
      && String(decoding: bytes[range], as: UTF8.self).unicodeScalars.contains { $0.properties.generalCategory == .otherSymbol }
  }

  private func label(_ word: TagWord, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt8 {
    if word.sure > 0 { return UInt8(truncatingIfNeeded: word.sure - 1) }
    if word.roles == .percentSign { return markLabel }
    // Kana, Hangul, Cyrillic…: no word of the treebank, which calls words of other scripts foreign.
    if reader.characters.letters(bytes, range.lowerBound, limit: range.upperBound) == range.upperBound { return foreignLabel }
    if word.roles == .nought { return numeralLabel }
    // Digits with marks among them: 1,234.5, 3:2, 8:30.
    let digits: ClosedRange<UInt32> = 48...57
    return word.roles == [.nought, .percentSign] && digits.contains(word.first) && digits.contains(word.last) ? numeralLabel : TagDecoder.open
  }
}
