import Foundation
import TestSupport
import Testing

/// Exit statuses, and inputs that are not what they should be.
@Suite struct StatusTests {
  private static let sample = "Samples/ranges-lists.txt"

  @Test(
    "Wrong usage ends with 64, writes nothing and says what to do",
    arguments: [
      (["run", "--stages", "segment,verbs", sample], "verbs"), (["run", "--stages", "convert", sample], "--target"),
      (["run", "--target", "zh-Hant-US", sample], "zh-Hant-TW"),
      (["run", "--jobs", "0", sample], "--jobs"), (["run", "--encoding", "klingon", sample], "gb18030"),
      (["run", "--date", "yesterday", sample], "YYYY-MM-DD"),
      (["run", "--offsets", "bytes", sample], "--offsets"), (["run", "--output-format", "csv", sample], "csv"),
      (["run", "--stages", "numbers", "--output-format", "conllu", sample], "conllu"), (["segment", "--input-format", "jsonl", sample], "jsonl"),
      (["segment", "--engine", "icu", "--dictionary", "mine.tsv", sample], "icu"), (["evaluate", "segment"], "gold"),
      (["run", "--input-format", "html", sample], "html"), (["convert", sample], "--target"),
      (["convert", "-c", "s2t", "--target", "zh-Hans", sample], "-c"), (["convert", "-c", "s2x", sample], "s2twp"),
      (["convert", "-c", "s2tw", "--engine", "icu", sample], "icu"), (["run", "--nonsense"], "nonsense"), (["nonsense"], "nonsense"),
      (["segment", "--standard", "ctb", sample], "--standard")
    ])
  func usage(arguments: [String], names: String) throws {
    let outcome = try Command.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains(names))
  }

  @Test("A user's dictionary with a fault ends with 64, naming file and line")
  func badDictionary() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("word\tcount\ttag\n甲\tmany\tn\n".utf8, to: "mine.tsv")
    let outcome = try Command.run(["segment", "--dictionary", path, Self.sample])
    #expect(outcome.status == 64)
    #expect(outcome.messages.contains("mine.tsv:2"))
  }

  @Test("An input that is not there ends with 66 when the others are done")
  func missingInput() throws {
    let outcome = try Command.run(["run", "--stages", "segment", "Samples/nowhere.txt", Self.sample, "nowhere-*.txt"])
    #expect(outcome.status == 66)
    #expect(try outcome.records().map { $0["id"]?.text } == [Self.sample])
    #expect(outcome.messages.contains("Samples/nowhere.txt") && outcome.messages.contains("nowhere-*.txt"))
  }

  @Test("A dictionary image that is not there or is none ends with 66 and is named")
  func missingImage() throws {
    let folder = try TemporaryFolder()
    for path in ["/nowhere/image.bin", try folder.write("no image at all, and long enough to be read as the header of one".utf8, to: "image.bin")] {
      let outcome = try Command.run(["segment", "--dictionaries", path, Self.sample])
      #expect(outcome.status == 66)
      #expect(outcome.output.isEmpty)
      #expect(outcome.messages.contains(path))
    }
  }

  @Test("Output that cannot be written ends with 74 and says why", arguments: [["run"], ["segment"], ["convert", "-c", "s2t"]])
  func fullDisk(command: [String]) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let outcome = try Command.run(command + [Self.sample], output: "/dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.messages.contains("No space left"))
    let nowhere = try Command.run(command + ["-o", "/nowhere/out", Self.sample])
    #expect(nowhere.status == 74)
    #expect(nowhere.messages.contains("/nowhere/out"))
  }

  @Test("A file named with -o holds what standard output would")
  func outputFile() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(["run", "-o", "\(folder.path)/out.jsonl", Self.sample])
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/out.jsonl"))) == (try Command.run(["run", Self.sample]).output))
  }

  @Test("A file may be read and written with -o in one run, and is left alone where nothing could be read")
  func ownOutput() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("软件\n".utf8, to: "text.txt")
    #expect(try Command.run(["convert", "-c", "s2t", "nowhere.txt", "-o", path]).status == 66)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "软件\n")
    #expect(try Command.run(["convert", "-c", "s2t", path, "-o", path]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "軟件\n")
  }

  @Test("The command finds its dictionaries when it is called by name")
  func byName() throws {
    let outcome = try Command.shell("PATH=\"$(dirname \"$0\"):$PATH\"; cd /; echo 软件 | hanflow convert -c s2t", [])
    #expect(outcome.text == "軟件\n")
  }

  @Test("Lines in another charset are told by their first characters, however late those come")
  func lateCharset() throws {
    let ascii = Array(String(repeating: "hello world 123\n", count: 40_000).utf8)
    // 中国 in GB18030.
    let outcome = try Command.run(["convert", "-c", "s2t"], input: ascii + [0xD6, 0xD0, 0xB9, 0xFA, 10])
    #expect(outcome.text.hasSuffix("\n中國\n"))
  }

  @Test("A folder that holds nothing to read, or itself by a link, is no endless work")
  func oddFolders() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("五百".utf8, to: "a.txt")
    let root = path.dropLast("/a.txt".count)
    let outcome = try Command.shell("mkdir \"$1/empty\"; ln -s . \"$1/self\"; \"$0\" numbers \"$1\"; \"$0\" numbers \"$1/empty\"", [String(root)])
    #expect(outcome.lines.count == 1)
    #expect(outcome.status == 66)
    #expect(outcome.messages.contains("empty"))
  }

  @Test("A reader that has enough ends the run quietly with 0", arguments: ["run --input-format lines", "segment", "convert -c s2t"])
  func closedPipe(command: String) throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(Array(repeatElement(Array("恒生指数收报25,975.4点，上升0.92%。\n".utf8), count: 40_000).joined()), to: "long.txt")
    let outcome = try Command.shell("{ \"$0\" \(command) \"$1\"; echo $? >\"$2\"; } | head -c 5 >/dev/null", [text, "\(folder.path)/status"])
    #expect(try String(contentsOfFile: "\(folder.path)/status", encoding: .utf8) == "0\n")
    #expect(outcome.messages == "")
  }

  @Test("A bad record comes out as an error in its place, the rest is processed, and --strict ends with 65")
  func badRecord() throws {
    let lines: [[UInt8]] = [
      Array(#"{"id":"a","text":"第一"}"#.utf8), Array(#"{"id":"b","text":"没有完"#.utf8), Array("not json".utf8), [],
      Array(#"{"id":"c","meta":{"k": 1}}"#.utf8),
      Array(#"{"id":"d","text":""#.utf8) + [0xFF] + Array(#""}"#.utf8), Array("{\"id\":\"e\",\"text\":\"最后\"}\r".utf8)
    ]
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(lines.joined(separator: [10])), to: "mixed.jsonl")
    let outcome = try Command.run(["run", "--stages", "segment", path])
    #expect(outcome.status == 0)
    let records = try outcome.records()
    let validator = try SchemaValidator(JSON(Repository.bytes("Documentation/schema.json")))
    for record in records { #expect(validator.faults(record) == []) }
    #expect(records.map { $0["id"]?.text } == ["a", "\(path):2", "\(path):3", "c", "d", "e"])
    #expect(records.map { $0["error"]?["code"]?.text } == [nil, "invalidJSON", "invalidJSON", "missingText", "invalidUTF8", nil])
    #expect(records[3]["meta"]?["k"]?.integer == 1)
    #expect(records.last?["text"]?.text == "最后")
    let strict = try Command.run(["run", "--stages", "segment", "--strict", path])
    #expect(strict.status == 65)
    #expect(strict.output == outcome.output)
    #expect(!strict.messages.isEmpty)
    #expect(try Command.run(["run", "--strict", Self.sample]).status == 0)
  }

  @Test("Bytes that are no text stand as U+FFFD with a warning that says where")
  func invalidBytes() throws {
    let bytes = Array("股价上涨，市值增加。".utf8) + [0xFF] + Array("后文。\n".utf8)
    for format in ["text", "lines"] {
      let outcome = try Command.run(["run", "--input-format", format], input: bytes)
      #expect(outcome.status == 0)
      let record = try #require(try outcome.records().first)
      #expect(record["text"]?.text?.hasPrefix("股价上涨，市值增加。\u{FFFD}后文。") == true)
      #expect(record["warnings"]?.items.first?["code"]?.text == "invalidBytes")
      #expect(record["warnings"]?.items.first?["message"]?.text?.contains("byte 30 ") == true)
      try RecordCheck(record).expectPlaces()
    }
    let filtered = try Command.run(["convert", "-c", "s2t"], input: bytes)
    #expect(filtered.text == "股價上漲，市值增加。\u{FFFD}後文。\n")
    #expect(filtered.messages.contains("-:1: ") && filtered.messages.contains("--encoding"))
  }

  @Test(
    "Nothing, white space, NUL and marks alone are documents like any other",
    arguments: ["", "\n", " \r\n\t", "\0", "a\0中\0", "\u{FEFF}", "。", "😀", "\u{1}\u{7F}\u{80}"])
  func odd(text: String) throws {
    for arguments in [["run", "--target", "zh-Hant-TW"], ["run", "--target", "zh-Hans", "--offsets", "utf16"]] {
      let outcome = try Command.run(arguments, input: text.utf8)
      #expect(outcome.status == 0)
      let records = try outcome.records()
      #expect(records.count == 1)
      // A byte order mark is read and dropped.
      let expected = text == "\u{FEFF}" ? [] : Array(text.utf8)
      #expect(records.first?["text"]?.text.map { Array($0.utf8) } == expected)
      for record in records { try RecordCheck(record).expectPlaces() }
    }
    let jsonl = try Command.run(["run", "--input-format", "jsonl"], input: [])
    #expect(jsonl.status == 0 && jsonl.output.isEmpty)
  }

  @Test("Random bytes are a document, too", arguments: 0..<12)
  func randomBytes(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let bytes = seed % 2 == 0 ? RandomText.bytes(&generator, upTo: 3000) : Array(RandomText.mixed(&generator, pieces: 500).utf8)
    let validator = try SchemaValidator(JSON(Repository.bytes("Documentation/schema.json")))
    for format in ["text", "lines", "jsonl"] {
      let outcome = try Command.run(["run", "--target", "zh-Hant-TW", "--input-format", format], input: bytes)
      #expect(outcome.status == 0)
      for record in try outcome.records() {
        #expect(validator.faults(record) == [])
        if record["error"] == nil { try RecordCheck(record).expectPlaces() }
      }
    }
  }

  @Test("A line of five megabytes is processed whole")
  func longLine() throws {
    let piece = "市值2.9万亿美元，头发发展"
    let text = String(repeating: piece, count: (5 << 20) / piece.utf8.count + 1)
    let words = try Command.run(["segment"], input: text.utf8)
    #expect(words.status == 0)
    #expect(words.output.filter { $0 != 0x20 } == Array(text.utf8))
    let converted = try Command.run(["convert", "-c", "s2t"], input: text.utf8)
    #expect(converted.text == text.replacing("万亿", with: "萬億").replacing("头发发展", with: "頭髮發展"))
    let record = "{\"id\":\"long\",\"text\":\"\(text)\"}\n{\"id\":\"next\",\"text\":\"短\"}\n"
    let numbers = try Command.run(["run", "--stages", "facts", "--input-format", "jsonl"], input: record.utf8)
    #expect(numbers.status == 0)
    #expect(try numbers.records().map { $0["id"]?.text } == ["long", "next"])
    #expect(try numbers.records().first?["text"]?.text == text)
  }

  @Test("A line keeps its number over many blocks")
  func lineNumbers() throws {
    let text = (1...30_000).map { "第\($0)行\n" }.joined()
    let records = try Command.run(["run", "--stages", "facts", "--input-format", "lines", "--jobs", "2"], input: text.utf8).records()
    #expect(records.map { $0["id"]?.text } == (1...30_000).map { "-:\($0)" })
    #expect(records.last?["text"]?.text == "第30000行")
  }

  @Test("Help and version are no errors")
  func help() throws {
    #expect(try Command.run(["--help"]).status == 0)
    #expect(try Command.run(["--version"]).text.isEmpty == false)
    for command in ["run", "convert", "segment", "numbers", "figures", "entities", "facts", "dictionary"] {
      #expect(try Command.run([command, "--help"]).status == 0)
    }
  }

  @Test("Our own dictionaries are found without fault by the command, and a bad folder is refused")
  func dictionaryCheck() throws {
    #expect(try Command.run(["dictionary", "check", "Dictionaries"]).status == 0)
    #expect(try Command.run(["dictionary", "check", "Samples"]).status == 64)
    #expect(try Command.run(["dictionary", "lookup", "軟件"]).text.contains("words"))
  }
}
