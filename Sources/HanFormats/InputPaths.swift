import HanLexicon

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One input to read: a path, or standard input.
public struct Input: Sendable, Equatable {
  /// As the user gave it; `-` is standard input.
  public let path: String
  public let format: InputFormat

  public init(path: String, format: InputFormat) {
    self.path = path
    self.format = format
  }

  /// What users may name: files, directories (their files of a matching kind, in byte order), patterns with `*`, `?` and `[…]`, `-`. None is standard input.
  /// Without a format, a file's ending tells: `.jsonl` and `.ndjson` are records, all else is text; for a filter of lines, `.html` and `.htm` are pages.
  public static func all(_ paths: [String], format: InputFormat?, otherwise: InputFormat = .text) -> [Input] {
    (paths.isEmpty ? ["-"] : paths).flatMap { path -> [Input] in
      if path == "-" { return [Input(path: path, format: format ?? otherwise)] }
      if FileBytes.isDirectory(path) { return files(in: path, format, otherwise) }
      let found = FileBytes.exists(path) ? [path] : matches(of: path)
      return found.flatMap {
        FileBytes.isDirectory($0) ? files(in: $0, format, otherwise) : [Input(path: $0, format: format ?? kind(of: $0, otherwise))]
      }
    }
  }

  private static func files(in folder: String, _ format: InputFormat?, _ otherwise: InputFormat) -> [Input] {
    let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let endings: [String] =
      switch format {
      case .text, .lines: [".txt"]
      case .jsonl: [".jsonl", ".ndjson"]
      case .html: [".html", ".htm"]
      case nil: otherwise == .lines ? [".txt", ".html", ".htm"] : [".txt", ".jsonl", ".ndjson"]
      }
    let names = FileBytes.files(below: root, suffix: "").filter { name in endings.contains { name.hasSuffix($0) } }
    // A folder with nothing to read is named itself, so that the message is about it.
    if names.isEmpty { return [Input(path: folder, format: format ?? otherwise)] }
    return names.map { Input(path: "\(root)/\($0)", format: format ?? kind(of: $0, otherwise)) }
  }

  private static func kind(of path: String, _ otherwise: InputFormat) -> InputFormat {
    if otherwise == .lines { return path.hasSuffix(".html") || path.hasSuffix(".htm") ? .html : .lines }
    return path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") ? .jsonl : otherwise
  }

  /// The paths that a pattern matches; the pattern itself where there are none, so that the message names it.
  private static func matches(of pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [pattern] }
    return (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { String(cString: $0) } }
  }
}
