#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why output could not be written.
public enum OutputError: Error, Sendable, CustomStringConvertible {
  /// Whoever reads has enough: no error for the user.
  case closedPipe
  case failed(path: String, reason: String)

  public var description: String {
    switch self {
    case .closedPipe: "the reader closed the pipe"
    case .failed(let path, let reason): "\(path): cannot be written: \(reason)"
    }
  }
}

/// Where output goes: standard output or a file.
///
/// A file is written beside its place and moved there by ``finish()``, so that a run that fails, or reads the very file, leaves it as it was.
public final class Output: @unchecked Sendable {
  // @unchecked: the runner writes from one actor only.
  private let path: String
  private let partial: String?
  private let file: Int32

  /// Standard output (also as `-`), or a file.
  public init(path: String?) throws(OutputError) {
    signal(SIGPIPE, SIG_IGN)
    guard let path, path != "-" else {
      self.path = "standard output"
      partial = nil
      file = 1
      return
    }
    self.path = path
    var status = stat()
    let isDevice = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    partial = isDevice ? nil : "\(path).part"
    file = open(partial ?? path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    if file < 0 { throw OutputError.failed(path: path, reason: String(cString: strerror(errno))) }
  }

  /// Writes all of the bytes.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { systemWrite(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count < 0 {
        if errno == EINTR { continue }
        throw errno == EPIPE ? .closedPipe : .failed(path: path, reason: String(cString: strerror(errno)))
      }
      done += count
    }
  }

  /// Puts what was written in its place.
  public func finish() throws(OutputError) {
    guard let partial else { return }
    close(file)
    if rename(partial, path) != 0 { throw .failed(path: path, reason: String(cString: strerror(errno))) }
  }

  /// Throws away what was written to a file.
  public func discard() {
    guard let partial else { return }
    close(file)
    unlink(partial)
  }

  /// Whether a person reads standard output.
  public static var isTerminal: Bool { isatty(1) == 1 }
}

private let systemWrite = write(_:_:_:)
