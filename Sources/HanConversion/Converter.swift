import HanArticle
import HanLexicon

/// Converts text by one configuration: a fixed source and target, as OpenCC names them.
///
///     let converter = try Converter(image, configuration: "s2tw")
///     converter.convert("简体中文")   // 簡體中文
///
/// Immutable; shared by all tasks. Offsets of edits are bytes of the text given.
public struct Converter: Sendable {
  public let configuration: String
  /// BCP 47: what the result is written in.
  public let target: String
  private let passes: [Pass]

  /// Throws where the image knows no such configuration.
  public init(_ image: Image, configuration: String) throws(LexiconError) {
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
  public static func configurations(_ image: Image) throws(LexiconError) -> [String] {
    let configurations = try Lexicon(image, "configurations")
    return (0..<configurations.count).map { configurations.text(row: $0, column: 0) }
  }

  /// The text converted.
  public func convert(_ text: String) -> String { String(decoding: convert(Array(text.utf8)), as: UTF8.self) }

  /// Valid UTF-8 converted.
  public func convert(_ text: [UInt8]) -> [UInt8] {
    passes.reduce(text) { text, pass in
      var output: [UInt8] = []
      output.reserveCapacity(text.count + text.count / 8)
      var none: [Pass.Change]?
      text.withUnsafeBufferPointer { pass.run($0, into: &output, changes: &none) }
      return output
    }
  }

  /// The text converted, with every edit and the dictionary lines that asked for it.
  public func conversion(of text: [UInt8]) -> Conversion {
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
