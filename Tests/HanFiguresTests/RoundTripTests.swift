import HanArticle
import HanFigures
import HanLexicon
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test(
    "A number is written as it is said",
    arguments: [
      ("0", "零"), ("10", "十"), ("15", "十五"), ("110", "一百一十"), ("1010", "一千零一十"), ("10005", "一万零五"), ("100050", "十万零五十"),
      ("20000010", "二千万零一十"), ("3000000000000", "三万亿"), ("3000000000001234", "三千万亿零一千二百三十四"), ("1234500000000", "一万二千三百四十五亿"), ("-3.14", "负三点一四"),
      ("0.5", "零点五"), ("10000000000000005", "一亿亿零五"), ("32000000000000000", "三亿亿二千万亿"), ("-100000000000000000000.5", "负一万亿亿零点五"),
      ("200003000000010000005", "二万亿亿零三千万亿零一千万零五")
    ])
  func plain(value: String, text: String) throws {
    let formatter = try NumeralFormatter(FigureReader.image)
    #expect(ExactDecimal(value).flatMap(formatter.text) == text)
  }

  @Test("Capitals leave no digit out, and mixed numbers keep the largest scale")
  func styles() throws {
    let image = FigureReader.image
    #expect(try NumeralFormatter(image, script: .hant, style: .financial).text(ExactDecimal(1_000_000)) == "壹佰萬")
    #expect(try NumeralFormatter(image, style: .financial).text(ExactDecimal(10)) == "壹拾")
    #expect(try NumeralFormatter(image, script: .hant).text(.fraction(numerator: ExactDecimal(-1), denominator: ExactDecimal(45))) == "負四十五分之一")
    #expect(try NumeralFormatter(image, script: .hant, style: .mixed).text(ExactDecimal(2_900_000_000_000)) == "2.9萬億")
    #expect(try NumeralFormatter(image).text(.interval(min: nil, max: nil, maxExclusive: false)) == nil)
    #expect(try NumeralFormatter(image, script: .hant, style: .mixed).text(ExactDecimal(-35, exponent: 19)) == "-3.5萬億億")
    #expect(try NumeralFormatter(image).text(ExactDecimal(1, exponent: 38)) == nil)
  }

  @Test("Whatever is written is read as the same number, in every script and style", arguments: 0..<20)
  func written(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let reader = try NumeralReader(FigureReader.image)
    for script in NumeralFormatter.Script.allCases {
      for style in NumeralFormatter.Style.allCases {
        let formatter = try NumeralFormatter(FigureReader.image, script: script, style: style)
        for _ in 0..<40 {
          let amount = Self.amount(&random)
          let text = try #require(formatter.text(amount))
          #expect(Number.parse(text, with: reader) == amount, "\(text)")
        }
      }
    }
  }

  @Test("Digits are read alike whatever they are written with", arguments: 0..<20)
  func digits(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let reader = try NumeralReader(FigureReader.image)
    for _ in 0..<40 {
      let digits = (0...random.below(45)).map { $0 == 0 ? 1 + random.below(9) : random.below(10) }
      let value = Amount.value(try #require(ExactDecimal(digits.map(String.init).joined())))
      let ascii = digits.map(String.init).joined()
      let wide = digits.compactMap { Unicode.Scalar(0xFF10 + $0) }.map { String(Character($0)) }.joined()
      for text in [ascii, wide, Self.grouped(digits)] {
        #expect(Number.parse(text, with: reader) == value, "\(text)")
      }
      let signed = try #require(ExactDecimal("-\(ascii).5"))
      #expect(Number.parse("-\(ascii).5", with: reader) == .value(signed))
      #expect(Number.parse("负\(ascii).5", with: reader) == .value(signed))
    }
  }

  @Test("Han digits one behind another are read as a row of digits", arguments: 0..<10)
  func row(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let reader = try NumeralReader(FigureReader.image)
    let signs = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    for _ in 0..<40 {
      let digits = (0...random.below(40)).map { _ in random.below(10) }
      // No word begins with 〇, as some do with another digit (九一八).
      let text = (["〇"] + digits.map { signs[$0] }).joined()
      let value = try #require(ExactDecimal(digits.map(String.init).joined()))
      #expect(Number.parse(text, with: reader) == .value(value), "\(text)")
    }
  }

  private static func grouped(_ digits: [Int]) -> String {
    digits.enumerated().map { ($0 > 0 && (digits.count - $0) % 3 == 0 ? "," : "") + "\($1)" }.joined()
  }

  /// Values of up to 38 digits, with many zeros and some decimals, and fractions.
  private static func amount(_ random: inout SplitMix64) -> Amount {
    if random.below(5) == 0 {
      // From 1900 on it may be a year (2024/25).
      let numerator = 1 + random.below(1899)
      return .fraction(numerator: ExactDecimal(random.below(2) == 0 ? numerator : -numerator), denominator: ExactDecimal(2 + random.below(9999)))
    }
    let sparse = 1 + random.below(4)
    let whole = (0...random.below(random.below(2) == 0 ? 16 : 34)).map { _ in random.below(sparse) == 0 ? random.below(10) : 0 }
    let text = whole.map(String.init).joined()
    let fraction = random.below(3) == 0 ? ".\(random.below(1000))\(1 + random.below(9))" : ""
    let sign = random.below(4) == 0 ? "-" : ""
    return .value(ExactDecimal("\(sign)\(text)\(fraction)") ?? .zero)
  }
}
