import HanLexicon
import TestSupport
import Testing

@testable import HanConversion

/// What other converters get wrong, alone and in running text.
@Suite struct KnownErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let configuration: String
    let text: String
    let expected: String
    var never: [String] = []
    var testDescription: String { "\(configuration) \(text)" }
  }

  private func expect(_ cases: [Case]) throws {
    for known in cases {
      let converted = try TestModel.converter(known.configuration).convert(known.text)
      #expect(converted == known.expected)
      for wrong in known.never { #expect(!converted.contains(wrong)) }
      // The model reads the text around; a line more on each side must not turn it.
      let inside = try TestModel.converter(known.configuration).convert("NVIDIA，5%。\(known.text)。\n")
      #expect(inside == "NVIDIA，5%。\(known.expected)。\n")
    }
  }

  /// In all three, the same but for the words.
  private func all(_ text: String, _ expected: String, tw: String? = nil, twp: String? = nil, never: [String] = []) -> [Case] {
    [
      Case(configuration: "s2t", text: text, expected: expected, never: never),
      Case(configuration: "s2tw", text: text, expected: tw ?? expected, never: never),
      Case(configuration: "s2twp", text: text, expected: twp ?? tw ?? expected, never: never)
    ]
  }

  @Test("A castle's soldiers take no taxi")
  func castle() throws {
    try expect(
      all("城堡的士兵", "城堡的士兵", never: ["計程車"]) + all("守卫城堡的士兵很多", "守衛城堡的士兵很多", never: ["計程車"])
        // 的士 by itself is the car.
        + [Case(configuration: "s2twp", text: "我们坐的士去机场", expected: "我們坐計程車去機場")])
  }

  @Test("A minority's organisation is no array")
  func organisation() throws {
    try expect(
      all("少数组织", "少數組織", never: ["陣列"]) + all("只有少数组织反对", "只有少數組織反對", never: ["陣列"])
        + [Case(configuration: "s2twp", text: "数组的长度", expected: "陣列的長度")])
  }

  @Test("What is invented has no hair")
  func invention() throws {
    try expect(
      all("被发明", "被發明", never: ["髮"]) + all("电话被发明以后", "電話被發明以後", never: ["髮"])
        + all("纸是在什么时候被发明的", "紙是在什麼時候被發明的", never: ["髮"]))
  }

  @Test("Changing a qubit changes no variable")
  func qubit() throws {
    try expect(
      all("改变量子比特", "改變量子比特", twp: "改變量子位元", never: ["變數"]) + all("脉冲能改变量子比特的相位", "脈衝能改變量子比特的相位", twp: "脈衝能改變量子位元的相位", never: ["變數"])
        + [Case(configuration: "s2twp", text: "变量的值", expected: "變數的值")])
  }

  @Test("An aspect is no clearness")
  func aspect() throws {
    try expect(
      all("展示了如何", "展示了如何", never: ["瞭"]) + all("论文展示了如何预测天气", "論文展示了如何預測天氣", never: ["瞭"])
        + all("他对此了如指掌", "他對此瞭如指掌"))
  }

  @Test("An algorithm in Taiwan's word stays, and the mainland's becomes it once")
  func algorithm() throws {
    try expect([
      Case(configuration: "s2twp", text: "演算法", expected: "演算法", never: ["演演"]),
      Case(configuration: "s2twp", text: "这个演算法很快", expected: "這個演算法很快", never: ["演演"]),
      Case(configuration: "s2twp", text: "算法", expected: "演算法", never: ["演演"]),
      Case(configuration: "s2twp", text: "这个算法比那个演算法快", expected: "這個演算法比那個演算法快", never: ["演演"]),
      Case(configuration: "s2twp", text: "乘法的运算法则", expected: "乘法的運算法則", never: ["演算法"]),
      Case(configuration: "s2tw", text: "算法", expected: "算法"), Case(configuration: "tw2sp", text: "這個演算法很快", expected: "这个算法很快")
    ])
    // What the first conversion wrote is not written again.
    let converter = try TestModel.converter("s2twp")
    #expect(converter.convert(converter.convert("这个算法")) == "這個演算法")
  }

  @Test("Queens and afterwards, emperors and cadres")
  func queens() throws {
    try expect(
      all("皇后", "皇后") + all("以后", "以後") + all("太后在皇后之后走进后宫", "太后在皇后之後走進後宮") + all("从此以后，皇后不再出门", "從此以後，皇后不再出門"))
    try expect([Case(configuration: "t2s", text: "皇后從此以後不再出門", expected: "皇后从此以后不再出门")])
  }

  @Test("Qianlong is no cadre, and biscuits are dry")
  func emperors() throws {
    try expect(
      all("乾隆", "乾隆") + all("干部", "幹部") + all("乾隆年间没有干部", "乾隆年間沒有幹部", never: ["幹隆", "乾部"]) + all("饼干和他毫不相干", "餅乾和他毫不相干"))
    // 乾 is 干 in Simplified text, but not where it is read qián.
    try expect([Case(configuration: "t2s", text: "乾隆年間的幹部不吃餅乾", expected: "乾隆年间的干部不吃饼干")])
  }

  @Test("Hair grows, and the economy develops")
  func hair() throws {
    try expect(
      all("头发", "頭髮") + all("发展", "發展") + all("她的头发长得很快，经济也发展得很快", "她的頭髮長得很快，經濟也發展得很快") + all("理发店开始发展", "理髮店開始發展"))
    try expect([Case(configuration: "t2s", text: "她的頭髮很長，經濟發展很快", expected: "她的头发很长，经济发展很快")])
  }

  @Test("One of them, and only")
  func one() throws {
    try expect(
      all("一只", "一隻") + all("只有", "只有") + all("一只猫只有一只耳朵", "一隻貓只有一隻耳朵") + all("家里只有一只狗", "家裏只有一隻狗", tw: "家裡只有一隻狗"))
    try expect([Case(configuration: "t2s", text: "家裏只有一隻狗", expected: "家里只有一只狗")])
  }

  @Test("Names that look like other words stay names")
  func names() throws {
    try expect(
      all("范仲淹", "范仲淹", never: ["範"]) + all("范仲淹写了《岳阳楼记》", "范仲淹寫了《岳陽樓記》", never: ["範仲"]) + all("范仲淹是官员的模范", "范仲淹是官員的模範")
        + all("于谦", "于謙", never: ["於"]) + all("明朝的于谦保卫北京", "明朝的于謙保衛北京", never: ["於"]) + all("余华", "余華", never: ["餘"])
        + all("作家余华的小说很好看", "作家余華的小說很好看", tw: "作家余華的小說很好看", never: ["餘"]) + all("余下的时间", "餘下的時間"))
    try expect([Case(configuration: "t2s", text: "范仲淹、于謙和余華都姓得少", expected: "范仲淹、于谦和余华都姓得少")])
  }

  @Test("Inside, and by the kilometre")
  func inside() throws {
    try expect(
      all("里面", "裏面", tw: "裡面") + all("公里", "公里", never: ["裏", "裡"]) + all("盒子里面什么也没有", "盒子裏面什麼也沒有", tw: "盒子裡面什麼也沒有")
        + all("他跑了十公里", "他跑了十公里", never: ["裏", "裡"]) + all("山里面有三公里的路", "山裏面有三公里的路", tw: "山裡面有三公里的路"))
    try expect([
      Case(configuration: "tw2s", text: "山裡面有三公里的路", expected: "山里面有三公里的路"), Case(configuration: "t2s", text: "山裏面有三公里的路", expected: "山里面有三公里的路")
    ])
  }

  @Test("Without a model, the dictionaries alone convert what has one reading, or a word that tells", arguments: ["s2t", "s2tw", "s2twp"])
  func withoutModel(configuration: String) throws {
    let converter = try ConfigurationConverter(try TestImage.open(), configuration: configuration)
    #expect(converter.convert("头发与发展，皇后以后，一只猫，国家电车") == "頭髮與發展，皇后以後，一隻貓，國家電車")
    #expect(converter.convert("守卫城堡的士兵") == "守衛城堡的士兵")
    #expect(converter.ambiguities(of: Array("头发与发展".utf8), limit: 1000).isEmpty, "where nothing is weighed, nothing is in doubt")
  }

  @Test("Words of computing stay out of Taiwan's prose, and are there for their domain")
  func prose() throws {
    try expect([
      Case(configuration: "s2twp", text: "大使馆发表声明表示支持和平进程", expected: "大使館發表聲明表示支持和平進程", never: ["宣告", "支援"]),
      Case(configuration: "s2twp", text: "银行优化设备，扩展服务对象", expected: "銀行優化設備，擴展服務對象", never: ["最佳化", "套件", "物件"]),
      Case(configuration: "s2twp", text: "法院按程序保存证据，社区居民连接水管", expected: "法院按程序保存證據，社區居民連接水管", never: ["程式", "社群", "連線"]),
      Case(configuration: "s2twp", text: "央行发布年报", expected: "央行發布年報", never: ["釋出"])
    ])
    let computing = try TestModel.converter("s2twp", .with { $0.domains = ["computing"] })
    #expect(computing.convert("程序调用对象，设备类型") == "程式呼叫物件，裝置型別")
  }

  @Test("What Taiwan writes with 布 is written so whatever stands around, and stays so the second time")
  func publishing() throws {
    let text = "委员会发布声明，政府公布数据，主席郑重宣布，雨量分布图，颁布法令"
    let expected = "委員會發布聲明，政府公布資料，主席鄭重宣布，雨量分布圖，頒布法令"
    try expect([Case(configuration: "s2twp", text: text, expected: expected)])
    let converter = try Converter(try TestImage.open(), target: "zh-Hant-TW", model: try TestModel.open())
    #expect(converter.convert(converter.convert(text)) == converter.convert(text))
  }
}
