import HanArticle
import HanModel

/// Says which of its features weigh most in a name that the model of names found.
///
/// A feature weighs what it gives the label of a word more than it gives the label of no name, over all words of the name.
struct NameModelEvidence {
  private let model: TagModel
  private let stage: EntitiesStage
  private let reading: Reading
  private let letters: [UInt16]
  /// How many features are named.
  private static let most = 3

  init(model: TagModel, stage: EntitiesStage, reading: Reading, heard: [Mention]) {
    self.model = model
    self.stage = stage
    self.reading = reading
    letters = NameSequence.letters(of: heard, in: reading)
  }

  /// The heaviest features, each with its weight.
  func evidence(of mention: Mention) -> [String] {
    guard let words = NameSequence.words(of: mention.range, in: reading), let kind = kind(of: mention.label) else { return [] }
    var weights: [String: Int] = [:]
    for (index, word) in words.enumerated() {
      let label = Int(NameLabels.label(kind, NameLabels.place(index, of: words.count)))
      for feature in features(of: word) where feature.row[label] != feature.row[0] {
        weights[feature.name, default: 0] += feature.row[label] - feature.row[0]
      }
    }
    let heaviest = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most)
    return heaviest.filter { $0.value > 0 }.map { "\($0.key) +\($0.value)" }
  }

  private func kind(of label: Entity.Label) -> Int? { NameLabels.kinds.firstIndex { $0.label == (label == .gpe ? .loc : label) } }

  /// Each feature of a word, as people call it, with its weights.
  private func features(of index: Int) -> [(name: String, row: TagScores)] {
    let (word, before, after) = (read(index), read(index - 1), read(index + 1))
    let (text, textBefore, textAfter) = (quoted(index), quoted(index - 1), quoted(index + 1))
    let found = letter(index)
    let pairs = NameWord.pairs(word.hash, before: before.kind, after: after.kind, found: found)
    let own = [
      "the word \(text)", "how \(text) begins", "how \(text) ends", "how \(text) begins", "how \(text) ends", "the kind of word that \(text) is",
      "the characters of \(text), such as names have"
    ]
    var features = own.enumerated().map { ($1, row(word.own[$0])) }
    features += (0..<NameWord.neighbourWidth).map { ("\(textBefore) before", row(before.asBefore[$0])) }
    features += (0..<NameWord.neighbourWidth).map { ("\(textAfter) behind", row(after.asAfter[$0])) }
    features += [("the kind of word before \(text)", row(pairs.0)), ("the kind of word behind \(text)", row(pairs.1))]
    features += [(what(found, on: text), row(pairs.2))]
    return features + neighbours(index, text, (before, word, after))
  }

  /// What the letters of neighbours say: the kinds of words, and the names that were found on them.
  private func neighbours(_ index: Int, _ text: String, _ words: (before: NameWord, own: NameWord, after: NameWord)) -> [(String, TagScores)] {
    let (kinds, names) = (model.pairs[0], model.pairs[1])
    let own = (kinds.number(words.own.kind), names.number(letter(index)))
    return [
      ("the kind of word before \(text)", scores(kinds.ofSecond(kinds.number(words.before.kind), own.0))),
      ("the kind of word behind \(text)", scores(kinds.ofFirst(own.0, kinds.number(words.after.kind)))),
      (what(letter(index), on: text), scores(names.ofSecond(names.number(letter(index - 1)), own.1))),
      (what(letter(index), on: text), scores(names.ofFirst(own.1, names.number(letter(index + 1)))))
    ]
  }

  private func read(_ index: Int) -> NameWord {
    reading.words.indices.contains(index) ? NameWord(reading.words[index], of: reading, stage.vocabulary) : NameWord()
  }

  private func quoted(_ index: Int) -> String { reading.words.indices.contains(index) ? reading.text(reading.words[index].range) : "the edge" }

  private func letter(_ index: Int) -> UInt16 { letters.indices.contains(index) ? letters[index] : 0 }

  private func what(_ found: UInt16, on text: String) -> String { found == 0 ? "no name known at \(text)" : "a name known at \(text)" }

  private func row(_ key: UInt32) -> TagScores { key == 0 ? .zero : scores(model.row(key)) }

  private func scores(_ row: TagRow) -> TagScores {
    var scores = TagScores.zero
    scores.add(row)
    return scores
  }
}
