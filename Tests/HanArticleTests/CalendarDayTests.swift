import HanArticle
import Testing

@Suite struct CalendarDayTests {
  @Test(
    "Day numbers count from 1970-01-01 and Monday is weekday 1",
    arguments: [
      (1970, 1, 1, 0, 4), (1969, 12, 31, -1, 3), (2000, 2, 29, 11_016, 2), (2025, 1, 27, 20_115, 1), (1, 1, 1, -719_162, 1),
      (9999, 12, 31, 2_932_896, 5),
      (1949, 10, 1, -7_397, 6)
    ])
  func known(year: Int, month: Int, day: Int, number: Int, weekday: Int) throws {
    let date = try #require(CalendarDay(year: year, month: month, day: day))
    #expect(date.dayNumber == number)
    #expect(date.weekday == weekday)
    #expect(CalendarDay(dayNumber: number) == date)
  }

  @Test("Every day of the years 1 to 9999 follows the day before, and comes back from its number")
  func everyDay() {
    var expected = -719_162
    var wrong = 0
    for year in 1...9999 {
      for month in 1...12 {
        for day in 1...CalendarDay.length(ofMonth: month, year: year) {
          let date = CalendarDay(year: year, month: month, day: day)
          let comesBack = CalendarDay(dayNumber: expected) == date && date?.dayNumber == expected
          if !comesBack || date?.weekday != ((expected + 719_162) % 7) + 1 { wrong += 1 }
          expected += 1
        }
      }
    }
    #expect(wrong == 0)
    #expect(expected == 2_932_897)
  }

  @Test("Leap years are those of the Gregorian calendar", arguments: [(2024, 29), (2025, 28), (1900, 28), (2000, 29), (2100, 28), (4, 29)])
  func leapYears(year: Int, length: Int) {
    #expect(CalendarDay.length(ofMonth: 2, year: year) == length)
    #expect((CalendarDay(year: year, month: 2, day: 29) == nil) == (length == 28))
  }

  @Test(
    "A day that the calendar does not have is none",
    arguments: [(2025, 0, 1), (2025, 13, 1), (2025, 4, 31), (2025, 1, 0), (2025, 1, 32), (0, 1, 1), (10_000, 1, 1), (-5, 1, 1), (2025, .min, .max)])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(CalendarDay(year: year, month: month, day: day) == nil)
  }

  @Test("Adding days goes over months and years, and stops at the calendar's ends")
  func adding() throws {
    let day = try #require(CalendarDay(year: 2024, month: 2, day: 28))
    #expect(day.adding(days: 1).description == "2024-02-29")
    #expect(day.adding(days: 2).description == "2024-03-01")
    #expect(day.adding(days: -59).description == "2023-12-31")
    #expect(day.adding(days: 0) == day)
    #expect(day.adding(days: 5_000_000).description == "9999-12-31")
    #expect(day.adding(days: .max).description == "9999-12-31")
    #expect(day.adding(days: .min).description == "0001-01-01")
    #expect(CalendarDay(dayNumber: .max).description == "9999-12-31")
    #expect(CalendarDay(dayNumber: .min).description == "0001-01-01")
    #expect(day < day.adding(days: 1))
  }
}

@Suite struct PublicationDateTests {
  @Test(
    "A year, a month or a day is read, with or without a time",
    arguments: [
      ("2025", 2025, nil, nil), ("2025-01", 2025, 1, nil), ("2025-01-28", 2025, 1, 28), ("2025-01-28T10:00", 2025, 1, 28),
      ("2025-01-28T10:00:00Z", 2025, 1, 28), ("2025-01-28T10:00:00.123+08:00", 2025, 1, 28), ("2025-01-28 10:00", 2025, 1, 28),
      ("2024-02-29", 2024, 2, 29), ("2025-01-28T10:00:00-0500", 2025, 1, 28), ("2025-01-28 10:00:00 +0800", 2025, 1, 28)
    ] as [(String, Int, Int?, Int?)])
  func good(text: String, year: Int, month: Int?, day: Int?) throws {
    let date = try #require(PublicationDate(text))
    #expect(date.text == text)
    #expect(date.year == year)
    #expect(date.month == month)
    #expect(date.day == day)
  }

  @Test(
    "What names no day of the calendar is no date",
    arguments: [
      "", " ", "25", "202", "20255", "2025-", "2025-1", "2025-1-2", "2025-13", "2025-00", "2025-02-29", "2025-01-32", "2025-01-00", "2025/01/28",
      "20250128", "2025-01-28T", "2025-01-28Tx", "2025-01-28 noon", "2025-01T10:00", "2025年1月28日", "２０２５", "-2025", "2025-01-28-01", "+025",
      "yesterday", "T10:00", "2025-01-28\n", "2025-01-28 10:00 x"
    ])
  func bad(text: String) {
    #expect(PublicationDate(text) == nil)
  }
}
