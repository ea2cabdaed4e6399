import HanArticle
import HanLexicon

/// Finds places that one character stands for: 中 and 美 in 中美, 华 in 在华.
struct AbbreviationRule {
  let stage: EntitiesStage
  let reading: Reading

  func mentions(_ index: () -> [String: Int]) -> [Mention] {
    var found: [Mention] = []
    for place in places() {
      let rows = index()
      guard let ref = ref(place), let row = rows[ref], let label = stage.gazetteer.label(row) else { continue }
      found.append(Mention(place, label, row: row, by: .abbreviation, rank: .likely, confidence: 0.8))
    }
    return found
  }

  private func places() -> [Range<Int>] {
    var places: [Range<Int>] = []
    var word = 0
    while word < reading.words.count {
      if reading.words[word].traits.isDisjoint(with: [.abbreviations, .leadsAbroad]) {
        word += 1
        continue
      }
      let run = run(from: word)
      if isPair(run) {
        let bytes = reading.words[run.lowerBound].range.lowerBound..<reading.words[run.upperBound - 1].range.upperBound
        places += stride(from: bytes.lowerBound, to: bytes.upperBound, by: 3).map { $0..<($0 + 3) }
      } else if run.count == 1, isBehindPreposition(run.lowerBound) {
        places.append(reading.words[run.lowerBound].range)
      } else if let place = phrase(reading.words[word]) {
        places.append(place)
      }
      word = max(word + 1, run.upperBound)
    }
    return places
  }

  /// Adjoining words made of nothing but such characters.
  private func run(from first: Int) -> Range<Int> {
    var end = first
    while end < reading.words.count, reading.words[end].traits.contains(.abbreviations),
      end == first || reading.words[end - 1].range.upperBound == reading.words[end].range.lowerBound
    { end += 1 }
    return first..<end
  }

  /// Whether a word of several characters may be made of such abbreviations, as 中美 is and 中华 is not.
  static func mayBeCoined(_ kind: WordKind) -> Bool { [.abbreviation, .unknown, .place, .proper, .nominal].contains(kind) }

  private func isPair(_ run: Range<Int>) -> Bool {
    let length = run.reduce(0) { $0 + reading.words[$1].length }
    guard (2...4).contains(length), let first = run.first else { return false }
    // Two single characters of which the first is a preposition are no pair (以华 …).
    return !reading.words[first].kind.isFunctional || reading.words[first].length > 1
  }

  /// 对华, 访美: preposition or verb and place cut as one word.
  private func phrase(_ word: Reading.Word) -> Range<Int>? {
    guard word.length == 2, word.traits.contains(.leadsAbroad) else { return nil }
    let place = (word.range.lowerBound + 3)..<word.range.upperBound
    return stage.vocabulary.characters.at(place.lowerBound, in: reading.folded).contains(.abbreviation) ? place : nil
  }

  private func isBehindPreposition(_ index: Int) -> Bool {
    let range = reading.words[index].range
    return reading.words[index].length == 1 && leadsAbroad(range.lowerBound - 3)
      && reading.isBoundary(range.lowerBound - 3) && !isFollowedBySingle(index)
  }

  /// Whether a character stands here behind which a lone one is a place.
  private func leadsAbroad(_ at: Int) -> Bool {
    reading.isHan(at) && reading.has(.abroad, at..<(at + 3), stage.vocabulary)
  }

  /// A further single character makes another word of it: 在越前.
  private func isFollowedBySingle(_ index: Int) -> Bool {
    guard index + 1 < reading.words.count else { return false }
    return reading.words[index + 1].length == 1 && reading.isHan(reading.words[index + 1].range.lowerBound)
  }

  private func ref(_ range: Range<Int>) -> String? {
    stage.vocabulary.abbreviations.row(of: reading.key(range)).map {
      stage.vocabulary.abbreviations.text(row: $0, column: 1)
    }
  }
}
