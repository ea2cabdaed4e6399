import HanLexicon

/// The small dictionaries of `names/` and what the words dictionary says of a word.
final class NameVocabulary: Sendable {
  let words: Lexicon
  let characters: CharacterTraits
  let surnames, given, transliteration: Lexicon
  let organisationSuffixes, placeSuffixes: Lexicon
  let cues, exchanges, abbreviations, homes: Lexicon
  let latinGiven, latinSuffixes: Lexicon
  private let guardWords: Lexicon

  init(_ image: Image) throws(LexiconError) {
    words = try Lexicon(image, "words")
    surnames = try Lexicon(image, "names.surnames")
    given = try Lexicon(image, "names.given")
    transliteration = try Lexicon(image, "names.transliteration")
    organisationSuffixes = try Lexicon(image, "names.organisation-suffixes")
    placeSuffixes = try Lexicon(image, "names.place-suffixes")
    cues = try Lexicon(image, "names.cues")
    exchanges = try Lexicon(image, "names.exchanges")
    abbreviations = try Lexicon(image, "names.abbreviations")
    homes = try Lexicon(image, "names.homes")
    latinGiven = try Lexicon(image, "names.latin-given")
    latinSuffixes = try Lexicon(image, "names.latin-suffixes")
    guardWords = try Lexicon(image, "names.guards")
    characters = CharacterTraits(
      surnames: surnames, given: given, transliteration: transliteration, abbreviations: abbreviations,
      organisationSuffixes: organisationSuffixes, cues: cues)
  }

  /// Whether a word is known not to be a place or not to be a person.
  func guards(_ text: ArraySlice<UInt8>, _ what: String) -> Bool {
    guardWords.row(of: text).map { guardWords.has(what, row: $0, column: 1) } ?? false
  }

  /// How unlikely a word is (``Lexicon/cost(_:)``); 0 where the dictionary does not know it.
  func cost(_ word: Reading.Word) -> Int32 { word.key.map { words.cost($0) } ?? 0 }

  enum Cue: String {
    case before, after, alias, market, organisation, locative, kind, joint, abroad, inside, dispatch
    case match, address, office, copula, appoint, passive, manner, pronoun, at, tenure, wish, state, press
  }
}

extension Lexicon {
  /// The row of a whole key in folded text, or nil.
  func row(of text: ArraySlice<UInt8>) -> Int? {
    trie.value(of: text).flatMap { row($0) }
  }

  /// Whether a list's cell has this item.
  func has(_ item: String, row: Int, column: Int) -> Bool {
    let cell = bytes(row: row, column: column)
    var start = cell.startIndex
    while true {
      let end = cell[start...].firstIndex(of: 0x7C) ?? cell.endIndex
      if end - start == item.utf8.count, cell[start..<end].elementsEqual(item.utf8) { return true }
      if end == cell.endIndex { return false }
      start = end + 1
    }
  }

  /// The row of the longest key that the text of a range ends with, something standing before it.
  func tail(of range: Range<Int>, in reading: Reading) -> Int? {
    var start = reading.next(range.lowerBound)
    while start < range.upperBound {
      if let row = row(of: reading.key(start..<range.upperBound)) { return row }
      start = reading.next(start)
    }
    return nil
  }

  /// The digit in the second column of the row that a key leads to; 0 where there is no such key.
  func weight(of text: ArraySlice<UInt8>) -> Int {
    row(of: text).map { weight(row: $0) } ?? 0
  }

  /// The digit in the second column of a row; 0 where there is none.
  func weight(row: Int) -> Int {
    guard let digit = bytes(row: row, column: 1).first, (48...57).contains(digit) else { return 0 }
    return Int(digit) - 48
  }

  /// The longest key that begins at a place in folded text, and its row.
  func longest(in text: [UInt8], from start: Int, where fits: (Int) -> Bool = { _ in true }) -> (end: Int, row: Int)? {
    text.withUnsafeBufferPointer { buffer in
      var best: (end: Int, key: UInt32)?
      trie.forEachPrefix(of: buffer, from: start) { end, key in if fits(end) { best = (end, key) } }
      return best.flatMap { best in row(best.key).map { (best.end, $0) } }
    }
  }
}
