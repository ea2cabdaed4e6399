import HanArticle

/// White space as Unicode's White_Space names it.
public enum WhiteSpace {
  /// The scalars, all of the Basic Multilingual Plane.
  public static let scalars: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F,
    0x3000...0x3000
  ]

  /// A range of valid UTF-8 without the white space at its beginning.
  static func trimmed(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      let length = min(UTF8Bytes.length(ofLead: bytes[start]), range.upperBound - start)
      let scalar = String(decoding: bytes[start..<(start + length)], as: UTF8.self).unicodeScalars.first?.value ?? 0
      if !scalars.contains(where: { $0.contains(scalar) }) { break }
      start += length
    }
    return start..<range.upperBound
  }
}
