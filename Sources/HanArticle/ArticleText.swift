/// A decoded text: valid UTF-8 bytes that never change, and the maps of their offsets.
///
/// Every range in the house is a half-open range of byte offsets into ``bytes`` that begins and ends on scalar boundaries.
public struct ArticleText: Sendable {
  /// The text as valid UTF-8.
  public let bytes: [UInt8]
  /// The same places counted in Unicode scalars and UTF-16 code units.
  public let offsets: OffsetMap

  /// Takes over a string's UTF-8.
  public init(_ string: String) {
    self.init(validated: Array(string.utf8))
  }

  /// Takes bytes that may not be valid UTF-8: what is not becomes U+FFFD, as the Unicode Standard (3.9, U+FFFD Substitution of Maximal Subparts) advises.
  public init(repairing bytes: [UInt8]) {
    self.init(validated: UTF8Bytes.isValid(bytes) ? bytes : UTF8Bytes.repaired(bytes))
  }

  private init(validated bytes: [UInt8]) {
    self.bytes = bytes
    offsets = OffsetMap(bytes)
  }

  /// The number of bytes.
  public var count: Int { bytes.count }

  /// The text of a byte range; ranges beyond the text are cut to it.
  public subscript(range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The whole text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
}
