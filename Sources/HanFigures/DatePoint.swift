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
  /// The months of a year that a period such as 前三季度 covers.
  var months: ClosedRange<Int>?
  /// ISO 8601 weekday, of a week that is not known.
  @Brief var weekday: Int?
  /// A decade or century.
  var years: ClosedRange<Int>?
  /// A part of the day as TIMEX3 writes it.
  var part: String?
  @Brief var hour: Int?
  @Brief var minute: Int?
  @Brief var second: Int?
  /// A year was said (去年), though it may not be known which.
  var isYearNamed = false
  /// A month or day was said (上月, 昨日), though it may not be known which.
  var namesMonth = false
  var namesToday = false
  /// From here on, without an end: 2023年以来.
  var isOpen = false

  var kind: Figure.Kind {
    if hour != nil { return .time }
    return namesDay || ((month != nil || namesMonth) && tens == nil && !isOpen) ? .date : .period
  }

  /// Whether it speaks of one day.
  var namesDay: Bool { day != nil || weekday != nil || namesToday }

  /// TIMEX3 and ISO 8601; unknown parts are X.
  var time: String {
    if isOpen { return "\(calendar)/.." }
    return calendar + clock
  }

  private var calendar: String {
    if let years { return years.count == 10 ? "\(years.lowerBound / 10)X" : "\(years.lowerBound / 100)XX" }
    let year = year.map { CalendarDay.pad($0, 4) } ?? "XXXX"
    if let weekday, self.year == nil { return "\(year)-WXX-\(weekday)" }
    if let months {
      return "\(year)-\(CalendarDay.pad(months.lowerBound, 2))-01/\(year)-\(CalendarDay.pad(months.upperBound, 2))-\(lastDay(months.upperBound))"
    }
    if let quarter { return "\(year)-Q\(quarter)" }
    if let half { return "\(year)-H\(half)" }
    if hour != nil, self.year == nil, month == nil, day == nil { return "XXXX-XX-XX" }
    guard month != nil || day != nil || namesMonth else { return year }
    let month = month.map { CalendarDay.pad($0, 2) } ?? "XX"
    return day.map { "\(year)-\(month)-\(CalendarDay.pad($0, 2))" } ?? "\(year)-\(month)"
  }

  private var clock: String {
    guard let hour else { return part.map { "T\($0)" } ?? "" }
    let minutes = minute.map { ":\(CalendarDay.pad($0, 2))" } ?? ""
    let seconds = second.map { ":\(CalendarDay.pad($0, 2))" } ?? ""
    return "T\(CalendarDay.pad(hour, 2))\(minutes)\(seconds)"
  }

  private func lastDay(_ month: Int) -> String { CalendarDay.pad(CalendarDay.length(ofMonth: month, year: year ?? 2001), 2) }

  /// The months that it covers.
  private var covered: ClosedRange<Int>? {
    if let months { return months }
    if let quarter { return (quarter * 3 - 2)...(quarter * 3) }
    if let half { return (half * 6 - 5)...(half * 6) }
    if let month { return month...month }
    return day == nil && (hour == nil) ? 1...12 : nil
  }

  /// The first calendar day, where the year is known.
  var first: CalendarDay? {
    if let years { return CalendarDay(year: years.lowerBound, month: 1, day: 1) }
    guard let year, let covered else { return nil }
    let start = tens.map { $0 * 10 - 9 } ?? 1
    return CalendarDay(year: year, month: covered.lowerBound, day: day ?? start)
  }

  /// The last calendar day, where the year is known and the period has an end.
  var last: CalendarDay? {
    if let years { return CalendarDay(year: years.upperBound, month: 12, day: 31) }
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
  func counted(in part: String?) -> DatePoint {
    guard let hour else { return self }
    var point = self
    switch part {
    case "AF" where hour < 12, "MI" where hour < 4, "EV" where (5..<12).contains(hour): point.hour = hour + 12
    case "NI" where hour == 12: point.hour = 0
    case "EV" where hour == 12: point.hour = 24
    default: break
    }
    return point
  }
}
