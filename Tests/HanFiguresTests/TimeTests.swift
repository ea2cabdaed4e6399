import HanArticle
import Testing

@Suite struct TimeTests {
  @Test(
    "Dates and periods are completed from the day of publication",
    arguments: [
      ("1月27日", "1月27日 date 2025-01-27"), ("25日晚上", "25日晚上 date 2025-01-25TEV"), ("去年12月", "去年12月 date 2024-12"),
      ("12月31日", "12月31日 date 2024-12-31"), ("2024年三季度", "2024年三季度 period 2024-Q3"), ("第四季", "第四季 period 2024-Q4"),
      ("今年上半年", "今年上半年 period 2025-H1"), ("2024年前三季度", "2024年前三季度 period 2024-01-01/2024-09-30"),
      ("去年前11月", "去年前11月 period 2024-01-01/2024-11-30"), ("2018年底", "2018年底 date 2018-12"), ("2023年以来", "2023年以来 period 2023/.."),
      ("2015-2017年", "2015-2017年 period 2015/2017"), ("1798年", "1798年 period 1798"), ("1500年历史", "1500年 duration P1500Y"),
      ("2026年至28年", "2026年至28年 period 2026/2028"), ("1月3日至5日", "1月3日至5日 period 2025-01-03/2025-01-05"),
      ("上月30日", "上月30日 date 2025-01-30"), ("2025-02-01 09:34", "2025-02-01 09:34 time 2025-02-01T09:34"), ("1Q25", "1Q25 period 2025-Q1"),
      ("12月30日至1月2日", "12月30日至1月2日 period 2024-12-30/2025-01-02"), ("27日凌晨12点", "27日凌晨12点 time 2025-01-27T00"),
      ("27日中午1点", "27日中午1点 time 2025-01-27T13"), ("27日深夜1点", "27日深夜1点 time 2025-01-27T01"),
      ("前11月", "前11月 period 2024-01-01/2024-11-30"), ("前两个月", "前两个月 period 2025-01-01/2025-02-28")
    ])
  func completed(text: String, figure: String) {
    #expect(FigureReader.figures(text, date: "2025-02-01") == [figure])
  }

  @Test(
    "What is counted from the day of publication is found in the calendar",
    arguments: [
      ("上周五", "上周五 date 2025-01-24"), ("下下週二", "下下週二 date 2025-02-11"), ("本周日", "本周日 date 2025-02-02"),
      ("上上个月5号", "上上个月5号 date 2024-12-05"), ("上月底", "上月底 date 2025-01"), ("去年年底", "去年年底 date 2024-12"),
      ("昨晚8时", "昨晚8时 time 2025-01-31T20"), ("后天上午9点半", "后天上午9点半 time 2025-02-03T09:30"), ("民國113年3月", "民國113年3月 date 2024-03"),
      ("24年Q3", "24年Q3 period 2024-Q3"), ("上世纪80年代", "上世纪80年代 period 198X"), ("1990年代末", "1990年代末 period 199X"),
      ("二十一世纪", "二十一世纪 period 20XX"), ("下午2点到5点", "下午2点到5点 period XXXX-XX-XXT14/XXXX-XX-XXT17")
    ])
  func relative(text: String, figure: String) {
    #expect(FigureReader.figures(text, date: "2025-02-01") == [figure])
  }

  @Test("A day or year that only says which one is meant is no figure", arguments: ["去年", "昨日", "周五", "上周", "本月", "这个月", "上涨", "今年的计划"])
  func pointers(text: String) {
    #expect(FigureReader.figures(text, date: "2025-02-01") == [])
  }

  @Test(
    "A date of the Chinese calendar is found in the Gregorian one, nearest to the day of publication",
    arguments: [
      ("農曆八月十五", "農曆八月十五 date 2024-09-17"), ("腊月廿三", "腊月廿三 date 2025-01-22"), ("正月初一", "正月初一 date 2025-01-29"),
      ("五月初五包粽子", "五月初五 date 2025-05-31"), ("大年初一至初三", "大年初一至初三 period 2025-01-29/2025-01-31"), ("年初二", "年初二 date 2025-01-30"),
      ("農曆年廿九晚", "農曆年廿九晚 date 2025-01-28TEV"), ("2023年正月初一", "2023年正月初一 date 2023-01-22"), ("农历2023年8月15日", "农历2023年8月15日 date 2023-09-29"),
      ("甲辰年腊月廿八", "甲辰年腊月廿八 date 2025-01-27"), ("农历闰六月初一", "农历闰六月初一 date 2025-07-25"), ("农历八月", "农历八月 period 2024-09-03/2024-10-02"),
      ("2026年腊月三十", "2026年腊月三十 date 2027-02-05"), ("2023年春节期间", "2023年春节 date 2023-01-22"), ("2024年除夕", "2024年除夕 date 2024-02-09"),
      ("2025年清明假期", "2025年清明 date 2025-04-04"), ("2024年國慶", "2024年國慶 date 2024-10-01"), ("八月十五日", "八月十五日 date 2024-08-15"),
      ("9月初", "9月初 date 2024-09"), ("2023年春节联欢晚会", "2023年 period 2023")
    ])
  func lunar(text: String, figure: String) {
    #expect(FigureReader.figures(text, date: "2025-02-01") == [figure])
  }

  @Test("A date of the Chinese calendar without a year is no day of the Gregorian one")
  func unknownLunar() {
    #expect(FigureReader.figures("农历八月十五") == ["农历八月十五 date XXXX-XX-XX"])
    #expect(FigureReader.figures("农历八月") == ["农历八月 date XXXX-XX"])
    // No month has a day nought.
    #expect(!FigureReader.figures("农历八月零五").contains { $0.hasPrefix("农历八月零") })
    #expect(FigureReader.figures("农历1800年八月十五") == ["农历1800年八月十五 date XXXX-XX-XX"])
  }

  @Test("Festivals alone are no figures", arguments: ["春节期间", "去年中秋", "国庆假期", "双十一", "正月里", "腊月", "农历新年", "农历二十四节气"])
  func festivals(text: String) {
    #expect(FigureReader.figures(text, date: "2025-02-01").filter { $0.contains("date") || $0.contains("period") } == [])
  }

  @Test(
    "Words for about belong to a time as to any figure",
    arguments: [
      ("上午9时30分许", "上午9时30分许 time XXXX-XX-XXT09:30 about"), ("2025年前后", "2025年前后 period 2025 about"),
      ("下午3点到5点左右", "下午3点到5点左右 period XXXX-XX-XXT15/XXXX-XX-XXT17 about"), ("3月5日许多人", "3月5日 date XXXX-03-05")
    ])
  func about(text: String, figure: String) {
    #expect(FigureReader.figures(text) == [figure])
  }

  @Test("Without a day of publication a day has no year, and a quarter takes the year that the text named")
  func unpublished() {
    #expect(FigureReader.figures("1月27日") == ["1月27日 date XXXX-01-27"])
    #expect(FigureReader.figures("2023年营收,第三季度利润") == ["2023年 period 2023", "第三季度 period 2023-Q3"])
  }

  @Test("A small year in Taiwan's text counts from 1912")
  func republic() {
    #expect(FigureReader.figures("108年12月31日", region: "TW") == ["108年12月31日 date 2019-12-31"])
  }

  @Test(
    "A length of time is a duration, not a date",
    arguments: [
      ("两个月", "两个月 duration P2M"), ("一年半", "一年半 duration P1Y6M"), ("两个半小时", "两个半小时 duration PT2H30M"), ("半年", "半年 duration P6M"),
      ("连续5日", "5日 duration P5D"), ("几十年", "几十年 duration [P10Y,P100Y] several"), ("一小时零十五秒", "一小时零十五秒 duration PT1H15S"),
      ("近五年", "五年 duration P5Y"), ("个半小时", "个半小时 duration PT1H30M"), ("兩個半鐘", "兩個半鐘 duration PT2H30M"),
      ("分半鐘", "分半鐘 duration PT1M30S"), ("大约年半", "大约年半 duration P1Y6M about"), ("那个半小时", "半小时 duration PT30M"),
      ("2分30秒", "2分30秒 duration PT2M30S"), ("9秒58", "9秒58 duration PT9.58S"), ("三刻钟", "三刻钟 duration PT45M"), ("30 秒", "30 秒 duration PT30S")
    ])
  func durations(text: String, figure: String) {
    #expect(FigureReader.figures(text, date: "2025-02-01") == [figure])
  }

  @Test("Units of time are joined from the greater to the smaller, and have no number of one unit then")
  func compound() {
    #expect(FigureReader.figures("1年2天3天") == ["1年2天 duration P1Y2D", "3天 duration P3D"])
    #expect(FigureReader.figures("3个季度2个月") == ["3个季度 duration P9M", "2个月 duration P2M"])
    #expect(FigureReader.article("1小时30分钟")[Figures.self].map(\.normalized) == [nil])
    #expect(FigureReader.article("30分钟")[Figures.self].first?.normalized?.value.description == "30")
  }

  @Test("A known period has its first and last day")
  func days() {
    let figure = FigureReader.article("2024年三季度")[Figures.self].first
    #expect(figure?.from?.description == "2024-07-01")
    #expect(figure?.to?.description == "2024-09-30")
  }
}
