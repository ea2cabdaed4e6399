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

/// Looking at bytes that claim to be UTF-8.
public enum UTF8Bytes {
  /// The offset of the first byte that is not part of a well-formed UTF-8 sequence, or nil.
  public static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalid($0) }
  }

  /// The offset of the first byte that is not part of a well-formed UTF-8 sequence, or nil.
  public static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    var at = 0
    while at < bytes.count {
      // Nearly all of Chinese text: eight or two characters of three bytes that need no second look, or eight of ASCII.
      while at + 24 <= bytes.count, isPlain(start + at) { at += 24 }
      if at + 8 <= bytes.count {
        let word = UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self).littleEndian
        if word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0, !needsSecondLook(UInt8(truncatingIfNeeded: word)),
          !needsSecondLook(UInt8(truncatingIfNeeded: word >> 24))
        {
          at += 6
          continue
        }
        if word & 0x8080_8080_8080_8080 == 0 {
          at += 8
          continue
        }
      }
      if bytes[at] < 0x80 {
        at += 1
        continue
      }
      let length = sequenceLength(bytes, at: at)
      if length == 0 { return at }
      at += length
    }
    return nil
  }

  /// Whether eight characters of three bytes stand there that need no second look.
  @inline(__always) private static func isPlain(_ start: UnsafePointer<UInt8>) -> Bool {
    let raw = UnsafeRawPointer(start)
    let first = raw.loadUnaligned(as: UInt64.self).littleEndian
    let second = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    let third = raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self).littleEndian
    let isShaped =
      (first & 0xC0F0_C0C0_F0C0_C0F0 ^ 0x80E0_8080_E080_80E0) | (second & 0xF0C0_C0F0_C0C0_F0C0 ^ 0xE080_80E0_8080_E080)
      | (third & 0xC0C0_F0C0_C0F0_C0C0 ^ 0x8080_E080_80E0_8080)
    // The low halves of the eight lead bytes, a byte each: 0 and D need the second look.
    let leads = first & 0x000F_0000_0F00_000F | second & 0x0F00_000F_0000_0F00 | (third & 0x0000_0F00_000F_0000)
    let noughts = leads &+ 0x0F0F_0F0F_0F0F_0F0F
    let thirteens = (leads ^ 0x0D0D_0D0D_0D0D_0D0D) &+ 0x0F0F_0F0F_0F0F_0F0F
    return isShaped | (noughts & thirteens & 0x1010_1010_1010_1010 ^ 0x1010_1010_1010_1010) == 0
  }

  /// Whether not every two continuations may follow a lead byte of three.
  @inline(__always) private static func needsSecondLook(_ lead: UInt8) -> Bool { lead == 0xE0 || lead == 0xED }

  /// How many line feeds there are.
  public static func lineCount(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { bytes in
      var (count, at) = (0, 0)
      while at + 8 <= bytes.count {
        // Eight counters of a byte each, emptied before one could overflow.
        var counters: UInt64 = 0
        let end = min(bytes.count & ~7, at + 255 * 8)
        while at < end {
          // A byte of the word is 0 where there is a line feed; adding leaves its highest bit clear there alone.
          let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
          let others = ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word
          counters &+= ~others >> 7 & 0x0101_0101_0101_0101
          at &+= 8
        }
        let pairs = counters & 0x00FF_00FF_00FF_00FF &+ counters >> 8 & 0x00FF_00FF_00FF_00FF
        count &+= Int((pairs &* 0x0001_0001_0001_0001) >> 48)
      }
      while at < bytes.count {
        count &+= bytes[at] == 10 ? 1 : 0
        at += 1
      }
      return count
    }
  }

  /// The length of the sequence that a lead byte of valid UTF-8 begins; 1 for a byte that begins none.
  @inlinable public static func length(ofLead lead: UInt8) -> Int {
    switch lead {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  static func isValid(_ bytes: [UInt8]) -> Bool { firstInvalid(bytes) == nil }

  static func repaired(_ bytes: [UInt8]) -> [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }

  /// The length of the well-formed sequence at `at`, 0 where there is none (Unicode Standard, table 3-7).
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Int {
    let lead = bytes[at]
    let (length, low, high): (Int, UInt8, UInt8) =
      switch lead {
      case 0x00...0x7F: (1, 0, 0)
      case 0xC2...0xDF: (2, 0x80, 0xBF)
      case 0xE0: (3, 0xA0, 0xBF)
      case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80, 0xBF)
      case 0xED: (3, 0x80, 0x9F)
      case 0xF0: (4, 0x90, 0xBF)
      case 0xF1...0xF3: (4, 0x80, 0xBF)
      case 0xF4: (4, 0x80, 0x8F)
      default: (0, 0, 0)
      }
    guard length > 1 else { return length }
    guard at + length <= bytes.count, bytes[at + 1] >= low, bytes[at + 1] <= high else { return 0 }
    for next in (at + 2)..<max(at + 2, at + length) where bytes[next] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
