import ArgumentParser
import Hanflow

struct SegmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: "Cut text into words, one space between them, line by line.",
    discussion:
      "As jsonl or conllu, a line of the input is a document, unless --input-format says otherwise.")

  @OptionGroup var input: InputOptions
  @OptionGroup var words: WordOptions
  @Option(help: "text, jsonl or conllu.") var outputFormat: WordFormat = .text
  @Option(help: "With jsonl and conllu: lines, text or jsonl.") var inputFormat: InputFormat?

  @Option(help: "The names of parts of speech: upos, ctb or jieba. As text, words have none otherwise; with it they are word/TAG.") var pos:
    PartOfSpeech.TagSet?

  enum WordFormat: String, CaseIterable, ExpressibleByArgument { case text, jsonl, conllu }

  func validate() throws {
    if outputFormat == .text, let inputFormat, inputFormat != .lines {
      throw ValidationError("--output-format text goes line by line; give jsonl or conllu with --input-format \(inputFormat.rawValue)")
    }
    if inputFormat == .html { throw ValidationError("--input-format html is not built yet; give text, lines or jsonl") }
  }

  func run() async throws {
    try await exiting {
      switch outputFormat {
      case .text: try await lines()
      case .jsonl: try await documents(.jsonl)
      case .conllu: try await documents(.conllu)
      }
    }
  }

  private func lines() async throws {
    let (image, vocabulary) = try words.vocabulary()
    let tags = pos == nil ? nil : try DictionaryHome.needTagModel(for: image)
    let (standard, engine, pos) = (words.standard, words.engine, pos ?? .upos)
    try await input.run(.lines) {
      var segmenter = LineSegmenter(
        Segmenter(vocabulary, standard: standard, engine: engine), tagger: tags.flatMap { try? Tagger($0, vocabulary) }, names: pos)
      return FilterWorker(wholeBlocks: { _ in { segmenter.lines($0) } })
    }
  }

  private func documents(_ format: OutputFormat) async throws {
    if words.engine == .icu { _ = try WordBreaker() }
    let (image, overlays) = try words.dictionaries.open()
    let engine = try Engine(image: image, overlays: overlays, standard: words.standard, words: words.engine)
    let pipeline = try engine.pipeline(["segment"])
    let write = format.writer(producer: engine.producer, stages: ["segment"], offsets: .scalar, tagSet: pos ?? .upos)
    let report = RunReport()
    try await input.run(inputFormat ?? .lines) { DocumentWorker(pipeline.makeWorker(), reader: RecordReader(), report: report, write: write) }
  }
}
