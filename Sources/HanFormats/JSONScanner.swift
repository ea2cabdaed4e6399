import HanArticle

/// Reads one JSON object (RFC 8259) and keeps where its members' values stand, so that a value can come back byte for byte.
package struct JSONScanner {
  package struct Fault: Error {
    let message: String
    let offset: Int
  }

  /// How deep arrays and objects may nest.
  static let depthLimit = 512

  let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The members of the object that the bytes hold, each key with its value's bytes; of equal keys the last counts.
  package mutating func object() throws(Fault) -> [String: Range<Int>] {
    var members: [String: Range<Int>] = [:]
    skipSpace()
    try expect(0x7B, "a record is a JSON object; it must begin with {")
    skipSpace()
    if peek() == 0x7D {
      at += 1
    } else {
      while true {
        skipSpace()
        let key = try string()
        skipSpace()
        try expect(0x3A, "a : must follow the key")
        skipSpace()
        let start = at
        try value(depth: 1)
        members[key] = start..<at
        skipSpace()
        if peek() == 0x7D {
          at += 1
          break
        }
        try expect(0x2C, "a , or } must follow the value")
      }
    }
    skipSpace()
    if at < bytes.count { throw Fault(message: "more text follows the object; write one record a line", offset: at) }
    return members
  }

  /// Whether the bytes are one value of any kind, and nothing else.
  mutating func isWholeValue() -> Bool {
    skipSpace()
    guard (try? value(depth: 0)) != nil else { return false }
    skipSpace()
    return at == bytes.count
  }

  /// The string that a value's bytes hold; nil where they hold something else.
  package func string(in range: Range<Int>) -> String? {
    var scanner = JSONScanner(bytes)
    scanner.at = range.lowerBound
    return try? scanner.string()
  }

  /// The strings of an array that holds nothing else; none where the value is something else.
  package func strings(in range: Range<Int>) -> [String] {
    var scanner = JSONScanner(bytes)
    scanner.at = range.lowerBound
    var strings: [String] = []
    guard (try? scanner.expect(0x5B, "")) != nil else { return [] }
    scanner.skipSpace()
    while scanner.at < range.upperBound, let string = try? scanner.string() {
      strings.append(string)
      scanner.skipSpace()
      if scanner.peek() == 0x2C { scanner.at += 1 }
      scanner.skipSpace()
    }
    return strings
  }

  private func peek() -> UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
  }

  private mutating func expect(_ byte: UInt8, _ message: String) throws(Fault) {
    guard peek() == byte else { throw Fault(message: message, offset: at) }
    at += 1
  }

  private mutating func value(depth: Int) throws(Fault) {
    guard depth < Self.depthLimit else { throw Fault(message: "values nest deeper than \(Self.depthLimit)", offset: at) }
    switch peek() {
    case 0x22: try skipString()
    case 0x7B: try members(close: 0x7D, depth: depth, isObject: true)
    case 0x5B: try members(close: 0x5D, depth: depth, isObject: false)
    case 0x74: try word("true")
    case 0x66: try word("false")
    case 0x6E: try word("null")
    default: try number()
    }
  }

  private mutating func members(close: UInt8, depth: Int, isObject: Bool) throws(Fault) {
    at += 1
    skipSpace()
    if peek() == close {
      at += 1
      return
    }
    while true {
      skipSpace()
      if isObject {
        try skipString()
        skipSpace()
        try expect(0x3A, "a : must follow the key")
        skipSpace()
      }
      try value(depth: depth + 1)
      skipSpace()
      if peek() == close {
        at += 1
        return
      }
      try expect(0x2C, "a , or the closing bracket must follow the value")
    }
  }

  private mutating func word(_ word: StaticString) throws(Fault) {
    for index in 0..<word.utf8CodeUnitCount {
      guard peek() == word.utf8Start[index] else { throw Fault(message: "expected \(word)", offset: at) }
      at += 1
    }
  }

  private mutating func number() throws(Fault) {
    if peek() == 0x2D { at += 1 }
    if peek() == 0x30 { at += 1 } else { try digits() }
    if peek() == 0x2E {
      at += 1
      try digits()
    }
    if peek() == 0x65 || peek() == 0x45 {
      at += 1
      if peek() == 0x2B || peek() == 0x2D { at += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(Fault) {
    let start = at
    while let byte = peek(), (48...57).contains(byte) { at += 1 }
    if at == start { throw Fault(message: "expected a value", offset: at) }
  }

  private mutating func skipString() throws(Fault) {
    try expect(0x22, "expected a string in double quotes")
    while let byte = peek() {
      switch byte {
      case 0x22:
        at += 1
        return
      case 0x5C: _ = try escape()
      case ..<0x20: throw Fault(message: "a control character stands unescaped in a string", offset: at)
      default: at += 1
      }
    }
    throw Fault(message: "the string does not end", offset: at)
  }

  private mutating func string() throws(Fault) -> String {
    let start = at
    var copy = self
    try copy.skipString()
    let end = copy.at
    if !bytes[start..<end].contains(0x5C) {
      at = end
      return String(decoding: bytes[(start + 1)..<(end - 1)], as: UTF8.self)
    }
    at += 1
    var output: [UInt8] = []
    while at < end - 1 {
      if bytes[at] == 0x5C {
        output += Array(String(try escape()).utf8)
      } else {
        output.append(bytes[at])
        at += 1
      }
    }
    at = end
    return String(decoding: output, as: UTF8.self)
  }

  /// An escape sequence; half a surrogate pair is U+FFFD.
  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    let start = at
    at += 1
    guard let byte = peek() else { throw Fault(message: "the string does not end", offset: at) }
    at += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: return Unicode.Scalar(byte)
    case 0x62: return "\u{8}"
    case 0x66: return "\u{C}"
    case 0x6E: return "\n"
    case 0x72: return "\r"
    case 0x74: return "\t"
    case 0x75: break
    default: throw Fault(message: "no such escape", offset: start)
    }
    let unit = try hex()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else { return "\u{FFFD}" }
    var ahead = self
    ahead.at += 2
    let low = try ahead.hex()
    guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
    at = ahead.at
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hex() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Unicode.Scalar(byte).properties.numericType == nil ? hexLetter(byte) : UInt32(byte) - 48 else {
        throw Fault(message: "\\u takes four hexadecimal digits", offset: at)
      }
      value = value << 4 | digit
      at += 1
    }
    return value
  }

  private func hexLetter(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 65...70: UInt32(byte) - 55
    case 97...102: UInt32(byte) - 87
    default: nil
    }
  }
}
