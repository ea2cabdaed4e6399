import HanArticle
import HanLexicon

/// Converts text by one configuration: a fixed source and target, as OpenCC names them.
///
///     let converter = try ConfigurationConverter(image, configuration: "s2tw")
///     converter.convert("简体中文")   // 簡體中文
///
/// Immutable; shared by all tasks. Offsets of edits are bytes of the text given.
public struct ConfigurationConverter: Sendable {
  public let configuration: String
  /// BCP 47: what the result is written in.
  public let target: String
  public let options: ConversionOptions
  let table: ConversionTable?
  let model: ContextModel?
  let chain: PassChain

  /// Throws where the image knows no such configuration. Without a model, readings are chosen by the dictionaries alone.
  public init(
    _ image: Image, configuration: String, model: ContextModel? = nil, options: ConversionOptions = ConversionOptions()
  ) throws(LexiconError) {
    chain = try PassChain(image, configuration: configuration)
    self.configuration = configuration
    self.options = options
    target = chain.target
    self.model = options.isFast ? nil : model
    // ICU's own rules have contexts of their own and run as they are.
    guard chain.passes.count > 1 else {
      table = nil
      return
    }
    let quotes = options.quotes == .convert ? (target.hasPrefix("zh-Hans") ? QuoteMap.toSimplified : QuoteMap.toTraditional) : [:]
    let isLean = self.model != nil && image.has("\(TableComposer.prefix(configuration, isLean: true))/keys")
    table = try ConversionTable(image, configuration: configuration, isLean: isLean, replacing: quotes)
  }

  /// The names of all configurations.
  public static func configurations(_ image: Image) throws(LexiconError) -> [String] { try PassChain.configurations(image) }

  /// The domains that ``ConversionOptions/domains`` may name.
  public var domains: [String] { table?.domainNames ?? [] }

  /// The text converted.
  public func convert(_ text: String) -> String { String(decoding: convert(Array(text.utf8)), as: UTF8.self) }

  /// Valid UTF-8 converted; the stretches of `protecting`, in order, are left as they are.
  public func convert(_ text: [UInt8], protecting: [Range<Int>] = []) -> [UInt8] {
    var worker = makeWorker()
    return worker.convert(text[...], protecting: protecting)
  }

  /// What converts many texts one after the other and keeps its memory. One a task.
  public func makeWorker() -> ConversionWorker { ConversionWorker(self) }

  func rewriter<Listener: RewriteListener>(_ listener: Listener) -> Rewriter<Listener>? {
    guard let table else { return nil }
    // The image was looked over when the converter was made.
    return try? Rewriter(table, model: model, options: options, listener: listener)
  }

  /// The text converted, with every edit and what asked for it.
  public func conversion(of text: [UInt8], protecting: [Range<Int>] = []) -> Conversion {
    guard let table, var rewriter = rewriter(EditListener()) else {
      return chain.conversion(of: text, protecting: protecting)
    }
    text.withUnsafeBufferPointer { rewriter.run($0, protecting: protecting) }
    let output = rewriter.output.bytes
    let edits = rewriter.listener.spans.compactMap { span -> Edit? in
      let written = output[span.output]
      if text[span.source].elementsEqual(written) { return nil }
      return Edit(range: span.source, text: String(decoding: written, as: UTF8.self), rule: rule(span.cause, Array(text[span.source]), table))
    }
    return Conversion(target: target, text: output, edits: edits)
  }

  /// The places of a text that a person should look at, the most doubtful first.
  public func ambiguities(of text: [UInt8], limit lead: Double = 1) -> [Ambiguity] {
    guard let table, var rewriter = rewriter(EditListener()) else { return [] }
    text.withUnsafeBufferPointer { rewriter.run($0, protecting: []) }
    let output = rewriter.output.bytes
    let found = rewriter.listener.spans.compactMap { span -> Ambiguity? in
      guard case .reading(let choice, let reading, let margin) = span.cause, Double(margin) < lead * ContextModel.scale else { return nil }
      let others = (0..<ChoiceList.most).filter { $0 != reading }.map { table.outputs[choice * ChoiceList.most + $0] }.filter { $0 != 0 }
      let (before, after) = text.withUnsafeBufferPointer { text in
        let neighbours = Decisions.neighbours(text, span.source)
        return (String(decoding: neighbours.before, as: UTF8.self), String(decoding: neighbours.after, as: UTF8.self))
      }
      return Ambiguity(
        range: span.source, before: before, source: String(decoding: text[span.source], as: UTF8.self), after: after,
        target: String(decoding: output[span.output], as: UTF8.self), alternatives: others.map(Self.character),
        margin: Double(margin) / ContextModel.scale)
    }
    return found.sorted { ($0.margin, $0.range.lowerBound) < ($1.margin, $1.range.lowerBound) }
  }

  private static func character(_ packed: UInt32) -> String {
    String(decoding: [UInt8(packed & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed >> 16 & 0xFF)], as: UTF8.self)
  }

  /// Dictionary file and line, or the model and its lead in natural logarithms of the odds.
  private func rule(_ cause: Cause, _ source: [UInt8], _ table: ConversionTable) -> String {
    switch cause {
    case .term(let term): return options.terms?.places[term] ?? "terms"
    case .decision(let number): return options.decisions?.places[number] ?? "decisions"
    case .reading(_, _, let lead):
      let tenths = Int((Double(lead) / ContextModel.scale * 10).rounded())
      return "model:\(tenths / 10).\(tenths % 10)"
    case .key(let key) where table.terms[key] > 0: return table.place(ofTerm: Int(table.terms[key]) - 1)
    case .key, .character:
      let rules = chain.conversion(of: source).edits.compactMap(\.rule)
      return rules.isEmpty ? "policy" : rules.joined(separator: " ")
    }
  }
}

/// Converts texts with one ``ConfigurationConverter`` and keeps its memory from one to the next. One a task.
public struct ConversionWorker {
  private let converter: ConfigurationConverter
  private var rewriter: Rewriter<NoListener>?

  init(_ converter: ConfigurationConverter) {
    self.converter = converter
    rewriter = converter.rewriter(NoListener())
  }

  /// Valid UTF-8 converted; ranges of `protecting` count from the beginning of the slice's array.
  public mutating func convert(_ text: ArraySlice<UInt8>, protecting: [Range<Int>] = []) -> [UInt8] {
    let start = text.startIndex
    let protecting = protecting.map { ($0.lowerBound - start)..<($0.upperBound - start) }
    guard rewriter != nil else {
      return protecting.isEmpty ? converter.chain.convert(Array(text)) : converter.chain.conversion(of: Array(text), protecting: protecting).text
    }
    var isComplete = false
    // Into the array that is handed out, unless it grows by more than an eighth.
    let converted = [UInt8](unsafeUninitializedCapacity: text.count * 9 / 8 + 256) { memory, count in
      rewriter?.output.lend(memory)
      text.withUnsafeBufferPointer { rewriter?.run($0, protecting: protecting) }
      guard let written = rewriter?.output.giveBack() else { return }
      (count, isComplete) = (written, true)
    }
    return isComplete ? converted : rewriter?.output.bytes ?? []
  }
}

/// A place where the context does not tell for sure what a character means.
public struct Ambiguity: Sendable, Equatable {
  /// Bytes of the text.
  public var range: Range<Int>
  /// The neighbours by which ``Decisions`` know the place.
  public var before: String
  public var source: String
  public var after: String
  /// What was written, and what else it could be.
  public var target: String
  public var alternatives: [String]
  /// The lead of what was written over the next, in natural logarithms of the odds.
  public var margin: Double
}

/// Keeps every stretch that was written by a rule.
struct EditListener: RewriteListener {
  static let hears = true

  struct Span {
    var source: Range<Int>
    var start: Int
    var cause: Cause
    var length: Int

    var output: Range<Int> { start..<(start + length) }
  }

  private(set) var spans: [Span] = []

  mutating func wrote(_ source: Range<Int>, output: Range<Int>, by cause: Cause) {
    spans.append(Span(source: source, start: output.lowerBound, cause: cause, length: output.count))
  }
}

extension Rewriter {
  /// Writes a whole text but for stretches that stay.
  mutating func run(_ input: UnsafeBufferPointer<UInt8>, protecting: [Range<Int>]) {
    var at = 0
    for range in protecting where range.lowerBound >= at && range.upperBound <= input.count {
      run(input, at..<range.lowerBound)
      output.reserve(range.count)
      at = copy(input, range)
    }
    run(input, at..<input.count)
  }
}

/// Quotation marks of one script as the other writes them.
enum QuoteMap {
  static let toTraditional: [Unicode.Scalar: Unicode.Scalar] = ["\u{201C}": "「", "\u{201D}": "」", "\u{2018}": "『", "\u{2019}": "』"]
  static let toSimplified: [Unicode.Scalar: Unicode.Scalar] = ["「": "\u{201C}", "」": "\u{201D}", "『": "\u{2018}", "』": "\u{2019}"]
}
