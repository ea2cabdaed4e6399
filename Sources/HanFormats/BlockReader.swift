import HanArticle
import HanLexicon
import HanText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A piece of input for one worker: one whole document, decoded; or whole lines that are to be UTF-8 but may not be.
public struct InputBlock: Sendable {
  public let input: Input
  /// The number of its first line, from 1.
  public let firstLine: Int
  public let bytes: [UInt8]
  /// Of a document: where, in its own bytes, the first was that is no text; it stands as U+FFFD.
  public let firstInvalid: Int?
  /// Of lines: the beginning of the whole input, the same for each of its blocks; it tells how the input is written.
  public let sample: ArraySlice<UInt8>
}

/// Reads inputs one after the other, in blocks of whole lines or of whole documents, decoded to UTF-8.
public final class BlockReader: @unchecked Sendable {
  // @unchecked: the runner calls `next` from one actor only, and `failures` is read when the run is over.

  /// How much of an input is handed out with each of its blocks, in bytes.
  public static let sampleLength = 1 << 15
  /// The size of a block of lines, in bytes; a longer line is a block of its own.
  public static let blockSize = 1 << 18

  private var inputs: [Input]
  private let charset: Charset?
  private var file: Int32 = -1
  private var current: Input?
  /// What was read; what stands before `taken` has been handed out.
  private var pending: [UInt8] = []
  private var taken = 0
  /// Where the next bytes are read into.
  private let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: blockSize)
  private var line = 1
  private var sample: ArraySlice<UInt8> = []
  private var isAtEnd = true
  /// Whether the charset of the input's lines is settled; as long as all is ASCII it need not be.
  private var isSettled = false
  /// What could not be read, a line for people each.
  public private(set) var failures: [String] = []
  /// Whether no input could be opened.
  public private(set) var hasReadNothing = true

  /// Without a charset, each input's is detected.
  public init(_ inputs: [Input], charset: Charset? = nil) {
    self.inputs = inputs
    self.charset = charset
  }

  deinit { room.deallocate() }

  /// The next block, or nil at the end of the last input. An input that cannot be opened is noted among ``failures`` and passed over.
  public func next() -> InputBlock? {
    while true {
      if let block = nextOfCurrent() { return block }
      guard openNext() else { return nil }
    }
  }

  private func openNext() -> Bool {
    while !inputs.isEmpty {
      let input = inputs.removeFirst()
      file = input.path == "-" ? 0 : open(input.path, O_RDONLY)
      if file < 0 {
        failures.append("\(input.path): cannot be opened: \(String(cString: strerror(errno)))")
        continue
      }
      if FileBytes.isDirectory(input.path) {
        failures.append("\(input.path): holds no file of a kind that is read here (.txt, .jsonl, .ndjson)")
        close(file)
        continue
      }
      hasReadNothing = false
      current = input
      isSettled = false
      (pending, taken) = ([], 0)
      line = 1
      isAtEnd = false
      return true
    }
    return false
  }

  private func nextOfCurrent() -> InputBlock? {
    guard let input = current, !(isAtEnd && taken == pending.count) || (input.format == .text && !isAtEnd) else {
      finish()
      return nil
    }
    if input.format == .text || input.format == .html {
      while fill() {}
      let decoded = Charset.decode(pending, as: charset)
      pending = []
      finish()
      return InputBlock(input: input, firstLine: 1, bytes: decoded.text, firstInvalid: decoded.firstInvalid, sample: [])
    }
    return lines(of: input)
  }

  private func finish() {
    if file > 0 { close(file) }
    file = -1
    current = nil
    isAtEnd = true
  }

  private func lines(of input: Input) -> InputBlock? {
    while pending.count - taken < Self.blockSize, fill() {}
    if !isSettled { settle() }
    if line == 1 { sample = Array(pending[taken...].prefix(Self.sampleLength))[...] }
    var hasEnd = pending[taken...].contains(10)
    while !hasEnd, fill() { hasEnd = pending.suffix(Self.blockSize).contains(10) }
    guard taken < pending.count else {
      finish()
      return nil
    }
    let bytes = take(upTo: blockEnd())
    let firstLine = line
    line += UTF8Bytes.lineCount(bytes)
    return InputBlock(input: input, firstLine: firstLine, bytes: bytes, firstInvalid: nil, sample: sample)
  }

  /// Hands out what was read up to a place. Where little is left behind it, that is copied, not what is handed out.
  private func take(upTo end: Int) -> [UInt8] {
    guard taken == 0, pending.count - end < Self.blockSize else {
      let bytes = Array(pending[taken..<end])
      taken = end
      return bytes
    }
    var bytes = Array(pending[end...])
    swap(&bytes, &pending)
    bytes.removeLast(bytes.count - end)
    return bytes
  }

  /// Tells the charset from the first byte on that is not ASCII. An input in UTF-8 goes on block by block, without its mark; one in another charset
  /// is read and decoded to its end.
  private func settle() {
    if line == 1, pending.starts(with: [0xEF, 0xBB, 0xBF]) { taken = 3 }
    let isMarked = line == 1 && (pending.starts(with: [0xFF, 0xFE]) || pending.starts(with: [0xFE, 0xFF]))
    let first = pending[taken...].firstIndex { $0 >= 0x80 || $0 == 0 }
    guard charset != nil || isMarked || first != nil else { return }
    isSettled = true
    let sample = isMarked || line == 1 && (first ?? 0) < Charset.sampleLength ? pending[taken...] : pending[(first ?? taken)...]
    if (charset ?? Charset.detect(Array(sample))) == .utf8, !isMarked { return }
    while fill() {}
    let decoded = Charset.decode(Array(pending[taken...]), as: charset ?? (isMarked ? nil : Charset.detect(Array(sample))))
    if let at = decoded.firstInvalid {
      FileBytes.warn(
        "\(current?.path ?? "-"): byte \(at) is no text in \(decoded.charset); it stands as U+FFFD; name the right charset with --encoding")
    }
    (pending, taken) = (decoded.text, 0)
  }

  /// Behind the last line that fits the block, or behind the first where that is longer.
  private func blockEnd() -> Int {
    let limit = min(pending.count, taken + Self.blockSize)
    if isAtEnd, limit == pending.count { return limit }
    if let last = pending[taken..<limit].lastIndex(of: 10) { return last + 1 }
    return pending[limit...].firstIndex(of: 10).map { $0 + 1 } ?? pending.count
  }

  /// Reads more; false at the end.
  private func fill() -> Bool {
    guard !isAtEnd else { return false }
    if taken > 0 {
      pending.removeFirst(taken)
      taken = 0
    }
    let count = read(file, room.baseAddress, room.count)
    if count < 0 { failures.append("\(current?.path ?? "-"): cannot be read: \(String(cString: strerror(errno)))") }
    if count <= 0 {
      isAtEnd = true
      return false
    }
    pending.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<count]))
    return true
  }
}
