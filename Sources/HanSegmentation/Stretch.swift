import HanArticle
import HanModel
import HanText

/// A run of text without punctuation or white space, and what it is made of from left to right: nothing is cut inside a unit.
struct Stretch {
  enum UnitKind: UInt8 { case han, hanNumeral, numeral, name }

  struct Unit {
    /// In bytes.
    var length: Int32
    var kind: UnitKind
    var symbol: UInt16
  }

  /// The longest stretch decoded at once, in bytes; a longer one is cut at a unit there.
  static let longest = 4096

  var start = 0
  var length = 0
  var units: [Unit] = []
  /// The symbols of what stands around it.
  var before = Symbol.boundary
  var after = Symbol.boundary

  var end: Int { start + length }

  /// Cuts folded text into stretches. `other` takes what stands between them, a character or more, and says where it ends.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ atoms: [Atom], _ joins: JoinTable, found: (Stretch) -> Void, other: (Int) -> Int
  ) {
    var stretch = Stretch()
    var (at, atom) = (0, 0)
    func close() {
      if stretch.length == 0 { return }
      stretch.after = symbol(bytes, at)
      found(stretch)
      stretch.units.removeAll(keepingCapacity: true)
      stretch.length = 0
    }
    func add(_ length: Int, _ kind: UnitKind, _ symbol: UInt16) {
      if stretch.length == 0 { stretch.start = at }
      stretch.units.append(Unit(length: Int32(length), kind: kind, symbol: symbol))
      stretch.length += length
      at += length
    }
    while at < bytes.count {
      while atom < atoms.count, atoms[atom].range.upperBound <= at { atom += 1 }
      if atom < atoms.count, atoms[atom].range.lowerBound == at {
        let isNumeral = atoms[atom].kind == .numeral
        add(atoms[atom].range.count, isNumeral ? .numeral : .name, isNumeral ? Symbol.numeral : Symbol.name)
      } else if let length = digits(bytes, at, joins) {
        add(length, .numeral, Symbol.numeral)
      } else if Segmenter.isHan(bytes, at) || joins.isNumeral(bytes, at) {
        let length = min(UTF8Bytes.length(ofLead: bytes[at]), bytes.count - at)
        add(length, joins.isNumeral(bytes, at) ? .hanNumeral : .han, symbol(bytes, at))
      } else if joins.isNameDot(bytes, at), stretch.length > 0, stretch.end == at, isHanNext(bytes, at) {
        add(UTF8Bytes.length(ofLead: bytes[at]), .han, Symbol.dot)
      } else {
        close()
        stretch.before = symbol(bytes, at)
        at = other(at)
      }
      if stretch.length >= longest {
        close()
        stretch.before = Symbol.boundary
      }
    }
    close()
  }

  /// 〇, and ○ in its stead.
  private static let noughts: [UInt16] = [0x3007, 0x25CB]

  /// The length of a run of Chinese numerals with 〇 among them, which are read as digits: 二〇二五.
  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ joins: JoinTable) -> Int? {
    guard joins.isNumeral(bytes, at) else { return nil }
    var end = at
    var hasNought = false
    while joins.isNumeral(bytes, end) {
      hasNought = hasNought || noughts.contains(symbol(bytes, end))
      end += UTF8Bytes.length(ofLead: bytes[end])
    }
    return hasNought && end - at > 3 ? end - at : nil
  }

  /// Whether a Han character stands behind the one at a place.
  private static func isHanNext(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let next = at + UTF8Bytes.length(ofLead: bytes[at])
    return next < bytes.count && Segmenter.isHan(bytes, next)
  }

  /// The symbol of a character.
  private static func symbol(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16 {
    guard at < bytes.count else { return Symbol.boundary }
    let lead = bytes[at]
    if lead < 0x80 { return lead <= 0x20 ? Symbol.boundary : UInt16(lead) }
    if lead & 0xE0 == 0xC0, at + 1 < bytes.count { return UInt16(lead & 0x1F) << 6 | UInt16(bytes[at + 1] & 0x3F) }
    guard lead & 0xF0 == 0xE0, at + 2 < bytes.count else { return Symbol.rare }
    let scalar = UInt16(lead & 0x0F) << 12 | UInt16(bytes[at + 1] & 0x3F) << 6 | UInt16(bytes[at + 2] & 0x3F)
    return scalar == 0x3000 ? Symbol.boundary : scalar
  }
}
