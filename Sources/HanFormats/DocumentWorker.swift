import HanArticle
import HanLexicon
import HanPipeline
import Synchronization

/// What a run found that its user should know at the end.
public final class RunReport: Sendable {
  private let isBad = Atomic<Bool>(false)

  public init() {}

  /// Whether a record came out as an error.
  public var hasBadRecord: Bool { isBad.load(ordering: .relaxed) }

  func noteBadRecord() { isBad.store(true, ordering: .relaxed) }
}

/// Takes blocks of documents through a pipeline and writes what was found, a document after the other.
public struct DocumentWorker: BlockWorker {
  private var pipeline: PipelineWorker
  private let reader: RecordReader
  private let report: RunReport
  private let write: @Sendable (Result<Article, RecordError>) -> [UInt8]

  /// `write` gives the output of one document.
  public init(
    _ pipeline: PipelineWorker, reader: RecordReader, report: RunReport, write: @escaping @Sendable (Result<Article, RecordError>) -> [UInt8]
  ) {
    self.pipeline = pipeline
    self.reader = reader
    self.report = report
    self.write = write
  }

  public mutating func process(_ block: InputBlock) -> [UInt8] {
    switch block.input.format {
    case .text, .html: return document(block)
    case .lines: return eachLine(of: block) { $0.last == 13 ? $0.dropLast() : $0 }
    case .jsonl: return eachLine(of: block) { $0.allSatisfy { $0 <= 0x20 } ? nil : $0 }
    }
  }

  private mutating func document(_ block: InputBlock) -> [UInt8] {
    var article = Article(id: block.input.path, text: ArticleText(repairing: block.bytes))
    if let at = block.firstInvalid { article.warnings.append(Self.invalidBytes(at)) }
    reader.describe(&article)
    return finish(article)
  }

  static func invalidBytes(_ at: Int) -> Warning {
    Warning(code: "invalidBytes", message: "byte \(at) is no text in this encoding; it stands as U+FFFD; name the right one with --encoding")
  }

  private mutating func eachLine(of block: InputBlock, _ content: (ArraySlice<UInt8>) -> ArraySlice<UInt8>?) -> [UInt8] {
    var output: [UInt8] = []
    var number = block.firstLine
    var start = 0
    while start < block.bytes.count {
      let end = block.bytes[start...].firstIndex(of: 10) ?? block.bytes.count
      if let line = content(block.bytes[start..<end]) { output += record(line, block, number) }
      number += 1
      start = end + 1
    }
    return output
  }

  private mutating func record(_ line: ArraySlice<UInt8>, _ block: InputBlock, _ number: Int) -> [UInt8] {
    let id = "\(block.input.path):\(number)"
    if block.input.format == .lines {
      let bytes = Array(line)
      var article = Article(id: id, text: ArticleText(repairing: bytes))
      if let at = UTF8Bytes.firstInvalid(bytes) { article.warnings.append(Self.invalidBytes(at)) }
      reader.describe(&article)
      return finish(article)
    }
    do throws(RecordError) {
      return finish(try reader.article(line, id: id))
    } catch {
      report.noteBadRecord()
      return write(.failure(error))
    }
  }

  private mutating func finish(_ article: consuming Article) -> [UInt8] {
    pipeline.process(&article)
    return write(.success(article))
  }
}

/// A text filter: one line in is one line out, line ends kept.
public struct FilterWorker: BlockWorker {
  private let filter: (InputBlock) -> (ArraySlice<UInt8>) -> [UInt8]
  private var isLineByLine = true

  /// `filter` gets whole lines without their ends.
  public init(eachLine filter: @escaping (ArraySlice<UInt8>) -> [UInt8]) { self.filter = { _ in filter } }

  /// `filter` makes, for each block, what gets it whole.
  public init(wholeBlocks filter: @escaping (InputBlock) -> (ArraySlice<UInt8>) -> [UInt8]) {
    self.filter = filter
    isLineByLine = false
  }

  public mutating func process(_ block: InputBlock) -> [UInt8] {
    let bytes = valid(block)
    let filter = filter(block)
    if !isLineByLine { return filter(bytes[...]) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 5 / 4)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      let hasReturn = end > start && bytes[end - 1] == 13
      output += filter(bytes[start..<(hasReturn ? end - 1 : end)])
      if hasReturn { output.append(13) }
      if end < bytes.count { output.append(10) }
      start = end + 1
    }
    return output
  }

  /// What is not UTF-8 becomes U+FFFD, and the user is told where.
  private func valid(_ block: InputBlock) -> [UInt8] {
    guard let at = UTF8Bytes.firstInvalid(block.bytes) else { return block.bytes }
    let line = block.firstLine + block.bytes[..<at].count { $0 == 10 }
    FileBytes.warn("\(block.input.path):\(line): not all of it is UTF-8; what is not stands as U+FFFD; name the charset with --encoding")
    return ArticleText(repairing: block.bytes).bytes
  }
}
