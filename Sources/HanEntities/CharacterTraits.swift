import HanLexicon

/// What the dictionaries of names say of each character by itself, so that rules ask them only where it is worth it.
struct CharacterTraits: Sendable {
  /// Of one character; all nought where no dictionary has it.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16

    static let abbreviation = Traits(rawValue: 1 << 6)
    static let beginsSurname = Traits(rawValue: 1 << 7)
    static let beginsLongSurname = Traits(rawValue: 1 << 8)
    static let beginsOrganisationSuffix = Traits(rawValue: 1 << 9)
    static let beginsCue = Traits(rawValue: 1 << 10)

    /// How much it writes sounds, 0 to 2; how usual it is in given names, 0 to 2; how sure a surname it is, 0 to 3.
    var sound: Int { Int(rawValue & 3) }
    var given: Int { Int(rawValue >> 2 & 3) }
    var surname: Int { Int(rawValue >> 4 & 3) }
  }

  /// By scalar of the Basic Multilingual Plane.
  private var table = [UInt16](repeating: 0, count: 1 << 16)

  init(surnames: Lexicon, given: Lexicon, transliteration: Lexicon, abbreviations: Lexicon, organisationSuffixes: Lexicon, cues: Lexicon) {
    weigh(transliteration, shift: 0)
    weigh(given, shift: 2)
    weigh(surnames, shift: 4)
    note(abbreviations, .abbreviation) { trie, unit in trie.value(at: unit) != nil }
    note(surnames, .beginsSurname)
    note(surnames, .beginsLongSurname) { trie, unit in (0x80...0xEF).contains { trie.child(of: unit, $0) != nil } }
    note(organisationSuffixes, .beginsOrganisationSuffix)
    note(cues, .beginsCue)
  }

  /// Of the character of three bytes that begins here; nothing for any other.
  @inline(__always) func at(_ place: Int, in text: [UInt8]) -> Traits {
    guard place >= 0, place + 2 < text.count, text[place] & 0xF0 == 0xE0 else { return [] }
    return Traits(rawValue: table[DoubleArray.scalar(text[place], text[place + 1], text[place + 2])])
  }

  private mutating func weigh(_ lexicon: Lexicon, shift: UInt16) {
    lexicon.trie.forEachCharacter { scalar, unit in
      guard let row = lexicon.trie.value(at: unit).flatMap({ lexicon.row($0) }) else { return }
      table[scalar] |= UInt16(min(3, lexicon.weight(row: row))) << shift
    }
  }

  private mutating func note(_ lexicon: Lexicon, _ trait: Traits, where holds: (DoubleArray, UInt32) -> Bool = { _, _ in true }) {
    lexicon.trie.forEachCharacter { scalar, unit in if holds(lexicon.trie, unit) { table[scalar] |= trait.rawValue } }
  }
}
