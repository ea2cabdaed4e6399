import HanArticle
import HanFormats
import Testing

@Suite struct RecordReaderTests {
  private func article(_ line: String, _ reader: RecordReader = RecordReader()) throws -> Article {
    try reader.article(Array(line.utf8)[...], id: "news.jsonl:7")
  }

  private func refusal(_ line: [UInt8]) throws -> RecordError {
    try #require(throws: RecordError.self) { try RecordReader().article(line[...], id: "news.jsonl:7") }
  }

  @Test("A record's members are read, its title set before the text with a newline")
  func full() throws {
    let article = try article(
      #"{"id":"a1","title":"标题","text":"正文\n二","date":"2025-01-28T09:30:00+08:00","region":"HK","meta":{"a":[1, 2]},"other":1}"#)
    #expect(article.id == "a1")
    #expect(article.text.string == "标题\n正文\n二")
    #expect(article.titleLength == "标题\n".utf8.count)
    #expect(article.date?.text == "2025-01-28T09:30:00+08:00")
    #expect(article.date?.day == 28)
    #expect(article.region == "HK")
    #expect(article.meta == Array(#"{"a":[1, 2]}"#.utf8))
    #expect(article.warnings.isEmpty)
  }

  @Test("What a record does not say is not there, and its place is its id")
  func bare() throws {
    let article = try article(#"{"text":""}"#)
    #expect(article.id == "news.jsonl:7")
    #expect(article.text.count == 0 && article.titleLength == 0)
    #expect(article.date == nil && article.region == nil && article.meta == nil)
  }

  @Test(
    "The caller's own data comes back byte for byte",
    arguments: [
      "null", "0", "1.50", "1E+2", "\"\\u4e2d\\/\"", "[1, 2 ,3]", "{ \"b\":1,\"a\" : {} }", "\"\"", "{\"a\":1,\"a\":2}",
      "123456789012345678901234567890.10"
    ])
  func meta(value: String) throws {
    let article = try article("{\"meta\": \(value) ,\"text\":\"x\"}")
    #expect(article.meta.map { String(decoding: $0, as: UTF8.self) } == value)
  }

  @Test("Date and region stand in where the record has none of its own")
  func standIns() throws {
    let reader = RecordReader(date: "2025-01", region: "TW")
    #expect(try article(#"{"text":"x"}"#, reader).date?.month == 1)
    #expect(try article(#"{"text":"x"}"#, reader).region == "TW")
    #expect(try article(#"{"text":"x","date":"2024","region":"CN"}"#, reader).date?.year == 2024)
    #expect(try article(#"{"text":"x","date":"2024","region":"CN"}"#, reader).region == "CN")
  }

  @Test(
    "A bad date or region is a warning, and the record goes on",
    arguments: [
      (#"{"text":"x","date":"yesterday"}"#, "invalidDate", "'yesterday'"), (#"{"text":"x","date":"2025-02-30"}"#, "invalidDate", "'2025-02-30'"),
      (#"{"text":"x","date":""}"#, "invalidDate", "''"), (#"{"text":"x","region":"cn"}"#, "invalidRegion", "'cn'"),
      (#"{"text":"x","region":"China"}"#, "invalidRegion", "'China'")
    ])
  func warnings(line: String, code: String, names: String) throws {
    let article = try article(line)
    #expect(article.date == nil && article.region == nil)
    #expect(article.warnings.map(\.code) == [code])
    #expect(article.warnings.first?.message.contains(names) == true)
  }

  @Test(
    "A record that cannot be processed says why and keeps its id and data",
    arguments: [
      (#"{"id":"a","meta":[1],"title":"x"}"#, "missingText", "a", "[1]"), (#"{"id":"a","text":5,"meta":"m"}"#, "missingText", "a", "\"m\""),
      (#"{"text":null}"#, "missingText", "news.jsonl:7", nil),
      (#"{"text":"x""#, "invalidJSON", "news.jsonl:7", nil), ("[1]", "invalidJSON", "news.jsonl:7", nil), ("", "invalidJSON", "news.jsonl:7", nil)
    ] as [(String, String, String, String?)])
  func errors(line: String, code: String, id: String, meta: String?) throws {
    let error = try refusal(Array(line.utf8))
    #expect(error.code == code)
    #expect(error.id == id)
    #expect(error.meta.map { String(decoding: $0, as: UTF8.self) } == meta)
    #expect(!error.message.isEmpty)
  }

  @Test("A record that is not UTF-8 keeps its id, and its data where that is whole")
  func brokenRecord() throws {
    let error = try refusal(Array(#"{"id":"a","meta":{"k":1},"text":""#.utf8) + [0xFF] + Array(#""}"#.utf8))
    #expect(error.id == "a")
    #expect(error.meta == Array(#"{"k":1}"#.utf8))
    #expect(try refusal(Array(#"{"id":"a","text":"x","meta":""#.utf8) + [0xFF] + Array(#""}"#.utf8)).meta == nil)
  }

  @Test("A record that is not UTF-8 says at which byte")
  func invalidUTF8() throws {
    let error = try refusal(Array(#"{"text":""#.utf8) + [0xD6, 0xD0] + Array(#""}"#.utf8))
    #expect(error.code == "invalidUTF8")
    #expect(error.message.contains("byte 9"))
  }
}
