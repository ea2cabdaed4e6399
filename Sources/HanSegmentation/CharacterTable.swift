import HanLexicon
import HanModel
import HanText

/// What the characters of the Basic Multilingual Plane are to words: Han characters, white space, and the roles that `text/joins.tsv` names.
final class CharacterTable: @unchecked Sendable {
  // @unchecked: `table` is written only before `init` returns.

  struct Role: OptionSet {
    let rawValue: UInt8
    static let han = Role(rawValue: 1)
    static let numeral = Role(rawValue: 2)
    /// Zero, by which a run of numerals is told to be read as digits. It is a numeral, too.
    static let nought = Role(rawValue: 4)
    static let dateUnit = Role(rawValue: 8)
    static let percentSign = Role(rawValue: 16)
    static let nameDot = Role(rawValue: 32)
    static let space = Role(rawValue: 64)
    /// Of a script with letters that is not Latin: a run of them is a word.
    static let letter = Role(rawValue: 128)

    /// As `joins.tsv` has it.
    init?(name: String) {
      switch name {
      case "numeral": self = .numeral
      case "nought": self = [.nought, .numeral]
      case "dateUnit": self = .dateUnit
      case "percentSign": self = .percentSign
      case "nameDot": self = .nameDot
      default: return nil
      }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  private static let size = 1 << 16
  /// 々 〆 〇, the unified ideographs and those of compatibility.
  private static let han = [0x3005...0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF]
  /// Greek, Cyrillic; Hangul by letters and syllables; kana, of full and of half width.
  private static let letters = [
    0x0370...0x0373, 0x0376...0x037D, 0x0386...0x0386, 0x0388...0x0481, 0x048A...0x052F, 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C,
    0xAC00...0xD7FB, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F
  ]
  private static let hangul: [ClosedRange<UInt16>] = [0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xAC00...0xD7FB]
  private let table: UnsafeMutablePointer<UInt8>
  /// What makes one word of the numerals at its sides: 3:2, 1/45. Asked for so rarely that they need no bit.
  private let ratioMarks: [UInt16]

  init(_ image: Image) throws(LexiconError) {
    let lexicon = try Lexicon(image, "joins")
    let column = lexicon.column("role") ?? 1
    table = .allocate(capacity: Self.size)
    table.initialize(repeating: 0, count: Self.size)
    for range in Self.han { for scalar in range { table[scalar] |= Role.han.rawValue } }
    for range in Self.letters { for scalar in range { table[scalar] |= Role.letter.rawValue } }
    // Other control characters are words of their own, so that nothing is lost.
    for range in WhiteSpace.scalars { for scalar in range { table[Int(scalar)] |= Role.space.rawValue } }
    var ratioMarks: [UInt16] = []
    for row in 0..<lexicon.count {
      let scalars = lexicon.text(row: row, column: 0).unicodeScalars
      guard let scalar = scalars.first, scalars.count == 1, Int(scalar.value) < Self.size else { continue }
      let name = lexicon.text(row: row, column: column)
      if name == "ratioMark" { ratioMarks.append(UInt16(scalar.value)) }
      table[Int(scalar.value)] |= Role(name: name)?.rawValue ?? 0
    }
    self.ratioMarks = ratioMarks
  }

  deinit { table.deallocate() }

  @inline(__always) subscript(scalar: UInt16) -> Role { Role(rawValue: table[Int(scalar)]) }

  /// A character of valid UTF-8: its scalar, or ``Symbol/rare`` beyond the Basic Multilingual Plane, its length in bytes and its roles.
  @inline(__always) func character(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (symbol: UInt16, length: Int, roles: Role) {
    let lead = bytes[at]
    if lead & 0xF0 == 0xE0, at + 2 < bytes.count {
      let scalar = UInt16(lead & 0x0F) << 12 | UInt16(bytes[at + 1] & 0x3F) << 6 | UInt16(bytes[at + 2] & 0x3F)
      return (scalar, 3, self[scalar])
    }
    if lead < 0x80 { return (UInt16(lead), 1, self[UInt16(lead)]) }
    if lead & 0xE0 == 0xC0, at + 1 < bytes.count {
      let scalar = UInt16(lead & 0x1F) << 6 | UInt16(bytes[at + 1] & 0x3F)
      return (scalar, 2, self[scalar])
    }
    // Planes 2 and 3 are Han.
    let isHan = lead == 0xF0 && at + 1 < bytes.count && bytes[at + 1] >= 0xA0
    return (Symbol.rare, min(lead >= 0xF0 ? 4 : 1, bytes.count - at), isHan ? .han : [])
  }

  /// The roles of the character at a place; none at the end.
  @inline(__always) func roles(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Role {
    at < bytes.count ? character(bytes, at).roles : []
  }

  /// The end of a mark that joins two numerals, if one stands at a place.
  func ratioMark(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard at < bytes.count else { return nil }
    let (symbol, length, _) = character(bytes, at)
    return ratioMarks.contains(symbol) ? at + length : nil
  }

  /// The end of a run of letters of one script, before `limit`.
  func letters(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, limit: Int) -> Int {
    func isHangul(_ symbol: UInt16) -> Bool { Self.hangul.contains { $0.contains(symbol) } }
    let first = isHangul(character(bytes, start).symbol)
    var at = start
    while at < limit {
      let (symbol, length, roles) = character(bytes, at)
      if !roles.contains(.letter) || isHangul(symbol) != first { break }
      at += length
    }
    return at
  }
}
