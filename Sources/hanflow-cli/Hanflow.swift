import ArgumentParser
import Hanflow

/// The command: parse, open, run, exit code.
@main
struct HanflowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hanflow",
    abstract: "Chinese news, in any script and charset, as converted text, words, exact figures and entities.",
    version: Engine.version,
    subcommands: [
      RunCommand.self, ConvertCommand.self, SegmentCommand.self, NumbersCommand.self, FiguresCommand.self, EntitiesCommand.self,
      FactsCommand.self, DictionaryCommand.self, TrainCommand.self, EvaluateCommand.self
    ])

  /// Reads the arguments of a subcommand by themselves, which saves a tenth of the start-up. Where they are wrong or ask for help, the root says so.
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    guard let command = configuration.subcommands.first(where: { $0.configuration.commandName == arguments.first }),
      var parsed = try? command.parseAsRoot(Array(arguments.dropFirst())) as? any AsyncParsableCommand
    else { return await main(nil) }
    do {
      try await parsed.run()
    } catch {
      exit(withError: error)
    }
  }
}

/// The contract's exit statuses, beside 0 and ArgumentParser's 64 for wrong usage.
enum Exit {
  static let badRecord = ExitCode(65)
  static let noInput = ExitCode(66)
  static let ourFault = ExitCode(70)
  static let output = ExitCode(74)
}

/// Runs a command's work and turns its errors into a message and the contract's exit status.
func exiting(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch OutputError.closedPipe {
    return
  } catch let error as OutputError {
    FileBytes.warn("hanflow: \(error)")
    throw Exit.output
  } catch let error as LexiconError {
    FileBytes.warn("hanflow: \(error)")
    throw error.code == .missing || error.code == .malformed ? ExitCode(64) : Exit.noInput
  } catch let error as TextError {
    FileBytes.warn("hanflow: \(error)")
    throw ExitCode(64)
  } catch let error as PipelineError {
    FileBytes.warn("hanflow: \(error)")
    throw Exit.ourFault
  }
}
