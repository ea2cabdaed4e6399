import HanArticle
import Testing

@Suite struct PartOfSpeechTests {
  /// https://universaldependencies.org/u/pos/
  private static let universal: Set = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"
  ]
  /// The tags of the Penn Chinese Treebank (Xia 2000).
  private static let treebank: Set = [
    "AD", "AS", "BA", "CC", "CD", "CS", "DEC", "DEG", "DER", "DEV", "DT", "ETC", "FW", "IJ", "JJ", "LB", "LC", "M", "MSP", "NN", "NR", "NT", "OD",
    "ON", "P", "PN", "PU", "SB", "SP", "VA", "VC", "VE", "VV"
  ]

  @Test("Every part of speech has a name in every set, a universal one and one of the treebank", arguments: PartOfSpeech.allCases)
  func names(part: PartOfSpeech) {
    #expect(Self.universal.contains(part.upos))
    #expect(part.name(in: .upos) == part.upos)
    #expect(Self.treebank.contains(part.name(in: .ctb)))
    #expect(!part.name(in: .jieba).isEmpty && part.name(in: .jieba).allSatisfy { $0.isASCII && $0.isLowercase })
  }

  @Test("A universal name is read as a part of speech of that name", arguments: PartOfSpeech.allCases)
  func roundTrip(part: PartOfSpeech) throws {
    #expect(try #require(PartOfSpeech(upos: part.upos, xpos: "")).upos == part.upos)
    // A name of the treebank makes it finer and nothing else.
    for xpos in Self.treebank { #expect(try #require(PartOfSpeech(upos: part.upos, xpos: xpos)).upos == part.upos || xpos == "SP") }
  }

  @Test("All universal names are read, and no other", arguments: PartOfSpeechTests.universal.sorted())
  func all(name: String) {
    #expect(PartOfSpeech(upos: name, xpos: "_") != nil)
    #expect(PartOfSpeech(upos: name.lowercased(), xpos: "") == nil)
    #expect(PartOfSpeech(upos: "_", xpos: "NN") == nil)
  }

  @Test(
    "What a treebank tells apart is told apart",
    arguments: [
      ("ADP", "P", .preposition), ("ADP", "LC", .localizer), ("ADP", "IN", .preposition), ("VERB", "VC", .copula), ("VERB", "BB", .coverb),
      ("VERB", "VV", .verb), ("NOUN", "NNB", .measureWord), ("NOUN", "M", .measureWord), ("NOUN", "NN", .noun), ("PART", "AS", .aspectParticle),
      ("PART", "SP", .sentenceParticle), ("PART", "DEC", .structuralParticle), ("X", "SP", .sentenceParticle), ("PROPN", "NR", .properNoun),
      // The universal name counts where they do not go together.
      ("VERB", "NN", .verb), ("CONJ", "", .conjunction), ("CCONJ", "CC", .conjunction)
    ] as [(String, String, PartOfSpeech)])
  func finer(upos: String, xpos: String, expected: PartOfSpeech) {
    #expect(PartOfSpeech(upos: upos, xpos: xpos) == expected)
  }

  @Test("CONJ of the first version is CCONJ")
  func conjunction() {
    #expect(PartOfSpeech(upos: "CONJ", xpos: "_")?.upos == "CCONJ")
  }
}
