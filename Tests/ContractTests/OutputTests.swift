import Foundation
import HanText
import TestSupport
import Testing

/// What the command writes, over the samples and what can be made of them.
@Suite struct OutputTests {
  private static let inputs = (Samples.texts + [Samples.records]).map { "Samples/\($0)" }

  /// More than two blocks of records, each the text of a sample or of random pieces.
  private static func manyRecords(count: Int) throws -> [String] {
    var generator = SplitMix64(seed: 99)
    let texts = try Samples.texts.map { try Samples.text($0).string }
    return try (0..<count).map { index in
      let text = index % 3 == 0 ? RandomText.mixed(&generator, pieces: 200) : generator.pick(texts) ?? ""
      let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
      return #"{"id":"r\#(index)","meta":\#(index),"date":"2025-01-28","text":\#(quoted)}"#
    }
  }

  private func valid(_ outcome: Command.Outcome, count: Int? = nil) throws -> [JSON] {
    let validator = try SchemaValidator(JSON(Repository.bytes("Documentation/schema.json")))
    let records = try outcome.records()
    if let count { try #require(records.count == count) }
    for record in records {
      #expect(validator.faults(record).prefix(5) == [])
      if record["error"] == nil { try RecordCheck(record).expectPlaces() }
    }
    return records
  }

  @Test(
    "Every line over the samples is valid, and its places are those of its text", arguments: ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"],
    ["scalar", "utf8", "utf16"])
  func samples(target: String, offsets: String) throws {
    let outcome = try Command.run(["run", "--target", target, "--offsets", offsets] + Self.inputs)
    #expect(outcome.status == 0)
    #expect(outcome.messages == "")
    let records = try valid(outcome, count: Samples.texts.count + 4)
    #expect(records.prefix(Samples.texts.count).map { $0["id"]?.text } == Samples.texts.map { "Samples/\($0)" })
    for record in records {
      #expect(record["offsets"]?.text == (offsets == "scalar" ? nil : offsets))
      #expect(record["conversion"]?["target"]?.text == target)
      for layer in ["sections", "sentences", "tokens", "numbers", "figures", "entities", "relations", "facts"] { #expect(record[layer] != nil) }
    }
  }

  @Test("A record's own members come back, and its data byte for byte")
  func members() throws {
    let line = #"{"id":"a1","title":"标题","text":"正文","date":"2025-01-28T09:00:00Z","region":"HK","meta":{ "b" : [1.50, "\u4e2d"] }}"#
    let outcome = try Command.run(["run", "--input-format", "jsonl"], input: line.utf8)
    let record = try #require(try valid(outcome, count: 1).first)
    #expect(record["text"]?.text == "标题\n正文")
    #expect(record["titleLength"]?.integer == 3)
    #expect(record["date"]?.text == "2025-01-28T09:00:00Z")
    #expect(record["region"]?.text == "HK")
    #expect(outcome.text.contains(#""meta":{ "b" : [1.50, "\u4e2d"] },"#))
  }

  @Test("The same bytes come out for any number of jobs and however the records are split into blocks and files")
  func sameBytes() throws {
    let records = try Self.manyRecords(count: 500)
    let all = records.map { $0 + "\n" }.joined()
    try #require(all.utf8.count > 3 << 18)
    let folder = try TemporaryFolder()
    let whole = try folder.write(all.utf8, to: "all.jsonl")
    let options = ["run", "--stages", "segment,numbers,figures,entities,facts,convert", "--target", "zh-Hant-TW"]
    let one = try Command.run(options + ["--jobs", "1", whole])
    #expect(one.status == 0)
    #expect(one.lines.count == records.count)
    for jobs in ["2", "3"] { #expect(try Command.run(options + ["--jobs", jobs, whole]).output == one.output) }
    let parts = try [0..<1, 1..<170, 170..<171, 171..<500].enumerated().map { index, range in
      // The last line of a file needs no end.
      try folder.write(records[range].joined(separator: "\n").utf8, to: "part\(index).jsonl")
    }
    #expect(try Command.run(options + parts).output == one.output)
    #expect(try Command.run(options + ["--input-format", "jsonl"], input: all.utf8).output == one.output)
    // What comes out is valid, too; the checks are slow, so of some only.
    let some = Command.Outcome(status: 0, output: Array(one.lines.prefix(40).joined(separator: [10])), messages: "")
    #expect(try valid(some).map { $0["id"]?.text } == (0..<40).map { "r\($0)" })
  }

  @Test("Asking for more layers changes no other layer")
  func layersApart() throws {
    let layers = [
      "segment": ["sentences", "tokens"], "numbers": ["numbers"], "figures": ["figures"], "entities": ["entities", "relations"], "facts": ["facts"],
      "convert": ["conversion"]
    ]
    let all = try Command.run(["run", "--target", "zh-Hant-TW"] + Self.inputs).records()
    for (stage, keys) in layers {
      let alone = try Command.run(["run", "--stages", stage, "--target", "zh-Hant-TW"] + Self.inputs).records()
      for (alone, all) in zip(alone, all) {
        #expect(layers.values.joined().filter { alone[$0] != nil }.sorted() == keys.sorted())
        for key in keys + ["script", "variant", "region", "text", "sections"] { #expect(alone[key] == all[key], "\(stage): \(key)") }
      }
    }
  }

  @Test("Each layer's own command prints what run prints of it", arguments: ["numbers", "figures", "entities", "facts"])
  func layerCommands(stage: String) throws {
    #expect(try Command.run([stage] + Self.inputs).output == Command.run(["run", "--stages", stage] + Self.inputs).output)
  }

  @Test(
    "Samples in other charsets give the same records as their copies in UTF-8",
    arguments: [("cn-auto-gb18030.txt", "gb18030"), ("tw-shipping-big5.txt", "big5")])
  func charsets(sample: String, charset: String) throws {
    let bytes = try Repository.bytes("Samples/\(sample)")
    let copy = Charset.decode(bytes).text
    for options in [["run", "--target", "zh-Hant-TW"], ["numbers", "--input-format", "lines"], ["segment"], ["convert", "--target", "zh-Hans"]] {
      let expected = try Command.run(options, input: copy)
      #expect(expected.status == 0 && !expected.output.isEmpty)
      #expect(try Command.run(options, input: bytes).output == expected.output)
      #expect(try Command.run(options + ["--encoding", charset], input: bytes).output == expected.output)
    }
    let marked = Array(String(decoding: copy, as: UTF8.self).utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let expected = try Command.run(["run"], input: copy).output
    #expect(try Command.run(["run"], input: [0xFF, 0xFE] + marked).output == expected)
    #expect(try Command.run(["run", "--encoding", "utf-16"], input: [0xFF, 0xFE] + marked).output == expected)
    #expect(try Command.run(["run"], input: [0xEF, 0xBB, 0xBF] + copy).output == expected)
  }

  @Test("Golden outputs of the samples are unchanged", arguments: inputs)
  func golden(sample: String) throws {
    let name = sample.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    let path = "Tests/Golden/\(name).jsonl"
    let golden = try Repository.bytes(path).split(separator: 10)
    let target = try #require(try golden.first.flatMap { try JSON($0)["conversion"]?["target"]?.text })
    let lines = try Command.run(["run", "--target", target, sample]).lines.map(Self.withoutDigest)
    #expect(lines.count == golden.count)
    for (line, golden) in zip(lines, golden) where !line.elementsEqual(golden) {
      let differing = zip(try JSON(line).members, try JSON(golden).members).first { $0 != $1 }?.0.key ?? "the keys"
      Issue.record("\(path) differs in \(differing); if that is meant, write it anew with Scripts/golden and read the diff")
    }
  }

  /// A line whose producer is name and version alone.
  private static func withoutDigest(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: line, as: UTF8.self)
    guard let producer = text.range(of: "\"producer\":\""), let plus = text[producer.upperBound...].firstIndex(of: "+") else { return Array(line) }
    guard let end = text[plus...].firstIndex(of: "\"") else { return Array(line) }
    return Array((text[..<plus] + text[end...]).utf8)
  }
}

/// The text filters: one line in is one line out.
@Suite struct FilterTests {
  @Test(
    "Line ends are kept as they are, and a last line without one has none",
    arguments: ["", "\n", "头\n", "头\r\n发", "\n\n头\r\n\r\n", "头\r发", " 头 \n", "头\0发\n"])
  func lineEnds(text: String) throws {
    for arguments in [["convert", "-c", "s2t"], ["convert", "--target", "zh-Hant-TW"], ["segment"]] {
      let outcome = try Command.run(arguments, input: text.utf8)
      #expect(outcome.status == 0)
      func ends(_ text: String) -> [UInt8] { text.utf8.filter { $0 == 10 || $0 == 13 } }
      // A return inside a line is white space between words.
      if arguments[0] == "segment", text.contains("头\r发") { continue }
      #expect(ends(outcome.text) == ends(text))
      #expect(outcome.text.utf8.last.map { $0 == 10 } == text.utf8.last.map { $0 == 10 })
    }
  }

  @Test("Each of OpenCC's sixteen configurations is taken by its name")
  func configurations() throws {
    for name in ["s2t", "t2s", "s2tw", "tw2s", "s2twp", "tw2sp", "s2hk", "hk2s", "s2hkp", "hk2sp", "t2tw", "tw2t", "t2hk", "hk2t", "t2jp", "jp2t"] {
      let outcome = try Command.run(["convert", "-c", name], input: "NVIDIA 5%\n".utf8)
      #expect(outcome.status == 0)
      #expect(outcome.text == "NVIDIA 5%\n")
    }
    #expect(try Command.run(["convert", "-c", "s2t"], input: "头发发展\n".utf8).text == "頭髮發展\n")
    #expect(try Command.run(["convert", "-c", "s2t", "--engine", "icu"], input: "头发发展\n".utf8).text == "頭髮發展\n")
  }

  @Test(
    "Filters give the same bytes for any number of jobs, over many blocks",
    arguments: [["segment"], ["convert", "-c", "s2twp"], ["convert", "--target", "zh-Hans"]])
  func jobs(arguments: [String]) throws {
    var generator = SplitMix64(seed: 4)
    var text = ""
    while text.utf8.count < 1_200_000 { text += RandomText.mixed(&generator, pieces: 60) + (generator.below(2) == 0 ? "\n" : "\r\n") }
    let one = try Command.run(arguments + ["--jobs", "1"], input: text.utf8)
    #expect(one.status == 0)
    #expect(one.output.count { $0 == 10 } == text.utf8.count { $0 == 10 })
    #expect(try Command.run(arguments + ["--jobs", "4"], input: text.utf8).output == one.output)
  }

  @Test("Converting the converted text changes nothing more", arguments: ["zh-Hans", "zh-Hans-CN", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"])
  func twice(target: String) throws {
    for sample in Samples.texts {
      let once = try Command.run(["convert", "--target", target, "Samples/\(sample)"]).output
      #expect(try Command.run(["convert", "--target", target], input: once).output == once, "\(sample)")
    }
  }
}
