import HanArticle
import HanLexicon

/// One run over a text: at each place the longest entry of one dictionary that holds there is put in its stead.
struct Pass: Sendable {
  /// A change: these bytes of the input became those bytes of the output, by that row of the pass's dictionary.
  struct Change: Sendable {
    var source: Range<Int>
    var output: Range<Int>
    var rows: [Int]
  }

  let name: String
  let lexicon: Lexicon
  private let target: Int
  private let before: Int
  private let after: Int

  init(_ image: Image, _ name: String) throws(LexiconError) {
    self.name = name
    lexicon = try Lexicon(image, "pass.\(name)")
    guard let target = lexicon.column("target"), let before = lexicon.column("before"), let after = lexicon.column("after") else {
      throw LexiconError(.notAnImage, "pass '\(name)' lacks its columns; build the image again", at: image.origin)
    }
    (self.target, self.before, self.after) = (target, before, after)
  }

  /// Appends the converted text to `output` and, where wanted, the changes to `changes`.
  func run(_ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], changes: inout [Change]?) {
    var at = 0
    while at < input.count {
      if let match = longest(input, at, output) {
        replace(input, at..<match.end, match.row, &output, &changes)
        at = match.end
      } else {
        let end = min(input.count, at + UTF8Bytes.length(ofLead: input[at]))
        output.append(contentsOf: input[at..<end])
        at = end
      }
    }
  }

  private func replace(
    _ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ row: Int, _ output: inout [UInt8], _ changes: inout [Change]?
  ) {
    let start = output.count
    output.append(contentsOf: first(of: lexicon.bytes(row: row, column: target)))
    guard changes != nil else { return }
    // What stays as it was is a match, but no change.
    if !output[start...].elementsEqual(input[range]) {
      changes?.append(Change(source: range, output: start..<output.count, rows: [row]))
    }
  }

  /// The first item of a list's cell.
  private func first(of cell: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> { cell.prefix { $0 != 0x7C } }

  private func longest(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ output: [UInt8]) -> (end: Int, row: Int)? {
    var best: (end: Int, row: Int)?
    var isInContext = false
    lexicon.trie.forEachPrefix(of: input, from: at) { end, key in
      guard !isInContext, let match = row(for: key, input, end, output) else { return }
      best = (end, match.row)
      isInContext = match.isInContext
    }
    return best
  }

  /// The key's row whose conditions hold. One with conditions counts before one without, and before longer keys, as ICU orders its rules: 十斗胆.
  private func row(
    for key: UInt32, _ input: UnsafeBufferPointer<UInt8>, _ end: Int, _ output: [UInt8]
  ) -> (row: Int, isInContext: Bool)? {
    var plain: Int?
    for posting in lexicon.postings(key) {
      let before = lexicon.bytes(row: posting.row, column: before)
      let after = lexicon.bytes(row: posting.row, column: after)
      if before.isEmpty, after.isEmpty {
        plain = plain ?? posting.row
      } else if holds(before, lastScalar(output)), holds(after, scalar(input, end)) {
        return (posting.row, true)
      }
    }
    return plain.map { ($0, false) }
  }

  private func holds(_ set: UnsafeBufferPointer<UInt8>, _ scalar: ArraySlice<UInt8>) -> Bool {
    if set.isEmpty { return true }
    guard !scalar.isEmpty else { return false }
    var at = 0
    while at < set.count {
      let end = min(set.count, at + UTF8Bytes.length(ofLead: set[at]))
      if set[at..<end].elementsEqual(scalar) { return true }
      at = end
    }
    return false
  }

  private func lastScalar(_ output: [UInt8]) -> ArraySlice<UInt8> {
    var start = output.count
    while start > 0 {
      start -= 1
      if output[start] & 0xC0 != 0x80 { break }
    }
    return output[start...]
  }

  private func scalar(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> ArraySlice<UInt8> {
    guard at < input.count else { return [] }
    return Array(input[at..<min(input.count, at + UTF8Bytes.length(ofLead: input[at]))])[...]
  }
}
