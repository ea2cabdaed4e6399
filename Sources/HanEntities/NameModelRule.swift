import HanArticle
import HanModel
import HanText

/// Finds names by a linear model of words, their neighbours, and what the gazetteer and the rules found.
struct NameModelRule {
  let stage: EntitiesStage
  let reading: Reading
  let features: NameFeatures
  let decoder: TagDecoder

  /// What the model finds; `known` was found before, in text order, no two overlapping.
  func mentions(beside known: [Mention]) -> [Mention] {
    let letters = NameSequence.letters(of: known, in: reading)
    var found: [Mention] = []
    for sentence in NameSequence.sentences(of: reading) {
      let (scores, labels) = features.read(sentence, of: reading, letters, stage.vocabulary)
      decoder.decode(scores, into: labels)
      add(labels, from: sentence.lowerBound, to: &found)
    }
    return found
  }

  private func add(_ labels: UnsafeMutableBufferPointer<UInt8>, from first: Int, to found: inout [Mention]) {
    var start = first
    for (index, label) in labels.enumerated() {
      guard let (kind, place) = NameLabels.meaning(label) else { continue }
      if place == .begin || place == .single { start = first + index }
      guard place == .end || place == .single else { continue }
      let mention = mention(start..<(first + index + 1), NameLabels.kinds[kind].label)
      if isName(mention) { found.append(mention) }
    }
  }

  /// Whether it is made as names are: of words and the dots and strokes between them, not of one character over and over, and not a part of what
  /// stands in Latin letters.
  private func isName(_ mention: Mention) -> Bool {
    guard let words = NameSequence.words(of: mention.range, in: reading) else { return false }
    let isMade = words.allSatisfy { word in
      let range = reading.words[word].range
      switch reading.words[word].kind {
      case .space: return false
      case .punctuation: return word > words.lowerBound && word < words.upperBound - 1 && Self.joints.contains { reading.begins($0, at: range.lowerBound) }
      default: return reading.atom(at: range.lowerBound).map { Self.parts.contains(reading.atoms[$0].kind) } ?? true
      }
    }
    guard isMade else { return false }
    let length = reading.hanCount(mention.range)
    if length == 0, words.allSatisfy({ reading.words[$0].kind == .latin }) { return mention.label != .loc && !isInLatin(mention.range) }
    return length < 3 || reading.key(mention.range.lowerBound..<(mention.range.lowerBound + 3)) != reading.key(mention.range.lowerBound + 3..<(mention.range.lowerBound + 6))
      || reading.key(mention.range.lowerBound..<(mention.range.upperBound - 3)) != reading.key((mention.range.lowerBound + 3)..<mention.range.upperBound)
  }

  private static let joints = ForeignNameRule.dots + ["-", "&"]
  private static let parts: Set<Atom.Kind> = [.latin, .numeral]

  /// Whether Latin letters stand beside, with a space or an apostrophe between at most.
  private func isInLatin(_ range: Range<Int>) -> Bool {
    func isLatin(_ word: Int) -> Bool { reading.words.indices.contains(word) && reading.words[word].kind == .latin }
    guard let words = NameSequence.words(of: range, in: reading) else { return true }
    func isNear(_ first: Int, _ second: Int) -> Bool { second - first <= 4 && !reading.source[first..<second].contains(0x0A) }
    let (before, after) = (words.lowerBound - 1, words.upperBound)
    for word in [before, before - 1] where isLatin(word) && isNear(reading.words[word].range.upperBound, range.lowerBound) { return true }
    for word in [after, after + 1] where isLatin(word) && isNear(range.upperBound, reading.words[word].range.lowerBound) { return true }
    return false
  }

  private func mention(_ words: Range<Int>, _ label: Entity.Label) -> Mention {
    let range = reading.words[words.lowerBound].range.lowerBound..<reading.words[words.upperBound - 1].range.upperBound
    let isPlace = label == .loc
    return Mention(range, isPlace ? place(words, range) : label, source: .model, rank: .likely, confidence: 0.7)
  }

  /// What kind of place it is, as its ending says, else the lexicon.
  private func place(_ words: Range<Int>, _ range: Range<Int>) -> Entity.Label {
    if let label = PlaceRule.suffix(endingAt: range, of: reading, stage.vocabulary) { return label }
    return words.count == 1 && reading.words[words.lowerBound].kind == .place ? .gpe : .loc
  }

  /// Known and new names together: a place of the gazetteer gives way to a longer name that holds it, what a rule found to any.
  func merged(_ known: [Mention], _ new: [Mention]) -> [Mention] {
    let names = KnownNames(known)
    let kept = new.filter { mention in names.overlapping(mention.range).allSatisfy { mayReplace($0, by: mention) } }
    let taken = KnownNames(kept)
    return (known.filter { !taken.overlaps($0.range) } + kept).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func mayReplace(_ known: Mention, by new: Mention) -> Bool {
    // What both found stands as it was.
    if known.range == new.range { return known.source != .gazetteer && Self.coarse(known.label) != Self.coarse(new.label) }
    guard known.source == .gazetteer else { return true }
    guard new.range.lowerBound <= known.range.lowerBound, known.range.upperBound <= new.range.upperBound else { return false }
    if Self.coarse(known.label) == .loc { return true }
    // 清华大学心理学系: an organisation within another, as its ending says.
    return known.label == .org && known.subtype != .company && new.label == .org && new.range.upperBound > known.range.upperBound
      && stage.vocabulary.organisationSuffixes.tail(of: known.range.upperBound..<new.range.upperBound, in: reading) != nil
  }

  private static func coarse(_ label: Entity.Label) -> Entity.Label { label == .gpe ? .loc : label }
}
