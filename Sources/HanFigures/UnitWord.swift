import HanArticle

/// A unit or measure word: what kind of figure it makes, and how it is normalised.
struct UnitWord: Sendable {
  let kind: Figure.Kind
  /// UCUM where one exists, else the measure word.
  let unit: String
  let factor: ExactDecimal?
  /// The unit that figures are normalised to, or the ISO 8601 designator of a duration (`TH` is an hour of time).
  let base: String

  init(kind: Figure.Kind, unit: String, factor: ExactDecimal?, base: String) {
    self.kind = kind
    self.unit = unit
    self.factor = factor
    self.base = base
  }

  /// Reads a row of `units.tsv`.
  init(_ cell: (Int) -> String) {
    kind = Figure.Kind(rawValue: cell(1)) ?? .count
    unit = cell(2)
    factor = ExactDecimal(cell(3))
    base = cell(4)
  }
}

/// An approximator or a mark between the ends of a range.
struct BoundWord: Sendable {
  enum Place: String, Sendable { case before, after, bare, between, list }
  let place: Place
  let bound: Figure.Bound
  /// Whether it is part of the figure's text.
  let isInside: Bool

  /// Reads a row of `bounds.tsv`.
  init(_ cell: (Int) -> String) {
    place = Place(rawValue: cell(1)) ?? .before
    bound = Figure.Bound(rawValue: cell(2)) ?? .exact
    isInside = cell(3) == "in"
  }
}

/// A word or mark of dates and times.
struct TimeWord: Sendable {
  enum Role: String, Sendable {
    case year, month, day, hour, minute, second, colon, separator, quarter, half, halfOfYear, whole, quarterWord, quarterName, halfName
    case yearWord, monthWord, dayWord, shift, weekday, era, decade, century, first, ordinal, endOf, startOf, tens, since, part, months, counted
  }
  let role: Role
  /// Which quarter, half or weekday, how many years, months, weeks or days on, or the year before an era's first.
  let value: Int
  /// The part of the day as TIMEX3 writes it: MO, AF, EV, NI.
  let part: String

  /// Whether a date or period can begin with it, before any number.
  var canBegin: Bool {
    switch role {
    case .half, .quarterWord, .quarterName, .halfName, .yearWord, .monthWord, .dayWord, .shift, .era, .first, .ordinal, .part: true
    default: false
    }
  }

  /// Reads a row of `times.tsv`.
  init(_ cell: (Int) -> String) {
    role = Role(rawValue: cell(1)) ?? .part
    value = Int(cell(2)) ?? 0
    part = cell(2)
  }
}
