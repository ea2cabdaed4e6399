import HanArticle

/// ASCII is never changed but where a key begins with it; with it begin URLs, @names and code, which are left alone with all that is in them.
extension Rewriter {
  /// Writes a run of ASCII, or what it opens.
  mutating func ascii(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, input[at] < 0x80 {
      let byte = input[at]
      if byte == 0x3A || byte == 0x40 || byte == 0x60, let protected = ProtectedSpan.end(input, at, end) {
        at = protected
      } else if table.ascii[Int(byte)] != 0, options.terms != nil || !Self.isWord(input, at - 1) {
        if at > start { return copy(input, start..<at) }
        return asciiKey(input, at, end)
      } else {
        at += 1
        if options.terms != nil { break }
      }
    }
    return copy(input, start..<at)
  }

  private mutating func asciiKey(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    if !Self.isWord(input, at - 1), let next = writeKey(input, at, end, 0, from: at) { return next }
    return copy(input, at..<(at + 1))
  }

  /// Whether ‘ or ’ is no quotation mark: between two letters of a Latin word, or ’ at one end of a word where no ‘ waits to be closed on its line.
  static func isApostrophe(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let (isBehindWord, isBeforeWord) = (isWord(input, at - 1), isWord(input, at + 3))
    if isBehindWord, isBeforeWord { return true }
    guard isBehindWord || isBeforeWord, input[at + 2] == 0x99 else { return false }
    var before = at
    while before > 0, at - before < ProtectedSpan.longestCode, input[before - 1] >= 0x20 {
      before -= 1
      guard input[before] == 0xE2, input[before + 1] == 0x80 else { continue }
      if input[before + 2] == 0x98 { return false }
      if input[before + 2] == 0x99, !(isWord(input, before - 1) && isWord(input, before + 3)) { return true }
    }
    return true
  }

  /// Whether a letter or digit of ASCII stands there.
  static func isWord(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at >= 0, at < input.count else { return false }
    return input[at] &- 48 < 10 || (input[at] | 0x20) &- 97 < 26
  }
}

/// Stretches that no conversion touches.
enum ProtectedSpan {
  /// Longest name behind an @, in bytes; what is longer is a sentence that lacks its space.
  private static let longestName = 60
  static let longestCode = 400

  /// The end of the URL, @name or `code` that the byte at `at` shows, or nil.
  static func end(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    switch input[at] {
    case 0x3A: at + 2 < end && input[at + 1] == 0x2F && input[at + 2] == 0x2F ? url(input, at, end) : nil
    case 0x40: mention(input, at, end)
    default: code(input, at, end)
    }
  }

  /// From `://` on: the characters of RFC 3986, and others where the path or query goes on with them.
  private static func url(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end {
      let byte = input[at]
      if byte >= 0x80 {
        guard isPathMark(input[at - 1]) || input[at - 1] >= 0x80, isName(input, at) else { break }
        at = min(end, at + UTF8Bytes.length(ofLead: byte))
      } else {
        guard byte > 0x20, byte != 0x22, byte != 0x3C, byte != 0x3E, byte != 0x60 else { break }
        at += 1
      }
    }
    return at
  }

  private static func isPathMark(_ byte: UInt8) -> Bool { [0x2F, 0x3D, 0x23, 0x3F, 0x5F, 0x2D, 0x26].contains(byte) }

  private static func mention(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var at = start + 1
    while at < end, isName(input, at) { at = min(end, at + UTF8Bytes.length(ofLead: input[at])) }
    return at > start + 1 && at - start <= longestName ? at : nil
  }

  /// Between two backticks on one line.
  private static func code(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var at = start + 1
    while at < end, at - start < longestCode, input[at] != 10 {
      if input[at] == 0x60 { return at + 1 }
      at += 1
    }
    return nil
  }

  /// Whether a character of a name stands there: letters, digits, - and _, and what has more bytes but is no punctuation of Chinese text.
  private static func isName(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    switch input[at] {
    case 48...57, 65...90, 97...122, 0x5F, 0x2D: true
    case ..<0x80: false
    // A space that does not break, « » and the like.
    case 0xC2: false
    case 0xE2: false
    case 0xE3: at + 1 < input.count && input[at + 1] >= 0x81
    case 0xEF: at + 2 < input.count && isFullWidthName(input[at + 1], input[at + 2])
    default: true
    }
  }

  /// Whether these follow EF in ０-９, Ａ-Ｚ or ａ-ｚ.
  private static func isFullWidthName(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0xBC ? (0x90...0x99).contains(third) || (0xA1...0xBA).contains(third) : second == 0xBD && (0x81...0x9A).contains(third)
  }
}
