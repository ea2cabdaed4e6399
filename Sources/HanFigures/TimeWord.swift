/// A word or mark of dates and times.
struct TimeWord: Sendable {
  enum Role: String, Sendable {
    case year, month, day, hour, minute, second, colon, separator, quarter, half, halfOfYear, whole, quarterWord, quarterName, halfName
    case yearWord, monthWord, dayWord, shift, weekday, era, decade, century, first, ordinal, endOf, startOf, tens, since, part, months, counted
    case lunar, lunarMonth, newYear, leap, cycleYear
  }
  let role: Role
  /// Which quarter, half, weekday, lunar month or year of the cycle of sixty, how many years, months, weeks or days on, or the year before an era's first.
  let value: Int
  let part: DayPart?

  /// Whether a date or period can begin with it, before any number.
  var canBegin: Bool {
    switch role {
    case .half, .quarterWord, .quarterName, .halfName, .yearWord, .monthWord, .dayWord, .shift, .era, .first, .ordinal, .part, .lunar, .lunarMonth,
      .newYear,
      .leap, .cycleYear:
      true
    case .startOf: value == 0
    default: false
    }
  }

  /// Reads a row of `times.tsv`.
  init(_ cell: (Int) -> String) {
    role = Role(rawValue: cell(1)) ?? .part
    value = Int(cell(2)) ?? 0
    part = DayPart(rawValue: cell(2))
  }
}

/// A part of the day, as TIMEX3 writes it.
enum DayPart: String, Sendable {
  case morning = "MO", midday = "MI", afternoon = "AF", evening = "EV", night = "NI"
}
