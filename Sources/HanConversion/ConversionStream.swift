import HanArticle

/// Converts a text that comes in chunks of any size: what comes out is what the whole text would have become.
///
///     var stream = ConversionStream(converter)
///     output += stream.convert(chunk)      // as often as there are chunks
///     output += stream.finish()
///
/// A line is held back until its end has come, since what follows a character tells what it means. Bytes that are no UTF-8 become U+FFFD.
public struct ConversionStream {
  private let convertLines: (ArraySlice<UInt8>) -> [UInt8]
  private var writing: ((ArraySlice<UInt8>) -> (ArraySlice<UInt8>) -> [UInt8])?
  private var settled: ((ArraySlice<UInt8>) -> [UInt8])?
  private var pending: [UInt8] = []
  private var searched = 0

  /// How much of a text is read before it is settled how it is written.
  private static let sampleLength = 1 << 15

  /// A stream to a target: how the text is written is told by its beginning.
  public init(_ converter: Converter) {
    convertLines = { Array($0) }
    writing = { sample in
      let writing = converter.writing(of: sample)
      return { converter.convert(lines: $0, in: writing) }
    }
  }

  /// A stream by one configuration.
  public init(_ converter: ConfigurationConverter) {
    var worker = converter.makeWorker()
    convertLines = { worker.convert($0) }
  }

  /// Takes a chunk and gives what is certain by now.
  public mutating func convert(_ chunk: some Sequence<UInt8>) -> [UInt8] {
    pending += chunk
    if writing != nil, settled == nil {
      guard pending.count >= Self.sampleLength else { return [] }
      settle()
    }
    guard let last = pending[searched...].lastIndex(of: 10) else {
      searched = pending.count
      return []
    }
    let output = lines(Array(pending[...last]))
    pending.removeFirst(last + 1)
    searched = 0
    return output
  }

  /// Gives the rest; the stream may then begin another text.
  public mutating func finish() -> [UInt8] {
    if writing != nil, settled == nil { settle() }
    let output = lines(pending)
    (pending, searched, settled) = ([], 0, nil)
    return output
  }

  private mutating func settle() { settled = writing?(pending[...].prefix(Self.sampleLength)) }

  private func lines(_ bytes: [UInt8]) -> [UInt8] {
    let valid = UTF8Bytes.firstInvalid(bytes) == nil ? bytes : ArticleText(repairing: bytes).bytes
    return (settled ?? convertLines)(valid[...])
  }
}
