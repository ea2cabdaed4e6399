import ArgumentParser
import Hanflow

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model from text.", subcommands: [Convert.self, Segment.self, Tag.self, Names.self])

  struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "convert", abstract: "Train the model that chooses between Traditional readings of a Simplified character.",
      discussion: """
        Traditional text labels itself: it is read back to Simplified. The turns of phrase of Dictionaries/conversion/examples and the words of \
        Dictionaries/words are always among the examples. The same input gives the same bytes.
        """)
    @OptionGroup var dictionaries: ImageOptions
    @Option(help: "The folder of the dictionaries.") var folder = "Dictionaries"
    @Option(help: "Plain text as Taiwan writes it. May be given again.") var taiwan: [String] = []
    @Option(help: "Plain text as Hong Kong writes it. May be given again.") var hongKong: [String] = []
    @Option(name: .short, help: ArgumentHelp("The model's file.", valueName: "path")) var output = "Dictionaries/models/convert.model"

    func run() async throws {
      try await exiting {
        let examples = try ConversionExamples.train(
          try dictionaries.open(), folder: DictionaryFolder(folder), taiwan: taiwan, hongKong: hongKong, into: output)
        FileBytes.warn("\(examples) examples")
      }
    }
  }

  struct Segment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "segment", abstract: "Train the model that cuts text into words.",
      discussion: "A corpus is plain text with white space between its words, a line a sentence or more. The same input and seed give the same bytes."
    )
    @OptionGroup var dictionaries: ImageOptions
    @Option(help: "Text that is cut. May be given again.") var corpus: [String]
    @Option(help: "news, for which Dictionaries/text/splits.tsv is heeded, or ud.") var standard: Standard = .news
    @OptionGroup var training: TrainingOptions
    @Option(name: .short, help: ArgumentHelp("The model's file.", valueName: "path")) var output: String

    func run() async throws {
      try await exiting {
        var trainer = try SegmentTrainer(try dictionaries.open(), standard: standard)
        for path in corpus { try add(path, to: &trainer) }
        trainer.train(passes: training.passes, runs: training.runs, seed: training.seed, report: training.report)
        try FileBytes.write(trainer.model(), to: output)
      }
    }

    private func add(_ path: String, to trainer: inout SegmentTrainer) throws {
      for line in String(decoding: try FileBytes.read(path), as: UTF8.self).split(whereSeparator: \.isNewline) { trainer.add(line) }
    }
  }

  struct Tag: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tag", abstract: "Train the model that says which part of speech a word is.",
      discussion:
        "A corpus is CoNLL-U with UPOS; XPOS of GSD or the Penn Chinese Treebank makes it finer. The same input and seed give the same bytes.")
    @OptionGroup var dictionaries: ImageOptions
    @Option(help: "Sentences whose words are tagged. May be given again.") var corpus: [String]
    @Option(help: "A TSV with columns word tag count: what another tagger calls words, in names of its own.") var seen: String?
    @OptionGroup var training: TrainingOptions
    @Option(name: .short, help: ArgumentHelp("The model's file.", valueName: "path")) var output: String

    func run() async throws {
      try await exiting {
        var trainer = try TaggerTrainer(try dictionaries.open())
        if let seen { try trainer.tell(SeenWords.read(seen)) }
        for path in corpus { for sentence in try GoldSentence.read(path) { trainer.add(sentence) } }
        trainer.train(passes: training.passes, runs: training.runs, seed: training.seed, report: training.report)
        try FileBytes.write(trainer.model(), to: output)
      }
    }
  }
}

extension TrainCommand {
  struct Names: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "names", abstract: "Train the model that finds names which no dictionary and no rule knows.",
      discussion:
        "A corpus is IOB2: a line a token and its label, O, B-PER, I-PER, B-LOC, B-ORG…, an empty line between sentences. The same input and seed give the same bytes."
    )
    @OptionGroup var dictionaries: ImageOptions
    @Option(help: "Sentences whose names are marked as they are to be found. May be given again.") var corpus: [String]
    @Option(help: "Sentences whose names another program marked: what they share with the corpus is learnt. May be given again.") var silver:
      [String] = []
    @OptionGroup var training: TrainingOptions
    @Option(name: .short, help: ArgumentHelp("The model's file.", valueName: "path")) var output: String

    func run() async throws {
      try await exiting {
        let engine = try Engine(image: try dictionaries.open())
        var trainer = try NameTrainer(engine.image)
        var worker = try engine.pipeline(["segment"]).makeWorker()
        for (paths, kind) in [(corpus, NameTrainer.Corpus.own), (silver, .other)] {
          for sentence in try paths.flatMap({ try GoldNames.read($0) }) {
            var article = Article(text: sentence.text)
            worker.process(&article)
            trainer.add(article, names: sentence.names, of: kind)
          }
        }
        trainer.train(passes: training.passes, runs: training.runs, seed: training.seed, report: training.report)
        try FileBytes.write(trainer.model(), to: output)
      }
    }
  }
}

/// How a sequence model is trained.
struct TrainingOptions: ParsableArguments {
  @Option(help: "How often the text is gone over.") var passes = 8
  @Option(help: "How many models are trained, each in another order, and their weights averaged.") var runs = 1
  @Option(help: "Where chance begins.") var seed: UInt64 = 1

  func validate() throws {
    if passes < 1 || runs < 1 { throw ValidationError("--passes and --runs are 1 or more") }
  }

  func report(_ pass: Int, _ wrong: Double) {
    FileBytes.warn("pass \(pass + 1) of \(passes * runs): \(Int((wrong * 10_000).rounded())) of 10,000 labels wrong")
  }
}
