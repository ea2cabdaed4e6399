import HanArticle
import HanLexicon
import HanModel
import HanText

/// Says which part of speech each word is, by a ``TagModel``. One a task.
public struct Tagger {
  private let decoder: TagDecoder
  private let parts: [PartOfSpeech]
  private let fold: ScriptFold
  private let features: TagFeatures

  /// Throws where the model is not one of parts of speech.
  public init(_ model: TagModel, _ vocabulary: Segmenter.Vocabulary) throws(LexiconError) {
    decoder = TagDecoder(model)
    parts = try Self.parts(model)
    fold = vocabulary.fold
    let reader = TagWordReader(words: vocabulary.table, characters: vocabulary.characters, classes: model.classes)
    guard let features = TagFeatures(model, reader, fine: try Self.fine(vocabulary.parts, reader)) else {
      throw LexiconError(.notAnImage, "it knows no neighbours; train it by hanflow train tag")
    }
    self.features = features
  }

  private static func fine(_ lexicon: Lexicon, _ reader: TagWordReader) throws(LexiconError) -> ClassTable {
    var classes: [UInt32: UInt16] = [:]
    for row in 0..<lexicon.count {
      let name = lexicon.text(row: row, column: 1)
      guard let part = PartOfSpeech.allCases.first(where: { "\($0)" == name }) else { continue }
      for word in lexicon.list(row: row, column: 0) { classes[reader.hash(Array(word.utf8))] = UInt16(part.rawValue) + 1 }
    }
    return try ClassTable.table(classes)
  }

  /// The parts of speech that a model's labels name; throws where they name others.
  public static func parts(_ model: TagModel) throws(LexiconError) -> [PartOfSpeech] {
    let cases = Dictionary(uniqueKeysWithValues: PartOfSpeech.allCases.map { ("\($0)", $0) })
    let parts = model.labels.names.compactMap { cases[$0] }
    guard parts.count == model.labels.count else {
      throw LexiconError(.notAnImage, "its labels are no parts of speech; train it by hanflow train tag")
    }
    return parts
  }

  /// Tags the words of a text.
  public func tag(_ tokens: inout [Token], of text: ArticleText) { tag(&tokens, folded: fold.fold(text.bytes)) }

  /// Tags the words of a text that is folded already.
  func tag(_ tokens: inout [Token], folded: [UInt8]) {
    folded.withUnsafeBufferPointer { bytes in
      var start = 0
      for at in tokens.indices where at - start >= TagFeatures.longest - 1 || Self.endsSentence(bytes, tokens, at) {
        tag(bytes, start..<(at + 1), &tokens)
        start = at + 1
      }
    }
  }

  private func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tokens: inout [Token]) {
    let (scores, labels) = features.read(bytes, tokens[range])
    decoder.decode(scores, into: labels)
    tokens.withUnsafeMutableBufferPointer { tokens in
      for (word, label) in labels.enumerated() { tokens[range.lowerBound &+ word].pos = features.finer(parts[Int(label)], label, word) }
    }
  }

  /// The parts of speech that are learnt, and what those are learnt as that words tell apart.
  static let learnt: [PartOfSpeech] = [
    .adjective, .preposition, .localizer, .adverb, .modalVerb, .conjunction, .determiner, .noun, .measureWord, .numeral, .suffix, .pronoun,
    .properNoun, .punctuation, .verb, .foreign
  ]

  static func coarse(_ part: PartOfSpeech) -> PartOfSpeech {
    switch part {
    case .structuralParticle, .aspectParticle, .prefix, .adverbialParticle, .sentenceParticle: .suffix
    case .personName, .placeName, .organisationName: .properNoun
    case .symbol: .punctuation
    case .copula, .coverb: .verb
    default: part
    }
  }

  /// A sentence ends with the text, with 。 ！ ？ and their like, and with a line: what a line's words are does not hang on the next line.
  private static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [Token], _ at: Int) -> Bool {
    let range = tokens[at].range
    if at == tokens.count - 1 || bytes[range.upperBound..<tokens[at + 1].range.lowerBound].contains(0x0A) { return true }
    if range.count == 1 { return bytes[range.lowerBound] == 0x21 || bytes[range.lowerBound] == 0x3F }
    guard range.count == 3 else { return false }
    let last = (bytes[range.lowerBound], bytes[range.lowerBound + 1], bytes[range.lowerBound + 2])
    return last == (0xE3, 0x80, 0x82) || last == (0xEF, 0xBC, 0x81) || last == (0xEF, 0xBC, 0x9F)
  }
}

/// Trains the model of a ``Tagger`` from sentences whose words are tagged.
public struct TaggerTrainer {
  private let vocabulary: Segmenter.Vocabulary
  private var reader: TagWordReader
  private var trainer: TagTrainer
  /// By the hash of a word, how often it has each label.
  private var seen: [UInt32: [UInt8: Int]] = [:]

  public init(_ image: Image) throws(LexiconError) {
    vocabulary = try Segmenter.Vocabulary(image)
    reader = TagWordReader(words: vocabulary.table, characters: vocabulary.characters, classes: ClassTable())
    let parts = Tagger.learnt
    let all = (UInt64(1) << UInt64(parts.count)) - 1
    let labels = LabelSet(parts.map { "\($0)" }, next: parts.map { _ in all }, first: all, last: all)
    trainer = TagTrainer(labels: labels, width: TagWord.width, alphabets: TagWord.alphabets)
  }

  /// The number of examples so far.
  public var count: Int { trainer.count }

  /// Tells what another tagger calls words, each with how often it does. To be called before sentences are added.
  public mutating func tell(_ seen: [(word: String, tag: String, count: Int)]) throws(LexiconError) {
    var counts: [UInt32: [String: Int]] = [:]
    for (word, tag, count) in seen { counts[reader.hash(vocabulary.fold.fold(Array(word.utf8))), default: [:]][tag, default: 0] += count }
    let tags = Set(seen.map(\.tag)).sorted()
    var classes: [UInt32: UInt16] = [:]
    for (word, tagged) in counts {
      guard let most = tagged.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), let number = tags.firstIndex(of: most.key), number < 120 else {
        continue
      }
      // Whether it is called so nearly always.
      let isSure = most.value * 10 >= tagged.values.reduce(0, +) * 9
      classes[word] = UInt16(number * 2 + (isSure ? 1 : 2))
    }
    trainer.classes = classes
    reader = TagWordReader(words: vocabulary.table, characters: vocabulary.characters, classes: try ClassTable.table(classes))
  }

  /// Adds a sentence; one with a word that has no part of speech is left out.
  public mutating func add(_ sentence: GoldSentence) {
    let labels = sentence.words.compactMap { word in word.pos.flatMap { Tagger.learnt.firstIndex(of: Tagger.coarse($0)) }.map(UInt8.init) }
    guard !labels.isEmpty, labels.count == sentence.words.count else { return }
    let folded = vocabulary.fold.fold(sentence.text.bytes)
    let words =
      [TagWord()]
      + folded.withUnsafeBufferPointer { bytes in
        sentence.ranges.map { range in
          var word = reader.look(bytes, range)
          reader.complete(&word, bytes, range)
          return word
        }
      } + [TagWord()]
    var keys: [UInt32] = []
    for at in 1..<(words.count - 1) {
      let own = words[at].own
      keys += (0..<TagWord.ownWidth).map { own[$0] } + [words[at - 1].asBefore, words[at + 1].asAfter]
    }
    trainer.add(keys, letters: [words.map(\.shape), words.map(\.kindLetter)], labels: labels)
    for (word, label) in zip(sentence.words, labels) {
      seen[reader.hash(vocabulary.fold.fold(Array(word.text.utf8))), default: [:]][label, default: 0] += 1
    }
  }

  /// Learns from the examples: see ``TagTrainer``.
  public mutating func train(passes: Int = 8, runs: Int = 1, seed: UInt64 = 1, report: (Int, Double) -> Void = { _, _ in }) {
    trainer.train(passes: passes, runs: runs, seed: seed, report: report)
  }

  /// The model's file.
  public func model() -> [UInt8] {
    var trainer = trainer
    for (word, labels) in seen {
      guard let most = labels.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value >= Self.often else { continue }
      if most.value * 1000 >= labels.values.reduce(0, +) * Self.nearlyAlways { trainer.classes[word, default: 0] |= (UInt16(most.key) + 1) << 8 }
    }
    return trainer.model()
  }

  /// A word that was seen so often, and in so many of a thousand cases with one label, is not asked about.
  private static let often = 20
  private static let nearlyAlways = 990
}
