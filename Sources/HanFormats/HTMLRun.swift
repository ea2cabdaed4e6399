import HanArticle

/// Bytes of a page that become others.
struct HTMLChange {
  var range: Range<Int>
  var bytes: [UInt8]
}

/// How text is written where it stands.
enum HTMLForm: Equatable {
  /// Between tags.
  case text
  /// As the value of an attribute in these quotation marks; 0 for none.
  case attribute(quote: UInt8)
  case cdata
  /// In a JSON string in a script.
  case json

  /// The text as it is written here; nil where it cannot be.
  func written(_ text: String) -> [UInt8]? {
    switch self {
    case .cdata: return text.isEmpty || text.utf8.contains { $0 == 0x5D || $0 == 0x3E } ? nil : Array(text.utf8)
    // Without a value the next attribute would become it.
    case .attribute(quote: 0) where text.isEmpty: return nil
    default: break
    }
    var output: [UInt8] = []
    for byte in text.utf8 {
      if isSpecial(byte) { output += reference(byte) } else { output.append(byte) }
    }
    return output
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    switch self {
    case .cdata: false
    case .text: byte == 0x26 || byte == 0x3C
    case .json: byte == 0x22 || byte == 0x5C || byte == 0x3C || byte < 0x20
    case .attribute(quote: 0): HTMLBytes.isSpace(byte) || [0x22, 0x26, 0x27, 0x3C, 0x3D, 0x3E, 0x60].contains(byte)
    case .attribute(let quote): byte == 0x26 || byte == 0x3C || byte == quote
    }
  }

  private func reference(_ byte: UInt8) -> [UInt8] {
    if self == .json {
      if byte == 0x22 || byte == 0x5C { return [0x5C, byte] }
      let hex = String(byte, radix: 16)
      return Array("\\u00\(hex.utf8.count == 1 ? "0" : "")\(hex)".utf8)
    }
    switch byte {
    case 0x26: return Array("&amp;".utf8)
    case 0x3C: return Array("&lt;".utf8)
    case 0x22: return Array("&quot;".utf8)
    default: return Array("&#\(byte);".utf8)
    }
  }

  /// How many bytes at `place` stand for a character by another name; 0 where they are what they are.
  func escapeLength(_ bytes: [UInt8], at place: Int, end: Int) -> Int {
    switch (self, bytes[place]) {
    case (.json, 0x5C): min(end - place, place + 1 < end && bytes[place + 1] == 0x75 ? 6 : 2)
    case (.text, 0x26), (.attribute, 0x26): Self.referenceLength(bytes, at: place, end: end)
    default: 0
    }
  }

  /// Names that are references without a semicolon, too; those that pages use.
  private static let bareReferences: Set<String> = [
    "AMP", "COPY", "GT", "LT", "QUOT", "REG", "amp", "copy", "gt", "laquo", "lt", "middot", "nbsp", "quot", "raquo", "reg", "times", "yen"
  ]

  private static func referenceLength(_ bytes: [UInt8], at place: Int, end: Int) -> Int {
    var at = place + 1
    if at < end, bytes[at] == 0x23 {
      at += 1
      let isHex = at < end && bytes[at] | 0x20 == 0x78
      if isHex { at += 1 }
      let digits = at
      while at < end, HTMLBytes.isDigit(bytes[at]) || (isHex && (0x61...0x66).contains(bytes[at] | 0x20)) { at += 1 }
      if at == digits { return 0 }
    } else {
      // The longest name has 31 letters.
      while at < min(end, place + 33), HTMLBytes.isLetter(bytes[at]) || HTMLBytes.isDigit(bytes[at]) { at += 1 }
      guard at > place + 1 else { return 0 }
      let isWhole = at < end && bytes[at] == 0x3B
      if !isWhole, !bareReferences.contains(String(decoding: bytes[(place + 1)..<at], as: UTF8.self)) { return 0 }
    }
    return at - place + (at < end && bytes[at] == 0x3B ? 1 : 0)
  }
}

/// Text that is read as one, though tags stand in it, and where each part of it comes from.
struct HTMLRun {
  private struct Piece {
    /// Where it begins in the text.
    var at: Int
    var source: Range<Int>
    var form: HTMLForm

    var range: Range<Int> { at..<(at + source.count) }
  }

  /// UTF-8, valid. What stays as it is stands in it as U+FFFC.
  private(set) var text: [UInt8] = []
  private var pieces: [Piece] = []
  /// What stands for anything that is no text; no dictionary has it.
  private static let neutral: Unicode.Scalar = "\u{FFFC}"

  /// Whether there is nothing to convert.
  var isBlank: Bool { pieces.allSatisfy { text[$0.range].allSatisfy(HTMLBytes.isSpace) } }

  mutating func append(_ bytes: [UInt8], _ range: Range<Int>, _ form: HTMLForm) {
    func firstInvalid(from start: Int) -> Int? {
      bytes.withUnsafeBufferPointer { UTF8Bytes.firstInvalid(UnsafeBufferPointer(rebasing: $0[start..<range.upperBound])) }.map { $0 + start }
    }
    var start = range.lowerBound
    var at = start
    var invalid = firstInvalid(from: at)
    while at < range.upperBound {
      let length = at == invalid ? 1 : form.escapeLength(bytes, at: at, end: range.upperBound)
      if length == 0 {
        at += 1
        continue
      }
      add(bytes, start..<at, form)
      appendNeutral()
      if at == invalid { invalid = firstInvalid(from: at + 1) }
      at += length
      start = at
    }
    add(bytes, start..<at, form)
  }

  /// Something stands here that is no text.
  mutating func appendNeutral() { text += Array(String(Self.neutral).utf8) }

  private mutating func add(_ bytes: [UInt8], _ range: Range<Int>, _ form: HTMLForm) {
    if range.isEmpty { return }
    pieces.append(Piece(at: text.count, source: range, form: form))
    text += bytes[range]
  }

  /// What edits of the text change in the page. Those that overlap one before, or would not leave the page whole, are left out.
  func changes(_ edits: [Edit], of page: [UInt8]) -> [HTMLChange] {
    var changes: [HTMLChange] = []
    var first = 0
    var done = 0
    for edit in edits where edit.range.lowerBound >= done && isWhole(edit.range) {
      done = edit.range.upperBound
      while first < pieces.count, pieces[first].range.upperBound < edit.range.lowerBound { first += 1 }
      changes += self.changes(edit, from: first, of: page) ?? []
    }
    return changes
  }

  private func isWhole(_ range: Range<Int>) -> Bool {
    range.upperBound <= text.count && [range.lowerBound, range.upperBound].allSatisfy { $0 == text.count || text[$0] & 0xC0 != 0x80 }
  }

  private func changes(_ edit: Edit, from first: Int, of page: [UInt8]) -> [HTMLChange]? {
    var parts: [Piece] = []
    for piece in pieces[first...] {
      if piece.at > edit.range.lowerBound, piece.at >= edit.range.upperBound { break }
      let range = piece.range.clamped(to: edit.range)
      // An insertion goes to the first piece it touches.
      if range.isEmpty, !edit.range.isEmpty || !parts.isEmpty || !(piece.at...piece.range.upperBound).contains(edit.range.lowerBound) { continue }
      let start = piece.source.lowerBound + range.lowerBound - piece.at
      parts.append(Piece(at: range.lowerBound, source: start..<(start + range.count), form: piece.form))
    }
    guard let texts = shares(edit, parts) else { return nil }
    var changes: [HTMLChange] = []
    for (part, text) in zip(parts, texts) where !text.utf8.elementsEqual(page[part.source]) {
      guard let bytes = part.form.written(text), Self.isSafe(bytes, before: part.source.lowerBound, in: page) else { return nil }
      changes.append(HTMLChange(range: part.source, bytes: bytes))
    }
    return changes
  }

  /// What each part becomes; nil where something between them would have to change.
  private func shares(_ edit: Edit, _ parts: [Piece]) -> [String]? {
    if parts.isEmpty { return nil }
    if parts.count == 1, parts[0].source.count == edit.range.count { return [edit.text] }
    let scalars = edit.text.unicodeScalars
    guard scalars.count == String(decoding: text[edit.range], as: UTF8.self).unicodeScalars.count else {
      let isJoined = parts.reduce(0) { $0 + $1.source.count } == edit.range.count
      return isJoined ? [edit.text] + Array(repeating: "", count: parts.count - 1) : nil
    }
    var shares = Array(repeating: "", count: parts.count)
    var at = edit.range.lowerBound
    var index = 0
    for scalar in scalars {
      while index < parts.count, parts[index].range.upperBound <= at { index += 1 }
      if index < parts.count, parts[index].range.contains(at) {
        shares[index].unicodeScalars.append(scalar)
      } else if scalar != Self.neutral {
        return nil
      }
      at += UTF8Bytes.length(ofLead: text[at])
    }
    return shares
  }

  /// Whether bytes can stand here without making a tag or a reference of what stands before and after them.
  private static func isSafe(_ bytes: [UInt8], before place: Int, in page: [UInt8]) -> Bool {
    if let first = bytes.first, first >= 0x80 { return true }
    for byte in page[..<place].suffix(8).reversed() {
      if byte == 0x3C || byte == 0x26 { return false }
      guard HTMLBytes.isLetter(byte) || HTMLBytes.isDigit(byte) || [0x21, 0x23, 0x2D, 0x2F].contains(byte) else { return true }
    }
    return true
  }
}
