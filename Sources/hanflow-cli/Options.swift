import ArgumentParser
import Hanflow

/// Where text comes from.
struct InputOptions: ParsableArguments {
  @Argument(help: "Files, directories or patterns; - or nothing is standard input.") var paths: [String] = []
  @Option(help: "The charset of the input (utf-8, utf-16, gb18030, big5…); detected otherwise.") var encoding: String?
  @Option(help: "How many workers run at once; as many as there are cores otherwise.") var jobs: Int?
  @Option(name: .short, help: ArgumentHelp("Write to a file instead of standard output.", valueName: "path")) var output: String?

  func charset() throws(TextError) -> Charset? {
    if let encoding { try Charset(named: encoding) } else { nil }
  }

  func validate() throws {
    if let jobs, !(1...Runner.mostJobs).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to \(Runner.mostJobs), not \(jobs)") }
  }

  var runner: Runner { Runner(jobs: jobs ?? Runner.cores) }

  /// Runs blocks of the inputs through workers to the output; what could not be read is said at the end.
  func run<Worker: BlockWorker>(
    _ format: InputFormat?, otherwise: InputFormat = .text, makeWorker: @escaping @Sendable () -> Worker
  ) async throws where Worker.Block == InputBlock {
    let blocks = BlockReader(Input.all(paths, format: format, otherwise: otherwise), charset: try charset())
    let output = try Output(path: output)
    do {
      try await runner.run(next: { blocks.next() }, write: { try output.write($0) }, makeWorker: makeWorker)
    } catch {
      output.discard()
      throw error
    }
    for failure in blocks.failures { FileBytes.warn("hanflow: \(failure)") }
    if blocks.hasReadNothing { output.discard() } else { try output.finish() }
    if !blocks.failures.isEmpty { throw Exit.noInput }
  }
}

/// Where the dictionary image is.
struct ImageOptions: ParsableArguments {
  @Option(help: "The dictionary image, or the folder that holds it.") var dictionaries: String?

  func open() throws(LexiconError) -> Image { try DictionaryHome.open(dictionaries) }
}

/// Which dictionaries are used.
struct DictionaryOptions: ParsableArguments {
  @OptionGroup var built: ImageOptions
  @Option(
    help:
      "A TSV of your own: words (a column word, and count tag strength if you like) or entities; counts before the built-in ones. May be given again."
  ) var dictionary: [String] = []

  func open() throws(LexiconError) -> (image: Image, overlays: [Image]) {
    let image = try built.open()
    var overlays: [Image] = []
    for path in dictionary { overlays.append(try Overlay.image(path, over: image)) }
    return (image, overlays)
  }
}

/// What a record does not say itself, and how findings are printed.
struct DocumentOptions: ParsableArguments {
  @Option(help: "What the input holds: text (a file is a document), lines, jsonl. Files that end in .jsonl are jsonl, all else is text.")
  var inputFormat: InputFormat?
  @Option(help: "jsonl, conllu or table; a table on a terminal, jsonl otherwise.") var outputFormat: OutputFormat?
  @Option(help: "The publication date of records that have none (YYYY-MM-DD).") var date: String?
  @Option(help: "The market of records that name none (CN, TW, HK…).") var region: String?
  @Option(help: "What offsets count: scalar, utf8 or utf16.") var offsets: OffsetUnit = .scalar
  @Option(help: "The words' standard: news or ud.") var standard: Standard = .news
  @Option(help: WordOptions.engineHelp) var engine: WordEngine = .model
  @Flag(help: "End with status 65 where a record cannot be processed.") var strict = false

  func validate() throws {
    if inputFormat == .html { throw ValidationError("--input-format html is not built yet; give text, lines or jsonl") }
    if let outputFormat, !outputFormat.isBuilt {
      throw ValidationError("--output-format \(outputFormat.rawValue) is not built yet; give jsonl, conllu or table")
    }
    if let region, region.utf8.count != 2 || !region.utf8.allSatisfy({ (65...90).contains($0) }) {
      throw ValidationError("--region takes ISO 3166-1 alpha-2, such as CN, TW or HK, not '\(region)'")
    }
    if let date, PublicationDate(date) == nil { throw ValidationError("--date takes YYYY, YYYY-MM or YYYY-MM-DD, not '\(date)'") }
  }
}

/// The formats of the contract; those that later versions bring are known by name.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case jsonl, table, csv, conllu, html

  var isBuilt: Bool { self == .jsonl || self == .table || self == .conllu }
}

extension InputFormat: ExpressibleByArgument {}
extension OffsetUnit: ExpressibleByArgument {}
extension Standard: ExpressibleByArgument {}
extension WordEngine: ExpressibleByArgument {}
extension PartOfSpeech.TagSet: ExpressibleByArgument {}

/// What cuts text into words, and by which standard.
struct WordOptions: ParsableArguments {
  @OptionGroup var dictionaries: DictionaryOptions
  @Option(help: "What counts as one word: news or ud.") var standard: Standard = .news
  @Option(help: engineHelp) var engine: WordEngine = .model

  static let engineHelp: ArgumentHelp = """
    What cuts words: model; lattice: the likeliest path through the words of the lexicon alone, less right, and it can always be said why; or icu: ICU's own word \
    breaker, for comparison.
    """

  func validate() throws {
    if engine == .icu, !dictionaries.dictionary.isEmpty { throw ValidationError("--engine icu knows no --dictionary") }
  }

  /// What segmenters share. Throws where ICU is asked for and cannot cut.
  func vocabulary() throws -> (Image, Segmenter.Vocabulary) {
    if engine == .icu { _ = try WordBreaker() }
    let (image, overlays) = try dictionaries.open()
    return (image, try Segmenter.Vocabulary(image, overlays: overlays, models: engine == .model ? try DictionaryHome.wordModels(for: image) : [:]))
  }
}
