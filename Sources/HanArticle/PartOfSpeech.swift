/// A part of speech, as fine as tagging tells them apart; tag sets name them.
public enum PartOfSpeech: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case adjective, preposition, localizer, adverb, modalVerb, conjunction, determiner, noun, measureWord, numeral, structuralParticle, suffix
  case aspectParticle, prefix, adverbialParticle, sentenceParticle, pronoun, properNoun, personName, placeName, organisationName, punctuation, symbol
  case verb, copula, coverb, foreign

  /// Sets of names for parts of speech.
  public enum TagSet: String, Sendable, CaseIterable {
    /// Universal Dependencies: https://universaldependencies.org/u/pos/
    case upos
    /// The Penn Chinese Treebank (Xia 2000).
    case ctb
    /// ICTCLAS' letters as jieba has them.
    case jieba
  }

  /// Its name in a set.
  public func name(in set: TagSet) -> String {
    let names = Self.names[Int(rawValue)]
    switch set {
    case .upos: return names.upos
    case .ctb: return names.ctb
    case .jieba: return names.jieba
    }
  }

  /// The universal part of speech.
  public var upos: String { name(in: .upos) }

  /// In the order of the cases.
  private static let names: [(upos: String, ctb: String, jieba: String)] = [
    ("ADJ", "JJ", "a"), ("ADP", "P", "p"), ("ADP", "LC", "f"), ("ADV", "AD", "d"), ("AUX", "VV", "v"), ("CCONJ", "CC", "c"), ("DET", "DT", "r"),
    ("NOUN", "NN", "n"), ("NOUN", "M", "q"), ("NUM", "CD", "m"), ("PART", "DEC", "uj"), ("PART", "NN", "k"),
    ("PART", "AS", "ul"), ("PART", "JJ", "h"), ("PART", "DEV", "uv"), ("PART", "SP", "y"), ("PRON", "PN", "r"), ("PROPN", "NR", "nz"),
    ("PROPN", "NR", "nr"), ("PROPN", "NR", "ns"), ("PROPN", "NR", "nt"), ("PUNCT", "PU", "x"), ("SYM", "PU", "x"),
    ("VERB", "VV", "v"), ("VERB", "VC", "v"), ("VERB", "BA", "p"), ("X", "FW", "eng")
  ]

  /// What the names of a treebank mean: the universal one, and the treebank's own (GSD's, or the Penn Chinese Treebank's), where it is finer.
  /// Universal Dependencies called conjunctions CONJ in its first version. Nil for a name that is none.
  public init?(upos: String, xpos: String = "") {
    let upos = upos == "CONJ" ? "CCONJ" : upos
    let fine = Self.treebank[xpos]
    // GSD once had the particles at a sentence's end under X.
    if fine == .sentenceParticle, upos == "X" {
      self = .sentenceParticle
      return
    }
    guard let found = fine.flatMap({ $0.upos == upos ? $0 : nil }) ?? Self.allCases.first(where: { $0.upos == upos }) ?? Self.more[upos] else {
      return nil
    }
    self = found
  }

  /// Universal parts of speech that Chinese is not tagged with here.
  private static let more: [String: PartOfSpeech] = ["INTJ": .sentenceParticle, "SCONJ": .structuralParticle]

  private static let treebank: [String: PartOfSpeech] = [
    "JJ": .adjective, "VA": .adjective, "IN": .preposition, "P": .preposition, "LC": .localizer, "RB": .adverb, "AD": .adverb, "MD": .modalVerb,
    "CC": .conjunction, "DT": .determiner, "NN": .noun, "NT": .noun, "NNB": .measureWord, "M": .measureWord, "CD": .numeral, "OD": .numeral,
    "DEC": .structuralParticle, "DEG": .structuralParticle, "SFN": .suffix, "SFV": .suffix, "SFA": .suffix, "AS": .aspectParticle, "PFA": .prefix,
    "PFN": .prefix, "DEV": .adverbialParticle, "DER": .adverbialParticle, "SP": .sentenceParticle, "UH": .sentenceParticle, "PRP": .pronoun,
    "PRD": .pronoun, "PN": .pronoun, "NNP": .properNoun, "NR": .properNoun, "VV": .verb, "VC": .copula, "BB": .coverb, "BA": .coverb, "LB": .coverb,
    "SB": .coverb, "FW": .foreign
  ]
}
