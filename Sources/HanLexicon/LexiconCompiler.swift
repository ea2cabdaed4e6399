#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns the rows of TSV files into the sections of a ``Lexicon``.
struct LexiconCompiler {
  let schema: Schema
  let fold: ScriptFold

  private struct Entry {
    var key: [UInt8]
    var posting: UInt64
  }

  /// What becomes of rows with the same key: all are kept, or those of the first file that has it.
  enum Clash { case keepAll, firstFileWins }

  func sections(_ name: String, _ files: [TSVFile], clash: Clash = .keepAll) -> [(String, [UInt8])] {
    var entries: [Entry] = []
    var cells: [UInt32] = [0]
    var pool: [UInt8] = []
    var places: [UInt32] = []
    var counts: [Int] = []
    var row = 0
    let isCounted = schema.counted != nil
    let tagged = isCounted ? schema.columns.firstIndex { $0.name == "tag" } : nil
    var tags: [Substring] = []
    for (fileIndex, file) in files.enumerated() {
      for source in file.rows {
        for (column, field) in source.fields.enumerated() {
          // A counted dictionary is large, and its words stand in the trie: only what the trie does not say is kept.
          if !isCounted || schema.columns[column].kind != .count && schema.columns[column].key == .none { pool += Array(field.utf8) }
          cells.append(UInt32(pool.count))
          entries += keys(in: field, schema.columns[column]).map { key in
            Entry(key: key.bytes, posting: posting(key, row, column))
          }
        }
        places += [UInt32(fileIndex), UInt32(source.line)]
        counts.append(schema.counted.map { Int(source.fields[$0]) ?? 0 } ?? 0)
        if let tagged { tags.append(source.fields[tagged]) }
        row += 1
      }
    }
    // Rows are numbered in file order, so the posting breaks ties: the first file and line first.
    entries.sort { a, b in a.key == b.key ? a.posting < b.posting : a.key.lexicographicallyPrecedes(b.key) }
    let fileOf = { (posting: UInt64) in clash == .firstFileWins ? places[Lexicon.Posting(posting).row * 2] : 0 }
    let (keys, starts, postings) = grouped(entries, &counts, fileOf)
    let costs = isCounted ? costs(postings, counts) : []
    return [
      ("\(name)/trie", raw(DoubleArrayBuilder.build(keys))), ("\(name)/starts", raw(starts)), ("\(name)/postings", raw(postings)),
      ("\(name)/cells", raw(cells)), ("\(name)/pool", pool), ("\(name)/costs", raw(costs)),
      ("\(name)/places", raw(places)), ("\(name)/columns", lines(schema.columns.map(\.name))), ("\(name)/files", lines(files.map(\.name)))
    ] + (hasNames ? [(BeginningFilter.sectionName(name), BeginningFilter.section(keys))] : [])
      + (isCounted ? WordTable.sections(name, keys, costs, tags: postings.map { tags.isEmpty ? "" : tags[Lexicon.Posting($0).row] }) : [])
  }

  /// Whether the lexicon is one of names, of which some hold only in their context.
  private var hasNames: Bool { schema.columns.contains { $0.key == .names } }

  private func posting(_ key: (bytes: [UInt8], item: Int, isDoubtful: Bool), _ row: Int, _ column: Int) -> UInt64 {
    hasNames && schema.columns[column].key == .folded
      ? Lexicon.Posting.packContext(row: row, column: column)
      : Lexicon.Posting.pack(row: row, column: column, item: key.item, isDoubtful: key.isDoubtful)
  }

  private func grouped(
    _ entries: [Entry], _ counts: inout [Int], _ fileOf: (UInt64) -> UInt32
  ) -> ([[UInt8]], [UInt32], [UInt64]) {
    var keys: [[UInt8]] = []
    var starts: [UInt32] = []
    var postings: [UInt64] = []
    for entry in entries where !entry.key.isEmpty && !entry.key.contains(0) {
      if keys.last != entry.key {
        keys.append(entry.key)
        starts.append(UInt32(postings.count))
        postings.append(entry.posting)
      } else if schema.counted != nil {
        counts[Lexicon.Posting(postings[postings.count - 1]).row] += counts[Lexicon.Posting(entry.posting).row]
      } else if let last = postings.last, last != entry.posting, fileOf(last) == fileOf(entry.posting) {
        postings.append(entry.posting)
      }
    }
    starts.append(UInt32(postings.count))
    return (keys, starts, postings)
  }

  /// By key: rows with counts that share one were joined.
  private func costs(_ postings: [UInt64], _ counts: [Int]) -> [Int32] {
    let joined = postings.map { max(1, counts[Lexicon.Posting($0).row]) }
    let total = log(Double(max(1, joined.reduce(0, +))))
    return joined.map { Int32((total - log(Double($0))) * 1024) }
  }

  private func keys(in field: Substring, _ column: Schema.Column) -> [(bytes: [UInt8], item: Int, isDoubtful: Bool)] {
    if field.isEmpty { return [] }
    let items = column.kind == .list && field.utf8.contains(0x7C) ? field.split(separator: "|") : [field]
    return items.enumerated().flatMap { index, item -> [(bytes: [UInt8], item: Int, isDoubtful: Bool)] in
      switch column.key {
      case .none, .condition: return []
      case .exact: return [(Array(item.utf8), index, false)]
      case .folded: return [(fold.fold(Array(item.utf8)), index, false)]
      case .names:
        let isDoubtful = item.utf8.last == 0x3F
        return Self.dotted(isDoubtful ? item.dropLast() : item).map { (fold.fold($0), index, isDoubtful) }
      }
    }
  }

  /// A name with each of the middle dots that news put between a foreign name's parts.
  private static func dotted(_ name: Substring) -> [[UInt8]] {
    name.utf8.contains(0xB7) && name.contains("·")
      ? ["·", "・", "‧", "•"].map { Array(name.split(separator: "·").joined(separator: $0).utf8) } : [Array(name.utf8)]
  }

  private func raw<T>(_ values: [T]) -> [UInt8] { ImageBuilder.section(values) }

  private func lines(_ names: [String]) -> [UInt8] { Array(names.joined(separator: "\n").utf8) }
}
