import HanArticle
import Testing

@Suite struct FigureTests {
  @Test(
    "A number with its unit is a figure",
    arguments: [
      ("市值2.9万亿美元", ["2.9万亿美元 money 2900000000000 USD"]), ("增长7.5%", ["7.5% percent 7.5"]), ("七成五", ["七成五 percent 75"]),
      ("百分之十二点五", ["百分之十二点五 percent 12.5"]), ("千分之三", ["千分之三 percent 0.3"]), ("提高2.3个百分点", ["2.3个百分点 percentagePoint 2.3"]),
      ("降息25个基点", ["25个基点 basisPoint 25"]), ("增长3倍", ["3倍 multiple 3"]), ("全球第三", ["第三 rank 3"]), ("现年42岁", ["42岁 age 42"]), ("三岁半", ["三岁半 age 3.5"]),
      ("7个月大的女婴", ["7个月大 age 7"]), ("连续3天大涨", ["3天 duration P3D"]),
      ("跻身前十", ["前十 rank 10"]), ("前3至4周", ["3至4周 duration [P3W,P4W]"]), ("超过三倍半", ["超过三倍半 multiple 3.5 over"]), ("翻了两番", ["翻了两番 multiple 4"]),
      ("一半以上", ["一半以上 ratio 1/2 atLeast"]), ("8 5 折", ["8 5 折 discount 85"]), ("1米75", ["1米75 quantity 1.75"]),
      ("米八左右", ["米八左右 quantity 1.8 about"]), ("零下5℃", ["零下5℃ quantity -5"]),
      ("沪指报3320.5点", ["3320.5点 indexLevel 3320.5"]), ("八五折", ["八五折 discount 85"]), ("占三分之一", ["三分之一 ratio 1/3"]),
      ("200名员工", ["200名 count 200"]), ("两家公司", ["两家 count 2"]), ("70个国家", ["70个 count 70"]),
      ("四大发明", ["四大 count 4"]), ("700瓦", ["700瓦 quantity 700"]),
      ("168cm", ["168cm quantity 168"]), ("首届、第71届", ["第71 rank 71"]),
      ("招募3.44多万名毕业生", ["3.44多万名 count [34400,34500) several"]), ("超60万辆次", ["超60万辆次 count 600000 over"]),
      ("案件7000余起，", ["7000余起 count [7000,8000) several"]),
      ("跌穿70美元一桶", ["70美元一桶 price 70 USD"]), ("3元一个", ["3元一个 price 3 CNY"]), ("100元新加坡元", ["100元新加坡元 money 100 SGD"]),
      ("美元指數回升，較早時報103.5，", ["103.5 indexLevel 103.5"]), ("湖北等6省", ["6省 count 6"]), ("销量减半", ["减半 ratio 1/2"])
    ])
  func kinds(text: String, figures: [String]) {
    #expect(FigureReader.figures(text) == figures)
  }

  @Test(
    "Two numbers with a colon or 比 are a ratio where a word or their shape says so",
    arguments: [
      ("按照1:10的比例", ["1:10 ratio 1/10"]), ("城乡居民收入比缩小到2.34：1", ["2.34：1 ratio 2.34/1"]), ("拉动系数约为1∶15.77", ["约为1∶15.77 ratio 1/15.77 about"]),
      ("160.88比1", ["160.88比1 ratio 160.88/1"]), ("競爭率達4818比1", ["4818比1 ratio 4818/1"]), ("1∶250万全月地质图", ["1∶250万 ratio 1/2500000"]),
      ("比例由7:3调整为6:4", ["7:3 ratio 7/3", "6:4 ratio 6/4"]), ("比例調整至五比五", ["五比五 ratio 5/5"]), ("给予1:1配套", ["1:1 ratio 1/1"])
    ])
  func ratios(text: String, figures: [String]) {
    #expect(FigureReader.figures(text) == figures)
  }

  @Test(
    "A score is no figure, and no time of day",
    arguments: ["以18:17击败对手", "中国队3比2战胜日本队", "总比分3：2", "以25:19、18:17、25:18", "作客2:1反勝", "2.5比1.5的比分", "以8:7逆转", "1:2:3"])
  func scores(text: String) {
    #expect(FigureReader.figures("决赛\(text)") == [])
  }

  @Test("A time of day is no score", arguments: ["22:30档开播", "8:30开会", "上午9:00", "10:28:30"])
  func clocks(text: String) {
    #expect(FigureReader.figures(text).allSatisfy { $0.contains(" time ") })
    #expect(FigureReader.figures(text).count == 1)
  }

  @Test(
    "Words and names made of numerals are no figures",
    arguments: [
      "百度", "千万别买", "万科", "一带一路", "三星", "第三方", "一直", "一些", "一旦", "十分重要", "GPT-4", "H800", "5G网络", "iPhone 16", "Web3", "拼多多",
      "一家公司", "一个", "新一届政府", "“两个务必”", "「三個代表」", "四个自信", "一码通", "南基伍省", "七人榄球", "报名103.5", "或多或少", "进一步", "半导体", "標準普爾500", "人数", "几乎"
    ])
  func guards(text: String) {
    #expect(FigureReader.figures(text) == [])
  }

  @Test("A guard holds only where no measure follows it")
  func unless() {
    #expect(FigureReader.figures("十分之一") == ["十分之一 ratio 1/10"])
    #expect(FigureReader.figures("三公里") == ["三公里 quantity 3"])
    #expect(FigureReader.figures("三方面") == ["三方面 count 3"])
  }

  @Test(
    "Quantities are normalised",
    arguments: [("3斤半", "1750", "g"), ("六斤八两", "3400", "g"), ("35毫克", "0.035", "g"), ("2公里", "2000", "m"), ("1.2吉瓦", "1200000000", "W")])
  func normalized(text: String, value: String, unit: String) {
    let normalized = FigureReader.article(text)[Figures.self].first?.normalized
    #expect(normalized?.value.description == value)
    #expect(normalized?.unit == unit)
  }

  @Test(
    "Approximators belong to the span and set the bound",
    arguments: [
      ("近6000亿美元", ["近6000亿美元 money 600000000000 USD nearly"]), ("约4亿元", ["约4亿元 money 400000000 CNY about"]),
      ("超过50%", ["超过50% percent 50 over"]), ("不足200人", ["不足200人 count 200 under"]), ("90%以上", ["90%以上 percent 90 atLeast"]),
      ("3亿元以下", ["3亿元以下 money 300000000 CNY atMost"]), ("20%左右", ["20%左右 percent 20 about"]),
      ("不超过3亿元", ["不超过3亿元 money 300000000 CNY atMost"]), ("近百亿元", ["近百亿元 money [,10000000000] CNY nearly"]),
      ("上百亿元", ["上百亿元 money [10000000000,] CNY atLeast"]), ("两周内", ["两周内 duration P2W atMost"])
    ])
  func bounds(text: String, figures: [String]) {
    #expect(FigureReader.figures(text) == figures)
  }

  @Test("突破 and 最高 set the bound from outside the span; 最近 and 合约 set none")
  func outside() {
    #expect(FigureReader.figures("市值突破3万亿美元") == ["3万亿美元 money 3000000000000 USD over"])
    #expect(FigureReader.figures("最高估值680亿美元") == ["680亿美元 money 68000000000 USD atMost"])
    #expect(FigureReader.figures("最近5家") == ["5家 count 5"])
  }

  @Test(
    "Two numbers with one unit are a range",
    arguments: [
      ("2至3亿元", ["2至3亿元 money [200000000,300000000] CNY"]), ("630-680亿美元", ["630-680亿美元 money [63000000000,68000000000] USD"]),
      ("45%-65%", ["45%-65% percent [45,65]"]), ("2年至3年", ["2年至3年 duration [P2Y,P3Y]"]), ("8～9万辆", ["8～9万辆 count [80000,90000]"]),
      ("5000-1万元", ["5000-1万元 money [5000,10000] CNY"]), ("HK$20-30億", ["HK$20-30億 money [2000000000,3000000000] HKD"]),
      ("跌逾2%至近4%", ["逾2%至近4% percent [2,4] about"]), ("上调14%至7.99美元", ["14% percent 14", "7.99美元 money 7.99 USD"])
    ])
  func ranges(text: String, figures: [String]) {
    #expect(FigureReader.figures(text) == figures)
  }

  @Test("The members of a list share the unit and the scale of the last")
  func lists() {
    #expect(FigureReader.figures("1.2、3.4和5.6亿元").map { $0.split(separator: " ")[2] } == ["120000000", "340000000", "560000000"])
  }

  @Test("The unit of a count is the measure word as written, for every member of a list", arguments: ["1000、2000和3000名", "1万、2万和3万 名"])
  func units(text: String) {
    #expect(FigureReader.article(text)[Figures.self].map(\.unit) == ["名", "名", "名"])
    #expect(FigureReader.article("5 萬 標 準 箱")[Figures.self].map(\.unit) == ["標準箱"])
  }

  @Test("What belongs to the figure before is no part of the next")
  func floor() {
    #expect(FigureReader.figures("成本5万 百分之三") == ["5万 money 50000 CNY", "百分之三 percent 3"])
    #expect(FigureReader.figures("5万 百分之三十") == ["百分之三十 percent 30"])
    #expect(FigureReader.figures("第十 百分之三十") == ["第十 rank 10", "百分之三十 percent 30"])
    #expect(FigureReader.figures("37摄氏37度") == ["37摄氏 quantity 37", "37度 quantity 37"])
  }
}
