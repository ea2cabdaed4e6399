import ArgumentParser
import Hanflow

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Compare what is found with what a person has marked.", subcommands: [Segment.self, Tag.self])

  struct Segment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "segment", abstract: "Cut a text that is cut already once more: precision, recall, F1, words out of vocabulary, and the errors.",
      discussion:
        "The gold is a line a sentence with white space between its words, or CoNLL-U. The words are joined without white space and cut again.")
    @OptionGroup var words: WordOptions
    @OptionGroup var report: ReportOptions
    @Argument(help: "The gold.") var gold: String
    @Option(help: "A corpus, cut as the gold is, whose words are known; those of the lexicon are otherwise. May be given again.") var train:
      [String] = []

    func run() async throws {
      try await exiting {
        let (_, vocabulary) = try words.vocabulary()
        let gold = try GoldSentence.read(gold, charset: report.charset())
        let corpora = try train.flatMap { try GoldSentence.read($0, charset: report.charset()) }
        var evaluation = WordEvaluation(known: train.isEmpty ? KnownWords(vocabulary) : KnownWords(of: corpora, vocabulary))
        var segmenter = Segmenter(vocabulary, standard: words.standard, engine: words.engine)
        for sentence in gold { evaluation.add(sentence, by: &segmenter) }
        try report.write(EvaluationReport(evaluation, errors: report.errors))
      }
    }
  }
}

extension EvaluateCommand {
  struct Tag: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tag", abstract: "Tag the words of CoNLL-U once more: how many get the UPOS that they have, and the errors.")
    @OptionGroup var dictionaries: ImageOptions
    @OptionGroup var report: ReportOptions
    @Argument(help: "The gold, CoNLL-U with UPOS.") var gold: String
    @Option(help: ArgumentHelp("The model to ask, instead of the one beside the image.", valueName: "path")) var model: String?

    func run() async throws {
      try await exiting {
        let image = try dictionaries.open()
        let tagger = try Tagger(DictionaryHome.needTagModel(for: image, at: model), Segmenter.Vocabulary(image))
        var evaluation = TagEvaluation()
        for sentence in try GoldSentence.read(gold, charset: report.charset()) { evaluation.add(sentence, by: tagger) }
        try report.write(EvaluationReport(evaluation, errors: report.errors))
      }
    }
  }
}

/// How an evaluation is printed.
struct ReportOptions: ParsableArguments {
  @Option(help: "How many of the most frequent errors are listed.") var errors = 20
  @Option(help: "table or json.") var format: Format = .table
  @Option(help: "The charset of the files; detected otherwise.") var encoding: String?

  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json }

  func charset() throws(TextError) -> Charset? {
    if let encoding { try Charset(named: encoding) } else { nil }
  }

  func write(_ report: EvaluationReport) throws(OutputError) {
    try Output(path: nil).write(format == .json ? report.json : report.text)
  }
}
