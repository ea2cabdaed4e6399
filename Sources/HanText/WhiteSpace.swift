import HanArticle

/// White space as Unicode's White_Space names it.
public enum WhiteSpace {
  /// Whether the character of so many bytes at a place is white space.
  public static func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) -> Bool {
    switch length {
    case 1: return bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at])
    case 2: return bytes[at] == 0xC2 && (bytes[at + 1] == 0xA0 || bytes[at + 1] == 0x85)
    case 3:
      switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
      case (0xE3, 0x80, 0x80), (0xE1, 0x9A, 0x80), (0xE2, 0x81, 0x9F): return true
      case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): return true
      default: return false
      }
    default: return false
    }
  }

  /// A range of valid UTF-8 without the white space at its beginning.
  static func trimmed(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      let length = min(UTF8Bytes.length(ofLead: bytes[start]), range.upperBound - start)
      if !isSpace(bytes, start, length) { break }
      start += length
    }
    return start..<range.upperBound
  }
}
