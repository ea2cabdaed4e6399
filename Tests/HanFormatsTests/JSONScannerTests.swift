import Testing

@testable import HanFormats

@Suite struct JSONScannerTests {
  private func members(_ text: String) throws -> [String: String] { try members(Array(text.utf8)) }

  private func members(_ bytes: [UInt8]) throws -> [String: String] {
    try bytes.withUnsafeBufferPointer { buffer in
      var scanner = JSONScanner(buffer)
      return try scanner.object().mapValues { String(decoding: buffer[$0], as: UTF8.self) }
    }
  }

  private func string(_ value: String) throws -> String? {
    try Array(#"{"k":\#(value)}"#.utf8).withUnsafeBufferPointer { buffer in
      var scanner = JSONScanner(buffer)
      return try scanner.object()["k"].flatMap { scanner.string(in: $0) }
    }
  }

  @Test(
    "Objects that RFC 8259 allows are read, and each value stands as it was written",
    arguments: [
      ("{}", [:]), (" { } ", [:]), ("\t{\"a\":1}\r", ["a": "1"]),
      (#"{"a" : "b" , "c":[1, 2 ,{"d":null}]}"#, ["a": "\"b\"", "c": #"[1, 2 ,{"d":null}]"#]),
      (#"{"":""}"#, ["": "\"\""]), (#"{"a":1,"a":2}"#, ["a": "2"]), (#"{"\u0061":true,"b":false}"#, ["a": "true", "b": "false"]),
      (#"{"a":[],"b":{}}"#, ["a": "[]", "b": "{}"]),
      (#"{"键":"值"}"#, ["键": "\"值\""]), ("{\"a\":\"\u{7F}\u{2028}\"}", ["a": "\"\u{7F}\u{2028}\""])
    ] as [(String, [String: String])])
  func good(text: String, expected: [String: String]) throws {
    #expect(try members(text) == expected)
  }

  @Test(
    "Numbers that RFC 8259 allows are read",
    arguments: ["0", "-0", "7", "-12", "0.5", "10.25", "1e5", "1E+5", "1.5e-10", "123456789012345678901234567890", "-0.0", "0e0"])
  func numbers(number: String) throws {
    #expect(try members("{\"k\":\(number)}") == ["k": number])
  }

  @Test(
    "What RFC 8259 does not allow is refused",
    arguments: [
      "", " ", "{", "}", "[]", "\"a\"", "1", "null", "{]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{a:1}", "{'a':1}",
      "{\"a\":1 \"b\":2}", "{\"a\":1}}", "{} {}", "{\"a\":1}x",
      "{\"a\":[1,]}", "{\"a\":[1 2]}", "{\"a\":[}", "{\"a\":[1}", "{\"a\":{\"b\"}}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}",
      "{\"a\":1e}", "{\"a\":--1}", "{\"a\":-}",
      "{\"a\":0x1}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":True}", "{\"a\":tru}", "{\"a\":nulll}", "{\"a\":\"b}", "{\"a\":\"b\\\"}",
      "{\"a\":\"\\x41\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\u12G4\"}",
      "{\"a\":\"\\u\"}", "{\"a\":\"\\", "{\"a\":\"\n\"}", "{\"a\":\"\t\"}", "{\"a\":\"\0\"}", "{\"a\\\":1}", "\u{FEFF}{}", "{\"a\":1/*c*/}",
      "{\"a\":\"\\uD83D\\u12\"}", "{\"a\":１}", "{\u{A0}}", "{\"a\":\"\\u00²0\"}"
    ])
  func bad(text: String) throws {
    let fault = try #require(throws: JSONScanner.Fault.self) { try members(text) }
    #expect((0...text.utf8.count).contains(fault.offset))
    #expect(!fault.message.isEmpty)
  }

  @Test(
    "Escapes stand for what they say, and half a surrogate pair for U+FFFD",
    arguments: [
      (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""\u4e2d\u4E2D""#, "中中"), (#""\u0000""#, "\0"),
      (#""\uD83D\uDE00""#, "😀"), (#""\ud83d\ude00x""#, "😀x"),
      (#""\uD83D""#, "\u{FFFD}"), (#""\uD83Dx""#, "\u{FFFD}x"), (#""\uDE00""#, "\u{FFFD}"), (#""\uD83D\u0041""#, "\u{FFFD}A"),
      (#""\uD83D\uD83D\uDE00""#, "\u{FFFD}😀"), (#""\uD83D\n""#, "\u{FFFD}\n"),
      (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\uD800\uDC00""#, "\u{10000}"), (#""\uFFFF""#, "\u{FFFF}"), (#""\\u0041""#, "\\u0041"), (#""""#, "")
    ])
  func escapes(value: String, expected: String) throws {
    #expect(try string(value) == expected)
  }

  @Test("A value that is no string has none", arguments: ["1", "null", "true", "[]", #"["a"]"#, "{}"])
  func noString(value: String) throws {
    #expect(try string(value) == nil)
  }

  @Test("Values may nest to the limit and no deeper")
  func depth() throws {
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      "{\"a\":" + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth) + "}"
    }
    let most = JSONScanner.depthLimit - 2
    #expect(try members(nested(most, "[", "]")).count == 1)
    #expect(try members(nested(most, "{\"b\":", "}")).count == 1)
    let fault = try #require(throws: JSONScanner.Fault.self) { try members(nested(most + 1, "[", "]")) }
    #expect(fault.message.contains("512"))
    #expect(throws: JSONScanner.Fault.self) { try members("{\"a\":" + String(repeating: "[", count: 1_000_000)) }
  }
}
