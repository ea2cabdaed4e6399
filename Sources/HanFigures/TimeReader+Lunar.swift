import HanArticle

extension TimeReader {
  /// `农历八月十五`, `正月初一`, `五月初五`, `闰六月初一`, `大年初二`, `农历甲辰年腊月`: as a day of the Gregorian calendar where the year is known.
  ///
  /// The numbers are read here: in 初一 and 廿三 the layer of numerals has none.
  func lunar(at start: Int, year: Int? = nil) -> Reading? {
    var date = LunarDate(year: year)
    var at = start
    var isNamed = false
    if let end = role(at, .lunar) {
      isNamed = true
      at = text.skipSpaces(end)
    }
    if let (end, word) = words.times.longest(text, at: at), word.role == .cycleYear {
      date.year = context.year(ofCycle: word.value)
      at = end
    } else if isNamed, let year = self.year(at: at) {
      date.year = year.value
      at = year.end
    }
    return newYear(at, date, isNamed: isNamed) ?? month(at, date, isNamed: isNamed)
  }

  /// `大年初二`, `年初三`, `农历年廿九`: days about the New Year.
  private func newYear(_ start: Int, _ date: LunarDate, isNamed: Bool) -> Reading? {
    guard let (end, word) = words.times.longest(text, at: start) else { return nil }
    var date = date
    if word.role == .newYear || isNamed && word.role == .year, let day = dayNumber(end), day.value >= 20 {
      (date.month, date.day) = (12, day.value)
      return day.value <= 30 ? lunarReading(date, day.end) : nil
    }
    let isEarly = word.role == .startOf && word.value == 0 && (date.year == nil || isNamed)
    guard isEarly || word.role == .newYear, let first = isEarly ? end : early(end), let day = dayNumber(first), day.value <= 10 else { return nil }
    if words.units.longest(text, at: day.end) != nil, !isNamed, word.role != .newYear { return nil }
    (date.month, date.day) = (1, day.value)
    return lunarReading(date, day.end)
  }

  /// A month and its day. Without 农历 only a month with a name of its own, or 初 before the day, is of this calendar.
  private func month(_ start: Int, _ date: LunarDate, isNamed: Bool) -> Reading? {
    var (date, at, isNamed, isCounted) = (date, start, isNamed, false)
    if let end = role(at, .leap) {
      (date.isLeap, at) = (true, end)
    }
    if let (end, word) = words.times.longest(text, at: at), word.role == .lunarMonth {
      (date.month, at, isNamed) = (word.value, end, true)
    } else {
      guard let month = dayNumber(at), (1...12).contains(month.value), isNamed || text.digit(at) == nil, let end = role(month.end, .month) else {
        return nil
      }
      (date.month, at, isCounted) = (month.value, end, true)
    }
    // 五月初五包粽子: the third of the third, the fifth of the fifth are festivals, and count nothing.
    if let first = early(at), let day = dayNumber(first), day.value <= 10,
      isNamed || day.value == date.month || words.units.longest(text, at: day.end) == nil
    {
      date.day = day.value
      return lunarReading(date, day.end)
    }
    guard isNamed else { return nil }
    if let day = dayNumber(at), day.value <= 30 {
      date.day = day.value
      return lunarReading(date, role(day.end, .day) ?? day.end)
    }
    return isCounted ? lunarReading(date, at) : nil
  }

  /// The day that a festival behind a year is: 2023年春节.
  func festival(at start: Int, year: Int) -> Reading? {
    guard let (end, festival) = words.festivals.longest(text, at: start), let day = festival.day(in: year, words.lunar) else { return nil }
    return (DatePoint(day), end)
  }

  /// The second end of a range within a month: 正月初一至初七.
  func lunarDay(at start: Int, after first: DatePoint) -> Reading? {
    guard var date = first.lunar, date.day != nil, let at = early(start), let day = dayNumber(at), day.value <= 10 else { return nil }
    date.day = day.value
    return lunarReading(date, day.end)
  }

  private func lunarReading(_ date: LunarDate, _ end: Int) -> Reading {
    let known = date.year == nil ? context.nearest(date, words.lunar) ?? date : date
    guard let days = words.lunar.days(known) else { return (DatePoint(isUnknown: true, lunar: date), end) }
    var point = DatePoint(days.lowerBound)
    point.lunar = known
    return withClock((point, end))
  }

  /// Behind 初, which here is the mark of the first ten days.
  private func early(_ at: Int) -> Int? {
    guard let (end, word) = words.times.longest(text, at: at), word.role == .startOf, word.value == 1 else { return nil }
    return end
  }

  /// A number from 1 to 39: 初, 十五, 廿三, 二十八, 三十, 15.
  private func dayNumber(_ at: Int) -> (value: Int, end: Int)? {
    if text.digit(at) != nil { return digits(at, 1...2).flatMap { $0.value > 0 && text.digit($0.end) == nil ? $0 : nil } }
    guard let (end, word) = words.numerals.longest(text, at: at) else { return nil }
    var (value, last) = (word.value, end)
    switch word.role {
    case .digit:
      guard let (next, unit) = words.numerals.longest(text, at: end), unit.role == .unit, unit.value == 1, value <= 3 else { return (value, end) }
      (value, last) = (value * 10, next)
    case .unit where word.value == 1: value = 10
    case .tens: value *= 10
    default: return nil
    }
    guard let (next, digit) = words.numerals.longest(text, at: last), digit.role == .digit, value < 40 else { return (value, last) }
    return (value + digit.value, next)
  }
}
