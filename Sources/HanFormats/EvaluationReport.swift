import HanSegmentation

/// What an evaluation found, for people as tables and for machines as one JSON object.
public struct EvaluationReport: Sendable {
  enum Value: Sendable {
    case count(Int)
    /// From 0 to 1.
    case share(Double)
  }

  /// Rows of text; the last column is a count.
  struct Table: Sendable {
    var name: StaticString
    var heads: [StaticString]
    var rows: [(cells: [String], count: Int)]
  }

  var figures: [(name: StaticString, key: StaticString, value: Value)]
  var tables: [Table]

  /// Names and figures, shares as percentages, then the tables.
  public var text: [UInt8] {
    var lines = TableWriter.aligned([], figures.map { ["\($0.name)", $0.value.text] })
    for table in tables where !table.rows.isEmpty {
      lines += [""] + TableWriter.aligned(table.heads.map { "\($0)" } + ["count"], table.rows.map { $0.cells + [String($0.count)] })
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// One line: shares from 0 to 1, to four places.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      for figure in figures {
        switch figure.value {
        case .count(let count): writer.integer(figure.key, count)
        case .share(let share): writer.share(figure.key, share, places: 4)
        }
      }
      for table in tables { Self.write(table, &writer) }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ table: Table, _ writer: inout JSONWriter) {
    writer.array(table.name) { writer in
      for row in table.rows {
        writer.object { writer in
          for (head, cell) in zip(table.heads, row.cells) { writer.string(head, cell) }
          writer.integer("count", row.count)
        }
      }
    }
  }
}

extension EvaluationReport.Value {
  fileprivate var text: String {
    switch self {
    case .count(let count): return String(count)
    case .share(let share):
      let hundredths = Int((share * 10_000).rounded())
      return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
  }
}

extension EvaluationReport {
  /// The figures of words, and the most frequent errors, at most so many.
  public init(_ words: WordEvaluation, errors most: Int) {
    figures = [
      ("sentences", "sentences", .count(words.sentences)), ("words", "words", .count(words.gold)), ("words found", "found", .count(words.found)),
      ("precision %", "precision", .share(words.precision)), ("recall %", "recall", .share(words.recall)), ("F1 %", "f1", .share(words.f1)),
      ("OOV rate %", "oovRate", .share(words.unknownRate)), ("OOV recall %", "oovRecall", .share(words.unknownRecall))
    ]
    tables = [
      Table(name: "errors", heads: ["gold", "found"], rows: words.misses.prefix(max(0, most)).map { ([$0.miss.gold, $0.miss.found], $0.count) })
    ]
  }

  /// The accuracy of parts of speech, and the most frequent errors, at most so many.
  public init(_ tags: TagEvaluation, errors most: Int) {
    figures = [("words", "words", .count(tags.words)), ("accuracy %", "accuracy", .share(tags.accuracy))]
    tables = [
      Table(name: "confusions", heads: ["gold", "found"], rows: tags.confusions.prefix(max(0, most)).map { ([$0.gold, $0.found], $0.count) }),
      Table(
        name: "errors", heads: ["word", "gold", "found"],
        rows: tags.misses.prefix(max(0, most)).map { ([$0.miss.word, $0.miss.gold, $0.miss.found], $0.count) })
    ]
  }
}
