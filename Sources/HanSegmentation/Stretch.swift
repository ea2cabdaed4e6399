import HanModel
import HanText

/// A run of text without punctuation or white space, as units from left to right: nothing is cut inside a unit. One a task; its memory is kept from one
/// stretch to the next.
final class Stretch {
  enum UnitKind: UInt8 { case han, hanNumeral, numeral, name }

  /// The longest stretch decoded at once, in bytes; a longer one is cut at a unit there.
  static let longest = 4096
  /// A unit has a byte or more; two symbols stand at each side of them.
  private static let capacity = longest + 8

  /// Where it begins in the text, in bytes.
  private(set) var start = 0
  private(set) var length = 0
  /// The number of units.
  private(set) var count = 0
  /// By unit: its symbol, where it ends in bytes from the start, what it is.
  let symbols: UnsafeMutablePointer<UInt16>
  let ends: UnsafeMutablePointer<Int>
  let kinds: UnsafeMutablePointer<UnitKind>
  /// What words could stand there: see ``Clues``.
  let clues: UnsafeMutablePointer<UInt16>

  init() {
    symbols = UnsafeMutablePointer.allocate(capacity: Self.capacity) + 2
    ends = .allocate(capacity: Self.capacity)
    kinds = .allocate(capacity: Self.capacity)
    clues = .allocate(capacity: Self.capacity)
    symbols[-2] = Symbol.boundary
    symbols[-1] = Symbol.boundary
  }

  deinit {
    (symbols - 2).deallocate()
    ends.deallocate()
    kinds.deallocate()
    clues.deallocate()
  }

  /// What stands before it.
  var before: UInt16 { symbols[-1] }
  /// What stands behind it.
  var after: UInt16 { symbols[count] }

  func begin(of unit: Int) -> Int { unit == 0 ? 0 : ends[unit - 1] }

  @inline(__always)
  private func add(_ symbol: UInt16, _ bytes: Int, _ kind: UnitKind, at: Int) {
    if count == 0 { start = at }
    length &+= bytes
    symbols[count] = symbol
    ends[count] = length
    kinds[count] = kind
    count &+= 1
  }

  /// Hands the stretch on, if there is one, and begins the next behind `next`.
  @inline(__always)
  private func close(before next: UInt16, behind last: UInt16, _ found: (Stretch) -> Void) {
    if count > 0 {
      symbols[count] = next
      symbols[count + 1] = Symbol.boundary
      found(self)
      count = 0
      length = 0
    }
    symbols[-1] = last
  }

  /// Cuts folded text into stretches. `other` takes the character that stands between two, and says where it ends.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ atoms: [Atom], _ table: CharacterTable, found: (Stretch) -> Void, other: (Int, CharacterTable.Role) -> Int
  ) {
    count = 0
    length = 0
    symbols[-1] = Symbol.boundary
    var (at, atom) = (0, 0)
    var atomStart = atoms.first?.range.lowerBound ?? bytes.count
    // Up to here, numerals were looked over that are not read as digits.
    var lookedUntil = 0
    while at < bytes.count {
      if at >= atomStart {
        let (range, kind) = (atoms[atom].range, atoms[atom].kind)
        atom += 1
        atomStart = atom < atoms.count ? atoms[atom].range.lowerBound : bytes.count
        if at > range.lowerBound { continue }
        let isNumeral = kind == .numeral
        add(isNumeral ? Symbol.numeral : Symbol.name, range.count, isNumeral ? .numeral : .name, at: at)
        at = range.upperBound
      } else {
        let (symbol, length, roles) = table.character(bytes, at)
        if roles.contains(.numeral) {
          if at >= lookedUntil {
            let run = Self.numerals(bytes, at, table)
            lookedUntil = run.end
            if run.areDigits {
              add(Symbol.numeral, run.end - at, .numeral, at: at)
              at = run.end
            }
          }
          if at < lookedUntil {
            add(symbol, length, .hanNumeral, at: at)
            at &+= length
          }
        } else if roles.contains(.han) {
          add(symbol, length, .han, at: at)
          at &+= length
        } else if roles.contains(.nameDot), count > 0, table.roles(bytes, at + length).contains(.han) {
          add(Symbol.dot, length, .han, at: at)
          at &+= length
        } else {
          let edge = roles.contains(.space) ? Symbol.boundary : symbol
          close(before: edge, behind: edge, found)
          at = other(at, roles)
        }
      }
      if self.length >= Self.longest { close(before: at < bytes.count ? table.character(bytes, at).symbol : Symbol.boundary, behind: Symbol.boundary, found) }
    }
    close(before: Symbol.boundary, behind: Symbol.boundary, found)
  }

  /// The end of a run of Chinese numerals, and whether it is read as digits, since a nought is among several: 二〇二五.
  private static func numerals(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ table: CharacterTable) -> (end: Int, areDigits: Bool) {
    var end = at
    var (count, hasNought) = (0, false)
    while end < bytes.count {
      let (_, length, roles) = table.character(bytes, end)
      guard roles.contains(.numeral) else { break }
      hasNought = hasNought || roles.contains(.nought)
      end += length
      count += 1
    }
    return (end, hasNought && count > 1)
  }
}
