import HanArticle
import HanLexicon

/// Says by which words of which dictionaries a rule found a name, and what beside it spoke for it.
struct RuleEvidence {
  let stage: EntitiesStage
  let reading: Reading
  let mentions: [Mention]

  private var vocabulary: NameVocabulary { stage.vocabulary }

  func evidence(of mention: Mention) -> [String] {
    let range = mention.range
    switch mention.rule {
    case .organisationSuffix, .organisationWord: return ending(vocabulary.organisationSuffixes, of: range) + word(range)
    case .placeSuffix, .placeWord: return ending(vocabulary.placeSuffixes, of: range) + word(range)
    case .abbreviation: return line(vocabulary.abbreviations, range)
    case .person: return surname(range) + beside(range)
    case .foreignName: return beside(range)
    case .foreignPlace: return before(range, .locative)
    case .latinSuffix: return line(vocabulary.latinSuffixes, lastWord(range))
    case .latinPerson: return line(vocabulary.latinGiven, firstWord(range)) + beside(range)
    case .latinCompany: return before(range, .organisation)
    case .latinBesideHan:
      return mentions.last { $0.range.upperBound < range.lowerBound }.map { ["in parentheses behind \(reading.text($0.range))"] } ?? []
    case .byline: return ["at the head of a report"]
    case .ticker: return listing(mention.row)
    case .gazetteer, .model, .propagated: return []
    }
  }

  // MARK: Lines of dictionaries

  private func line(_ lexicon: Lexicon, _ range: Range<Int>) -> [String] {
    lexicon.row(of: reading.key(range)).map { ["\(lexicon.written($0)) \(lexicon.text(row: $0, column: 0))"] } ?? []
  }

  /// The ending of a name, be it all of it or a part.
  private func ending(_ lexicon: Lexicon, of range: Range<Int>) -> [String] {
    lexicon.tail(of: range, in: reading).map { ["\(lexicon.written($0)) \(lexicon.text(row: $0, column: 0))"] } ?? line(lexicon, range)
  }

  /// A name that is one word of the dictionary of words; its text stands in no cell, since it stands in the trie.
  private func word(_ range: Range<Int>) -> [String] {
    let words = vocabulary.words
    return words.row(of: reading.key(range)).map { ["\(words.written($0)) \(reading.text(range)) \(words.text(row: $0, column: 2))"] } ?? []
  }

  private func surname(_ range: Range<Int>) -> [String] {
    [6, 3].lazy.map { line(vocabulary.surnames, range.lowerBound..<min(range.upperBound, range.lowerBound + $0)) }.first { !$0.isEmpty } ?? []
  }

  private func listing(_ row: Int?) -> [String] {
    guard let row, let book = stage.gazetteer.book(of: row) else { return [] }
    return ["\(book.lexicon.written(row - book.base)) \(stage.gazetteer.tickers(row).joined(separator: " "))"]
  }

  private func firstWord(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound..<(reading.source[range].firstIndex(of: 0x20) ?? range.upperBound)
  }

  private func lastWord(_ range: Range<Int>) -> Range<Int> {
    (reading.source[range].lastIndex(of: 0x20).map { $0 + 1 } ?? range.lowerBound)..<range.upperBound
  }

  // MARK: Beside the name

  /// A title or a word of speaking before the name, and behind it.
  private func beside(_ range: Range<Int>) -> [String] {
    let start = reading.previousText(range.lowerBound, marks: PersonRule.titleMarks)
    let end = reading.skip(.none, from: range.upperBound)
    let title = mentions.first { $0.label == .title && $0.range.lowerBound == end }
    let after = title.map { reading.text($0.range) } ?? reading.cueText(.after, beginningAt: range.upperBound, vocabulary)
    return before(range, .before, titleEndingAt: start) + (after.map { ["before \($0)"] } ?? [])
  }

  private func before(_ range: Range<Int>, _ role: NameVocabulary.Cue, titleEndingAt start: Int? = nil) -> [String] {
    let title = start.flatMap { start in mentions.first { $0.label == .title && $0.range.upperBound == start } }
    let word = title.map { reading.text($0.range) } ?? reading.cueText(role, endingAt: start ?? range.lowerBound, vocabulary)
    return word.map { ["behind \($0)"] } ?? []
  }
}
