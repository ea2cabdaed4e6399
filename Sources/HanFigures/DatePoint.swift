import HanArticle

/// A number below 32,768, or none, in two bytes: dates are handed around a lot.
@propertyWrapper struct Brief: Equatable {
  private var stored: Int16

  init(wrappedValue: Int?) { stored = wrappedValue.flatMap { Int16(exactly: $0) } ?? .min }

  var wrappedValue: Int? {
    get { stored == .min ? nil : Int(stored) }
    set { self = Brief(wrappedValue: newValue) }
  }
}

/// A date, time or period of the calendar as far as it is known; what is nil was not said.
struct DatePoint: Equatable {
  @Brief var year: Int?
  @Brief var month: Int?
  @Brief var day: Int?
  @Brief var quarter: Int?
  @Brief var half: Int?
  /// The third of a month: 1 上旬, 2 中旬, 3 下旬.
  @Brief var tens: Int?
  /// How many months from the year's first a period such as 前三季度 covers.
  @Brief var months: Int?
  /// ISO 8601 weekday, of a week that is not known.
  @Brief var weekday: Int?
  /// The first year of a decade or century.
  @Brief var firstYear: Int?
  var isCentury = false
  var part: DayPart?
  @Brief var hour: Int?
  @Brief var minute: Int?
  @Brief var second: Int?
  /// A year was said (去年), though it may not be known which.
  var isYearNamed = false
  /// A month or day was said (上月, 昨日), though it may not be known which.
  var namesMonth = false
  var namesToday = false
  /// A day whose place in the Gregorian calendar is not known: 八月十五 of the Chinese one, without a year.
  var isUnknown = false
  /// As it was said, of the Chinese calendar.
  var lunar: LunarDate?
  /// From here on, without an end: 2023年以来.
  var isOpen = false

  var kind: Figure.Kind {
    if hour != nil { return .time }
    return namesDay || ((month != nil || namesMonth) && tens == nil && !isOpen) ? .date : .period
  }

  /// Whether it speaks of one day.
  var namesDay: Bool { day != nil || weekday != nil || namesToday || isUnknown }

  /// TIMEX3 and ISO 8601; unknown parts are X.
  var time: String {
    if isOpen { return "\(calendar)/.." }
    return calendar + clock
  }

  private var calendar: String {
    if let firstYear { return isCentury ? "\(firstYear / 100)XX" : "\(firstYear / 10)X" }
    if isUnknown { return lunar?.day == nil ? "XXXX-XX" : "XXXX-XX-XX" }
    let year = year.map { CalendarDay.pad($0, 4) } ?? "XXXX"
    if let weekday, self.year == nil { return "\(year)-WXX-\(weekday)" }
    if let months {
      return "\(year)-01-01/\(year)-\(CalendarDay.pad(months, 2))-\(lastDay(months))"
    }
    if let quarter { return "\(year)-Q\(quarter)" }
    if let half { return "\(year)-H\(half)" }
    if hour != nil, self.year == nil, month == nil, day == nil { return "XXXX-XX-XX" }
    guard month != nil || day != nil || namesMonth else { return year }
    let month = month.map { CalendarDay.pad($0, 2) } ?? "XX"
    return day.map { "\(year)-\(month)-\(CalendarDay.pad($0, 2))" } ?? "\(year)-\(month)"
  }

  private var clock: String {
    guard let hour else { return part.map { "T\($0.rawValue)" } ?? "" }
    let minutes = minute.map { ":\(CalendarDay.pad($0, 2))" } ?? ""
    let seconds = second.map { ":\(CalendarDay.pad($0, 2))" } ?? ""
    return "T\(CalendarDay.pad(hour, 2))\(minutes)\(seconds)"
  }

  private func lastDay(_ month: Int) -> String { CalendarDay.pad(CalendarDay.length(ofMonth: month, year: year ?? 2001), 2) }

  /// The months that it covers.
  private var covered: ClosedRange<Int>? {
    if let months { return 1...max(1, months) }
    if let quarter { return (quarter * 3 - 2)...(quarter * 3) }
    if let half { return (half * 6 - 5)...(half * 6) }
    if let month { return month...month }
    return day == nil && (hour == nil) ? 1...12 : nil
  }

  /// The first calendar day, where the year is known.
  var first: CalendarDay? {
    if let firstYear { return CalendarDay(year: firstYear, month: 1, day: 1) }
    guard let year, let covered else { return nil }
    let start = tens.map { $0 * 10 - 9 } ?? 1
    return CalendarDay(year: year, month: covered.lowerBound, day: day ?? start)
  }

  /// The last calendar day, where the year is known and the period has an end.
  var last: CalendarDay? {
    if let firstYear { return CalendarDay(year: firstYear + (isCentury ? 99 : 9), month: 12, day: 31) }
    guard let year, let covered, !isOpen else { return nil }
    let length = CalendarDay.length(ofMonth: covered.upperBound, year: year)
    return CalendarDay(year: year, month: covered.upperBound, day: day ?? (tens.map { $0 == 3 ? length : $0 * 10 } ?? length))
  }
}

extension DatePoint {
  /// A day of the calendar.
  init(_ day: CalendarDay) { self.init(year: day.year, month: day.month, day: day.day) }
}

extension DatePoint {
  /// With the hour of the day that a part of it makes of one counted by twelve: 下午3点 is 15, 凌晨12点 0, 深夜1点 1.
  func counted(in part: DayPart?) -> DatePoint {
    guard let hour else { return self }
    var point = self
    switch part {
    case .afternoon where hour < 12, .midday where hour < 4, .evening where (5..<12).contains(hour): point.hour = hour + 12
    case .night where hour == 12: point.hour = 0
    case .evening where hour == 12: point.hour = 24
    default: break
    }
    return point
  }
}
