import Foundation
import HanLexicon

/// A folder of a test's own, gone when the test is done with it.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("hanflow-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = place.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file below the folder and returns its path.
  @discardableResult public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    FileBytes.makeDirectory(file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))
    try FileBytes.write(Array(bytes), to: file)
    return file
  }
}
