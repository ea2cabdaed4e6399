#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files and folders, without Foundation.
public enum FileBytes {
  /// The bytes of a file.
  public static func read(_ path: String) throws(LexiconError) -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw LexiconError(.unreadable, "cannot be opened: \(reason())", at: path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(file, $0.baseAddress, $0.count) }
      if count < 0 { throw LexiconError(.unreadable, "cannot be read: \(reason())", at: path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Writes a whole file.
  public static func write(_ bytes: [UInt8], to path: String) throws(LexiconError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw LexiconError(.unreadable, "cannot be written: \(reason())", at: path) }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { systemWrite(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count <= 0 { throw LexiconError(.unreadable, "cannot be written: \(reason())", at: path) }
      done += count
    }
  }

  /// Makes a folder and those above it; one that is there already is left.
  public static func makeDirectory(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for end in 1...max(1, parts.count) { mkdir(parts[..<end].joined(separator: "/"), 0o755) }
  }

  /// Writes a line for people to standard error.
  public static func warn(_ message: String) {
    let bytes = Array("\(message)\n".utf8)
    _ = bytes.withUnsafeBytes { systemWrite(2, $0.baseAddress, $0.count) }
  }

  /// The files below a folder whose names end in `suffix`, as paths relative to it, in byte order; linked folders are not entered; empty where there is no such folder.
  public static func files(below folder: String, suffix: String) -> [String] {
    var found: [String] = []
    var open = [""]
    while let relative = open.popLast() {
      let path = relative.isEmpty ? folder : "\(folder)/\(relative)"
      for name in names(in: path) {
        let child = relative.isEmpty ? name : "\(relative)/\(name)"
        if isDirectory("\(folder)/\(child)", followsLink: false) {
          open.append(child)
        } else if child.hasSuffix(suffix) {
          found.append(child)
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether the path is a folder; a link to one counts where links are followed.
  public static func isDirectory(_ path: String, followsLink: Bool = true) -> Bool {
    var status = stat()
    return (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether anything stands at the path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  static func reason() -> String { String(cString: strerror(errno)) }
}

private let systemRead = read(_:_:_:)
private let systemWrite = write(_:_:_:)
