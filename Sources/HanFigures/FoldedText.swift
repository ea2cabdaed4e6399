import HanArticle

/// A text under the script fold, read as bytes; its offsets are those of the original.
struct FoldedText {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The text before folding, which alone tells K from k.
  let original: UnsafeBufferPointer<UInt8>

  var count: Int { bytes.count }

  /// The byte at a place; 0 beyond the text.
  @inline(__always) func byte(_ at: Int) -> UInt8 { at >= 0 && at < bytes.count ? bytes[at] : 0 }

  /// The place behind the character that begins here.
  @inline(__always) func next(_ at: Int) -> Int { at + UTF8Bytes.length(ofLead: byte(at)) }

  /// The place where the character before this one begins.
  func previous(_ at: Int) -> Int {
    var at = at - 1
    while at > 0, byte(at) & 0xC0 == 0x80 { at -= 1 }
    return max(0, at)
  }

  /// The class index of the character here: its scalar where it has at most three bytes, else 0.
  @inline(__always) func scalar(_ at: Int) -> Int {
    guard at >= 0, at + 2 < bytes.count else { return scalarAtEdge(at) }
    let lead = bytes[at]
    if lead < 0x80 { return Int(lead) }
    if lead & 0xF0 == 0xE0 { return Int(lead & 0x0F) << 12 | Int(bytes[at + 1] & 0x3F) << 6 | Int(bytes[at + 2] & 0x3F) }
    return lead & 0xE0 == 0xC0 ? Int(lead & 0x1F) << 6 | Int(bytes[at + 1] & 0x3F) : 0
  }

  /// The same where the text may end within the character.
  private func scalarAtEdge(_ at: Int) -> Int {
    let lead = byte(at)
    if lead < 0x80 { return Int(lead) }
    if lead & 0xF0 == 0xE0 { return Int(lead & 0x0F) << 12 | Int(byte(at + 1) & 0x3F) << 6 | Int(byte(at + 2) & 0x3F) }
    return lead & 0xE0 == 0xC0 ? Int(lead & 0x1F) << 6 | Int(byte(at + 1) & 0x3F) : 0
  }

  /// Past spaces: ASCII, no-break and ideographic, no line ends.
  func skipSpaces(_ at: Int) -> Int {
    var at = at
    while true {
      if byte(at) == 0x20 {
        at += 1
      } else if byte(at) == 0xC2, byte(at + 1) == 0xA0 {
        at += 2
      } else if byte(at) == 0xE3, byte(at + 1) == 0x80, byte(at + 2) == 0x80 {
        at += 3
      } else {
        return at
      }
    }
  }

  /// Back over ASCII spaces.
  func skipSpacesBack(_ at: Int) -> Int {
    var at = at
    while at > 0, byte(at - 1) == 0x20 { at -= 1 }
    return at
  }

  /// The digit here, ASCII or full-width (EF BC 90-99), and its length in bytes.
  @inline(__always) func digit(_ at: Int) -> (ascii: UInt8, length: Int)? {
    let lead = byte(at)
    if lead &- 48 < 10 { return (lead, 1) }
    guard lead == 0xEF, byte(at + 1) == 0xBC, byte(at + 2) &- 0x90 < 10 else { return nil }
    return (byte(at + 2) &- 0x90 &+ 48, 3)
  }

  /// Whether an ASCII letter stands here.
  func isLetter(_ at: Int) -> Bool { (byte(at) | 0x20) &- 97 < 26 }

  /// Whether a capital letter stands here, ASCII or full-width (EF BC A1-BA).
  func isCapital(_ at: Int) -> Bool {
    guard at >= 0, at < original.count else { return false }
    if original[at] &- 65 < 26 { return true }
    return original[at] == 0xEF && byte(at + 1) == 0xBC && byte(at + 2) &- 0xA1 < 26
  }

  /// Whether a Han character stands here (U+4E00 to U+9FFF).
  func isHan(_ at: Int) -> Bool { (0x4E00...0x9FFF).contains(scalar(at)) }

  /// Whether the bytes of one of a cell's items (`a|b|c`) begin here.
  func begins(withOneOf items: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
    var start = 0
    while start < items.count {
      var end = start
      var matches = true
      while end < items.count, items[end] != 0x7C {
        matches = matches && byte(at + end - start) == items[end]
        end += 1
      }
      if matches, end > start { return true }
      start = end + 1
    }
    return false
  }
}
