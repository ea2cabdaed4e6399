import TestSupport
import Testing

@Suite struct SchemaValidatorTests {
  private func faults(_ value: String, _ schema: String) throws -> [String] { try SchemaValidator(JSON(schema.utf8)).faults(JSON(value.utf8)) }

  private static let cases: [(schema: String, good: [String], bad: [String])] = [
    (#"{"type":"integer"}"#, ["1", "-2", "3.0"], ["1.5", "\"1\"", "null", "true", "[]"]), (#"{"type":"number"}"#, ["1", "1.5"], ["\"1\"", "false"]),
    (#"{"type":"string"}"#, ["\"\""], ["1", "{}"]), (#"{"type":["string","null"]}"#, ["\"a\"", "null"], ["1"]),
    (#"{"type":"object"}"#, ["{}"], ["[]"]),
    (#"{"required":["a","b"]}"#, [#"{"a":1,"b":null}"#, "5"], [#"{"a":1}"#, "{}"]),
    (#"{"properties":{"a":{"type":"string"}}}"#, [#"{"a":"x"}"#, #"{"b":1}"#, "3"], [#"{"a":1}"#]),
    (#"{"items":{"type":"string"}}"#, ["[]", #"["a","b"]"#, "{}"], [#"["a",1]"#]),
    (#"{"enum":["a",1,null]}"#, ["\"a\"", "1", "null"], ["\"b\"", "2", "false"]),
    (#"{"const":true}"#, ["true"], ["false", "1"]), (#"{"minimum":0}"#, ["0", "5", "\"x\""], ["-1", "-0.5"]),
    (#"{"maximum":1}"#, ["1", "0.5"], ["1.01"]),
    (#"{"minItems":1}"#, ["[1]", "{}"], ["[]"]), (#"{"minLength":1}"#, ["\"中\"", "5"], ["\"\""]), (#"{"minLength":2}"#, ["\"ab\""], ["\"😀\""]),
    (#"{"pattern":"^-?[0-9]+(\\.[0-9]+)?$"}"#, ["\"-1.5\"", "\"12\"", "7"], ["\"1.\"", "\"a12\"", "\"12\\n\"", "\"１２\"", "\"\""]),
    (#"{"pattern":"b+"}"#, ["\"abbc\""], ["\"ac\""]),
    (##"{"$defs":{"d":{"type":"string"}},"$ref":"#/$defs/d"}"##, ["\"a\""], ["1"]),
    (#"{"allOf":[{"minimum":1},{"maximum":2}]}"#, ["1", "2"], ["0", "3"]),
    (##"{"$defs":{"list":{"items":{"$ref":"#/$defs/list"},"type":"array"}},"$ref":"#/$defs/list"}"##, ["[[],[[]]]"], ["[[1]]"]),
    (#"{"title":"t","description":"d","$schema":"s"}"#, ["1", "{}"], [])
  ]

  @Test("Each keyword holds where it holds and not where it does not", arguments: cases)
  func keywords(schema: String, good: [String], bad: [String]) throws {
    for value in good { #expect(try faults(value, schema) == [], "\(value)") }
    for value in bad { #expect(try !faults(value, schema).isEmpty, "\(value)") }
  }

  @Test("A fault names its place")
  func places() throws {
    #expect(
      try faults(#"{"a":[{"b":1},{"b":"x"}]}"#, #"{"properties":{"a":{"items":{"properties":{"b":{"type":"integer"}}}}}}"#).first?.hasPrefix(
        "$.a[1].b: ") == true)
    #expect(try faults("{}", #"{"required":["a"]}"#) == ["$: lacks a"])
  }

  @Test(
    "A keyword that is not known, or a reference that leads nowhere, is refused",
    arguments: [#"{"maxLength":1}"#, #"{"items":{"oneOf":[]}}"#, ##"{"$ref":"#/$defs/x"}"##])
  func unknown(schema: String) {
    #expect(throws: JSONFault.self) { try SchemaValidator(JSON(schema.utf8)) }
  }

  @Test(
    "JSON is read strictly",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,\"a\":2}", "\"\n\"", "\"\\x\"", "\"\\ud800\"", "nul", "1 2", "[1 2]", "{\"a\" 1}", "\"a", "--1", "\u{FEFF}1"
    ])
  func badJSON(text: String) {
    #expect(throws: JSONFault.self) { try JSON(text.utf8) }
  }

  @Test(
    "The schema refuses lines that break the contract",
    arguments: [
      "[]", "{}", #"{"schema":"hanflow/2","producer":"p","id":"a"}"#, #"{"schema":"hanflow/1","producer":"p"}"#,
      #"{"schema":"hanflow/1","producer":"p","id":5}"#,
      #""script":"hans""#, #""offsets":"scalar""#, #""sections":[{"start":0,"end":1}]"#, #""sections":[{"start":0,"end":1,"kind":"footer"}]"#,
      #""sentences":[{"start":0}]"#,
      #""sentences":[{"start":-1,"end":1}]"#, #""sentences":[{"start":0.5,"end":1}]"#, #""tokens":[{"start":0,"end":1}]"#,
      #""tokens":[{"start":0,"end":0,"text":""}]"#,
      #""numbers":[{"start":0,"end":1,"text":"5","value":5}]"#, #""numbers":[{"start":0,"end":1,"text":"5","value":"5e3"}]"#,
      #""numbers":[{"start":0,"end":1,"text":"5","maxExclusive":false}]"#,
      #""numbers":[{"start":0,"end":1,"text":"5","fraction":{"numerator":"1"}}]"#,
      #""figures":[{"start":0,"end":1,"text":"5","id":"f1","kind":"count"}]"#,
      #""figures":[{"start":0,"end":1,"text":"5","id":"f1","kind":"sum","bound":"exact"}]"#,
      #""figures":[{"start":0,"end":1,"text":"5","id":"f1","kind":"money","bound":"exact","currency":"usd"}]"#,
      #""figures":[{"start":0,"end":1,"text":"5","id":"f1","kind":"count","bound":"exact","confidence":1.2}]"#,
      #""entities":[{"start":0,"end":1,"text":"x","id":"e1","label":"COMPANY"}]"#,
      #""entities":[{"start":0,"end":1,"text":"x","id":"e1","label":"ORG","ref":"nvidia"}]"#,
      #""entities":[{"start":0,"end":1,"text":"x","id":"e1","label":"ORG","tickers":["NASDAQ NVDA"]}]"#,
      #""relations":[{}]"#, #""facts":[{"figure":"f1","subjects":[]}]"#, #""facts":[{"figure":"f1","metric":{"ref":"x"}}]"#,
      #""conversion":{"target":"zh-Hans"}"#,
      #""conversion":{"target":"zh-Hans","text":"","edits":[{"start":0,"end":1}]}"#, #""warnings":[{"code":"x"}]"#, #""error":{"message":"x"}"#,
      #""text":null"#, #""date":2025"#
    ])
  func contract(line: String) throws {
    let whole = line.hasPrefix("\"") ? #"{"schema":"hanflow/1","producer":"p","id":"a",\#(line)}"# : line
    #expect(try !SchemaValidator(JSON(Repository.bytes("Documentation/schema.json"))).faults(JSON(whole.utf8)).isEmpty)
  }
}
