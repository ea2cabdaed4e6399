import HanLexicon

/// What rules ask of nearly every word, found once for all words that look alike.
struct WordTraits: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt16

  /// Nothing but Han characters.
  static let han = WordTraits(rawValue: 1)
  /// A mark that ends a clause: no name goes over it.
  static let mark = WordTraits(rawValue: 1 << 1)
  /// 。！？
  static let endsSentence = WordTraits(rawValue: 1 << 2)
  /// Made of characters that stand for places, and not otherwise known: 中美.
  static let abbreviations = WordTraits(rawValue: 1 << 3)
  /// Its first character begins a surname.
  static let beginsSurname = WordTraits(rawValue: 1 << 4)
  /// Characters that write sounds, and no everyday word.
  static let sound = WordTraits(rawValue: 1 << 5)
  /// An ending of places' names.
  static let placeSuffix = WordTraits(rawValue: 1 << 6)
  /// An ending of organisations' names may begin in it.
  static let mayHoldOrganisationSuffix = WordTraits(rawValue: 1 << 7)
  /// It leads abroad, alone (对, 访) or with its second character for a country (对华).
  static let leadsAbroad = WordTraits(rawValue: 1 << 8)
  /// 《
  static let opensTitle = WordTraits(rawValue: 1 << 9)
}

extension WordTraits {
  init(_ range: Range<Int>, _ kind: WordKind, in reading: Reading, _ vocabulary: NameVocabulary) {
    self = []
    if reading.hanCount(range) == 0 {
      if kind == .punctuation { formUnion(Self.ofMark(range, in: reading)) }
      return
    }
    insert(.han)
    let characters = stride(from: range.lowerBound, to: range.upperBound, by: 3).map { vocabulary.characters.at($0, in: reading.folded) }
    let isCoined = AbbreviationRule.mayBeCoined(kind) && !vocabulary.guards(reading.key(range), "place")
    if characters.allSatisfy({ $0.contains(.abbreviation) }), characters.count == 1 || isCoined { insert(.abbreviations) }
    if characters[0].contains(.beginsSurname) { insert(.beginsSurname) }
    if characters.allSatisfy({ $0.sound > 0 }), ForeignNameRule.mayBeSound(kind, length: characters.count, sound: characters[0].sound) {
      insert(.sound)
    }
    if vocabulary.placeSuffixes.row(of: reading.key(range)) != nil { insert(.placeSuffix) }
    let places = OrganisationRule.mayEndInside(kind) ? characters[...] : characters.prefix(1)
    if places.contains(where: { $0.contains(.beginsOrganisationSuffix) }) { insert(.mayHoldOrganisationSuffix) }
    if characters.count <= 2, reading.has(.abroad, range.lowerBound..<(range.lowerBound + 3), vocabulary) { insert(.leadsAbroad) }
  }

  private static func ofMark(_ range: Range<Int>, in reading: Reading) -> WordTraits {
    if reading.begins("《", at: range.lowerBound) { return .opensTitle }
    if Marks.ends.length(in: reading.source, at: range.lowerBound) == range.count { return [.mark, .endsSentence] }
    return clauseEnds.length(in: reading.source, at: range.lowerBound) == range.count ? .mark : []
  }

  private static let clauseEnds: Marks = [",", ":", ";", "、", "，", "：", "；"]
}
