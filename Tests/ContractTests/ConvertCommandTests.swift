import Foundation
import TestSupport
import Testing

/// What `hanflow convert` takes and prints beside the text.
@Suite struct ConvertCommandTests {
  private static let sample = "Samples/ranges-lists.txt"

  @Test(
    "Wrong usage ends with 64, writes nothing and says what is wrong",
    arguments: [
      (["-c", "s2t", "--target", "zh-Hant"], "--target"), ([], "--target"), (["-c", "s2twp", "--domain", "cookery"], "'cookery'"),
      (["-c", "s2twp", "--domain", "cookery"], "computing"),
      (["--target", "zh-Hant-TW", "--domain", "computing", "--domain", "cookery"], "'cookery'"),
      (["-c", "s2t", "--explain", "--ambiguities"], "--ambiguities"), (["-c", "s2t", "--quotes", "curly"], "curly"),
      (["-c", "s2t", "--input-format", "jsonl"], "--input-format"), (["-c", "s2t", "--engine", "opencc"], "opencc")
    ])
  func usage(arguments: [String], names: String) throws {
    let outcome = try Command.run(["convert"] + arguments + [Self.sample])
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains(names))
  }

  @Test(
    "A bad file of terms or decisions ends with 64 and names its line",
    arguments: [("--terms", "甲\t乙\n丙\n"), ("--decisions", "甲\t只\t乙\t隻\n只\t隻\n")])
  func badFile(option: String, lines: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(lines.utf8, to: "mine.tsv")
    let outcome = try Command.run(["convert", "-c", "s2t", option, path, Self.sample])
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains("\(path):2"))
    let missing = try Command.run(["convert", "-c", "s2t", option, "/nowhere/mine.tsv", Self.sample])
    #expect(missing.status == 66 && missing.messages.contains("/nowhere/mine.tsv"))
  }

  @Test("Terms, domains, quotes and fast mode are heard")
  func options() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("软件\t軟件\n".utf8, to: "mine.tsv")
    func convert(_ options: [String], _ text: String) throws -> String {
      let outcome = try Command.run(["convert", "-c", "s2twp"] + options, input: text.utf8)
      #expect(outcome.status == 0 && outcome.messages == "")
      return outcome.text
    }
    #expect(try convert([], "“软件”计算异或的结果\n") == "“軟體”計算異或的結果\n")
    #expect(try convert(["--terms", path], "“软件”计算异或的结果\n") == "“軟件”計算異或的結果\n")
    #expect(try convert(["--domain", "computing"], "“软件”计算异或的结果\n") == "“軟體”計算互斥或的結果\n")
    #expect(try convert(["--quotes", "convert"], "“软件”it’s计算异或的结果\n") == "「軟體」it’s計算異或的結果\n")
    #expect(try convert(["--fast"], "头发发展\n") == "頭髮發展\n")
  }

  @Test("--explain prints a line with edits, what it became, and an edit a line with its place and the dictionary's line")
  func explain() throws {
    let outcome = try Command.run(["convert", "-c", "s2t", "--explain"], input: "NVIDIA\n😀车a国\r\n中\n".utf8)
    #expect(outcome.status == 0)
    let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count == 5)
    #expect(lines[0] == "😀车a国")
    #expect(lines[1] == "😀車a國")
    for (line, expected) in zip(lines[2...3], [("  2:2", "车", "車"), ("  2:4", "国", "國")]) {
      let fields = line.split(separator: "\t")
      try #require(fields.count == 4)
      #expect((String(fields[0]), String(fields[1]), String(fields[2])) == expected)
      // The rule is where the dictionary says so.
      let place = fields[3].split(separator: ":")
      let file = try #require(place.first), number = try #require(place.last.flatMap { Int($0) })
      let rows = String(decoding: try Repository.bytes("Dictionaries/\(file)"), as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      try #require(rows.indices.contains(number - 1))
      #expect(rows[number - 1].hasPrefix("\(expected.1)\t\(expected.2)"))
    }
    #expect(lines[4] == "")
    #expect(try Command.run(["convert", "-c", "s2t", "--explain"], input: "NVIDIA\n".utf8).output.isEmpty)
    let model = try Command.run(["convert", "-c", "s2t", "--explain"], input: "他在盒子里面走\n".utf8).text
    #expect(model.contains(#/  1:5\t里\t裏\tmodel:\d+\.\d\n/#))
  }

  @Test("--ambiguities prints a file of decisions, which --decisions obeys where its last column was changed")
  func ambiguities() throws {
    let samples = ["Samples/cn-macro-data.txt", "Samples/cn-bank-annual.txt", "Samples/cn-funding-ai.txt"]
    let folder = try TemporaryFolder()
    var seen = 0
    for sample in samples {
      let printed = try Command.run(["convert", "-c", "s2t", "--ambiguities", sample])
      #expect(printed.status == 0)
      let lines = printed.text.split(separator: "\n").map(String.init)
      let plain = try Command.run(["convert", "-c", "s2t", sample]).text
      // As it is printed, it changes nothing.
      #expect(try Command.run(["convert", "-c", "s2t", "--decisions", try folder.write(printed.output, to: "same.tsv"), sample]).text == plain)
      for at in stride(from: 0, to: lines.count - 1, by: 2) {
        #expect(lines[at].contains(#/^# [^:]+:[0-9]+ lead [0-9.]+, or . ?.?$/#), "\(lines[at])")
        #expect(lines[at].hasPrefix("# \(sample):"))
        var fields = lines[at + 1].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        try #require(fields.count == 4)
        fields[3] = "〓"
        let mine = try folder.write(fields.joined(separator: "\t").utf8, to: "mine.tsv")
        let decided = try Command.run(["convert", "-c", "s2t", "--decisions", mine, sample]).text
        #expect(decided.contains("〓"))
        #expect(decided.count == plain.count)
        #expect(zip(decided, plain).allSatisfy { $0 == $1 || $0 == "〓" })
        seen += 1
      }
    }
    #expect(seen > 0)
    #expect(try Command.run(["convert", "-c", "s2t", "--ambiguities"], input: "NVIDIA\n".utf8).output.isEmpty)
  }

  @Test("A page is converted as a page, its language set")
  func html() throws {
    let page = "<html lang=\"zh-CN\"><body title=\"头发\"><p>头<b>发</b>在里面</p><code>头发</code></body></html>\n"
    let outcome = try Command.run(["convert", "--target", "zh-Hant-TW", "--input-format", "html"], input: page.utf8)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("<p>頭<b>髮</b>在裡面</p>"))
    #expect(outcome.text.contains("lang=\"zh-Hant-TW\""))
  }
}
