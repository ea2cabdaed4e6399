import HanArticle
import HanLexicon
import TestSupport
import Testing

@Suite struct PropertyTests {
  private static let pieces = [
    "一", "二", "两", "十", "百", "千", "万", "亿", "兆", "几", "数", "多", "余", "半", "点", "分之", "又", "第", "年", "月", "日", "时", "季度", "上半年", "至", "约",
    "近", "超过", "元", "角", "人民币", "US$", "%", ".", "-", "/", ":", ",", "(", ")", "0", "1", "25", "2024", "１", "個", "成", "折", "倍", " ", "\n", "Q1", "k",
    "以上"
  ]

  @Test("Figures and numbers are in order, do not overlap and begin and end on characters, whatever the text", arguments: 0..<40)
  func ordered(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for round in 0..<50 {
      let numerals = (0..<random.below(30)).map { _ in random.pick(Self.pieces) ?? "" }.joined()
      let text = round % 2 == 0 ? numerals : RandomText.mixed(&random, pieces: 30)
      let article = FigureReader.article(text, date: "2025-02-01")
      for ranges in [article[Figures.self].map(\.range), article[Numbers.self].map(\.range)] {
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(text)")
        #expect(ranges.allSatisfy { !$0.isEmpty && $0.upperBound <= article.text.count && isOnCharacters($0, article.text.bytes) }, "\(text)")
      }
    }
  }

  private func isOnCharacters(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    [range.lowerBound, range.upperBound].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
  }

  @Test("A numeral without end neither traps nor takes for ever", .timeLimit(.minutes(1)))
  func endless() {
    for piece in ["亿", "十", "1", "1/", "几十", "约", "1、", "(", "5家6万。", "1年1天"] {
      let ranges = FigureReader.article(String(repeating: piece, count: 20_000))[Figures.self].map(\.range)
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(piece)")
    }
  }

  @Test("Every currency is three capital letters, or left to the market")
  func currencies() throws {
    let lexicon = try Lexicon(FigureReader.image, "figures.currencies")
    for row in 0..<lexicon.count {
      let code = lexicon.record(row: row)["currency"] ?? ""
      #expect(code.isEmpty || (code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }), "\(code)")
    }
  }

  @Test("A unit with a factor names what it is normalised to")
  func units() throws {
    let lexicon = try Lexicon(FigureReader.image, "figures.units")
    for row in 0..<lexicon.count {
      let record = lexicon.record(row: row)
      if record["kind"] == "quantity", record["factor"]?.isEmpty == false { #expect(record["base"]?.isEmpty == false, "\(record)") }
    }
  }
}
