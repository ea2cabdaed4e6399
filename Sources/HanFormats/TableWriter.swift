import HanArticle

/// Writes what was found for people: a heading a document, and a table a layer.
public struct TableWriter: Sendable {
  /// How many columns of a terminal a line of words or converted text may take.
  static let width = 96

  private let stages: Set<String>

  public init(stages: Set<String>) { self.stages = stages }

  /// The tables of one article.
  public func text(_ article: Article) -> [UInt8] {
    var lines = heading(article)
    if stages.contains("convert") { lines += conversion(article) }
    if stages.contains("segment") { lines += words(article) }
    if stages.contains("numbers"), !stages.contains("figures") { lines += numbers(article) }
    if stages.contains("figures") { lines += figures(article) }
    if stages.contains("entities") { lines += entities(article) + relations(article) }
    lines += article.warnings.map { "  warning: \($0.message)" }
    return Array((lines.joined(separator: "\n") + "\n\n").utf8)
  }

  /// What is said of a record that could not be processed.
  public func text(_ error: RecordError) -> [UInt8] { Array("── \(error.id)\n  \(error.code): \(error.message)\n\n".utf8) }

  private func heading(_ article: Article) -> [String] {
    let title = article[Sections.self].first { $0.kind == .title }.map { article.text[$0.range] }
    let first = article[Sentences.self].first.map { article.text[$0.range] } ?? ""
    let facts = [article.id, article.writing?.variant ?? article.writing?.script.rawValue, article.region, article.date?.text]
    return ["── \(Self.cut(title ?? first, to: Self.width))", "   \(facts.compactMap { $0 }.joined(separator: " · "))"]
  }

  private func conversion(_ article: Article) -> [String] {
    article[Conversions.self].flatMap { conversion -> [String] in
      let lines = conversion.text.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
      let shown = lines.prefix(3).map { "  \(Self.cut($0, to: Self.width))" }
      return ["", "  \(conversion.target), \(conversion.edits.count) edits"] + shown + (lines.count > 3 ? ["  …"] : [])
    }
  }

  private func words(_ article: Article) -> [String] {
    let tokens = article[Tokens.self]
    let counts = "\(article[Sentences.self].count) sentences, \(tokens.count) words"
    let body = article[Sections.self].first { $0.kind == .body }?.range.lowerBound ?? 0
    let shown = tokens.drop { $0.range.lowerBound < body }.prefix(60).map { article.text[$0.range] }
    return ["", "  \(counts)", "  \(Self.cut(shown.joined(separator: " "), to: Self.width))"]
  }

  private func numbers(_ article: Article) -> [String] {
    table(["number", "value"], article[Numbers.self].map { [article.text[$0.range], Self.value($0.amount)] })
  }

  private func figures(_ article: Article) -> [String] {
    table(
      ["figure", "kind", "value", "unit", ""],
      article[Figures.self].map { figure in
        let value = figure.amount.map(Self.value) ?? figure.time ?? ""
        let unit = [figure.currency, figure.unit, figure.per.map { "per \($0)" }].compactMap { $0 }.joined(separator: " ")
        return [article.text[figure.range], figure.kind.rawValue, value, unit, figure.bound == .exact ? "" : figure.bound.rawValue]
      })
  }

  /// A row an entity: the mentions of one id are counted together.
  private func entities(_ article: Article) -> [String] {
    var order: [String] = []
    var rows: [String: (first: Entity, count: Int)] = [:]
    for entity in article[Entities.self] {
      let key = entity.ref ?? "\(entity.label) \(article.text[entity.range])"
      if rows[key] == nil { order.append(key) }
      rows[key] = (rows[key]?.first ?? entity, (rows[key]?.count ?? 0) + 1)
    }
    return table(
      ["entity", "", "kind", "id", "listed as"],
      order.compactMap { rows[$0] }.map { row in
        let kind = [row.first.label.rawValue, row.first.subtype?.rawValue].compactMap { $0 }.joined(separator: " ")
        return [article.text[row.first.range], "×\(row.count)", kind, row.first.ref ?? "", row.first.tickers.joined(separator: " ")]
      })
  }

  private func relations(_ article: Article) -> [String] {
    let entities = article[Entities.self]
    func name(_ index: Int) -> String { entities.indices.contains(index) ? article.text[entities[index].range] : "" }
    let lines = article[Relations.self].map { relation in
      switch relation {
      case .holdsTitle(let person, let title, let org): "  \(name(person)) · \(name(title))\(org.map { " · \(name($0))" } ?? "")"
      case .listedAs(let org, let ticker): "  \(name(org)) · \(name(ticker))"
      }
    }
    return lines.isEmpty ? [] : [""] + lines.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// `600,000,000,000`, `1/45`, `10,000,000 … 100,000,000`
  private static func value(_ amount: Amount) -> String {
    switch amount {
    case .value(let value): grouped(value)
    case .fraction(let numerator, let denominator): "\(numerator)/\(denominator)"
    case .interval(let min, let max, _): "\(min.map(grouped) ?? "") … \(max.map(grouped) ?? "")"
    case .durations(let min, let max): "\(min) … \(max)"
    }
  }

  private static func grouped(_ value: ExactDecimal) -> String {
    let parts = value.description.split(separator: ".", omittingEmptySubsequences: false)
    var whole = ""
    for (index, digit) in parts[0].reversed().enumerated() {
      if index > 0, index % 3 == 0, digit != "-" { whole.append(",") }
      whole.append(digit)
    }
    return ([String(whole.reversed())] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }
}

extension TableWriter {
  /// Rows under their heads, columns aligned; nothing where there are no rows.
  private func table(_ heads: [String], _ rows: [[String]]) -> [String] {
    rows.isEmpty ? [] : [""] + Self.aligned(heads, rows)
  }

  /// Rows of as many cells each under their heads, if there are any, columns aligned.
  static func aligned(_ heads: [String], _ rows: [[String]]) -> [String] {
    let all = (heads.isEmpty ? [] : [heads]) + rows.map { row in row.map { cut($0, to: 40) } }
    let widths = (all.first ?? []).indices.map { column in all.map { columns($0[column]) }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { row[$0] + String(repeating: " ", count: widths[$0] - columns(row[$0])) }
      var line = "  " + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The columns that a text takes on a terminal: two for a wide character (Unicode Standard Annex 11).
  static func columns(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + columns($1) } }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    case 0x300...0x36F: 0
    default: 1
    }
  }

  /// As much of a text's first line as fits.
  static func cut(_ text: String, to width: Int) -> String {
    var line = ""
    var taken = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" { break }
      if taken + columns(scalar) > width { return line + "…" }
      taken += columns(scalar)
      // A terminal would obey control characters.
      line.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return line
  }
}
