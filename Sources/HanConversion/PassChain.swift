import HanArticle
import HanLexicon

/// The passes of one configuration, run one after the other as OpenCC does. Tables are composed from it when the dictionaries are compiled; ICU's own
/// rules, whose contexts look at what is already converted, run on it.
struct PassChain: Sendable {
  let configuration: String
  /// BCP 47: what the result is written in.
  let target: String
  let passes: [Pass]

  /// Throws where the image knows no such configuration.
  init(_ image: Image, configuration: String) throws(LexiconError) {
    let configurations = try Lexicon(image, "configurations")
    guard let key = configurations.trie.value(of: configuration.utf8), let row = configurations.row(key) else {
      let known = try Self.configurations(image).joined(separator: " ")
      throw LexiconError(.missing, "no conversion is named '\(configuration)'; the names are: \(known)")
    }
    self.configuration = configuration
    target = configurations.record(row: row)["target"] ?? ""
    var passes: [Pass] = []
    for name in configurations.list(row: row, column: configurations.column("passes") ?? 1) { passes.append(try Pass(image, name)) }
    self.passes = passes
  }

  /// The names of all configurations.
  static func configurations(_ image: Image) throws(LexiconError) -> [String] {
    let configurations = try Lexicon(image, "configurations")
    return (0..<configurations.count).map { configurations.text(row: $0, column: 0) }
  }

  /// The text converted.
  func convert(_ text: String) -> String { String(decoding: convert(Array(text.utf8)), as: UTF8.self) }

  /// Valid UTF-8 converted, by the passes from one on and before another.
  func convert(_ text: [UInt8], from start: Int = 0, to end: Int? = nil) -> [UInt8] {
    passes[start..<(end ?? passes.count)].reduce(text) { text, pass in
      var output: [UInt8] = []
      output.reserveCapacity(text.count + text.count / 8)
      var none: [Pass.Change]?
      text.withUnsafeBufferPointer { pass.run($0, into: &output, changes: &none) }
      return output
    }
  }

  /// The text converted but for stretches that stay, in order.
  func conversion(of text: [UInt8], protecting: [Range<Int>]) -> Conversion {
    if protecting.isEmpty { return conversion(of: text) }
    var whole = Conversion(target: target, text: [], edits: [])
    var at = 0
    func add(_ end: Int) {
      let part = conversion(of: Array(text[at..<end]))
      whole.text += part.text
      whole.edits += part.edits.map { Edit(range: ($0.range.lowerBound + at)..<($0.range.upperBound + at), text: $0.text, rule: $0.rule) }
    }
    for range in protecting where range.lowerBound >= at && range.upperBound <= text.count {
      add(range.lowerBound)
      whole.text += text[range]
      at = range.upperBound
    }
    add(text.count)
    return whole
  }

  /// The text converted, with every edit and the dictionary lines that asked for it.
  func conversion(of text: [UInt8]) -> Conversion {
    var current = text
    var all = ChangeList([])
    var rules: [(Pass, Range<Int>)] = []
    for pass in passes {
      var output: [UInt8] = []
      var changes: [Pass.Change]? = []
      current.withUnsafeBufferPointer { pass.run($0, into: &output, changes: &changes) }
      // Rows of each pass are told apart by an offset of their own.
      let offset = rules.last?.1.upperBound ?? 0
      let shifted = (changes ?? []).map { Pass.Change(source: $0.source, output: $0.output, rows: $0.rows.map { $0 + offset }) }
      rules.append((pass, offset..<(offset + pass.lexicon.count)))
      all = all.followed(by: ChangeList(shifted))
      current = output
    }
    let edits = all.changes.compactMap { change -> Edit? in
      // A later pass may undo an earlier one.
      if text[change.source].elementsEqual(current[change.output]) { return nil }
      return Edit(
        range: change.source, text: String(decoding: current[change.output], as: UTF8.self), rule: rule(change.rows, rules))
    }
    return Conversion(target: target, text: current, edits: edits)
  }

  private func rule(_ rows: [Int], _ rules: [(Pass, Range<Int>)]) -> String {
    let places = rows.compactMap { row -> String? in
      guard let (pass, range) = rules.first(where: { $0.1.contains(row) }) else { return nil }
      return pass.lexicon.place(row: row - range.lowerBound).map { "\($0.file):\($0.line)" }
    }
    return places.joined(separator: " ")
  }
}
