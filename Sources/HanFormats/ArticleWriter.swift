import HanArticle

/// What offsets count.
public enum OffsetUnit: String, Sendable, CaseIterable { case scalar, utf8, utf16 }

/// Writes articles as the lines of the contract, `hanflow/1`.
public struct ArticleWriter: Sendable {
  public static let schema = "hanflow/1"

  /// Name, version and a digest of dictionaries and models.
  public var producer: String
  public var offsetUnit: OffsetUnit
  /// What is printed of the layers.
  private let layers: [LayerWriter]
  /// How parts of speech are named.
  public var tagSet: PartOfSpeech.TagSet

  /// `stages` are the names of the stages whose layers are printed.
  public init(producer: String, stages: Set<String>, offsetUnit: OffsetUnit = .scalar, tagSet: PartOfSpeech.TagSet = .upos) {
    self.producer = producer
    layers = LayerWriter.allCases.filter { stages.contains($0.rawValue) }
    self.offsetUnit = offsetUnit
    self.tagSet = tagSet
  }

  /// One line for an article, its end included.
  public func line(_ article: Article) -> [UInt8] {
    var writer = JSONWriter(capacity: 512 + article.text.count * 2)
    let places = Places(text: article.text, unit: offsetUnit)
    writer.object { writer in
      head(article, places, &writer)
      for layer in layers { layer.write(article, places, tagSet, &writer) }
      if !article.warnings.isEmpty { writer.array("warnings") { writer in article.warnings.forEach { warning($0, places, &writer) } } }
    }
    writer.endLine()
    return writer.bytes
  }

  /// One line for a record that could not be processed.
  public func line(_ error: RecordError) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.string("schema", Self.schema)
      writer.string("producer", producer)
      writer.string("id", error.id)
      writer.raw("meta", error.meta)
      writer.object("error") {
        $0.string("code", error.code)
        $0.string("message", error.message)
      }
    }
    writer.endLine()
    return writer.bytes
  }

  private func head(_ article: Article, _ places: Places, _ writer: inout JSONWriter) {
    writer.string("schema", Self.schema)
    writer.string("producer", producer)
    writer.string("id", article.id)
    writer.string("date", article.date?.text)
    writer.string("script", article.writing?.script.rawValue)
    writer.string("variant", article.writing?.variant)
    writer.string("region", article.region)
    writer.raw("meta", article.meta)
    if offsetUnit != .scalar { writer.string("offsets", offsetUnit.rawValue) }
    writer.string("text", article.text.bytes[...])
    if article.titleLength > 0 { writer.integer("titleLength", places.offset(article.titleLength)) }
    let sections = article[Sections.self]
    if !sections.isEmpty {
      writer.array("sections") { writer in
        for section in sections {
          writer.object {
            places.range(section.range, &$0)
            $0.string("kind", section.kind.rawValue)
          }
        }
      }
    }
  }

  private func warning(_ warning: Warning, _ places: Places, _ writer: inout JSONWriter) {
    writer.object {
      $0.string("code", warning.code)
      $0.string("message", warning.message)
      if let range = warning.range { places.range(range, &$0) }
    }
  }
}

/// The offsets of one article in the unit asked for.
struct Places {
  let text: ArticleText
  let unit: OffsetUnit

  func offset(_ utf8: Int) -> Int {
    switch unit {
    case .scalar: text.offsets.scalarOffset(ofUTF8: utf8)
    case .utf8: utf8
    case .utf16: text.offsets.utf16Offset(ofUTF8: utf8)
    }
  }

  func range(_ range: Range<Int>, _ writer: inout JSONWriter) {
    writer.integer("start", offset(range.lowerBound))
    writer.integer("end", offset(range.upperBound))
  }

  /// Start, end and the text between them.
  func span(_ range: Range<Int>, _ writer: inout JSONWriter) {
    self.range(range, &writer)
    writer.string("text", text.bytes[range.clamped(to: 0..<text.count)])
  }
}
