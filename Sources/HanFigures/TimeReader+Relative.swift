import HanArticle

extension TimeReader {
  /// What is counted from the day of publication: `上周五`, `下下周一`, `上上个月5号`, `昨日下午3点`, `今晚8时`, `上月30日`, `上月底`.
  func relative(at start: Int) -> Reading? {
    guard let (end, word) = words.times.longest(text, at: start) else { return nil }
    switch word.role {
    case .shift: return shifted(end, word.value)
    case .monthWord: return withinNamedMonth(end, word.value)
    case .dayWord:
      // A day alone (昨日) is no figure; its hour is.
      let reading = withClock((context.relativeDay(word.value), end))
      return reading.point.hour == nil ? nil : reading
    default: return nil
    }
  }

  /// The shift may be said several times, within reason: 下下下周一.
  private func shifted(_ start: Int, _ shift: Int) -> Reading? {
    var at = start
    var count = shift
    while abs(count) < 4, shift != 0, let (end, word) = words.times.longest(text, at: at), word.role == .shift, word.value == shift {
      count += shift
      at = end
    }
    guard let (end, word) = words.times.longest(text, at: at) else { return nil }
    if word.role == .monthWord, at > start || word.value == shift { return withinNamedMonth(end, count + word.value) }
    return word.role == .weekday ? withClock((context.weekday(word.value, inWeek: count), end)) : nil
  }

  private func withinNamedMonth(_ start: Int, _ difference: Int) -> Reading? {
    var point = context.relativeMonth(difference)
    if let day = number(start, 1...31), let (end, unit) = words.times.longest(text, at: day.end), unit.role == .day {
      point.day = day.value
      return withClock((point, end))
    }
    guard let (end, word) = words.times.longest(text, at: start) else { return nil }
    switch word.role {
    case .tens:
      point.tens = word.value
      return (point, end)
    case .endOf, .startOf: return (point, end)
    default: return nil
    }
  }

  /// `1990年代`, `上世纪90年代`, `20世纪八十年代`, `21世纪`
  func decade(at start: Int) -> Reading? {
    let century = century(at: start)
    if let tens = number(century?.end ?? start, 0...2090), tens.value % 10 == 0, tens.digits >= 2 || !tens.isArabic,
      let (end, word) = words.times.longest(text, at: tens.end), word.role == .decade
    {
      // 90年代 alone is the last century's, as long as it is no older than the wireless.
      let isWhole = tens.value >= 1000
      guard isWhole || tens.value < 100, let first = isWhole ? 0 : century?.first ?? (tens.value >= 30 ? 1900 : nil) else { return nil }
      return (DatePoint(firstYear: first + tens.value), pastEdge(end))
    }
    guard let century, century.isCounted else { return nil }
    return (DatePoint(firstYear: century.first, isCentury: true), pastEdge(century.end))
  }

  /// The first year of a century, and whether a number says which.
  private func century(at start: Int) -> (first: Int, end: Int, isCounted: Bool)? {
    if let count = number(start, 1...30), let (end, word) = words.times.longest(text, at: count.end), word.role == .century {
      return (count.value * 100 - 100, end, true)
    }
    guard let (next, word) = words.times.longest(text, at: start), word.role == .shift, let (end, unit) = words.times.longest(text, at: next),
      unit.role == .century
    else { return nil }
    return (((context.published?.year ?? 2000) / 100 + word.value) * 100, end, false)
  }

  /// Past 初 or 末 of a decade or century.
  private func pastEdge(_ end: Int) -> Int {
    guard let (stop, word) = words.times.longest(text, at: end), word.role == .startOf || word.role == .endOf else { return end }
    return stop
  }
}
