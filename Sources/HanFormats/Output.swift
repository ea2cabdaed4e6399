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
public final class Output: @unchecked Sendable {
  // @unchecked: the runner writes from one actor only.
  private let path: String
  private let file: Int32

  /// Standard output, or a file that is made anew.
  public init(path: String?) throws(OutputError) {
    signal(SIGPIPE, SIG_IGN)
    self.path = path ?? "standard output"
    file = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644) } ?? 1
    if file < 0 { throw OutputError.failed(path: self.path, reason: String(cString: strerror(errno))) }
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

  /// Whether a person reads standard output.
  public static var isTerminal: Bool { isatty(1) == 1 }
}

private let systemWrite = write(_:_:_:)
