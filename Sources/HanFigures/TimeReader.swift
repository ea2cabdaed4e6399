import HanArticle

/// Reads dates, times and periods: `2025年1月27日`, `前三季度`, `今年首季`, `1-9月`, `25日晚上`, `2019/02/11 10:28`.
struct TimeReader {
  typealias Reading = (point: DatePoint, end: Int)

  let text: FoldedText
  let words: FigureWords
  let numbers: [Number]
  var context: DateContext
  /// The first number that does not begin before the place that is read.
  var next = 0

  /// Whether a word or mark of time stands here or behind the number that begins here: most numbers have none, and are not tried.
  func canBegin(at start: Int, _ number: Int?) -> Bool {
    if let number {
      let behind = text.skipSpaces(numbers[number].range.upperBound)
      if words.classes[text.scalar(behind)] & FigureWords.followsTime != 0 { return true }
    } else if text.digit(start) != nil {
      return text.digit(start - 1) == nil
    }
    return words.classes[text.scalar(start)] & FigureWords.startsTime != 0 && words.times.longest(text, at: start)?.entry.canBegin == true
  }

  /// The figure that begins here, and the date it names.
  mutating func figure(at start: Int) -> Figure? {
    let lead = lead(at: start)
    switch lead.role {
    case nil, .separator, .year, .yearWord, .monthWord, .era:
      if let figure = monthRange(at: start) ?? yearRange(at: start) { return figure }
    default: break
    }
    guard let (raw, end) = date(at: start, lead) else { return nil }
    let point = context.completed(raw)
    context.note(raw)
    if let range = range(from: start, point, end) { return range }
    return finished(start, point, end)
  }

  private func finished(_ start: Int, _ point: DatePoint, _ end: Int) -> Figure? {
    if let lunar = point.lunar, lunar.day == nil, let days = words.lunar.days(lunar) {
      return span(start, DatePoint(days.lowerBound), DatePoint(days.upperBound), end)
    }
    var point = point
    var end = end
    if let (next, word) = words.times.longest(text, at: end), word.role == .since {
      point.isOpen = true
      end = next
    }
    let about = roughly(end)
    var figure = Figure(range: start..<(about ?? end), kind: point.kind, bound: about == nil ? .exact : .about)
    figure.time = point.time
    figure.from = point.first
    figure.to = point.last
    return figure
  }

  /// Behind 左右, 前后 or 许, which belong to the figure.
  private func roughly(_ end: Int) -> Int? {
    guard let (stop, word) = words.bounds.longest(text, at: text.skipSpaces(end)), word.place == .after, word.bound == .about else { return nil }
    return stop
  }

  // MARK: Ranges

  private func connector(_ at: Int) -> Int? {
    guard let (end, word) = words.bounds.longest(text, at: text.skipSpaces(at)), word.place == .between else { return nil }
    return text.skipSpaces(end)
  }

  private func span(_ start: Int, _ first: DatePoint, _ last: DatePoint, _ end: Int) -> Figure? {
    if let from = first.first, let to = last.last, to < from { return nil }
    let about = roughly(end)
    var figure = Figure(range: start..<(about ?? end), kind: .period, bound: about == nil ? .exact : .about)
    figure.time = "\(first.time)/\(last.time)"
    figure.from = first.first
    figure.to = last.last
    return figure
  }

  /// `1月3日至2月10日`, `9月21号下午5点~9月22号上午5点`: the second date takes from the first what it leaves out.
  private func range(from start: Int, _ first: DatePoint, _ end: Int) -> Figure? {
    guard let next = connector(end), next > end else { return nil }
    let bare: Reading? = first.day == nil ? nil : number(next, 1...31).map { (DatePoint(day: $0.value), $0.end) }
    if let last = lunarDay(at: next, after: first) ?? shortYear(at: next, after: first) { return span(start, first, last.point, last.end) }
    let hour = first.hour == nil || index(startingAt: next) == nil ? nil : clock(at: next, isAfterDate: true)
    guard let second = hour.map({ ($0.point.counted(in: first.part), $0.end) }) ?? date(at: next) ?? bare else { return nil }
    var (last, stop) = second
    if first.day != nil, last.month != nil, last.day == nil, let day = number(stop, 1...31) {
      last.day = day.value
      stop = day.end
    }
    guard (last.quarter != nil) == (first.quarter != nil), last.month != nil || last.day != nil || first.month == nil else { return nil }
    if last.day != nil, last.month == nil { last.month = first.month }
    if last.year == nil, let year = first.year {
      // 12月30日至1月2日 ends in the year after.
      let isNext = last.month.map { $0 < first.month ?? 0 } ?? false
      last.year = isNext ? year + 1 : year
    }
    return span(start, first, last, stop)
  }

  /// `2026年至28年`
  private func shortYear(at start: Int, after first: DatePoint) -> Reading? {
    guard let year = first.year, first == DatePoint(year: year), let last = number(start, 0...99), last.digits == 2, last.isArabic,
      let end = role(last.end, .year), year / 100 * 100 + last.value > year
    else { return nil }
    return (DatePoint(year: year / 100 * 100 + last.value), end)
  }

  /// `1-9月`, `3至5日`
  private func monthRange(at start: Int) -> Figure? {
    var first = start
    var year: Int?
    var month: DatePoint?
    if let (value, end) = self.year(at: start) {
      year = value
      first = end
    } else if let (end, word) = words.times.longest(text, at: start), word.role == .monthWord {
      month = context.relativeMonth(word.value)
      first = end
    }
    guard let from = number(first, 1...31), let next = connector(from.end), let to = number(next, 1...31), from.value < to.value,
      let (end, word) = words.times.longest(text, at: to.end), (word.role == .month && month == nil) || (word.role == .day && year == nil)
    else { return nil }
    if word.role == .month, to.value > 12 { return nil }
    let points = [from.value, to.value].map { value in
      context.completed(word.role == .month ? DatePoint(year: year, month: value) : DatePoint(year: month?.year, month: month?.month, day: value))
    }
    return span(start, points[0], points[1], end)
  }

  /// `2015-2017年`, `2023-24年`
  private func yearRange(at start: Int) -> Figure? {
    guard let from = number(start, 1800...2200), from.digits == 4 else { return nil }
    let isFinancial = text.byte(from.end) == 0x2F
    guard let next = isFinancial ? from.end + 1 : connector(from.end), let to = number(next, 0...2200), to.digits == 2 || to.digits == 4 else {
      return nil
    }
    let word = words.times.longest(text, at: to.end)
    let isNamed = word?.entry.role == .year
    guard isNamed || (isFinancial && to.value % 100 == (from.value + 1) % 100) else { return nil }
    let end = isNamed ? word?.end ?? to.end : to.end
    let last = to.digits == 2 ? from.value / 100 * 100 + to.value : to.value
    guard last > from.value else { return nil }
    return span(start, DatePoint(year: from.value), DatePoint(year: last), end)
  }

  // MARK: Dates

  /// A date, a period of a year, or a time of day.
  func date(at start: Int) -> Reading? { date(at: start, lead(at: start)) }

  /// The word of time behind the number that begins here, or else the one that begins here: it says what can be read.
  private func lead(at start: Int) -> (isNumber: Bool, role: TimeWord.Role?) {
    guard let index = index(startingAt: start) else { return (false, words.times.longest(text, at: start)?.entry.role) }
    return (true, words.times.longest(text, at: text.skipSpaces(numbers[index].range.upperBound))?.entry.role)
  }

  private func date(at start: Int, _ lead: (isNumber: Bool, role: TimeWord.Role?)) -> Reading? {
    switch (lead.isNumber, lead.role) {
    case (true, .separator): numericDate(at: start).map(withClock)
    case (true, .decade), (true, .century): decade(at: start)
    case (true, .year), (true, .endOf), (true, .startOf), (false, .yearWord), (false, .era): withinNamedYear(at: start)
    case (true, .month): (text.digit(start) == nil ? lunar(at: start) : nil) ?? monthAndDay(at: start).map(withClock)
    case (false, .lunar), (false, .lunarMonth), (false, .newYear), (false, .leap), (false, .cycleYear), (false, .startOf): lunar(at: start)
    case (true, .day): dayAlone(at: start).map(withClock)
    case (true, .quarter): quarter(at: start)
    case (true, .hour), (true, .colon), (false, .part): clock(at: start)
    case (true, _): nil
    case (false, .shift): decade(at: start) ?? relative(at: start)
    case (false, .monthWord), (false, .dayWord): relative(at: start)
    case (false, nil): yearAndQuarterName(at: start)
    default: withinYear(at: start, isAfterYear: false)
    }
  }

  private func withinNamedYear(at start: Int) -> Reading? {
    guard let (year, end) = year(at: start) else { return nil }
    if let year, let reading = lunarOrFestival(at: end, year, isCounted: index(startingAt: start) != nil) { return reading }
    guard let (found, stop) = withinYear(at: text.skipSpaces(end), isAfterYear: true) else {
      // 去年 alone is no figure.
      return index(startingAt: start) == nil && words.times.longest(text, at: start)?.entry.role == .yearWord ? nil : (DatePoint(year: year), end)
    }
    var point = found
    point.year = year
    point.isYearNamed = true
    return withClock((point, stop))
  }

  /// `2023年正月初一`, `2023年春节`; 去年春节 has no numeral, and is no figure.
  private func lunarOrFestival(at start: Int, _ year: Int, isCounted: Bool) -> Reading? {
    guard text.digit(start) == nil else { return nil }
    return lunar(at: start, year: year) ?? (isCounted ? festival(at: start, year: year) : nil)
  }

  /// A year, or a word that names one (今年, 民国113年); nil where it is not known which.
  func year(at start: Int) -> (value: Int?, end: Int)? {
    if let (end, word) = words.times.longest(text, at: start), word.role == .yearWord || word.role == .era {
      if word.role == .yearWord { return (context.relativeYear(word.value), end) }
      guard let year = number(end, 1...200), let (stop, mark) = words.times.longest(text, at: year.end), mark.role == .year else { return nil }
      return (word.value + year.value, stop)
    }
    guard let year = number(start, 1...2999), let (found, word) = words.times.longest(text, at: text.skipSpaces(year.end)) else { return nil }
    // 2018年底 and 2018年年底 both end in a word of their own.
    let isEnd = (word.role == .endOf || word.role == .startOf) && found - year.end > 3
    guard word.role == .year || isEnd else { return nil }
    let end = isEnd ? year.end : found
    // Before 1800 a round number may as well be a length of time: 1500年 of history, but 1368年 is a year.
    if year.digits == 4, year.value >= 1800 || year.isArabic && year.value > 1000 && year.value % 10 != 0 { return (year.value, end) }
    if year.digits == 2, year.isArabic, !context.countsRepublic, isShortYear(end) { return (year.value + (year.value < 50 ? 2000 : 1900), end) }
    let isRepublic = context.countsRepublic && (70...150).contains(year.value) && (year.digits == 3 || number(end, 1...12) != nil)
    return isRepublic ? (year.value + 1911, end) : nil
  }

  /// Whether a month or quarter follows a year of two digits (24年3月, 24年Q4): alone it is a length of time.
  private func isShortYear(_ end: Int) -> Bool {
    guard let point = withinYear(at: end, isAfterYear: true)?.point else { return false }
    return point.quarter != nil || point.month != nil && index(startingAt: end) != nil
  }

  /// What stands behind a year, or alone: a month and its day, a quarter, a half, the first months.
  private func withinYear(at start: Int, isAfterYear: Bool) -> Reading? {
    if let reading = monthAndDay(at: start) ?? quarter(at: start) ?? firstMonths(at: start) { return reading }
    if let (end, word) = words.times.longest(text, at: start) {
      switch word.role {
      case .half: return (DatePoint(half: word.value), end)
      case .halfName where isName(start, end): return (DatePoint(half: word.value), end)
      case .quarterWord: return (DatePoint(quarter: word.value), end)
      case .quarterName: if let named = quarterName(start, end, word.value) { return named }
      case .halfOfYear where isAfterYear: return (DatePoint(half: word.value), end)
      case .whole where isAfterYear: return (DatePoint(), end)
      case .endOf where isAfterYear: return (DatePoint(month: 12), end)
      case .startOf where isAfterYear: return (DatePoint(month: 1), end)
      default: break
      }
    }
    return nil
  }

  private func monthAndDay(at start: Int) -> Reading? {
    guard let month = number(start, 1...12), let (end, word) = words.times.longest(text, at: text.skipSpaces(month.end)), word.role == .month else {
      return nil
    }
    var point = DatePoint(month: month.value)
    let at = text.skipSpaces(end)
    if let day = number(at, 1...31) {
      let mark = text.skipSpaces(day.end)
      let stop = text.next(mark)
      if words.times.word(text, mark..<stop)?.role == .day {
        point.day = day.value
        return (point, stop)
      }
      if let next = connector(day.end), number(next, 1...31) != nil {
        point.day = day.value
        return (point, day.end)
      }
    }
    guard let (stop, next) = words.times.longest(text, at: end) else { return (point, end) }
    switch next.role {
    case .tens:
      point.tens = next.value
      return (point, stop)
    case .endOf, .startOf: return (point, stop)
    default: return (point, end)
    }
  }

  /// `24日`, not 24号, which may as well be a house: Arabic, or behind it a part of the day; 三日 alone is a length of time.
  private func dayAlone(at start: Int) -> Reading? {
    guard let day = number(start, 1...31), let (end, word) = words.times.longest(text, at: day.end), word.role == .day, word.value == 0 else {
      return nil
    }
    let hasPart = words.times.longest(text, at: end)?.entry.role == .part
    if !hasPart, words.bounds.longest(text, at: end)?.entry.place == .after { return nil }
    if words.times.ending(text, at: text.skipSpacesBack(start), where: { $0.role == .counted || $0.role == .first || $0.role == .ordinal }) != nil {
      return nil
    }
    guard day.isArabic || day.value > 10 || hasPart else { return nil }
    return (DatePoint(day: day.value), end)
  }

  private func quarter(at start: Int) -> Reading? {
    var at = start
    if let (end, word) = words.times.longest(text, at: start), word.role == .ordinal { at = end }
    guard let quarter = number(at, 1...4), let (end, word) = words.times.longest(text, at: quarter.end), word.role == .quarter else { return nil }
    // Behind a title's closing mark, U+300B or U+300D, it is a season of a programme.
    let before = text.scalar(start - 3)
    if before == 0x300B || before == 0x300D { return nil }
    return (DatePoint(quarter: quarter.value), end)
  }

  /// `前三季度`, `首9个月`, `前11月`
  private func firstMonths(at start: Int) -> Reading? {
    guard let (next, word) = words.times.longest(text, at: start), word.role == .first, let count = number(next, 1...12),
      let (end, unit) = words.times.longest(text, at: count.end)
    else { return nil }
    switch unit.role {
    case .quarter where count.value <= 4: return (DatePoint(months: count.value * 3), end)
    case .month, .months: return (DatePoint(months: count.value), end)
    default: return nil
    }
  }

  private func isName(_ start: Int, _ end: Int) -> Bool {
    !text.isLetter(start - 1) && text.digit(start - 1) == nil && !text.isLetter(end) && text.digit(end) == nil
  }

  // MARK: Numbers

  /// The whole number within limits that begins here, as the numbers' layer has it.
  func number(_ at: Int, _ limits: ClosedRange<Int>) -> (value: Int, end: Int, digits: Int, isArabic: Bool)? {
    guard let index = index(startingAt: at), case .value(let value) = numbers[index].amount, let integer = value.integer, limits.contains(integer)
    else { return nil }
    let range = numbers[index].range
    let isArabic = text.digit(range.lowerBound) != nil
    let width = text.byte(range.lowerBound) < 0x80 ? 1 : 3
    return (integer, range.upperBound, range.count / width, isArabic)
  }
}

extension TimeReader {
  /// The index of the number that begins exactly here: nearly always one of the next few.
  func index(startingAt at: Int) -> Int? {
    var index = next
    while index < numbers.count, index < next + 4 {
      let start = numbers[index].range.lowerBound
      if start >= at { return start == at ? index : nil }
      index += 1
    }
    return numbers.index(startingAt: at)
  }
}

extension [Number] {
  /// The index of the first number that begins at or behind a place.
  func firstIndex(from at: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.lowerBound < at { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The number that begins exactly here.
  func index(startingAt at: Int) -> Int? {
    let index = firstIndex(from: at)
    return index < count && self[index].range.lowerBound == at ? index : nil
  }
}
