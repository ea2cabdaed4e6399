/// What a figure says of whom. At most one a figure.
public struct Fact: Sendable, Equatable {
  /// A name in the article, or one that was inferred.
  public struct Link: Sendable, Equatable {
    public var ref: String?
    /// Bytes of the text; nil where the link is inferred.
    public var range: Range<Int>?
    /// Of an inferred link: title, date, earlier figure…
    public var inferredFrom: String?
    /// The index of the entity in its layer.
    public var entity: Int?
    /// Of a period: TIMEX3 and its days.
    public var time: String?
    public var from: CalendarDay?
    public var to: CalendarDay?

    public init(range: Range<Int>?, ref: String? = nil, inferredFrom: String? = nil) {
      self.range = range
      self.ref = ref
      self.inferredFrom = inferredFrom
    }
  }

  public enum Role: String, Sendable { case level, change, from, to }
  public enum Direction: String, Sendable { case increase, decrease }
  public enum Comparison: String, Sendable { case yoy, qoq, mom, prior }
  public enum Scenario: String, Sendable { case actual, estimate, target, claim, denied }

  /// The index of the figure in its layer.
  public var figure: Int
  public var metric: Link?
  public var subjects: [Link] = []
  public var period: Link?
  public var role: Role?
  public var direction: Direction?
  public var comparison: Comparison?
  public var scenario: Scenario?
  /// 0 to 1, where the stage has one.
  public var confidence: Double?

  public init(figure: Int) { self.figure = figure }
}
