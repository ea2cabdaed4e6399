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
    let value = value.magnitude
    var place: UInt = 1
    while value / place >= 10 { place *= 10 }
    while place > 0 {
      bytes.append(UInt8(truncatingIfNeeded: value / place % 10) + 0x30)
      place /= 10
    }
  }

  private mutating func quoted(_ value: UnsafeBufferPointer<UInt8>) {
    bytes.append(0x22)
    var start = 0
    for at in value.indices where Self.isEscaped[Int(value[at])] {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: value[start..<at]))
      escape(value[at])
      start = at + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: value[start...]))
    bytes.append(0x22)
  }

  private static let isEscaped: [Bool] = (0..<256).map { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }

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
