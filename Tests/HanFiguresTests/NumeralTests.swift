import HanArticle
import HanFigures
import Testing

@Suite struct NumeralTests {
  @Test(
    "A numeral has the same value however it is written",
    arguments: [
      ("12", "12"), ("1,234.5", "1234.5"), ("１２３", "123"), ("三万五", "35000"), ("两百五", "250"), ("一百零五", "105"), ("十五", "15"),
      ("三萬四千五百六十七", "34567"), ("壹佰贰拾叁", "123"), ("參佰萬", "3000000"), ("1億2000萬", "120000000"), ("3.5万亿", "3500000000000"), ("二〇一八", "2018"),
      ("十二亿四万五千", "1200045000"), ("3万4000", "34000"), ("三点一四", "3.14"), ("负三", "-3"), ("-2.5", "-2.5"), ("0.1亿", "10000000"),
      ("100K", "100000"), ("15Ｋ", "15000"), ("2.5M", "2500000"), ("1.5e+3", "1500"), ("25e-1", "2.5"), ("两打", "24"), ("零下20", "-20"),
      ("三千万零点五", "30000000.5"), ("四万万", "400000000"), ("廿三", "23"), ("1兆", "1000000000000"), ("10k", "10000"), ("一千零十", "1010"), ("零十五", "15"),
      ("负廿", "-20")
    ])
  func value(text: String, value: String) throws {
    let reader = try NumeralReader(FigureReader.image)
    #expect(Number.parse(text, with: reader).map(FigureReader.written) == value)
  }

  @Test(
    "A vague numeral is the interval it can mean",
    arguments: [
      ("数十亿", "[1000000000,10000000000)"), ("十多亿", "[1000000000,2000000000)"), ("三十几万", "[300000,400000)"), ("几千", "[1000,10000)"),
      ("3000多", "[3000,4000)"), ("500余万", "[5000000,6000000)"), ("1.1亿多", "[110000000,120000000)"), ("三四千万", "[30000000,40000000]"),
      ("成千上万", "[1000,100000]")
    ])
  func interval(text: String, interval: String) throws {
    let reader = try NumeralReader(FigureReader.image)
    #expect(Number.parse(text, with: reader).map(FigureReader.written) == interval)
  }

  @Test(
    "A fraction keeps its numerator and denominator",
    arguments: [("1/45", "1/45"), ("2 3/4", "11/4"), ("四十五分之一", "1/45"), ("三又四分之一", "13/4"), ("负二分之一", "-1/2")])
  func fraction(text: String, fraction: String) throws {
    let reader = try NumeralReader(FigureReader.image)
    #expect(Number.parse(text, with: reader).map(FigureReader.written) == fraction)
  }

  @Test("What is more or less than one numeral has no amount", arguments: ["", "万", "三星", "3 和 5", "百度", "一直", "两"])
  func none(text: String) throws {
    let reader = try NumeralReader(FigureReader.image)
    #expect(Number.parse(text, with: reader) == nil)
  }

  @Test("A hyphen between two numbers joins them, behind a word it is a sign")
  func signs() {
    #expect(FigureReader.numbers("1-3月利润-5元") == ["1 1", "3 3", "-5 -5"])
    #expect(FigureReader.numbers("615万元-889万元") == ["615万 6150000", "889万 8890000"])
    #expect(FigureReader.numbers("伯爵（-1678年）") == ["1678 1678"])
    #expect(FigureReader.numbers("利润为(1,234)万元") == ["(1,234)万 -12340000"])
  }

  @Test("A letter is a scale where it can be neither unit nor name")
  func letters() {
    #expect(FigureReader.numbers("融资US$2.5bn") == ["2.5bn 2500000000"])
    #expect(FigureReader.numbers("一块4K屏") == [])
    #expect(FigureReader.figures("重250g") == ["250g quantity 250"])
  }

  @Test("More than one point parts the numbers of a version")
  func dotted() {
    #expect(FigureReader.numbers("2.10.1版") == ["2 2", "10 10", "1 1"])
  }

  @Test("打 is a dozen only before what is counted by it", arguments: ["一打电话就通", "连打三枪", "三打二的局面"])
  func dozen(text: String) {
    #expect(FigureReader.numbers(text).allSatisfy { !$0.contains("打") })
  }

  @Test("A comma groups digits by three from the first on")
  func groups() {
    #expect(FigureReader.numbers("1,234,567") == ["1,234,567 1234567"])
    #expect(FigureReader.numbers("600519,300") == ["600519 600519", "300 300"])
  }

  @Test("A numeral of any length keeps its digits")
  func long() {
    let digits = String(repeating: "7", count: 100)
    #expect(FigureReader.numbers(digits) == ["\(digits) \(digits)"])
    #expect(FigureReader.numbers("\(digits)千五万").allSatisfy { !$0.hasSuffix(" 0") })
    #expect(FigureReader.numbers("\(digits)千万") == ["\(digits)千万 \(digits)0000000"])
  }
}
