import HanArticle

/// Cuts a text into sentences: behind 。！？…, with the quotes that close there, and at line ends; never inside quotes, brackets, decimals or URLs.
public struct SentenceBreaker {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var sentences: [Sentence] = []
  private var start = 0
  private var open = 0
  private var endsAtClose = false
  /// Whether a straight quote stands open: the next one closes it.
  private var isQuoted = false

  /// The sentences of a text whose URLs are among the atoms given; white space around them belongs to none.
  public static func sentences(of text: ArticleText, atoms: [Atom]) -> [Sentence] {
    text.bytes.withUnsafeBufferPointer { bytes in
      var breaker = SentenceBreaker(bytes: bytes)
      breaker.run(atoms)
      return breaker.sentences
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private enum Mark { case none, end, pause, open, close, line }

  private mutating func run(_ atoms: [Atom]) {
    var at = 0
    var atom = 0
    while at < bytes.count {
      while atom < atoms.count, atoms[atom].range.upperBound <= at { atom += 1 }
      if atom < atoms.count, atoms[atom].range.lowerBound <= at {
        at = atoms[atom].range.upperBound
        endsAtClose = false
        continue
      }
      let (mark, length) = mark(at)
      if bytes[at] == 0x22 { isQuoted.toggle() }
      at += length
      apply(mark, at)
    }
    close(at)
  }

  private mutating func apply(_ mark: Mark, _ end: Int) {
    switch mark {
    case .none, .pause: endsAtClose = false
    case .line:
      close(end)
      open = 0
      isQuoted = false
    case .open:
      open += 1
      endsAtClose = false
    case .close:
      open = max(0, open - 1)
      if endsAtClose, open == 0, !continues(end) { close(end) }
    case .end:
      endsAtClose = true
      if open == 0, !continues(end) { close(end) }
    }
  }

  /// Whether more of the same end follows: another end mark, a closing quote, or a comma that takes the sentence on.
  private func continues(_ at: Int) -> Bool {
    let next = mark(at).mark
    return next == .end || next == .close || next == .pause
  }

  private mutating func close(_ end: Int) {
    var range = start..<end
    while let first = range.first, isSpace(first) > 0 { range = min(range.upperBound, first + isSpace(first))..<range.upperBound }
    while let last = range.last, bytes[last] <= 0x20 { range = range.lowerBound..<last }
    if !range.isEmpty { sentences.append(Sentence(range: range)) }
    start = end
    endsAtClose = false
  }

  /// The length of the white space at a place, 0 for none.
  private func isSpace(_ at: Int) -> Int {
    if bytes[at] <= 0x20 { return 1 }
    return at + 2 < bytes.count && bytes[at] == 0xE3 && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80 ? 3 : 0
  }

  private func mark(_ at: Int) -> (mark: Mark, length: Int) {
    guard at < bytes.count else { return (.none, 1) }
    switch bytes[at] {
    case 0x0A, 0x0D: return (.line, 1)
    case 0x21, 0x3F: return (.end, 1)
    case 0x22: return (isQuoted ? .close : .open, 1)
    case 0x2E: return (isFullStop(at) ? .end : .none, 1)
    case 0x2C, 0x3B: return (.pause, 1)
    case 0x28, 0x5B: return (.open, 1)
    case 0x29, 0x5D: return (.close, 1)
    case 0xE2, 0xE3, 0xEF: return (wideMark(at), 3)
    case ..<0x80: return (.none, 1)
    case ..<0xE0: return (.none, 2)
    case ..<0xF0: return (.none, 3)
    default: return (.none, 4)
    }
  }

  /// A point ends a sentence before white space, unless a single letter stands before it, as in an initial.
  private func isFullStop(_ at: Int) -> Bool {
    guard at + 1 >= bytes.count || bytes[at + 1] <= 0x20 else { return false }
    return !(at >= 1 && (65...90).contains(bytes[at - 1]) && (at < 2 || bytes[at - 2] <= 0x20))
  }

  private func wideMark(_ at: Int) -> Mark {
    guard at + 2 < bytes.count else { return .none }
    switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
    // 。！？｡…
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBD, 0xA1), (0xE2, 0x80, 0xA6): return .end
    // ，、；
    case (0xEF, 0xBC, 0x8C), (0xE3, 0x80, 0x81), (0xEF, 0xBC, 0x9B): return .pause
    // “‘「『《（
    case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x98), (0xE3, 0x80, 0x8C), (0xE3, 0x80, 0x8E), (0xE3, 0x80, 0x8A), (0xEF, 0xBC, 0x88): return .open
    // ”’」』》）
    case (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0x99), (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F), (0xE3, 0x80, 0x8B), (0xEF, 0xBC, 0x89): return .close
    default: return .none
    }
  }
}
