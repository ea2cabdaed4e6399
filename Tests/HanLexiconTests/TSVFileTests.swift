import TestSupport
import Testing

@testable import HanLexicon

@Suite struct TSVFileTests {
  private func file(_ text: String) -> TSVFile { TSVFile(bytes: Array(text.utf8), name: "words.tsv") }

  @Test("Comments, empty lines and carriage returns are passed over, and lines keep their numbers")
  func reading() {
    let file = file("# what it is\n\nword\tcount\r\n甲\t1\r\n# between\n乙\t\n")
    #expect(file.faults.isEmpty)
    #expect(file.header == ["word", "count"])
    #expect(file.rows.map(\.line) == [4, 6])
    #expect(file.rows.map { $0.fields.map(String.init) } == [["甲", "1"], ["乙", ""]])
  }

  @Test(
    "A fault names its file and line",
    arguments: [
      ("", "words.tsv", "no header line"), ("# only a comment\n", "words.tsv", "no header line"),
      ("word\tcount\n甲\n", "words.tsv:2", "1 fields where the header names 2"),
      ("word\tcount\n甲\t1\n乙\t2\t3\n", "words.tsv:3", "3 fields where the header names 2"),
      ("# x\n\nword\n甲\t\n", "words.tsv:4", "2 fields where the header names 1")
    ])
  func faults(text: String, place: String, message: String) {
    let faults = file(text).faults
    #expect(faults.count == 1)
    #expect(faults.first?.place == place)
    #expect(faults.first?.message.contains(message) == true)
    #expect(faults.first?.code == .malformed)
  }

  @Test("Bytes that are not UTF-8 are a fault of their line")
  func invalidBytes() {
    let file = TSVFile(bytes: Array("word\n甲\n".utf8) + [0xD6, 0xD0, 10], name: "words.tsv")
    #expect(file.faults.first?.place == "words.tsv:3")
    #expect(file.faults.first?.message.contains("UTF-8") == true)
  }

  @Test("A file that is not there is named")
  func missing() throws {
    let error = try #require(throws: LexiconError.self) { try TSVFile(path: "/nowhere/words.tsv", name: "words.tsv") }
    #expect(error.code == .unreadable)
    #expect("\(error)".contains("/nowhere/words.tsv"))
  }
}

@Suite struct SchemaTests {
  private static let header = "dictionary\tfiles\tcolumn\ttype\tkey\trequired\tmeaning\n"

  private func read(_ text: String) throws(LexiconError) -> [Schema] {
    try Schema.read(TSVFile(bytes: Array(text.utf8), name: "schemas.tsv"))
  }

  @Test("A schema's columns stand in the order of their lines")
  func reading() throws {
    let rows = "words\twords/\tword\ttext\tfolded\tyes\t\nplaces\tplaces.tsv\tref\treference\t\tyes\t\nwords\twords/\tcount\tcount\t\t\t\n"
    let schemas = try read(Self.header + rows)
    #expect(schemas.map(\.name) == ["words", "places"])
    #expect(schemas[0].columns.map(\.name) == ["word", "count"])
    #expect(schemas[0].columns.map(\.isRequired) == [true, false])
    #expect(schemas[0].matches(["word", "count"]))
    #expect(!schemas[0].matches(["count", "word"]))
  }

  @Test(
    "A fault of the schemas names file and line and what to write",
    arguments: [
      ("name\tfiles\n", "schemas.tsv", "the header must be"),
      (header + "w\tw/\tword\tstring\texact\tyes\t\n", "schemas.tsv:2", "unknown type 'string'"),
      (header + "w\tw/\tword\ttext\tfuzzy\tyes\t\n", "schemas.tsv:2", "unknown key 'fuzzy'"),
      (header + "w\tw/\tword\tchoice(a|b\t\tyes\t\n", "schemas.tsv:2", "unknown type 'choice(a|b'"),
      (header + "w\tw/\tword\n", "schemas.tsv:2", "3 fields where the header names 7"), ("", "schemas.tsv", "no header line")
    ])
  func faults(text: String, place: String, message: String) throws {
    let error = try #require(throws: LexiconError.self) { try read(text) }
    #expect(error.code == .malformed)
    #expect(error.place == place)
    #expect(error.message.contains(message))
  }
}
