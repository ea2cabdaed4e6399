import TestSupport
import Testing

/// Entities as users of the command meet them.
@Suite struct EntityCommandTests {
  @Test("Each name is explained below its line: place, name, label, id, what found it, and why")
  func explanation() throws {
    let outcome = try Command.run(["entities", "--explain"], input: "好。\n苹果的iPhone。\n".utf8)
    let lines = outcome.text.split(separator: "\n")
    #expect(outcome.status == 0 && lines.count == 4)
    // The first line has no name in it, so it is left out.
    #expect(lines[1] == "苹果的iPhone。")
    #expect(lines[2].hasPrefix("  2:1\t苹果\tORG COMPANY\tcompany:apple\tgazetteer\tentities/companies-us.tsv:"))
    #expect(lines[2].hasSuffix(" 苹果?; with iPhone in the article"))
    #expect(lines[3].hasPrefix("  2:4\tiPhone\tPRODUCT\t"))
  }

  @Test("An explanation is text for people, in no other format; a bad record is said in its place")
  func formats() throws {
    #expect(try Command.run(["entities", "--explain", "--output-format", "jsonl"], input: "好".utf8).status == 64)
    let outcome = try Command.run(["entities", "--explain", "--input-format", "jsonl"], input: "{}\n".utf8)
    #expect(outcome.status == 0 && outcome.text.contains("missingText"))
  }
}
