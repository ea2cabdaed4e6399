import HanArticle

/// Writes why each entity was found, for people: each line of the text with a name in it, and a line a name below.
public struct ExplanationWriter: Sendable {
  public init() {}

  /// A heading, then line by line: where it stands, the name, its label, its id, what found it, and what spoke for it.
  public func text(_ article: Article) -> [UInt8] {
    var report = "── \(article.id)\n"
    let entities = article[Entities.self]
    let explanations = article[Explanations.self]
    let lines = Lines(article.text)
    var shown: Int?
    for (entity, explanation) in zip(entities, explanations) {
      let line = lines.line(of: entity.range.lowerBound)
      if line != shown { report += "\(article.text[lines.ranges[line]])\n" }
      shown = line
      let origin = explanation.origin.flatMap { entities.indices.contains($0) ? entities[$0] : nil }
      let cells = [
        lines.place(entity), article.text[entity.range], [entity.label.rawValue, entity.subtype?.rawValue].compactMap { $0 }.joined(separator: " "),
        entity.ref ?? entity.cluster.map { "c\($0)" } ?? "", explanation.rule,
        (explanation.evidence + (origin.map { ["as \(article.text[$0.range]) at \(lines.place($0))"] } ?? [])).joined(separator: "; ")
      ]
      report += "  \(cells.joined(separator: "\t"))\n"
    }
    return Array("\(report)\n".utf8)
  }

  /// What is said of a record that could not be processed.
  public func text(_ error: RecordError) -> [UInt8] { Array("── \(error.id)\n  \(error.code): \(error.message)\n\n".utf8) }
}

/// The lines of a text, and where in them something stands.
private struct Lines {
  let text: ArticleText
  var ranges: [Range<Int>] = []

  init(_ text: ArticleText) {
    self.text = text
    var start = 0
    while start <= text.count {
      let end = text.bytes[start...].firstIndex(of: 10) ?? text.count
      ranges.append(start..<(end > start && text.bytes[end - 1] == 13 ? end - 1 : end))
      start = end + 1
    }
  }

  /// The index of the line that a place stands in.
  func line(of place: Int) -> Int {
    var (low, high) = (0, ranges.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound <= place { low = middle } else { high = middle }
    }
    return low
  }

  /// Line and column of an entity, from 1.
  func place(_ entity: Entity) -> String {
    let line = line(of: entity.range.lowerBound)
    let column = text.offsets.scalarOffset(ofUTF8: entity.range.lowerBound) - text.offsets.scalarOffset(ofUTF8: ranges[line].lowerBound) + 1
    return "\(line + 1):\(column)"
  }
}
