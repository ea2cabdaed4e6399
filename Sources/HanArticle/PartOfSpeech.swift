/// A part of speech, as fine as tagging tells them apart; tag sets name them.
public enum PartOfSpeech: UInt8, Sendable, CaseIterable {
  case adjective, preposition, localizer, adverb, modalVerb, conjunction, determiner, noun, measureWord, numeral, structuralParticle, suffix
  case aspectParticle, prefix, adverbialParticle, sentenceParticle, pronoun, properNoun, personName, placeName, organisationName, punctuation, symbol
  case verb, copula, coverb, foreign, other

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
    ("VERB", "VV", "v"), ("VERB", "VC", "v"), ("VERB", "BA", "p"), ("X", "FW", "eng"), ("X", "FW", "x")
  ]
}
