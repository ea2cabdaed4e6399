import HanArticle

/// A run of text that no word may be cut inside: a numeral, a Latin word or name, a URL.
public struct Atom: Sendable, Equatable {
  public enum Kind: UInt8, Sendable {
    /// Arabic digits with their separators, point and sign of percent kept outside: `1,234.5`, `１２３`.
    case numeral
    /// Latin letters, with digits and joining marks among them: `DeepSeek-V3`, `GPT-4o`, `U.S.`, `AT&T`.
    case latin
    /// `https://…`, `www.…`
    case url
    /// `name@example.com`
    case email
    /// `@name`
    case mention
    /// `#topic#` or `#topic`
    case hashtag
  }

  /// Bytes of the text.
  public var range: Range<Int>
  public var kind: Kind

  public init(range: Range<Int>, kind: Kind) {
    self.range = range
    self.kind = kind
  }
}

/// The atoms of an article, in text order, not overlapping.
public enum Atoms: Layer { public typealias Element = Atom }

/// Finds the atoms of a text in one pass over its bytes.
public struct AtomScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var atoms: [Atom] = []

  public static func atoms(of text: ArticleText) -> [Atom] {
    text.bytes.withUnsafeBufferPointer { bytes in
      var scanner = AtomScanner(bytes)
      scanner.scan()
      return scanner.atoms
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func scan() {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let unit = unit(at)
      if unit.kind != .other {
        at = word(from: at)
      } else if byte == 0x40 || byte == 0x23 {
        at = marked(from: at, byte == 0x40 ? .mention : .hashtag)
      } else {
        at += unit.length
      }
    }
  }

  // MARK: Characters

  private enum CharacterKind { case digit, letter, other }

  /// The kind of the character at a place, ASCII and full-width alike, and its length in bytes.
  private func unit(_ at: Int) -> (kind: CharacterKind, length: Int) {
    guard at < bytes.count else { return (.other, 0) }
    let byte = bytes[at]
    switch byte {
    case 48...57: return (.digit, 1)
    case 65...90, 97...122: return (.letter, 1)
    case ..<0x80: return (.other, 1)
    case 0xC3: return at + 1 < bytes.count && bytes[at + 1] != 0x97 && bytes[at + 1] != 0xB7 ? (.letter, 2) : (.other, 2)
    case 0xC4...0xC9: return (.letter, 2)
    case 0xC2...0xDF: return (.other, 2)
    case 0xEF: return fullWidth(at)
    case 0xE0...0xEF: return (.other, 3)
    default: return (.other, byte >= 0xF0 ? 4 : 1)
    }
  }

  /// ０-９ are EF BC 90-99, Ａ-Ｚ EF BC A1-BA, ａ-ｚ EF BD 81-9A.
  private func fullWidth(_ at: Int) -> (kind: CharacterKind, length: Int) {
    guard at + 2 < bytes.count else { return (.other, 3) }
    switch (bytes[at + 1], bytes[at + 2]) {
    case (0xBC, 0x90...0x99): return (.digit, 3)
    case (0xBC, 0xA1...0xBA), (0xBD, 0x81...0x9A): return (.letter, 3)
    default: return (.other, 3)
    }
  }

  // MARK: Runs

  private mutating func word(from start: Int) -> Int {
    if let end = url(from: start) { return add(.url, start, end) }
    var end = start
    var letters = 0
    var digits = 0
    while true {
      let unit = unit(end)
      if unit.kind == .other {
        guard let joined = joint(end, digitsOnly: letters == 0) else { break }
        end = joined
        continue
      }
      if unit.kind == .letter { letters += 1 } else { digits += 1 }
      end += unit.length
    }
    if let mail = email(start, end) { return add(.email, start, mail) }
    return add(letters > 0 ? .latin : .numeral, start, lastPoint(start, trimmed(start, end)))
  }

  private mutating func add(_ kind: Atom.Kind, _ start: Int, _ end: Int) -> Int {
    atoms.append(Atom(range: start..<end, kind: kind))
    return end
  }

  /// Past a mark that joins two characters of one run: a point or comma between digits, a hyphen, point, ampersand, apostrophe, plus or underscore in a name.
  private func joint(_ at: Int, digitsOnly: Bool) -> Int? {
    guard at > 0, at < bytes.count else { return nil }
    let next = unit(at + 1).kind
    let previousIsDigit = isDigit(endingAt: at)
    switch bytes[at] {
    case 0x2E: return next != .other && (!digitsOnly || next == .digit) ? at + 1 : nil
    case 0x2C: return previousIsDigit && isGroup(at + 1) ? at + 1 : nil
    case 0x2D, 0x5F: return !digitsOnly && next != .other ? at + 1 : (digitsOnly && next == .letter ? at + 1 : nil)
    case 0x26, 0x27: return !digitsOnly && next == .letter ? at + 1 : nil
    case 0x2B: return !digitsOnly && next == .other ? at + 1 : nil
    case 0xEF: return previousIsDigit ? fullWidthJoint(at) : nil
    default: return nil
    }
  }

  /// A full-width point or comma (EF BC 8E, EF BC 8C) among digits.
  private func fullWidthJoint(_ at: Int) -> Int? {
    guard at + 2 < bytes.count, bytes[at + 1] == 0xBC else { return nil }
    if bytes[at + 2] == 0x8E, unit(at + 3).kind == .digit { return at + 3 }
    return bytes[at + 2] == 0x8C && isGroup(at + 3) ? at + 3 : nil
  }

  /// Whether exactly three digits stand here, as behind a thousands separator.
  private func isGroup(_ at: Int) -> Bool {
    var at = at
    for _ in 0..<3 {
      let unit = unit(at)
      guard unit.kind == .digit else { return false }
      at += unit.length
    }
    return unit(at).kind != .digit
  }

  private func isDigit(endingAt end: Int) -> Bool {
    if (48...57).contains(bytes[end - 1]) { return true }
    return end >= 3 && bytes[end - 3] == 0xEF && unit(end - 3).kind == .digit
  }

  /// A run never ends in a mark that joins.
  private func trimmed(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start + 1, [0x2D, 0x5F, 0x26, 0x27].contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// The point that ends initials (`U.S.`) is theirs: behind one letter that itself stands behind a point.
  private func lastPoint(_ start: Int, _ end: Int) -> Int {
    guard end - 3 >= start, end < bytes.count, bytes[end] == 0x2E, bytes[end - 2] == 0x2E else { return end }
    return unit(end - 1).kind == .letter && unit(end - 3).kind == .letter ? end + 1 : end
  }

  // MARK: Addresses

  /// The end of a URL that begins here: a scheme with `://`, or `www.`.
  private func url(from start: Int) -> Int? {
    let schemes: [StaticString] = ["https://", "http://", "ftp://", "www."]
    guard schemes.contains(where: { begins($0, at: start) }) else { return nil }
    var end = start
    while end < bytes.count, isURLByte(bytes[end]) { end += 1 }
    while end > start, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x27].contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  private func begins(_ prefix: StaticString, at start: Int) -> Bool {
    guard start + prefix.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<prefix.utf8CodeUnitCount).allSatisfy { bytes[start + $0] | 0x20 == prefix.utf8Start[$0] | 0x20 }
  }

  /// The characters of RFC 3986, without those that close a quotation.
  private func isURLByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    case 0x21, 0x23...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5B, 0x5D, 0x5F, 0x7E: true
    default: false
    }
  }

  /// The end of an e-mail address whose local part is the run just read: its domain ends in a name, not in digits.
  private func email(_ start: Int, _ end: Int) -> Int? {
    guard end < bytes.count, bytes[end] == 0x40, unit(end + 1).kind != .other else { return nil }
    var at = end + 1
    var endsInName = false
    while at < bytes.count, unit(at).kind != .other || ((bytes[at] == 0x2E || bytes[at] == 0x2D) && unit(at + 1).kind != .other) {
      if bytes[at] == 0x2E { endsInName = unit(at + 1).kind == .letter }
      at += max(1, unit(at).length)
    }
    return endsInName ? at : nil
  }

  /// `@name`, `#topic` and `#话题#`; a mark that stands alone is no atom. Where no second mark ends a Han name, the words around it do not tell where it does.
  private mutating func marked(from start: Int, _ kind: Atom.Kind) -> Int {
    var end = start + 1
    while end < min(bytes.count, start + 96), isNameByte(bytes[end]) { end += 1 }
    if kind == .hashtag, end < bytes.count, bytes[end] == 0x23, end > start + 1 { return add(kind, start, end + 1) }
    end = bytes[(start + 1)..<end].firstIndex { $0 >= 0x80 } ?? end
    return end > start + 1 ? add(kind, start, end) : end
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 0x5F, 0x2D, 0x80...: true
    default: false
    }
  }
}
