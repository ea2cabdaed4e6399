/// A JSON value, read strictly (RFC 8259) and apart from our own scanner; objects keep their keys' order.
indirect enum JSON: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  struct Member: Equatable {
    let key: String
    let value: JSON
  }

  /// The last of the members with that key.
  subscript(key: String) -> JSON? {
    if case .object(let members) = self { members.last { $0.key == key }?.value } else { nil }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var items: [JSON] { if case .array(let items) = self { items } else { [] } }
  var members: [Member] { if case .object(let members) = self { members } else { [] } }

  var integer: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }

  init(_ bytes: some Sequence<UInt8>) throws {
    var parser = JSONParser(bytes: Array(bytes))
    self = try parser.whole()
  }
}

struct JSONFault: Error {
  let message: String
  let offset: Int
}

private struct JSONParser {
  let bytes: [UInt8]
  var at = 0

  mutating func whole() throws -> JSON {
    let value = try value()
    space()
    if at < bytes.count { throw fault("text behind the value") }
    return value
  }

  private func fault(_ message: String) -> JSONFault { JSONFault(message: message, offset: at) }

  private mutating func space() { while at < bytes.count, [9, 10, 13, 32].contains(bytes[at]) { at += 1 } }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func value() throws -> JSON {
    space()
    guard at < bytes.count else { throw fault("no value") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw fault("no \(word)") }
    at += word.utf8.count
    return value
  }

  private mutating func number() throws -> JSON {
    let start = at
    while at < bytes.count, (48...57).contains(bytes[at]) || [43, 45, 46, 69, 101].contains(bytes[at]) { at += 1 }
    guard let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)) else { throw fault("no number") }
    return .number(number)
  }

  private mutating func array() throws -> JSON {
    at += 1
    var items: [JSON] = []
    space()
    if take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      items.append(try value())
      space()
      if take(UInt8(ascii: "]")) { return .array(items) }
      if !take(UInt8(ascii: ",")) { throw fault("no , in an array") }
    }
  }

  private mutating func object() throws -> JSON {
    at += 1
    var members: [JSON.Member] = []
    space()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      space()
      let key = try string()
      if members.contains(where: { $0.key == key }) { throw fault("the key \(key) stands twice") }
      space()
      if !take(UInt8(ascii: ":")) { throw fault("no : behind a key") }
      members.append(JSON.Member(key: key, value: try value()))
      space()
      if take(UInt8(ascii: "}")) { return .object(members) }
      if !take(UInt8(ascii: ",")) { throw fault("no , in an object") }
    }
  }

  private mutating func string() throws -> String {
    if !take(UInt8(ascii: "\"")) { throw fault("no string") }
    var units: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: units, as: UTF8.self) else { throw fault("a string that is not UTF-8") }
        return text
      }
      if byte < 0x20 { throw fault("a control character in a string") }
      if byte == UInt8(ascii: "\\") { units += try escape() } else { units.append(byte) }
    }
    throw fault("a string without end")
  }

  private mutating func escape() throws -> [UInt8] {
    guard at < bytes.count else { throw fault("an escape without end") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return try unicode()
    default: throw fault("no such escape")
    }
  }

  private mutating func unicode() throws -> [UInt8] {
    let high = try hex()
    if let scalar = Unicode.Scalar(high) { return Array(String(scalar).utf8) }
    guard high < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw fault("half a pair") }
    let low = try hex()
    guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) else {
      throw fault("half a pair")
    }
    return Array(String(scalar).utf8)
  }

  private mutating func hex() throws -> UInt32 {
    guard at + 4 <= bytes.count, let value = UInt32(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16) else { throw fault("no hex") }
    at += 4
    return value
  }
}
