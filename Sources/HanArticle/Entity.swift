/// A name, and who or what bears it.
public struct Entity: Sendable, Equatable {
  public enum Label: String, Sendable, CaseIterable {
    case person = "PERSON"
    case org = "ORG"
    case gpe = "GPE"
    case loc = "LOC"
    case product = "PRODUCT"
    case work = "WORK"
    case title = "TITLE"
    case tech = "TECH"
    case index = "INDEX"
    case ticker = "TICKER"
  }

  public enum Subtype: String, Sendable, CaseIterable {
    case company = "COMPANY"
    case media = "MEDIA"
    case gov = "GOV"
    case school = "SCHOOL"
    case other = "OTHER"
  }

  public enum Source: String, Sendable { case gazetteer, rule, model, propagated }

  /// Bytes of the text.
  public var range: Range<Int>
  public var label: Label
  /// Of an ORG only.
  public var subtype: Subtype?
  /// One id for every script, region and alias: kind:slug. Nil where the entity is unknown.
  public var ref: String?
  /// Joins the mentions of one unknown entity in this article.
  public var cluster: Int?
  /// EXCHANGE:CODE, the primary listing first.
  public var tickers: [String] = []
  /// The index, in the layer, of the mention that the document itself equates with this one.
  public var aliasOf: Int?
  public var source: Source
  /// 0 to 1, where the stage has one.
  public var confidence: Double?

  public init(range: Range<Int>, label: Label, subtype: Subtype? = nil, ref: String? = nil, source: Source) {
    self.range = range
    self.label = label
    self.subtype = subtype
    self.ref = ref
    self.source = source
  }
}

/// What an article says of two mentions; members are indexes into its entities.
public enum Relation: Sendable, Equatable {
  case holdsTitle(person: Int, title: Int, org: Int?)
  case listedAs(org: Int, ticker: Int)
}
