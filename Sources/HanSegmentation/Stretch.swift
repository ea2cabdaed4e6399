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

  /// Cuts folded text into stretches. `other` takes what stands between them, a character or more, and says where it ends; it takes, too, what begins
  /// at the keys of `stops`, users' words with spaces in them.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ atoms: [Atom], _ joins: JoinTable, stops: [Int: Int] = [:], found: (Stretch) -> Void, other: (Int) -> Int
  ) {
    var stretch = Stretch()
    var (at, atom) = (0, 0)
    // Up to here, numerals were looked over that are not read as digits.
    var lookedUntil = 0
    func close(before symbol: UInt16) {
      if stretch.length == 0 { return }
      stretch.after = symbol
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
      if !stops.isEmpty, stops[at] != nil {
        close(before: Symbol.name)
        stretch.before = Symbol.name
        at = other(at)
      } else if atom < atoms.count, atoms[atom].range.lowerBound == at {
        let isNumeral = atoms[atom].kind == .numeral
        add(atoms[atom].range.count, isNumeral ? .numeral : .name, isNumeral ? Symbol.numeral : Symbol.name)
      } else if at >= lookedUntil, joins.isNumeral(bytes, at), case let run = numerals(bytes, at, joins), run.end > at {
        if run.areDigits { add(run.end - at, .numeral, Symbol.numeral) }
        lookedUntil = run.end
      } else if Segmenter.isHan(bytes, at) || joins.isNumeral(bytes, at) {
        let length = min(UTF8Bytes.length(ofLead: bytes[at]), bytes.count - at)
        add(length, joins.isNumeral(bytes, at) ? .hanNumeral : .han, symbol(bytes, at))
      } else if joins.isNameDot(bytes, at), stretch.length > 0, stretch.end == at, isHanNext(bytes, at) {
        add(UTF8Bytes.length(ofLead: bytes[at]), .han, Symbol.dot)
      } else {
        close(before: symbol(bytes, at))
        stretch.before = symbol(bytes, at)
        at = other(at)
      }
      if stretch.length >= longest {
        close(before: symbol(bytes, at))
        stretch.before = Symbol.boundary
      }
    }
    close(before: Symbol.boundary)
  }

  /// The end of a run of Chinese numerals, and whether it is read as digits, since a nought is among several: 二〇二五.
  private static func numerals(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ joins: JoinTable) -> (end: Int, areDigits: Bool) {
    var end = at
    var (count, hasNought) = (0, false)
    while end < bytes.count, joins.isNumeral(bytes, end) {
      hasNought = hasNought || joins.isNought(bytes, end)
      end += UTF8Bytes.length(ofLead: bytes[end])
      count += 1
    }
    return (end, hasNought && count > 1)
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
