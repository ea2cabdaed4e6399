/// Writes compact JSON into bytes; keys in the order they are given, absent values not at all.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// `capacity` is how many bytes are expected.
  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// A line is done: its end, and a fresh start.
  mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  mutating func object(_ key: StaticString? = nil, _ content: (inout JSONWriter) -> Void) { nest(key, 0x7B, 0x7D, content) }
  mutating func array(_ key: StaticString? = nil, _ content: (inout JSONWriter) -> Void) { nest(key, 0x5B, 0x5D, content) }

  mutating func string(_ key: StaticString? = nil, _ value: String?) {
    guard var text = value else { return }
    begin(key)
    text.withUTF8 { quoted($0) }
  }

  mutating func string(_ key: StaticString, _ value: ArraySlice<UInt8>) {
    begin(key)
    value.withUnsafeBufferPointer { quoted($0) }
  }

  /// A name made of a letter and a number: e1.
  mutating func name(_ key: StaticString, _ letter: Unicode.Scalar, _ number: Int?) {
    guard let number else { return }
    begin(key)
    bytes.append(0x22)
    bytes.append(UInt8(truncatingIfNeeded: letter.value))
    digits(number)
    bytes.append(0x22)
  }

  mutating func integer(_ key: StaticString? = nil, _ value: Int?) {
    guard let value else { return }
    begin(key)
    digits(value)
  }

  /// A number between 0 and 1, to two places or as many as are asked for.
  mutating func share(_ key: StaticString, _ value: Double?, places: Int = 2) {
    guard let value else { return }
    begin(key)
    let whole = (0..<places).reduce(1) { power, _ in power * 10 }
    let parts = Int((max(0, min(1, value)) * Double(whole)).rounded())
    digits(parts == whole ? 1 : 0)
    if parts == whole { return }
    let point = bytes.count
    // With a one before them, the parts keep their leading noughts; the point takes its place.
    digits(whole + parts)
    bytes[point] = 0x2E
  }

  mutating func boolean(_ key: StaticString, _ value: Bool) {
    begin(key)
    bytes += Array((value ? "true" : "false").utf8)
  }

  /// JSON as it is.
  mutating func raw(_ key: StaticString, _ value: [UInt8]?) {
    guard let value else { return }
    begin(key)
    bytes += value
  }

  private mutating func nest(_ key: StaticString?, _ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void) {
    begin(key)
    bytes.append(open)
    needsComma = false
    content(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func begin(_ key: StaticString?) {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
    guard let key else { return }
    bytes.append(0x22)
    bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(0x22)
    bytes.append(0x3A)
  }

  private mutating func digits(_ value: Int) {
    if value < 0 { bytes.append(0x2D) }
    var rest = value.magnitude
    guard rest < 100_000_000 else {
      bytes += Array(String(rest).utf8)
      return
    }
    // The digits as bytes, the first lowest.
    var digits: UInt64 = 0
    repeat {
      digits = digits << 8 | UInt64(0x30 + rest % 10)
      rest /= 10
    } while rest > 0
    while digits > 0 {
      bytes.append(UInt8(truncatingIfNeeded: digits))
      digits >>= 8
    }
  }

  private mutating func quoted(_ value: UnsafeBufferPointer<UInt8>) {
    bytes.append(0x22)
    let raw = UnsafeRawBufferPointer(value)
    var start = 0
    var at = 0
    while at < value.count {
      if at + 8 <= value.count, Self.isPlain(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) {
        at += 8
        continue
      }
      let byte = value[at]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: value[start..<at]))
        escape(byte)
        start = at + 1
      }
      at += 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: value[start...]))
    bytes.append(0x22)
  }

  /// Whether none of eight bytes has to be escaped. A byte beyond ASCII never has.
  private static func isPlain(_ eight: UInt64) -> Bool {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    /// The high bit of each byte below a number.
    func below(_ bytes: UInt64, _ number: UInt64) -> UInt64 { (bytes &- ones &* number) & ~bytes & highs }
    let (quote, stroke, delete) = (eight ^ ones &* 0x22, eight ^ ones &* 0x5C, eight ^ ones &* 0x7F)
    return below(eight, 0x20) | below(quote, 1) | below(stroke, 1) | below(delete, 1) == 0
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes += [0x5C, byte]
    case 0x0A: bytes += Array("\\n".utf8)
    case 0x0D: bytes += Array("\\r".utf8)
    case 0x09: bytes += Array("\\t".utf8)
    default:
      let hex = Array("0123456789abcdef".utf8)
      bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
  }
}
