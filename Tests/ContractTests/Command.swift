import Foundation
import TestSupport

/// The built command, run as its users run it.
enum Command {
  struct Outcome {
    let status: Int32
    let output: [UInt8]
    let messages: String

    /// The output's lines, each without its end.
    var lines: [ArraySlice<UInt8>] { output.split(separator: 10) }
    var text: String { String(decoding: output, as: UTF8.self) }

    func records() throws -> [JSON] { try lines.map { try JSON($0) } }
  }

  /// Runs `hanflow` at the package's root; `output` is a file to write to in place of what the outcome holds.
  static func run(_ arguments: [String], input: some Sequence<UInt8> = [], output: String? = nil) throws -> Outcome {
    try run(Repository.built("hanflow"), arguments, input, output)
  }

  /// Runs a script of the shell, whose `$0` is the command.
  static func shell(_ script: String, _ arguments: [String]) throws -> Outcome {
    try run("/bin/sh", ["-c", script, Repository.built("hanflow")] + arguments, [], nil)
  }

  // Files stand for pipes: none of them fills while nobody reads it.
  private static func run(_ program: String, _ arguments: [String], _ input: some Sequence<UInt8>, _ output: String?) throws -> Outcome {
    let folder = try TemporaryFolder()
    let inputPath = try folder.write(input, to: "input")
    let outputPath = try output ?? folder.write([], to: "output")
    let messagesPath = try folder.write([], to: "messages")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.root)
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messagesPath))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      output: output == nil ? [UInt8](try Data(contentsOf: URL(fileURLWithPath: outputPath))) : [],
      messages: try String(contentsOfFile: messagesPath, encoding: .utf8))
  }
}
