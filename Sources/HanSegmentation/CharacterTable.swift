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
  private let table: UnsafeMutablePointer<UInt8>

  init(_ image: Image) throws(LexiconError) {
    let lexicon = try Lexicon(image, "joins")
    let column = lexicon.column("role") ?? 1
    table = .allocate(capacity: Self.size)
    table.initialize(repeating: 0, count: Self.size)
    for range in Self.han { for scalar in range { table[scalar] |= Role.han.rawValue } }
    // Other control characters are words of their own, so that nothing is lost.
    for range in WhiteSpace.scalars { for scalar in range { table[Int(scalar)] |= Role.space.rawValue } }
    for row in 0..<lexicon.count {
      let scalars = lexicon.text(row: row, column: 0).unicodeScalars
      guard let scalar = scalars.first, scalars.count == 1, Int(scalar.value) < Self.size else { continue }
      table[Int(scalar.value)] |= Role(name: lexicon.text(row: row, column: column))?.rawValue ?? 0
    }
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
}
