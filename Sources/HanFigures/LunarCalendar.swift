import HanArticle
import HanLexicon

/// A day or month of the Chinese calendar; what is nil was not said.
struct LunarDate: Equatable {
  @Brief var year: Int?
  @Brief var month: Int?
  var isLeap = false
  @Brief var day: Int?
}

/// The Chinese calendar from 1901 to 2100, as `lunar-years.tsv` has it.
struct LunarCalendar: Sendable {
  private struct Year: Sendable {
    let first: Int
    /// A digit a month: 49 has 30 days, 48 has 29.
    let months: [UInt8]
    let leap: Int
    let qingming: Int
  }

  private let years: [Int: Year]

  /// Takes its years from the image.
  init(_ image: Image) throws(LexiconError) {
    let lexicon = try Lexicon(image, "figures.lunarYears")
    var years: [Int: Year] = [:]
    for row in 0..<lexicon.count {
      func cell(_ column: Int) -> String { lexicon.text(row: row, column: column) }
      let parts = cell(1).split(separator: "-").compactMap { Int($0) }
      guard let year = Int(cell(0)), parts.count == 3, let first = CalendarDay(year: parts[0], month: parts[1], day: parts[2]) else { continue }
      years[year] = Year(first: first.dayNumber, months: Array(cell(2).utf8), leap: Int(cell(3)) ?? 0, qingming: Int(cell(4)) ?? 5)
    }
    self.years = years
  }

  /// The days of a date: one, or those of a month; nil where the year is not known or has no such month.
  ///
  /// The thirtieth of a short month is its last day: so New Year's Eve is called in either.
  func days(_ date: LunarDate) -> ClosedRange<CalendarDay>? {
    guard let number = date.year, let year = years[number], let month = date.month, !date.isLeap || year.leap == month else { return nil }
    let place = month - (year.leap == 0 || month < year.leap || month == year.leap && !date.isLeap ? 1 : 0)
    guard year.months.indices.contains(place) else { return nil }
    let start = year.first + year.months[..<place].reduce(0) { $0 + Self.length($1) }
    let length = Self.length(year.months[place])
    guard let day = date.day else { return CalendarDay(dayNumber: start)...CalendarDay(dayNumber: start + length - 1) }
    let found = CalendarDay(dayNumber: start + min(day, length) - 1)
    return found...found
  }

  /// The date's year such that it is nearest to a day.
  func nearest(_ date: LunarDate, to day: CalendarDay) -> LunarDate? {
    let candidates = (day.year - 1...day.year + 1).compactMap { year -> (LunarDate, Int)? in
      var date = date
      date.year = year
      return days(date).map { (date, abs($0.lowerBound.dayNumber - day.dayNumber)) }
    }
    return candidates.min { $0.1 < $1.1 }?.0
  }

  /// 清明, a solar term: 4, 5 or 6 April.
  func qingming(of year: Int) -> CalendarDay? { years[year].flatMap { CalendarDay(year: year, month: 4, day: $0.qingming) } }

  private static func length(_ month: UInt8) -> Int { 29 + Int(month & 1) }
}

/// A festival, which behind a year names a day.
struct Festival: Sendable {
  enum Calendar: String, Sendable { case gregorian, lunar, term }
  let calendar: Calendar
  let month: Int
  let day: Int

  /// Reads a row of `festivals.tsv`.
  init(_ cell: (Int) -> String) {
    calendar = Calendar(rawValue: cell(1)) ?? .gregorian
    month = Int(cell(2)) ?? 1
    day = Int(cell(3)) ?? 1
  }

  /// Its day in a year; nil where the calendar does not go so far.
  func day(in year: Int, _ lunar: LunarCalendar) -> CalendarDay? {
    switch calendar {
    case .gregorian: CalendarDay(year: year, month: month, day: day)
    case .lunar:
      // 2024年除夕 lies in February, in the year before of its own calendar.
      [year, year - 1].lazy.compactMap { lunar.days(LunarDate(year: $0, month: month, day: day))?.lowerBound }.first { $0.year == year }
    case .term: lunar.qingming(of: year)
    }
  }
}
