import ArgumentParser
import Hanflow

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Run stages over documents; one record out for each in.")

  @OptionGroup var input: InputOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @Option(help: "Which layers to print, with commas: segment,numbers,figures,entities,facts,convert. All otherwise.") var stages: String?
  @Option(help: "The names of parts of speech: upos, ctb or jieba.") var pos: PartOfSpeech.TagSet = .upos
  @Option(help: "Convert to zh-Hans, zh-Hans-CN, zh-Hant, zh-Hant-TW or zh-Hant-HK.") var target: String?

  func run() async throws { try await runDocuments(input, document, dictionaries, stages: try names(), target: target, pos: pos) }

  private func names() throws -> [String] {
    guard let stages else { return Engine.stageNames.filter { $0 != "convert" || target != nil } }
    let names = stages.split(separator: ",").map(String.init)
    for name in names where !Engine.stageNames.contains(name) {
      throw ValidationError("no stage is named '\(name)'; the stages are: \(Engine.stageNames.joined(separator: ", "))")
    }
    if names.contains("convert"), target == nil { throw ValidationError("the stage convert needs a --target") }
    return names
  }
}

/// The commands that print one layer.
protocol LayerCommand: AsyncParsableCommand {
  static var stage: String { get }
  var options: LayerOptions { get }
  /// Whether it says why it found what it found.
  var explain: Bool { get }
}

struct LayerOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var dictionaries: DictionaryOptions
}

extension LayerCommand {
  var explain: Bool { false }

  func run() async throws {
    try await runDocuments(options.input, options.document, options.dictionaries, stages: [Self.stage], target: nil, explaining: explain)
  }
}

struct NumbersCommand: LayerCommand {
  static let configuration = CommandConfiguration(commandName: "numbers", abstract: "Every numeral and its exact value.")
  static let stage = "numbers"
  @OptionGroup var options: LayerOptions
}

struct FiguresCommand: LayerCommand {
  static let configuration = CommandConfiguration(commandName: "figures", abstract: "Amounts, shares, counts, dates: numbers with their units.")
  static let stage = "figures"
  @OptionGroup var options: LayerOptions
}

struct EntitiesCommand: LayerCommand {
  static let configuration = CommandConfiguration(commandName: "entities", abstract: "Who and what is named, with one id across scripts.")
  static let stage = "entities"
  @OptionGroup var options: LayerOptions
  @Flag(help: "Print why each name was found: the line of a dictionary and what turned it on, the rule, or what weighed most in the model.")
  var explain = false

  func validate() throws {
    if explain, options.document.outputFormat != nil { throw ValidationError("--explain prints text for people; leave --output-format out") }
  }
}

struct FactsCommand: LayerCommand {
  static let configuration = CommandConfiguration(commandName: "facts", abstract: "What each figure says of whom (empty in this version).")
  static let stage = "facts"
  @OptionGroup var options: LayerOptions
}

private func runDocuments(
  _ input: InputOptions, _ document: DocumentOptions, _ dictionaries: DictionaryOptions, stages: [String], target: String?,
  pos: PartOfSpeech.TagSet = .upos, explaining: Bool = false
) async throws {
  try await exiting {
    if document.engine == .icu { _ = try WordBreaker() }
    let (image, overlays) = try dictionaries.open()
    let engine = try Engine(image: image, overlays: overlays, standard: document.standard, words: document.engine, target: target)
    let format = document.outputFormat ?? (Output.isTerminal && input.output == nil ? .table : .jsonl)
    if format == .conllu, !stages.contains("segment") { throw ValidationError("--output-format conllu holds words; let the stage segment run") }
    let pipeline = try engine.pipeline(stages, explaining: explaining)
    let reader = RecordReader(date: document.date, region: document.region)
    let report = RunReport()
    let write =
      explaining ? explanations : format.writer(producer: engine.producer, stages: Set(stages), offsets: document.offsets, tagSet: pos)
    try await input.run(document.inputFormat) { DocumentWorker(pipeline.makeWorker(), reader: reader, report: report, write: write) }
    if document.strict, report.hasBadRecord {
      FileBytes.warn("hanflow: a record could not be processed; its line says why")
      throw Exit.badRecord
    }
  }
}

/// Says of one document why its names were found.
@Sendable private func explanations(_ result: Result<Article, RecordError>) -> [UInt8] {
  let writer = ExplanationWriter()
  return result.written(writer.text, writer.text)
}

extension OutputFormat {
  /// What writes one document, or what is said of a record that could not be processed.
  func writer(
    producer: String, stages: Set<String>, offsets: OffsetUnit, tagSet: PartOfSpeech.TagSet = .upos
  ) -> @Sendable (Result<Article, RecordError>) -> [UInt8] {
    switch self {
    case .table:
      let table = TableWriter(stages: stages)
      return { result in result.written(table.text, table.text) }
    case .conllu:
      let writer = CoNLLUWriter(producer: producer, offsetUnit: offsets, tagSet: tagSet)
      return { result in result.written(writer.lines, writer.lines) }
    case .jsonl, .csv, .html:
      let writer = ArticleWriter(producer: producer, stages: stages, offsetUnit: offsets, tagSet: tagSet)
      return { result in result.written(writer.line, writer.line) }
    }
  }
}

extension Result where Success == Article, Failure == RecordError {
  fileprivate func written(_ article: (Article) -> [UInt8], _ error: (RecordError) -> [UInt8]) -> [UInt8] {
    switch self {
    case .success(let success): article(success)
    case .failure(let failure): error(failure)
    }
  }
}
