import HanArticle
import HanLexicon
import HanModel
import HanText
import TestSupport
import Testing

@testable import HanSegmentation

/// What taggers are trained with here.
private enum Tagged {
  /// Words with the names of their parts of speech: 我/pronoun 买/verb.
  static func sentence(_ text: String) -> GoldSentence {
    GoldSentence(
      text.split(separator: " ").map { word in
        let slash = word.lastIndex(of: "/") ?? word.endIndex
        let name = word[slash...].dropFirst()
        return GoldSentence.Word(String(word[..<slash]), pos: PartOfSpeech.allCases.first { "\($0)" == name })
      })
  }

  static let sentences = [
    "他/pronoun 把/verb 书/noun 放/verb 在/preposition 桌子/noun 上/localizer 。/punctuation",
    "我/pronoun 买/verb 了/suffix 三/numeral 本/measureWord 书/noun ，/punctuation", "公司/noun 是/verb 好/adjective 公司/noun 。/punctuation",
    "她/pronoun 在/preposition 北京/properNoun 买/verb 书/noun", "他/pronoun 买/verb 好/adjective 书/noun ，/punctuation",
    "好/adjective 桌子/noun 。/punctuation", "我/pronoun 在/preposition 好/adjective 公司/noun"
  ]

  static func model(_ sentences: [String] = sentences) throws -> TagModel {
    var trainer = try TaggerTrainer(try TestImage.open())
    for sentence in sentences { trainer.add(self.sentence(sentence)) }
    trainer.train(passes: 20)
    return try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
  }

  static func tagger(_ sentences: [String] = sentences) throws -> Tagger {
    try Tagger(model(sentences), Segmenter.Vocabulary(try TestImage.open()))
  }

  static func tags(_ words: String, _ tagger: Tagger) -> [PartOfSpeech?] {
    let sentence = sentence(words)
    var tokens = sentence.ranges.map { Token(range: $0) }
    tagger.tag(&tokens, of: sentence.text)
    return tokens.map(\.pos)
  }
}

@Suite struct TaggerTests {
  @Test("What was learnt is tagged as it was, in either script, as fine as the words and the lexicon tell")
  func learns() throws {
    let tagger = try Tagged.tagger()
    for words in ["他 把 书 放 在 桌子 上 。", "他 把 書 放 在 桌子 上 。"] {
      // 把 is told by text/parts.tsv.
      #expect(Tagged.tags(words, tagger) == [.pronoun, .coverb, .noun, .verb, .preposition, .noun, .localizer, .punctuation])
    }
    for words in ["我 买 了 三 本 书 ，", "我 買 了 三 本 書 ，"] {
      #expect(Tagged.tags(words, tagger) == [.pronoun, .verb, .aspectParticle, .numeral, .measureWord, .noun, .punctuation])
    }
    #expect(Tagged.tags("公司 是 好 公司 。", tagger) == [.noun, .copula, .adjective, .noun, .punctuation])
    // The lexicon knows of 北京 that it is a place.
    for words in ["她 在 北京 买 书", "她 在 北京 買 書"] {
      #expect(Tagged.tags(words, tagger) == [.pronoun, .preposition, .placeName, .verb, .noun])
    }
  }

  @Test("Marks and digits are told by what they are, whatever was learnt", arguments: [["书/noun"], Tagged.sentences])
  func sure(sentences: [String]) throws {
    let tagger = try Tagged.tagger(sentences)
    let words = "， 。 《 》 —— …… “ ! 2025 ２０２５ 7"
    #expect(Tagged.tags(words, tagger) == Array(repeating: .punctuation, count: 8) + Array(repeating: .numeral, count: 3))
    // Marks that text/parts.tsv names are symbols, and so are pictures.
    #expect(Tagged.tags("% ＄ → 😀 👍🏽 ☀", tagger) == Array(repeating: .symbol, count: 6))
    #expect(Tagged.tags("3:2 1/45 8：30 1,234.5", tagger) == Array(repeating: .numeral, count: 4))
    // Words of other scripts than Han and Latin are foreign.
    #expect(Tagged.tags("ソニー 한국의 Москва", tagger) == Array(repeating: .foreign, count: 3))
  }

  @Test("Every word of any text has a part of speech, and no words have none", arguments: 0..<20)
  func all(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let tagger = try Tagged.tagger()
    var segmenter = Segmenter(try Segmenter.Vocabulary(try TestImage.open()))
    for pieces in [80, 2000] {
      let text = ArticleText(RandomText.mixed(&generator, pieces: pieces))
      let plain = segmenter.tokens(of: text, atoms: AtomScanner.atoms(of: text))
      var tokens = plain
      tagger.tag(&tokens, of: text)
      #expect(tokens.map(\.range) == plain.map(\.range))
      #expect(tokens.allSatisfy { $0.pos != nil })
    }
    var none: [Token] = []
    tagger.tag(&none, of: ArticleText(""))
    #expect(none.isEmpty)
  }

  @Test("A word that nearly always has one part of speech has it wherever it stands")
  func nearlyAlways() throws {
    let often = Array(repeating: "喵/noun 汪汪/verb", count: 20)
    let tagger = try Tagged.tagger(often + ["汪汪/verb 喵/noun"])
    #expect(Tagged.tags("喵 喵 喵 汪汪 汪汪", tagger) == [.noun, .noun, .noun, .verb, .verb])
  }

  @Test("Words are told apart by all their bytes, wherever in the text they stand")
  func keys() {
    let texts = ["一", "一二", "一二三", "一二三四", "一二三四五六七八", "一二三四五六七九", "a", "ab", "abcdefgh", "abcdefghi", "abcdefgh\0", "ab\0"]
    func key(_ word: String, before: String, after: String) -> UInt64 {
      let bytes = Array((before + word + after).utf8)
      return bytes.withUnsafeBufferPointer { TagFeatures.Memory.key($0, before.utf8.count..<(before.utf8.count + word.utf8.count)) }
    }
    let alone = texts.map { key($0, before: "", after: "") }
    #expect(Set(alone).count == texts.count)
    #expect(alone == texts.map { key($0, before: "前", after: "后面还有字") })
  }

  @Test("What was learnt of words is not lost where more were read than are kept")
  func forgetting() throws {
    let tagger = try Tagged.tagger()
    let bare = Tagged.tags("他 把 书 放 在 桌子 上 。", tagger)
    // Some fifty thousand words that never were before.
    for round in 0..<130 {
      let words = (0..<400).map { "词\(round * 400 + $0)" }.joined(separator: " ")
      #expect(Tagged.tags(words, tagger).count == 400)
    }
    #expect(Tagged.tags("他 把 书 放 在 桌子 上 。", tagger) == bare)
  }

  @Test("A sentence with a word that has no part of speech is left out")
  func untagged() throws {
    var trainer = try TaggerTrainer(try TestImage.open())
    trainer.add(GoldSentence([.init("好", pos: .adjective), .init("人")]))
    trainer.add(GoldSentence([]))
    #expect(trainer.count == 0)
    trainer.add(GoldSentence([.init("好", pos: .adjective)]))
    #expect(trainer.count == 1)
  }

  @Test("A model of something else is refused")
  func otherModel() throws {
    let parts = Tagger.learnt.map { "\($0)" }
    let all = UInt64(1) << UInt64(parts.count) - 1
    let named = LabelSet(parts, next: parts.map { _ in all }, first: all, last: all)
    for (labels, alphabets) in [(LabelSet.words, TagWord.alphabets), (named, 0)] {
      var trainer = TagTrainer(labels: labels, width: TagWord.width, alphabets: alphabets)
      trainer.train()
      let model = try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
      #expect(throws: LexiconError.self) { _ = try Tagger(model, Segmenter.Vocabulary(try TestImage.open())) }
    }
  }

  @Test("What is learnt fits the labels there may be, and each part of speech is learnt as one of them")
  func learnt() {
    #expect(Tagger.learnt.count <= TagModel.mostLabels)
    #expect(Set(Tagger.learnt).count == Tagger.learnt.count)
    for part in PartOfSpeech.allCases { #expect(Tagger.learnt.contains(Tagger.coarse(part))) }
  }

  @Test("What another tagger calls words is learnt from, and the same input gives the same bytes")
  func told() throws {
    func bytes() throws -> [UInt8] {
      var trainer = try TaggerTrainer(try TestImage.open())
      try trainer.tell([("买", "v", 90), ("賣", "v", 90), ("书", "n", 5), ("书", "v", 5)])
      for sentence in Tagged.sentences { trainer.add(Tagged.sentence(sentence)) }
      trainer.train(passes: 20)
      return trainer.model()
    }
    let model = try TagModel(try Image(bytes: try bytes(), origin: "trained"))
    #expect(try bytes() == bytes())
    let tagger = try Tagger(model, Segmenter.Vocabulary(try TestImage.open()))
    // 卖 was never seen in a sentence, but is called what 买 is.
    #expect(Tagged.tags("她 在 北京 卖 书", tagger)[3] == .verb)
  }

  @Test("Accuracy counts universal names, and misses are listed, the most frequent first")
  func evaluation() throws {
    let tagger = try Tagged.tagger()
    var evaluation = TagEvaluation()
    // 把 is a coverb, which is a verb to Universal Dependencies; 书 is given another tag on purpose.
    let sentence = "他/pronoun 把/verb 书/verb 放/verb 在/preposition 桌子/noun 上/localizer 。/punctuation"
    evaluation.add(Tagged.sentence(sentence), by: tagger)
    evaluation.add(Tagged.sentence(sentence), by: tagger)
    evaluation.add(Tagged.sentence("公司 是"), by: tagger)
    #expect((evaluation.words, evaluation.right) == (16, 14))
    #expect(evaluation.accuracy == 0.875)
    #expect(evaluation.misses.map(\.miss) == [TagEvaluation.Miss(word: "书", gold: "VERB", found: "NOUN")])
    #expect(evaluation.misses.map(\.count) == [2])
    #expect(evaluation.confusions.map { "\($0.gold) \($0.found) \($0.count)" } == ["VERB NOUN 2"])
    #expect(TagEvaluation().accuracy == 0)
  }
}

@Suite struct TaggedFileTests {
  @Test("An adposition of CoNLL-U is a localizer where its head stands before it")
  func localizer() throws {
    let rows = [
      ["1", "在", "_", "ADP", "IN", "_", "2", "case", "_", "_"], ["2", "桌子", "_", "NOUN", "NN", "_", "0", "root", "_", "_"],
      ["3", "上", "_", "ADP", "IN", "_", "2", "case", "_", "_"], ["4", "和", "_", "CONJ", "_", "_", "2", "cc", "_", "_"],
      ["5", "到", "_", "ADP", "_", "_", "_", "_", "_", "_"], ["6", "好", "_", "_", "JJ", "_", "2", "x", "_", "_"]
    ]
    let text = rows.map { $0.joined(separator: "\t") + "\n" }.joined()
    let sentences = try GoldSentence.read(Array(text.utf8), name: "gold.conllu")
    #expect(sentences.map { $0.words.map(\.pos) } == [[.preposition, .noun, .localizer, .conjunction, .preposition, nil]])
  }

  @Test("Counts of another tagger are read, and a file of something else is refused with its place")
  func seen() throws {
    let folder = try TemporaryFolder()
    let seen = try SeenWords.read(try folder.write("word\ttag\tcount\n买\tv\t3\n".utf8, to: "seen.tsv"))
    #expect(seen.map { "\($0.word) \($0.tag) \($0.count)" } == ["买 v 3"])
    for text in ["word\tcount\ttag\n买\t3\tv\n", "word\ttag\tcount\n买\tv\t0\n", "word\ttag\tcount\n买\tv\tx\n", ""] {
      let path = try folder.write(text.utf8, to: "bad.tsv")
      let error = try #require(throws: LexiconError.self) { try SeenWords.read(path) }
      #expect(error.place?.hasPrefix(path) == true)
    }
  }
}

@Suite struct LineSegmenterTests {
  /// Words and tags by models that have learnt a few lines.
  private func tiny(_ names: PartOfSpeech.TagSet = .upos) throws -> LineSegmenter {
    let image = try TestImage.open()
    var trainer = try SegmentTrainer(image, standard: .ud)
    for sentence in Tagged.sentences { trainer.add(Tagged.sentence(sentence).words.map(\.text).joined(separator: " ")) }
    trainer.train()
    let vocabulary = try Segmenter.Vocabulary(image, models: [.ud: try CutModel(try Image(bytes: trainer.model(), origin: "trained"))])
    return LineSegmenter(Segmenter(vocabulary, standard: .ud), tagger: try Tagger(try Tagged.model(), vocabulary), names: names)
  }

  /// Words and tags by the models that the build laid beside the image.
  private func built(_ standard: Standard, tags: Bool) throws -> LineSegmenter {
    func file(_ name: String) throws -> Image { try Image(mapping: Repository.built("Hanflow_HanDictionaries.resources/\(name)")) }
    let model = try CutModel(try file("words.\(standard.rawValue).model"))
    let vocabulary = try Segmenter.Vocabulary(try TestImage.open(), models: [standard: model])
    return LineSegmenter(Segmenter(vocabulary, standard: standard), tagger: tags ? try Tagger(try TagModel(try file("tags.model")), vocabulary) : nil)
  }

  private func lines(_ text: String, _ segmenter: inout LineSegmenter) -> String {
    String(decoding: segmenter.lines(Array(text.utf8)[...]), as: UTF8.self)
  }

  @Test(
    "Behind each word stands its part of speech, line by line, and line ends are kept",
    arguments: [
      (.upos, "我/PRON 买/VERB 了/PART 三/NUM 本/NOUN 书/NOUN ，/PUNCT\r\n\r\n\n公司/NOUN 是/VERB 好/ADJ 公司/NOUN 。/PUNCT\n"),
      (.ctb, "我/PN 买/VV 了/AS 三/CD 本/M 书/NN ，/PU\r\n\r\n\n公司/NN 是/VC 好/JJ 公司/NN 。/PU\n"),
      (.jieba, "我/r 买/v 了/ul 三/m 本/q 书/n ，/x\r\n\r\n\n公司/n 是/v 好/a 公司/n 。/x\n")
    ] as [(PartOfSpeech.TagSet, String)])
  func tags(names: PartOfSpeech.TagSet, expected: String) throws {
    var segmenter = try tiny(names)
    #expect(lines("我买了三本书，\r\n \r\n\n公司是好公司。\n", &segmenter) == expected)
    #expect(lines("", &segmenter).isEmpty)
    #expect(lines("\n", &segmenter) == "\n")
    #expect(lines(" \t", &segmenter).isEmpty)
  }

  @Test("Lines are cut and tagged alone as they are together", arguments: Standard.allCases, [false, true])
  func blocks(standard: Standard, tags: Bool) throws {
    var generator = SplitMix64(seed: 21)
    var segmenter = try built(standard, tags: tags)
    for _ in 0..<40 {
      let text = (0..<12).map { _ in RandomText.mixed(&generator, pieces: 20) }.joined(separator: "\n")
      let bytes = Array(text.utf8)
      let pieces = bytes.split(separator: 10, omittingEmptySubsequences: false)
      var alone: [UInt8] = []
      for (at, piece) in pieces.enumerated() { alone += segmenter.lines((at < pieces.count - 1 ? piece + [10] : piece)) }
      #expect(segmenter.lines(bytes[...]) == alone)
    }
  }

  @Test("Samples are cut and tagged alone as they are together, line by line", arguments: Samples.texts)
  func samples(name: String) throws {
    var segmenter = try built(.news, tags: true)
    let bytes = try Samples.text(name).bytes
    var alone: [UInt8] = []
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) { alone += segmenter.lines(line + [10]) }
    #expect(segmenter.lines(bytes[...]) + [10] == alone)
  }

  @Test("Tags leave the words as they are, and every word has one", arguments: 0..<20)
  func nothingLost(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var (plain, tagged) = (try built(.news, tags: false), try built(.news, tags: true))
    for _ in 0..<5 {
      let text = RandomText.mixed(&generator, pieces: 60)
      let expected = lines(text, &plain)
      func bare(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
      #expect(bare(expected) == bare(text))
      #expect(expected.utf8.count { $0 == 10 } == text.utf8.count { $0 == 10 })
      let words = lines(text, &tagged).utf8.split(omittingEmptySubsequences: false) { $0 == 32 || $0 == 10 || $0 == 13 }.map { word in
        word.isEmpty ? Substring(word) : Substring(word[..<(word.lastIndex(of: 47) ?? word.startIndex)])
      }
      #expect(words == expected.utf8.split(omittingEmptySubsequences: false) { $0 == 32 || $0 == 10 || $0 == 13 }.map { Substring($0) })
    }
  }
}
