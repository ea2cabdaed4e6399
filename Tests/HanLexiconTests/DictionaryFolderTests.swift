import TestSupport
import Testing

@testable import HanLexicon

@Suite struct DictionaryFolderTests {
  private static let schemas = """
    dictionary\tfiles\tcolumn\ttype\tkey\trequired\tmeaning
    names\tnames/\tref\treference\t\tyes\t
    names\tnames/\tkind\tchoice(ORG|GPE)\t\t\t
    names\tnames/\ttickers\ttickers\t\t\t
    names\tnames/\thans\tlist\tnames\t\t
    names\tnames/\tshare\tdecimal\t\t\t
    names\tnames/\tsince\tinteger\t\t\t
    words\twords.tsv\tword\ttext\texact\tyes\t
    words\twords.tsv\tafter\ttext\tcondition\t\t

    """
  private static let names = "ref\tkind\ttickers\thans\tshare\tsince\n"

  private func faults(_ files: [(name: String, text: String)]) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(Self.schemas.utf8, to: "schemas.tsv")
    for file in files { try folder.write(file.text.utf8, to: file.name) }
    return try DictionaryFolder(folder.path).faults().map(\.description)
  }

  @Test("Our own dictionaries have no fault")
  func dictionariesAsData() throws {
    let faults = try DictionaryFolder("\(Repository.root)/Dictionaries").faults()
    #expect(faults.map(\.description).prefix(20) == [])
  }

  @Test("Files that are as the schemas say have no fault")
  func good() throws {
    let names = Self.names + "company:a\tORG\tNASDAQ:A|HKEX:00005\t甲|乙?\t0.5\t1997\ncountry:b-2\tGPE\t\t丙\t-12\t\n"
    #expect(try faults([("names/a.tsv", names), ("words.tsv", "word\tafter\n余\t\n余\t一\n")]) == [])
  }

  @Test(
    "Each fault of a line is found and named by file and line",
    arguments: [
      ("company:a\tORG\t\t甲\t\t\n\tORG\t\t乙\t\t\n", ":3", "ref: may not be empty"), ("Company:a\t\t\t\t\t\n", ":2", "is no reference"),
      ("company\t\t\t\t\t\n", ":2", "is no reference"), ("company:a:b\t\t\t\t\t\n", ":2", "is no reference"),
      ("company:a\tFIRM\t\t\t\t\n", ":2", "is none of ORG, GPE"), ("company:a\t\tnasdaq:A\t\t\t\n", ":2", "is no ticker"),
      ("company:a\t\tNASDAQ\t\t\t\n", ":2", "is no ticker"), ("company:a\t\t\t甲||乙\t\t\n", ":2", "an empty item"),
      ("company:a\t\t\t甲|甲\t\t\n", ":2", "stands twice"), ("company:a\t\t\t 甲\t\t\n", ":2", "begins or ends with a space"),
      ("company:a\t\t\t\t0,5\t\n", ":2", "is no decimal"), ("company:a\t\t\t\t.5\t\n", ":2", "is no decimal"),
      ("company:a\t\t\t\t\t19x\n", ":2", "is no whole number"), ("company:b\t\t\t\t\t\ncompany:a\t\t\t\t\t\n", ":3", "out of order"),
      ("company:a\t\t\t\t\t\ncompany:a\t\t\t\t\t\n", ":3", "stands already at names/a.tsv:2"), ("company:a\n", ":2", "1 fields")
    ])
  func rows(rows: String, place: String, message: String) throws {
    let found = try faults([("names/a.tsv", Self.names + rows)])
    #expect(found.contains { $0.hasPrefix("names/a.tsv\(place): ") && $0.contains(message) })
  }

  @Test("A key stands once, unless a condition tells its lines apart")
  func conditions() throws {
    let found = try faults([("words.tsv", "word\tafter\n余\t\n余\t\n")])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("words.tsv:3: ") == true)
  }

  @Test("A file that no schema covers, and one with another header, are named")
  func files() throws {
    let found = try faults([("other/x.tsv", "a\tb\n"), ("words.tsv", "wort\tafter\n")])
    #expect(found.contains { $0.hasPrefix("other/x.tsv: ") && $0.contains("schemas.tsv") })
    #expect(found.contains { $0.hasPrefix("words.tsv: ") && $0.contains("word after") })
  }

  @Test("One entity in two files is found")
  func twoFiles() throws {
    let found = try faults([("names/a.tsv", Self.names + "company:a\t\t\t\t\t\n"), ("names/b.tsv", Self.names + "company:a\t\t\t\t\t\n")])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("names/b.tsv:2: ") == true)
    #expect(found.first?.contains("names/a.tsv:2") == true)
  }

  @Test("A folder without schemas is refused, saying which folder is wanted")
  func noSchemas() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: LexiconError.self) { try DictionaryFolder(folder.path) }
    #expect(error.code == .missing)
    #expect(error.place == folder.path)
  }

  @Test("No image is made of a folder with a fault")
  func image() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.schemas.utf8, to: "schemas.tsv")
    try folder.write("word\tafter\n乙\t\n甲\t\n丙\t\n".utf8, to: "words.tsv")
    let error = try #require(throws: LexiconError.self) { try DictionaryFolder(folder.path).image() }
    #expect(error.message.contains("out of order"))
  }
}
