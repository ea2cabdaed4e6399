/// Looking at bytes that claim to be UTF-8.
public enum UTF8Bytes {
  /// The offset of the first byte that is not part of a well-formed UTF-8 sequence, or nil.
  public static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalid($0) }
  }

  /// The offset of the first byte that is not part of a well-formed UTF-8 sequence, or nil.
  public static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    var at = 0
    // Up to here one sequence after the other: at the beginning, and where something rarer stands.
    var slowUntil = 2
    while at < bytes.count {
      if at >= slowUntil {
        while at + chunk <= bytes.count, isPlain(start + at) { at += chunk }
        slowUntil = at + chunk
        // What came before may end inside a sequence.
        repeat { at -= 1 } while at > 0 && bytes[at] & 0xC0 == 0x80
      }
      let length = sequenceLength(bytes, at: at)
      if length == 0 { return at }
      at += length
    }
    return nil
  }

  private static let chunk = 64

  /// Whether a chunk is ASCII and characters of three bytes alone, none of them with a lead that needs a second look. Two bytes stand before it.
  @inline(__always) private static func isPlain(_ start: UnsafeRawPointer) -> Bool {
    var odd: UInt64 = 0
    // Without a way out, so that it becomes vector instructions; SIMD's own masks become a hundred times as many.
    for word in 0..<(chunk / 8) {
      let place = start + word * 8
      let bytes = place.loadUnaligned(as: UInt64.self).littleEndian
      let before = (place - 1).loadUnaligned(as: UInt64.self).littleEndian
      let last = (place - 2).loadUnaligned(as: UInt64.self).littleEndian
      // In the highest bit of each byte: whether it is a lead; whether one asks for it; whether it continues one.
      let isLead = bytes & bytes << 1
      let isAsked = (before & before << 1) | (last & last << 1)
      let isContinuation = bytes & ~(bytes << 1)
      // A lead of two bytes or of four; and in the fifth bit, whether it is neither E0 nor ED.
      let isOther = isLead & (~(bytes << 2) | bytes << 3)
      let low = bytes & 0x0F0F_0F0F_0F0F_0F0F
      let isUsual = (low &+ 0x0F0F_0F0F_0F0F_0F0F) & ((low ^ 0x0D0D_0D0D_0D0D_0D0D) &+ 0x0F0F_0F0F_0F0F_0F0F)
      odd |= (isAsked ^ isContinuation) | isOther | (isLead & ~(isUsual << 3))
    }
    return odd & 0x8080_8080_8080_8080 == 0
  }

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
