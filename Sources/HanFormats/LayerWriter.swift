import HanArticle

/// The layers that each stage of the contract prints, in the contract's order.
enum LayerWriter: String, CaseIterable {
  case segment, numbers, figures, entities, facts, convert

  func write(_ article: Article, _ places: Places, _ tagSet: PartOfSpeech.TagSet, _ writer: inout JSONWriter) {
    switch self {
    case .segment:
      writer.array("sentences") { writer in
        for sentence in article[Sentences.self] { writer.object { places.range(sentence.range, &$0) } }
      }
      writer.array("tokens") { writer in
        for token in article[Tokens.self] {
          writer.object {
            places.span(token.range, &$0)
            $0.string("pos", token.pos?.name(in: tagSet))
          }
        }
      }
    case .numbers:
      writer.array("numbers") { writer in
        for number in article[Numbers.self] {
          writer.object {
            places.span(number.range, &$0)
            Self.amount(number.amount, &$0)
            if case .interval(_, _, true) = number.amount { $0.string("bound", Figure.Bound.several.rawValue) }
          }
        }
      }
    case .figures: writer.array("figures") { writer in article[Figures.self].enumerated().forEach { Self.figure($0, $1, places, &writer) } }
    case .entities:
      writer.array("entities") { writer in article[Entities.self].enumerated().forEach { Self.entity($0, $1, places, &writer) } }
      writer.array("relations") { writer in article[Relations.self].forEach { Self.relation($0, &writer) } }
    case .facts: writer.array("facts") { writer in article[Facts.self].forEach { Self.fact($0, places, &writer) } }
    case .convert: article[Conversions.self].forEach { Self.conversion($0, places, &writer) }
    }
  }

  private static func amount(_ amount: Amount, _ writer: inout JSONWriter) {
    switch amount {
    case .value(let value): writer.string("value", value.description)
    case .fraction(let numerator, let denominator):
      writer.object("fraction") {
        $0.string("numerator", numerator.description)
        $0.string("denominator", denominator.description)
      }
    case .interval(let min, let max, let maxExclusive):
      writer.string("minValue", min?.description)
      writer.string("maxValue", max?.description)
      if maxExclusive { writer.boolean("maxExclusive", true) }
    case .durations(let min, let max):
      writer.string("minValue", min)
      writer.string("maxValue", max)
    }
  }

  private static func figure(_ index: Int, _ figure: Figure, _ places: Places, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("id", "f", index + 1)
      places.span(figure.range, &writer)
      writer.string("kind", figure.kind.rawValue)
      if let amount = figure.amount { Self.amount(amount, &writer) }
      writer.string("bound", figure.bound.rawValue)
      writer.string("currency", figure.currency)
      writer.string("currencySource", figure.currencySource?.rawValue)
      writer.string("unit", figure.unit)
      writer.string("per", figure.per)
      if let normalized = figure.normalized {
        writer.object("normalized") {
          $0.string("value", normalized.value.description)
          $0.string("unit", normalized.unit)
        }
      }
      writer.string("time", figure.time)
      writer.string("from", figure.from?.description)
      writer.string("to", figure.to?.description)
      writer.share("confidence", figure.confidence)
    }
  }

  private static func entity(_ index: Int, _ entity: Entity, _ places: Places, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("id", "e", index + 1)
      places.span(entity.range, &writer)
      writer.string("label", entity.label.rawValue)
      writer.string("subtype", entity.subtype?.rawValue)
      writer.string("ref", entity.ref)
      writer.name("cluster", "c", entity.cluster)
      if !entity.tickers.isEmpty { writer.array("tickers") { writer in entity.tickers.forEach { writer.string(nil, $0) } } }
      writer.name("aliasOf", "e", entity.aliasOf.map { $0 + 1 })
      writer.share("confidence", entity.confidence)
      writer.string("source", entity.source.rawValue)
    }
  }

  private static func relation(_ relation: Relation, _ writer: inout JSONWriter) {
    writer.object {
      switch relation {
      case .holdsTitle(let person, let title, let org):
        $0.string("type", "holdsTitle")
        $0.name("person", "e", person + 1)
        $0.name("title", "e", title + 1)
        $0.name("org", "e", org.map { $0 + 1 })
      case .listedAs(let org, let ticker):
        $0.string("type", "listedAs")
        $0.name("org", "e", org + 1)
        $0.name("ticker", "e", ticker + 1)
      }
    }
  }

  private static func fact(_ fact: Fact, _ places: Places, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("figure", "f", fact.figure + 1)
      if let metric = fact.metric { writer.object("metric") { link(metric, places, &$0) } }
      if !fact.subjects.isEmpty {
        writer.array("subjects") { writer in
          for subject in fact.subjects { writer.object { link(subject, places, &$0) } }
        }
      }
      if let period = fact.period { writer.object("period") { link(period, places, &$0) } }
      writer.string("role", fact.role?.rawValue)
      writer.string("direction", fact.direction?.rawValue)
      writer.string("comparison", fact.comparison?.rawValue)
      writer.string("scenario", fact.scenario?.rawValue)
      writer.share("confidence", fact.confidence)
    }
  }

  private static func link(_ link: Fact.Link, _ places: Places, _ writer: inout JSONWriter) {
    writer.string("time", link.time)
    writer.string("from", link.from?.description)
    writer.string("to", link.to?.description)
    writer.string("ref", link.ref)
    writer.name("entity", "e", link.entity.map { $0 + 1 })
    if let range = link.range { places.span(range, &writer) }
    writer.string("source", link.range == nil ? "inferred" : "span")
    writer.string("inferredFrom", link.inferredFrom)
  }

  private static func conversion(_ conversion: Conversion, _ places: Places, _ writer: inout JSONWriter) {
    writer.object("conversion") { writer in
      writer.string("target", conversion.target)
      writer.string("text", conversion.text[...])
      writer.array("edits") { writer in
        for edit in conversion.edits {
          writer.object {
            places.range(edit.range, &$0)
            $0.string("text", edit.text)
            $0.string("rule", edit.rule)
          }
        }
      }
    }
  }
}
