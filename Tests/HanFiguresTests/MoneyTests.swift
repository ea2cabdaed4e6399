import HanArticle
import Testing

@Suite struct MoneyTests {
  @Test("A bare 元 is the currency of the article's market", arguments: [("CN", "CNY"), ("TW", "TWD"), ("HK", "HKD"), ("US", "USD"), (nil, "CNY")])
  func market(region: String?, currency: String) {
    let figure = FigureReader.article("成交额5亿元", region: region)[Figures.self].first
    #expect(figure?.currency == currency)
    #expect(figure?.currencySource == .region)
  }

  @Test(
    "Money is read with its currency on either side, and with its small coins",
    arguments: [
      ("5.5万元人民币", "5.5万元人民币 money 55000 CNY"), ("人民币50元", "人民币50元 money 50 CNY"), ("美金3000万", "美金3000万 money 30000000 USD"),
      ("US$3.5億", "US$3.5億 money 350000000 USD"), ("三块零四", "三块零四 money 3.04 CNY"), ("一块二", "一块二 money 1.2 CNY"),
      ("123元1角1分", "123元1角1分 money 123.11 CNY"), ("32美分", "32美分 money 0.32 USD"), ("17.406元/股", "17.406元/股 price 17.406 CNY"),
      ("每股盈利4.27美元", "4.27美元 price 4.27 USD"), ("3兆元", "3兆元 money 3000000000000 CNY")
    ])
  func currencies(text: String, figure: String) {
    #expect(FigureReader.figures(text) == [figure])
  }

  @Test("分 alone is a coin only where nothing else stands in its clause")
  func cents() {
    #expect(FigureReader.figures("1元、2角、5分").last == "5分 money 0.05 CNY")
    #expect(FigureReader.figures("全场得25分") == [])
    #expect(FigureReader.figures("8时25分") == ["8时25分 time XXXX-XX-XXT08:25"])
  }

  @Test("A scaled number for one piece is its price")
  func pieces() {
    let figure = FigureReader.article("3万一片")[Figures.self].first
    #expect(figure?.kind == .price)
    #expect(figure?.per == "piece")
  }

  @Test("A scaled number behind a metric of money is money, in the currency the document uses")
  func inferred() {
    let figures = FigureReader.article("售价300美元,成本600万。这600万不多。")[Figures.self]
    #expect(figures.map(\.currency) == ["USD", "USD", "USD"])
    #expect(figures.map(\.currencySource) == [.explicit, .document, .document])
    #expect(FigureReader.figures("用户600万。") == [])
  }
}
