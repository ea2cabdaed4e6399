import HanArticle

/// What a text and its record say of the time it speaks of: completes dates that leave parts out.
struct DateContext {
  let published: PublicationDate?
  /// Years are counted from 1912 where a number is too small for the common era (民國108年).
  let countsRepublic: Bool
  /// The last year that the text named.
  private(set) var year: Int?

  init(_ article: Article) {
    published = article.date ?? article.pageDate
    countsRepublic = article.region == "TW"
  }

  /// Remembers what a date says for those after it.
  mutating func note(_ point: DatePoint) {
    if let year = point.year { self.year = year }
  }

  /// A year said as so many years from the publication's.
  func relativeYear(_ difference: Int) -> Int? { published.map { $0.year + difference } ?? (difference == 0 ? year : nil) }

  /// The month so many months from the publication's; unknown where that is not known.
  func relativeMonth(_ difference: Int) -> DatePoint {
    guard let published, let month = published.month, published.year * 12 + month - 1 + difference >= 0 else { return DatePoint(namesMonth: true) }
    let count = published.year * 12 + month - 1 + difference
    return DatePoint(year: count / 12, month: count % 12 + 1)
  }

  /// The day so many days from the publication's.
  func relativeDay(_ difference: Int) -> DatePoint {
    guard let today else { return DatePoint(namesToday: true) }
    return DatePoint(today.adding(days: difference))
  }

  /// A day of the week so many weeks from the publication's.
  func weekday(_ day: Int, inWeek difference: Int) -> DatePoint {
    guard let today else { return DatePoint(weekday: day) }
    return DatePoint(today.adding(days: difference * 7 + day - today.weekday))
  }

  /// The year of the cycle of sixty that is nearest to the publication's.
  func year(ofCycle number: Int) -> Int? {
    guard let near = published?.year ?? year else { return nil }
    // The year 4 was the first of a cycle.
    let behind = ((near - 3 - number) % 60 + 60) % 60
    return behind <= 30 ? near - behind : near + 60 - behind
  }

  /// A date of the Chinese calendar in the year that brings it nearest to the publication's day, or in the year that is spoken of.
  func nearest(_ date: LunarDate, _ calendar: LunarCalendar) -> LunarDate? {
    if let today { return calendar.nearest(date, to: today) }
    var date = date
    date.year = published?.year ?? year
    return date
  }

  private var today: CalendarDay? {
    guard let published, let month = published.month, let day = published.day else { return nil }
    return CalendarDay(year: published.year, month: month, day: day)
  }

  /// The date with its year and month, as far as they follow from the publication's.
  func completed(_ point: DatePoint) -> DatePoint {
    var point = point
    guard point.year == nil, !point.isYearNamed, !point.namesMonth, !point.namesToday, !point.isUnknown, point.weekday == nil, point.firstYear == nil
    else {
      return point
    }
    guard let published else {
      if point.quarter != nil || point.half != nil || point.months != nil { point.year = year }
      return point
    }
    if let month = point.month {
      point.year = month > (published.month ?? 12) + 5 ? published.year - 1 : published.year
    } else if let day = point.day {
      complete(&point, day: day, published)
    } else if let quarter = point.quarter {
      point.year = quarter * 3 - 2 > (published.month ?? 12) + 5 ? published.year - 1 : published.year
    } else if let months = point.months {
      // The first months of a year are spoken of when they are over, or soon will be.
      point.year = months > (published.month ?? 12) + 2 ? published.year - 1 : published.year
    } else if point.half != nil {
      point.year = published.year
    }
    return point
  }

  /// A day of a month that is not named: the publication's, or the month before where the day is still to come.
  private func complete(_ point: inout DatePoint, day: Int, _ published: PublicationDate) {
    guard let month = published.month else { return }
    let isPast = published.day.map { day > $0 + 1 } ?? false
    let last = isPast ? month - 1 : month
    point.month = last == 0 ? 12 : last
    point.year = last == 0 ? published.year - 1 : published.year
    if let year = point.year, let month = point.month, day > CalendarDay.length(ofMonth: month, year: year) {
      point.month = nil
      point.year = nil
    }
  }
}
