import HanArticle
import HanModel

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
      if place == .end || place == .single { found.append(mention(start..<(first + index + 1), NameLabels.kinds[kind].label)) }
    }
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

  /// Known and new names together: of a name of the gazetteer only a longer one that holds it may take the place, of the same kind or about a place.
  static func merged(_ known: [Mention], _ new: [Mention]) -> [Mention] {
    let names = KnownNames(known)
    let kept = new.filter { mention in names.overlapping(mention.range).allSatisfy { mayReplace($0, by: mention) } }
    let taken = KnownNames(kept)
    return (known.filter { !taken.overlaps($0.range) } + kept).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static func mayReplace(_ known: Mention, by new: Mention) -> Bool {
    // What both found stands as it was.
    if known.range == new.range { return known.source != .gazetteer && coarse(known.label) != coarse(new.label) }
    guard known.source == .gazetteer else { return true }
    return new.range.lowerBound <= known.range.lowerBound && known.range.upperBound <= new.range.upperBound
      && (coarse(known.label) == .loc || known.label == new.label)
  }

  private static func coarse(_ label: Entity.Label) -> Entity.Label { label == .gpe ? .loc : label }
}
