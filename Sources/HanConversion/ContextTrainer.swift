import HanArticle
import HanLexicon
import HanModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Trains a ``ContextModel``: Traditional text is read back to Simplified, and every choice in it is an example that labels itself.
///
/// Multinomial logistic regression by stochastic gradients with a rate for each weight (AdaGrad, Duchi 2011). The same input gives the same bytes.
public struct ContextTrainer {
  /// How much an example of each source counts.
  public struct Weights: Sendable {
    public var text: Float = 1
    public var news: Float = 0.3
    public var turn: Float = 4
    public var word: Float = 0.3

    public init() {}
  }

  private struct Example {
    var choice: Int32
    var reading: Int32
    var vote: Int32
    var weight: Float
    /// Those of the two neighbours, then the others.
    var features: Range<Int32>
    var firstFeatures: Int32
    /// What a phrase of the dictionaries says, or ``IslandWord/none``.
    var phrase: UInt8
    var context: Context
  }

  private let image: Image
  private let back: ReadBack
  private let island: Island
  private let phrases: PhraseVotes
  private var examples: [Example] = []
  private var features: [Int32] = []
  private var numbers: [UInt64: Int32] = [:]
  private var hashes: [UInt64] = []
  private var uses: [Float] = []

  public init(_ image: Image) throws(LexiconError) {
    self.image = image
    back = try ReadBack(image, choices: try ChoiceList(image))
    island = try Island(image)
    phrases = try PhraseVotes(image)
  }

  /// The number of examples that are learnt from so far.
  public var count: Int { examples.count { $0.weight > 0 } }

  /// Adds a line of Traditional text. `isTaiwan` says whether it makes all the differences that Taiwan makes.
  public mutating func add(text line: some StringProtocol, weight: Float, isTaiwan: Bool) {
    add(line.unicodeScalars.filter { $0 != " " }, weight, isWhole: true, isTaiwan: isTaiwan, label: nil)
  }

  /// Adds a word or turn of phrase in Taiwan's spelling, cut out of a text. In it, `target` stands for `character`.
  public mutating func add(turn: some StringProtocol, weight: Float, character: Unicode.Scalar? = nil, target: Unicode.Scalar? = nil) {
    let label = if let character, let target { (character, target) } else { nil as (Unicode.Scalar, Unicode.Scalar)? }
    add(Array(turn.unicodeScalars), weight, isWhole: false, isTaiwan: true, label: label)
  }

  private mutating func add(
    _ traditional: [Unicode.Scalar], _ weight: Float, isWhole: Bool, isTaiwan: Bool, label: (character: Unicode.Scalar, target: Unicode.Scalar)?
  ) {
    let simplified = traditional.map { label?.target == $0 ? label?.character ?? $0 : back.character($0) }
    let bytes = TableComposer.bytes(simplified)
    bytes.withUnsafeBufferPointer { input in
      var at = 0
      for (place, scalar) in simplified.enumerated() {
        let length = String(scalar).utf8.count
        if length == 3, let found = back.reading(scalar, traditional[place]) {
          var context = Context(input, around: at)
          if !isWhole { context.forgetBeyond(at, input.count) }
          let vote = island.vote(input, at: at)
          let phrase = phrases.vote(input, at: at, context, scalar.value, island)
          // What is not learnt from is still an example of how the model reads.
          let weight = isLearnt(found.choice, isWhole: isWhole, isTaiwan: isTaiwan) ? weight : 0
          append(found.choice, found.reading, context, vote, phrase, weight)
        }
        at += length
      }
    }
  }

  private func isLearnt(_ choice: Int, isWhole: Bool, isTaiwan: Bool) -> Bool {
    switch back.choices.choices[choice].learning {
    case .all: true
    case .taiwan: isTaiwan
    case .examples: !isWhole
    }
  }

  private mutating func append(
    _ choice: Int, _ reading: Int, _ context: Context, _ vote: (reading: UInt8, length: Int), _ phrase: UInt8, _ weight: Float
  ) {
    let start = Int32(features.count)
    func note(_ feature: UInt64) {
      let number = numbers[feature] ?? Int32(hashes.count)
      if Int(number) == hashes.count {
        numbers[feature] = number
        hashes.append(feature)
        uses.append(0)
      }
      uses[Int(number)] += weight
      features.append(number)
    }
    context.forEachFirstFeature(of: UInt64(choice), note)
    let firstFeatures = Int32(features.count) - start
    context.forEachOtherFeature(of: UInt64(choice), note)
    let voteAt = choice * ContextModel.votesPerChoice + Int(vote.reading) * ContextModel.wordLengths + min(vote.length, ContextModel.wordLengths) - 1
    examples.append(
      Example(
        choice: Int32(choice), reading: Int32(reading), vote: Int32(voteAt), weight: weight, features: start..<Int32(features.count),
        firstFeatures: firstFeatures, phrase: phrase, context: context))
  }

  // MARK: Fitting

  /// One weight of the second and third reading each, and the squares of their gradients so far.
  private struct Weight {
    var second: Float = 0
    var third: Float = 0
    var secondSum: Float = 1e-6
    var thirdSum: Float = 1e-6

    mutating func step(_ second: Float, _ third: Float, _ decay: Float, _ rate: Float) {
      let (a, b) = (second + decay * self.second, third + decay * self.third)
      secondSum += a * a
      thirdSum += b * b
      self.second -= rate * a / secondSum.squareRoot()
      self.third -= rate * b / thirdSum.squareRoot()
    }
  }

  /// How strongly weights are drawn to 0, and the rate of learning.
  private static let decay: Float = 0.2
  private static let rate: Float = 0.2
  /// The share of examples that may go wrong for the sake of speed.
  private static let turned: Float = 0.0003
  /// Weights smaller than this are left out of the model.
  private static let least: Float = 0.4

  /// The model's file.
  public func model(passes: Int = 8, seed: UInt64 = 1) throws(LexiconError) -> [UInt8] {
    let choices = back.choices.choices
    var weights = [Weight](repeating: Weight(), count: hashes.count)
    var votes = [Weight](repeating: Weight(), count: choices.count * ContextModel.votesPerChoice)
    var biases = [Weight](repeating: Weight(), count: choices.count)
    var order = examples.indices.filter { examples[$0].weight > 0 }
    var random = SeededShuffle(seed: seed)
    for _ in 0..<passes {
      random.shuffle(&order)
      for index in order { learn(examples[index], choices[Int(examples[index].choice)].readings.count, &weights, &votes, &biases) }
    }
    let kept = weights.indices.filter { isKept(weights[$0]) }
    let slots = kept.map { (feature: hashes[$0], second: Self.quantised(weights[$0].second), third: Self.quantised(weights[$0].third)) }
      .sorted { $0.feature < $1.feature }
    func slot(_ weight: Weight) -> ContextModel.Slot {
      ContextModel.Slot(check: 0, second: Self.quantised(weight.second), third: Self.quantised(weight.third))
    }
    let outcomes = outcomes(weights, votes, biases)
    var builder = ImageBuilder()
    let identifiers = Array(try image.section(ChoiceList.identifiers))
    // Where there is no third reading, it can never win.
    let biasSlots = biases.enumerated().map { at, weight in
      choices[at].readings.count > 2 ? slot(weight) : ContextModel.Slot(check: 0, second: Self.quantised(weight.second), third: .min)
    }
    for section in ContextModel.sections(
      slots: slots, votes: votes.map(slot), biases: biasSlots, leads: leads(outcomes), choices: identifiers)
      + [(SettledNeighbours.section, try settled(outcomes))]
    {
      builder.add(section.0, section.1)
    }
    return builder.bytes()
  }

  private func learn(_ example: Example, _ readings: Int, _ weights: inout [Weight], _ votes: inout [Weight], _ biases: inout [Weight]) {
    let (choice, vote) = (Int(example.choice), Int(example.vote))
    var (second, third) = (biases[choice].second + votes[vote].second, biases[choice].third + votes[vote].third)
    let own = features[Int(example.features.lowerBound)..<Int(example.features.upperBound)]
    for feature in own {
      second += weights[Int(feature)].second
      third += weights[Int(feature)].third
    }
    let (a, b) = (exp(min(30, second)), readings > 2 ? exp(min(30, third)) : 0)
    let sum = 1 + a + b
    let secondError = example.weight * (a / sum - (example.reading == 1 ? 1 : 0))
    let thirdError = readings > 2 ? example.weight * (b / sum - (example.reading == 2 ? 1 : 0)) : 0
    biases[choice].step(secondError, thirdError, 0, Self.rate)
    votes[vote].step(secondError, thirdError, 1e-4, Self.rate)
    for feature in own { weights[Int(feature)].step(secondError, thirdError, Self.decay / max(1, uses[Int(feature)]), Self.rate) }
  }

  /// How the model reads an example: by the two neighbours, before the vote, behind it, and with what the phrases say.
  private struct Outcome {
    var first: (reading: Int, lead: Float)
    var before: (reading: Int, lead: Float)
    var heard: Int
    var last: Int
  }

  private func outcomes(_ weights: [Weight], _ votes: [Weight], _ biases: [Weight]) -> [Outcome] {
    examples.map { example in
      let choice = Int(example.choice)
      let hasThird = back.choices.choices[choice].readings.count > 2
      var (second, third) = (biases[choice].second, hasThird ? biases[choice].third : -1000)
      func add(_ range: Range<Int32>) {
        for feature in features[Int(range.lowerBound)..<Int(range.upperBound)] where isKept(weights[Int(feature)]) {
          second += weights[Int(feature)].second
          third += weights[Int(feature)].third
        }
      }
      let middle = example.features.lowerBound + example.firstFeatures
      add(example.features.lowerBound..<middle)
      let first = Self.best(second, third)
      add(middle..<example.features.upperBound)
      let before = Self.best(second, third)
      let heard = Self.best(second + votes[Int(example.vote)].second, third + votes[Int(example.vote)].third).reading
      return Outcome(first: first, before: before, heard: heard, last: example.phrase == IslandWord.none ? heard : Int(example.phrase))
    }
  }

  /// By choice, the leads at first and before the vote beyond which the rest turned the reading of no more than ``turned`` of the examples.
  private func leads(_ outcomes: [Outcome]) -> [ContextModel.Slot] {
    var turns = [(first: [Float], second: [Float], count: Int)](repeating: ([], [], 0), count: back.choices.choices.count)
    var firm = [Float](repeating: 0, count: turns.count)
    for (example, outcome) in zip(examples, outcomes) {
      let choice = Int(example.choice)
      turns[choice].count += 1
      if outcome.first.reading != outcome.last {
        // A phrase that the dictionaries know never loses.
        if example.phrase == IslandWord.none {
          turns[choice].first.append(outcome.first.lead)
        } else {
          firm[choice] = max(firm[choice], outcome.first.lead)
        }
      }
      if outcome.before.reading != outcome.heard { turns[choice].second.append(outcome.before.lead) }
    }
    return turns.enumerated().map { choice, turns in
      func lead(_ found: [Float]) -> Int16 {
        let allowed = Int(Float(turns.count) * Self.turned)
        let sorted = found.sorted(by: >)
        return Self.quantised(allowed < sorted.count ? sorted[allowed] : 0)
      }
      return ContextModel.Slot(check: 0, second: max(lead(turns.first), Self.quantised(firm[choice])), third: lead(turns.second))
    }
  }

  /// The neighbours beside which all examples are read alike, and no phrase of the dictionaries otherwise.
  private func settled(_ outcomes: [Outcome]) throws(LexiconError) -> [UInt8] {
    var finder = SettledNeighbours.Finder()
    for (example, outcome) in zip(examples, outcomes) { finder.note(Int(example.choice), example.context, reading: outcome.last) }
    var phrases: [(choice: Int, before: UInt16?, after: UInt16?, reading: Int)] = []
    for (source, target) in try IslandComposer.phrases(image).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for (at, scalar) in source.enumerated() {
        guard let found = back.reading(scalar, target[at]) else { continue }
        let before = at > 0 ? Context.symbol(source[at - 1].value) : nil
        let after = at + 1 < source.count ? Context.symbol(source[at + 1].value) : nil
        phrases.append((found.choice, before, after, found.reading))
      }
    }
    return finder.section(phrases: phrases)
  }

  private static func best(_ second: Float, _ third: Float) -> (reading: Int, lead: Float) {
    if second > 0, second >= third { return (1, second - max(0, third)) }
    return third > 0 ? (2, third - max(0, second)) : (0, -max(second, third))
  }

  private func isKept(_ weight: Weight) -> Bool { max(abs(weight.second), abs(weight.third)) >= Self.least }

  private static func quantised(_ weight: Float) -> Int16 { Int16(max(-30_000, min(30_000, (weight * Float(ContextModel.scale)).rounded()))) }

}

extension Context {
  /// In a turn of phrase cut out of a text, what stands beyond its ends is not known.
  fileprivate mutating func forgetBeyond(_ at: Int, _ count: Int) {
    if at == 0 { before = Self.absent }
    if at <= 3 { beforeLast = Self.absent }
    if at + 3 >= count { after = Self.absent }
    if at + 6 >= count { afterNext = Self.absent }
  }
}
