import TestSupport
import Testing

@testable import HanLexicon

@Suite struct LexiconTests {
  @Test("A word is found with its row, its cells and the line it was written in")
  func lookup() throws {
    let writing = try Lexicon(try TestImage.open(), "writing")
    let key = try #require(writing.trie.value(of: "人工智慧".utf8))
    let row = try #require(writing.row(key))
    #expect(writing.text(row: row, column: 0) == "人工智慧")
    #expect(writing.record(row: row)["variant"] == "zh-Hant-TW")
    #expect(writing.place(row: row)?.file == "text/writing.tsv")
    #expect(writing.trie.value(of: "人工智".utf8) == nil)
  }

  @Test("Rows, columns and keys that are not there are empty, not a trap", arguments: [-1, 1 << 40, .max / 64, .min / 64])
  func outside(row: Int) throws {
    let writing = try Lexicon(try TestImage.open(), "writing")
    #expect(writing.text(row: row, column: 0).isEmpty)
    #expect(writing.place(row: row) == nil)
    #expect(writing.cost(.max) == 0)
    #expect(writing.postings(.max).isEmpty)
  }

  @Test("A rarer word costs more")
  func costs() throws {
    let words = try Lexicon(try TestImage.open(), "words")
    func cost(_ word: String) throws -> Int32 {
      let key = try #require(words.trie.value(of: word.utf8))
      return words.cost(key)
    }
    #expect(try cost("的") < cost("公司"))
    #expect(try cost("公司") < cost("半导体"))
    #expect(try cost("的") > 0)
  }

  @Test("A word shows every line that holds it, in either script")
  func search() throws {
    let image = try TestImage.open()
    let simplified = try LexiconSearch.lines("软件", in: [image])
    #expect(simplified.contains { $0.contains("words/jieba/") })
    let traditional = try LexiconSearch.lines("軟件", in: [image])
    #expect(traditional.contains { $0.contains("words/jieba/") })
    #expect(try LexiconSearch.lines("這個詞沒有人寫過", in: [image]).isEmpty)
    #expect(try LexiconSearch.lines("x", in: []).isEmpty)
  }
}

@Suite struct OverlayTests {
  private func overlay(_ text: String) throws -> Image {
    let folder = try TemporaryFolder()
    return try Overlay.image(try folder.write(text.utf8, to: "mine.tsv"), over: try TestImage.open())
  }

  @Test("A user's words are compiled in memory and found, in either script and out of order")
  func words() throws {
    let image = try overlay("word\tcount\ttag\n砚序智能\t50\tnz\n澜图\t9\tnz\n")
    let words = try Lexicon(image, "words")
    let fold = try ScriptFold(try TestImage.open())
    for word in ["砚序智能", "硯序智能", "澜图", "瀾圖"] { #expect(words.trie.value(of: fold.fold(Array(word.utf8))) != nil) }
    #expect(words.count == 2)
  }

  @Test(
    "A user's words need no column but the word, and take the others in any order",
    arguments: ["word\n甲 乙\n", "word\tstrength\n甲 乙\tsoft\n", "strength\ttag\tword\tcount\n\tn\t甲 乙\t7\n"])
  func columns(text: String) throws {
    let words = try Lexicon(overlay(text), "words")
    let key = try #require(words.trie.value(of: "甲 乙".utf8))
    #expect(words.columns == ["word", "count", "tag", "strength"])
    let (row, column) = (try #require(words.row(key)), try #require(words.column("strength")))
    #expect(words.text(row: row, column: column) == (text.contains("soft") ? "soft" : ""))
  }

  @Test("A user's own line counts before the built-in ones")
  func first() throws {
    let lines = try LexiconSearch.lines("软件", in: [overlay("word\tcount\ttag\n软件\t5\tmine\n"), TestImage.open()])
    #expect(lines.first?.contains("mine.tsv:2") == true)
    #expect(lines.count > 1)
  }

  @Test(
    "A fault of a user's file stops at the start, naming file and line",
    arguments: [
      ("word\tcount\ttag\n甲\tmany\tn\n", "mine.tsv:2", "no whole number"), ("word\tcount\ttag\n甲\t1\tn\n甲\t2\tn\n", "mine.tsv:3", "stands twice"),
      ("word\tcount\ttag\n甲\t1\n", "mine.tsv:2", "2 fields"), ("wort\tzahl\n甲\t1\n", "mine.tsv", "no dictionary of users has these columns"),
      ("word\tstrength\n甲\tmild\n", "mine.tsv:2", "none of hard, soft"),
      ("word\tword\n甲\t乙\n", "mine.tsv", "no dictionary of users has these columns"),
      ("count\n1\n", "mine.tsv", "no dictionary of users has these columns"), ("word\n甲\n甲\n", "mine.tsv:3", "stands twice"),
      ("", "mine.tsv", "no header line"), ("word\tcount\ttag\n\t1\tn\n", "mine.tsv:2", "may not be empty")
    ])
  func faults(text: String, place: String, message: String) throws {
    let error = try #require(throws: LexiconError.self) { try overlay(text) }
    #expect(error.place?.hasSuffix(place) == true)
    #expect(error.message.contains(message))
  }

  @Test("A user's file that is not there is named")
  func missing() throws {
    let image = try TestImage.open()
    let error = try #require(throws: LexiconError.self) { try Overlay.image("/nowhere/mine.tsv", over: image) }
    #expect("\(error)".contains("/nowhere/mine.tsv"))
  }
}

@Suite struct ScriptFoldTests {
  @Test("Both scripts are read alike", arguments: [("輝達發佈財報", "辉达发布财报"), ("臺灣", "台湾"), ("NVIDIA", "nvidia"), ("ＡＢ", "ＡＢ"), ("𠮷é", "𠮷é")])
  func known(text: String, folded: String) throws {
    let fold = try ScriptFold(try TestImage.open())
    #expect(String(decoding: fold.fold(Array(text.utf8)), as: UTF8.self) == folded)
    #expect(String(decoding: fold.fold(Array(folded.utf8)), as: UTF8.self) == folded)
  }

  @Test("A folded text has the length and the scalar boundaries of its original, and folding again changes nothing", arguments: 0..<80)
  func random(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let fold = try ScriptFold(try TestImage.open())
    let text = Array(RandomText.mixed(&generator, pieces: 100).utf8)
    let folded = fold.fold(text)
    #expect(folded.map { $0 & 0xC0 == 0x80 } == text.map { $0 & 0xC0 == 0x80 })
    #expect(String(validating: folded, as: UTF8.self) != nil)
    #expect(fold.fold(folded) == folded)
  }

  @Test("Every character of the Basic Multilingual Plane folds to one that stays itself")
  func everyCharacter() throws {
    let fold = try ScriptFold(try TestImage.open())
    for value in UInt32(0x80)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let folded = fold.fold(Array(String(scalar).utf8))
      if fold.fold(folded) != folded { Issue.record("U+\(String(value, radix: 16)) does not fold once and for all") }
    }
  }

  @Test("Bytes that are no text keep their length", arguments: 0..<40)
  func invalid(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let bytes = RandomText.bytes(&generator, upTo: 40)
    #expect(try ScriptFold(try TestImage.open()).fold(bytes).count == bytes.count)
  }
}
