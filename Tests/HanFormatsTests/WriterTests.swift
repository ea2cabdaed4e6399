import HanArticle
import Testing

@testable import HanFormats

@Suite struct ArticleWriterTests {
  private func line(_ article: Article, _ stages: Set<String>, _ unit: OffsetUnit = .scalar) -> String {
    String(decoding: ArticleWriter(producer: "hanflow/0+0", stages: stages, offsetUnit: unit).line(article), as: UTF8.self)
  }

  /// 𠮷 is four bytes, one scalar and two UTF-16 units; é two, one and one; 中 three, one and one.
  private var article: Article {
    var article = Article(id: "x", text: "é\n𠮷中a")
    article.titleLength = 3
    article[Sections.self] = [Section(range: 0..<2, kind: .title)]
    article[Tokens.self] = [Token(range: 0..<2), Token(range: 3..<7, pos: .properNoun), Token(range: 7..<10), Token(range: 10..<11)]
    article[Sentences.self] = [Sentence(range: 3..<11)]
    article.warnings = [Warning(code: "c", message: "m", range: 7..<10)]
    return article
  }

  @Test(
    "Offsets count what they are asked to count, and say so where it is not scalars",
    arguments: [
      (OffsetUnit.scalar, [(0, 1), (2, 3), (3, 4), (4, 5)], 2, ""), (.utf8, [(0, 2), (3, 7), (7, 10), (10, 11)], 3, "\"offsets\":\"utf8\","),
      (.utf16, [(0, 1), (2, 4), (4, 5), (5, 6)], 2, "\"offsets\":\"utf16\",")
    ] as [(OffsetUnit, [(Int, Int)], Int, String)])
  func offsets(unit: OffsetUnit, places: [(Int, Int)], titleLength: Int, named: String) {
    func range(_ place: (Int, Int)) -> String { "\"start\":\(place.0),\"end\":\(place.1)" }
    let expected = """
      {"schema":"hanflow/1","producer":"hanflow/0+0","id":"x",\(named)"text":"é\\n𠮷中a","titleLength":\(titleLength),\
      "sections":[{\(range(places[0])),"kind":"title"}],"sentences":[{\(range((places[1].0, places[3].1)))}],\
      "tokens":[{\(range(places[0])),"text":"é"},{\(range(places[1])),"text":"𠮷","pos":"PROPN"},{\(range(places[2])),"text":"中"},\
      {\(range(places[3])),"text":"a"}],"warnings":[{"code":"c","message":"m",\(range(places[2]))}]}\n
      """
    #expect(line(article, ["segment"], unit) == expected)
  }

  @Test("The record's own data is written byte for byte, and what has no value is absent")
  func head() {
    var article = Article(id: "a\"1\u{1}\u{7F}", text: "\t\\\0/ \u{2028}")
    article.meta = Array(#"{ "b" : [1.50] }"#.utf8)
    article.date = PublicationDate("2025-01-28")
    article.region = "HK"
    article.writing = Writing(script: .none, variant: nil)
    let expected =
      #"{"schema":"hanflow/1","producer":"hanflow/0+0","id":"a\"1\u0001\u007f","date":"2025-01-28","script":"none","region":"HK","#
      + #""meta":{ "b" : [1.50] },"text":"\t\\\u0000/ "# + "\u{2028}\"}\n"
    #expect(line(article, []) == expected)
  }

  @Test("A record that cannot be processed is a line of its own")
  func error() {
    let error = RecordError(code: "invalidJSON", message: "a , must \"follow\"", id: "f:3", meta: Array("[1]".utf8))
    let text = String(decoding: ArticleWriter(producer: "p", stages: []).line(error), as: UTF8.self)
    #expect(
      text == #"{"schema":"hanflow/1","producer":"p","id":"f:3","meta":[1],"error":{"code":"invalidJSON","message":"a , must \"follow\""}}"# + "\n")
  }

  @Test("Numbers and figures are written with exact values, and only what is known")
  func figures() throws {
    var article = Article(text: "近6000亿美元")
    let value = Amount.value(try #require(ExactDecimal("600000000000")))
    article[Numbers.self] = [Number(range: 3..<10, amount: value)]
    var figure = Figure(range: 0..<16, kind: .money, amount: value, bound: .nearly)
    figure.currency = "USD"
    figure.currencySource = .explicit
    figure.confidence = 0.987
    article[Figures.self] = [figure]
    let text = line(article, ["numbers", "figures"])
    #expect(text.contains(#""numbers":[{"start":1,"end":6,"text":"6000亿","value":"600000000000"}]"#))
    #expect(
      text.contains(
        #""figures":[{"id":"f1","start":0,"end":8,"text":"近6000亿美元","kind":"money","value":"600000000000","bound":"nearly","currency":"USD","currencySource":"explicit","confidence":0.99}]"#
      ))
  }

  @Test(
    "An amount is written in the contract's form",
    arguments: [
      (Amount.fraction(numerator: ExactDecimal(1), denominator: ExactDecimal(45)), #""fraction":{"numerator":"1","denominator":"45"}"#),
      (
        .interval(min: ExactDecimal(10), max: ExactDecimal(100), maxExclusive: true),
        #""minValue":"10","maxValue":"100","maxExclusive":true,"bound":"several""#
      ),
      (.interval(min: nil, max: ExactDecimal(5), maxExclusive: false), #""maxValue":"5""#),
      (.durations(min: "P2Y", max: "P3Y"), #""minValue":"P2Y","maxValue":"P3Y""#)
    ])
  func amounts(amount: Amount, expected: String) {
    var article = Article(text: "x")
    article[Numbers.self] = [Number(range: 0..<1, amount: amount)]
    #expect(line(article, ["numbers"]).contains(#""text":"x",\#(expected)}]"#))
  }

  @Test("Entities, relations and facts refer to each other by their ids")
  func references() {
    var article = Article(text: "甲乙丙")
    var first = Entity(range: 0..<3, label: .org, subtype: .company, ref: "company:a", source: .gazetteer)
    first.tickers = ["HKEX:00005", "NYSE:A"]
    var second = Entity(range: 3..<6, label: .person, source: .rule)
    second.cluster = 2
    second.aliasOf = 0
    article[Entities.self] = [first, second, Entity(range: 6..<9, label: .title, source: .gazetteer)]
    article[Relations.self] = [.holdsTitle(person: 1, title: 2, org: 0), .holdsTitle(person: 1, title: 2, org: nil), .listedAs(org: 0, ticker: 2)]
    var fact = Fact(figure: 0)
    fact.subjects = [Fact.Link(range: 0..<3, ref: "company:a")]
    fact.period = Fact.Link(range: nil, inferredFrom: "title")
    fact.direction = .decrease
    article[Facts.self] = [fact]
    let text = line(article, ["entities", "facts"])
    #expect(
      text.contains(
        #"{"id":"e1","start":0,"end":1,"text":"甲","label":"ORG","subtype":"COMPANY","ref":"company:a","tickers":["HKEX:00005","NYSE:A"],"source":"gazetteer"}"#
      ))
    #expect(text.contains(#"{"id":"e2","start":1,"end":2,"text":"乙","label":"PERSON","cluster":"c2","aliasOf":"e1","source":"rule"}"#))
    #expect(
      text.contains(
        #"{"type":"holdsTitle","person":"e2","title":"e3","org":"e1"},{"type":"holdsTitle","person":"e2","title":"e3"},{"type":"listedAs","org":"e1","ticker":"e3"}"#
      ))
    #expect(
      text.contains(
        #""facts":[{"figure":"f1","subjects":[{"ref":"company:a","start":0,"end":1,"text":"甲","source":"span"}],"period":{"source":"inferred","inferredFrom":"title"},"direction":"decrease"}]"#
      ))
  }

  @Test("A conversion is written with its edits")
  func conversion() {
    var article = Article(text: "a头")
    article[Conversions.self] = [Conversion(target: "zh-Hant", text: Array("a頭".utf8), edits: [Edit(range: 1..<4, text: "頭", rule: "r:1")])]
    #expect(
      line(article, ["convert"]).contains(#""conversion":{"target":"zh-Hant","text":"a頭","edits":[{"start":1,"end":2,"text":"頭","rule":"r:1"}]}"#))
  }
}

@Suite struct TableWriterTests {
  @Test(
    "A wide character takes two columns and a mark that combines none",
    arguments: [
      ("", 0), ("abc", 3), ("中文", 4), ("a中", 3), ("１２", 4), ("é", 1), ("e\u{301}", 1), ("…·—", 3), ("「」", 4), ("😀", 2), ("𠮷", 2), ("한글", 4), ("ｶﾞ", 2),
      ("\t", 1), ("￥¥", 3)
    ])
  func columns(text: String, count: Int) {
    #expect(TableWriter.columns(text) == count)
  }

  @Test(
    "A text is cut where its columns end, and at its first line",
    arguments: [("中文字", 6, "中文字"), ("中文字", 5, "中文…"), ("abc", 2, "ab…"), ("", 0, ""), ("中", 1, "…"), ("一\n二", 10, "一"), ("一\r\n二", 10, "一")])
  func cut(text: String, width: Int, expected: String) {
    #expect(TableWriter.cut(text, to: width) == expected)
  }

  @Test("A table's columns stand under each other")
  func aligned() throws {
    var article = Article(id: "x", text: "5美元，三分之一")
    article[Numbers.self] = [
      Number(range: 0..<1, amount: .value(try #require(ExactDecimal("-1234567.5")))),
      Number(range: 10..<22, amount: .fraction(numerator: ExactDecimal(1), denominator: ExactDecimal(3)))
    ]
    let text = String(decoding: TableWriter(stages: ["numbers"]).text(article), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.suffix(3) == ["  number    value", "  5         -1,234,567.5", "  三分之一  1/3"])
  }

  @Test("A record that cannot be processed is said, too")
  func error() {
    let error = RecordError(code: "invalidJSON", message: "no", id: "f:1")
    #expect(String(decoding: TableWriter(stages: []).text(error), as: UTF8.self) == "── f:1\n  invalidJSON: no\n\n")
  }
}
