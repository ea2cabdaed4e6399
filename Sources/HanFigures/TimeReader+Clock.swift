import HanArticle

extension TimeReader {
  /// `2025-02-01`, `2019/02/11`, `2024.12.31`
  func numericDate(at start: Int) -> Reading? {
    guard text.digit(start - 1) == nil, let year = digits(start, 4...4), let first = mark(year.end), let month = digits(first, 1...2),
      text.byte(month.end) == text.byte(year.end), let second = mark(month.end), let day = digits(second, 1...2),
      text.digit(day.end) == nil, (1800...2200).contains(year.value), (1...12).contains(month.value), (1...31).contains(day.value)
    else { return nil }
    return (DatePoint(year: year.value, month: month.value, day: day.value), day.end)
  }

  /// A date with the part of the day and the time that stand behind it.
  func withClock(_ reading: Reading) -> Reading {
    guard reading.point.namesDay || reading.point.part != nil else { return reading }
    var (point, end) = reading
    if let (next, word) = words.times.longest(text, at: text.skipSpaces(end)), word.role == .part {
      point.part = word.part
      end = next
    }
    let at = text.byte(end) | 0x20 == 0x74 ? end + 1 : text.skipSpaces(end)
    guard let (time, stop) = clock(at: at, isAfterDate: true) else { return (point, end) }
    point.minute = time.minute
    point.second = time.second
    point.hour = time.counted(in: point.part).hour
    return (point, stop)
  }

  /// `10:28`, `20点13分`, `下午5时半`
  func clock(at start: Int, isAfterDate: Bool = false) -> Reading? {
    if !isAfterDate, let (next, word) = words.times.longest(text, at: start), word.role == .part {
      guard let (_, end) = clock(at: next, isAfterDate: true) else { return nil }
      let (point, _) = withClock((DatePoint(part: word.part), next))
      return (point, end)
    }
    return digitalClock(at: start) ?? spokenClock(at: start, isAfterDate: isAfterDate)
  }

  private func digitalClock(at start: Int) -> Reading? {
    guard text.digit(start - 1) == nil, text.byte(start - 1) != 0x3A, let hour = digits(start, 1...2), hour.value <= 24,
      let next = colon(hour.end), let minute = digits(next, 2...2), minute.value < 60
    else { return nil }
    var point = DatePoint(hour: hour.value, minute: minute.value)
    if let next = colon(minute.end), let second = digits(next, 2...2), second.value < 61 {
      point.second = second.value
      return (point, second.end)
    }
    return text.digit(minute.end) == nil && text.byte(minute.end) != 0x25 ? (point, minute.end) : nil
  }

  private func spokenClock(at start: Int, isAfterDate: Bool) -> Reading? {
    guard let hour = number(start, 0...24), let (end, word) = words.times.longest(text, at: hour.end), word.role == .hour else { return nil }
    var point = DatePoint(hour: hour.value)
    if let minute = number(end, 0...59), let (stop, unit) = words.times.longest(text, at: minute.end), unit.role == .minute {
      point.minute = minute.value
      if let second = number(stop, 0...60), let (last, unit) = words.times.longest(text, at: second.end), unit.role == .second {
        point.second = second.value
        return (point, last)
      }
      return (point, stop)
    }
    if let (stop, half) = words.numerals.longest(text, at: end), half.role == .half {
      point.minute = 30
      return (point, stop)
    }
    return isAfterDate || word.value == 1 || isHourMark(end) ? (point, end) : nil
  }

  /// 时 alone is an hour; 点 alone may as well be a point of an index.
  private func isHourMark(_ end: Int) -> Bool { words.units.word(text, text.previous(end)..<end) == nil }

  // MARK: Quarters in Latin letters

  /// `Q1`, `1Q25`, `Q3 2024`
  func quarterName(_ start: Int, _ end: Int, _ quarter: Int) -> Reading? {
    guard !text.isLetter(start - 1), text.digit(start - 1) == nil, !text.isLetter(end) else { return nil }
    let at = text.skipSpaces(end)
    if let year = digits(at, 4...4) ?? (at == end ? digits(at, 2...2) : nil), text.digit(year.end) == nil, !text.isLetter(year.end) {
      return (DatePoint(year: year.value < 100 ? 2000 + year.value : year.value, quarter: quarter), year.end)
    }
    return text.digit(end) == nil ? (DatePoint(quarter: quarter), end) : nil
  }

  /// `2024Q3`, `24Q3`
  func yearAndQuarterName(at start: Int) -> Reading? {
    guard text.digit(start - 1) == nil, !text.isLetter(start - 1), let year = digits(start, 4...4) ?? digits(start, 2...2),
      let (end, word) = words.times.longest(text, at: year.end), word.role == .quarterName || word.role == .halfName,
      !text.isLetter(end), text.digit(end) == nil
    else { return nil }
    let value = year.value < 100 ? 2000 + year.value : year.value
    return (word.role == .quarterName ? DatePoint(year: value, quarter: word.value) : DatePoint(year: value, half: word.value), end)
  }

  // MARK: Marks

  func digits(_ start: Int, _ lengths: ClosedRange<Int>) -> (value: Int, end: Int)? {
    var at = start
    var value = 0
    var count = 0
    while count < lengths.upperBound, let digit = text.digit(at) {
      value = value * 10 + Int(digit.ascii &- 48)
      at += digit.length
      count += 1
    }
    return lengths.contains(count) ? (value, at) : nil
  }

  private func mark(_ at: Int) -> Int? { role(at, .separator) }

  private func colon(_ at: Int) -> Int? { role(at, .colon) }

  /// The end of a word that does this here.
  func role(_ at: Int, _ role: TimeWord.Role) -> Int? {
    guard let (end, word) = words.times.longest(text, at: at), word.role == role else { return nil }
    return end
  }
}
