import ArgumentParser
import Hanflow

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "train", abstract: "Train a model from text.", subcommands: [Convert.self])

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
}
