/// One document on its way through the house: its text, what its record said of it, and the layers found so far.
///
///     var article = Article(text: "英伟达市值2.9万亿美元。")
///     article[Tokens.self] = [Token(range: 0..<9, pos: .properNoun)]
public struct Article: Sendable {
  /// The record's id; the contract's `id`.
  public var id: String
  /// The decoded text, changed in nothing.
  public let text: ArticleText
  /// How many bytes at the start of the text were the record's title, its newline included; 0 without one.
  public var titleLength = 0
  /// When it was published; relative time is resolved against it.
  public var date: PublicationDate?
  /// The date that the page itself bears, where its record names none; it stands in for ``date``.
  public var pageDate: PublicationDate?
  /// The market it speaks of, as ISO 3166-1 alpha-2: which currency a bare 元 is.
  public var region: String?
  /// Its script and the spelling it is written in, once found.
  public var writing: Writing?
  /// The caller's own data, JSON bytes that come back as they came.
  public var meta: [UInt8]?
  /// What a reader should know of this record: a date that is none, bytes that could not be decoded.
  public var warnings: [Warning] = []

  /// A handful at most, so that looking through them is quicker than a hash.
  @usableFromInline var layers: [WrittenLayer] = []

  public init(id: String = "", text: ArticleText) {
    self.id = id
    self.text = text
  }

  public init(id: String = "", text: String) {
    self.init(id: id, text: ArticleText(text))
  }

  /// The elements of a layer, in text order; empty where no stage has written it.
  @inlinable public subscript<L: Layer>(layer: L.Type) -> [L.Element] {
    get {
      let id = LayerID(layer)
      return (layers.first { $0.id == id }?.box as? LayerBox<L.Element>)?.elements ?? []
    }
    set {
      let written = WrittenLayer(id: LayerID(layer), box: LayerBox(newValue))
      if let place = layers.firstIndex(where: { $0.id == written.id }) {
        layers[place] = written
      } else {
        if layers.isEmpty { layers.reserveCapacity(8) }
        layers.append(written)
      }
    }
  }

  /// Whether a stage has written the layer, be it with nothing.
  public func has(_ layer: LayerID) -> Bool { layers.contains { $0.id == layer } }
}

/// A publication date as the record gave it, and the calendar day, month or year it names.
public struct PublicationDate: Sendable, Equatable {
  /// As given, time and zone included.
  public let text: String
  public let year: Int
  public let month: Int?
  public let day: Int?

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, each optionally followed by a time (`T…` or a space and a time); nil where it is none of these or names no day of the calendar.
  public init?(_ text: String) {
    let date = text.prefix { $0 != "T" && $0 != " " }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4, let year = Self.digits(parts[0]) else { return nil }
    guard date.endIndex == text.endIndex || (parts.count == 3 && Self.isTime(text[date.endIndex...].dropFirst())) else {
      return nil
    }
    let rest = parts.dropFirst().map { $0.utf8.count == 2 ? Self.digits($0) : nil }
    guard !rest.contains(where: { $0 == nil }) else { return nil }
    self.text = text
    self.year = year
    month = rest.first ?? nil
    day = rest.count > 1 ? rest[1] : nil
    if let month, !(1...12).contains(month) { return nil }
    if let month, let day, !(1...CalendarDay.length(ofMonth: month, year: year)).contains(day) { return nil }
  }

  private static func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }

  private static func isTime(_ text: Substring) -> Bool {
    let zoned = text.utf8.allSatisfy { (48...58).contains($0) || [32, 43, 45, 46, 90].contains($0) }
    return zoned && text.utf8.count >= 2 && text.first?.isNumber == true
  }
}

/// How an article is written.
public struct Writing: Sendable, Equatable {
  public enum Script: String, Sendable { case hans = "Hans", hant = "Hant", mixed, none }
  public var script: Script
  /// BCP 47: zh-Hans-CN, zh-Hant-TW, zh-Hant-HK, zh-Hans, zh-Hant; nil where it cannot be told.
  public var variant: String?

  public init(script: Script, variant: String?) {
    self.script = script
    self.variant = variant
  }
}

/// Something that a reader of the record should know; it changes no layer.
public struct Warning: Sendable, Equatable {
  /// A stable word for programs, such as `invalidDate`.
  public var code: String
  /// What happened and what to do.
  public var message: String
  /// Where in the text, in bytes.
  public var range: Range<Int>?

  public init(code: String, message: String, range: Range<Int>? = nil) {
    self.code = code
    self.message = message
    self.range = range
  }
}
