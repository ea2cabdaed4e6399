extension DictionaryFolder {
  /// Everything wrong with the dictionaries, by file and line.
  public func faults() -> [LexiconError] {
    var faults: [LexiconError] = []
    var references: [String: String] = [:]
    for file in files {
      faults += file.faults
      guard let schema = schema(of: file.name) else {
        faults.append(LexiconError(.malformed, "no line of \(Self.schemaFile) says what this file holds; add its columns there", at: file.name))
        continue
      }
      guard schema.matches(file.header) else {
        let wanted = schema.columns.map(\.name).joined(separator: " ")
        faults.append(LexiconError(.malformed, "the header must name the columns: \(wanted)", at: file.name))
        continue
      }
      faults += Self.faults(in: file, schema)
      for row in file.rows where schema.columns.first?.kind == .reference {
        let place = "\(file.name):\(row.line)"
        if let first = references.updateValue(place, forKey: String(row.fields[0])) {
          faults.append(LexiconError(.malformed, "'\(row.fields[0])' stands already at \(first); one entity has one line", at: place))
        }
      }
    }
    return faults
  }

  static func faults(in file: TSVFile, _ schema: Schema) -> [LexiconError] {
    var faults: [LexiconError] = []
    var previous: Substring = ""
    var identities: Set<[Substring]> = []
    let identifying = schema.columns.indices.filter { $0 == 0 || schema.columns[$0].key == .condition }
    for row in file.rows {
      let place = "\(file.name):\(row.line)"
      for (field, column) in zip(row.fields, schema.columns) {
        if let message = fault(field, column) { faults.append(LexiconError(.malformed, "\(column.name): \(message)", at: place)) }
      }
      let first = row.fields[0]
      let isNew = schema.columns[0].key == .none || identities.insert(identifying.map { row.fields[$0] }).inserted
      if !isNew {
        faults.append(LexiconError(.malformed, "'\(first)' stands twice; join the two lines", at: place))
      } else if !previous.utf8.lexicographicallyPrecedes(first.utf8), first != previous {
        faults.append(
          LexiconError(.malformed, "'\(first)' is out of order after '\(previous)'; sort the lines by their bytes (LC_ALL=C sort)", at: place))
      }
      previous = first
    }
    return faults
  }

  /// Beyond these a cell is a mistake, and sums and the building of tries would have no bound.
  private static let mostCounted = 1_000_000_000_000
  private static let longestCell = 4096

  private static func fault(_ field: Substring, _ column: Schema.Column) -> String? {
    if field.isEmpty { return column.isRequired ? "may not be empty" : nil }
    if column.key != .none, field.utf8.count > longestCell { return "longer than \(longestCell) bytes" }
    if field.utf8.first == 32 || field.utf8.last == 32 { return "'\(field)' begins or ends with a space" }
    switch column.kind {
    case .text: return nil
    case .list:
      guard field.utf8.contains(0x7C) else { return nil }
      let items = field.split(separator: "|", omittingEmptySubsequences: false)
      if items.contains(where: \.isEmpty) { return "an empty item beside a |" }
      return Set(items).count < items.count ? "an item stands twice" : nil
    case .integer: return Int(field) == nil ? "'\(field)' is no whole number" : nil
    case .count:
      let isCount = Int(field).map { (0...mostCounted).contains($0) } ?? false
      return isCount ? nil : "'\(field)' is no whole number from 0 to \(mostCounted)"
    case .decimal: return isDecimal(field) ? nil : "'\(field)' is no decimal number"
    case .reference: return isReference(field) ? nil : "'\(field)' is no reference; write kind:slug in a-z, 0-9 and hyphens"
    case .tickers:
      let wrong = field.split(separator: "|", omittingEmptySubsequences: false).first { !isTicker($0) }
      return wrong.map { "'\($0)' is no ticker; write EXCHANGE:CODE" }
    case .choice(let choices):
      return choices.contains(String(field)) ? nil : "'\(field)' is none of \(choices.joined(separator: ", "))"
    }
  }

  private static func isDecimal(_ field: Substring) -> Bool {
    let parts = (field.first == "-" ? field.dropFirst() : field).split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  private static func isReference(_ field: Substring) -> Bool {
    let parts = field.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].allSatisfy { (97...122).contains($0) } && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[1].allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }

  private static func isTicker(_ field: Substring) -> Bool {
    let parts = field.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && parts[0].utf8.allSatisfy { (65...90).contains($0) }
      && parts[1].utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 0x2E }
  }
}
