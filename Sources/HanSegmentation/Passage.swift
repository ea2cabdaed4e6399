import HanModel
import HanText

/// Some hundred characters of text as stretches and what stands between them. What is looked up for each of its characters lies far apart in memory: asked
/// for together, it is waited for once. One a task; its memory is kept from one passage to the next.
final class Passage {
  /// A stretch, or what stands as it is: a mark, or a word with white space in it.
  enum Piece {
    /// `first` is the index of the first unit.
    case stretch(start: Int, first: Int, count: Int)
    case mark(Range<Int>, CharacterTable.Role)
    case whole(Range<Int>)
  }

  /// A passage ends with the stretch that brings it to so many symbols.
  private static let enough = 384
  /// The longest stretch, in bytes; a longer one is cut at a unit there.
  private static let longest = 4096
  /// A unit has a byte or more, and a stretch has four symbols beside its units.
  static let capacity = 5 * (longest + enough)

  private(set) var pieces: [Piece] = []
  /// By symbol: see ``Stretch``.
  private let symbols: UnsafeMutablePointer<UInt16>
  private let ends: UnsafeMutablePointer<Int>
  private let kinds: UnsafeMutablePointer<Stretch.UnitKind>
  private let clues: UnsafeMutablePointer<UInt16>
  /// The number of symbols so far.
  private(set) var used = 0
  /// The stretch that is being read: its first unit, where it begins, its length in bytes.
  private var first = 2
  private var start = 0
  private var length = 0

  init() {
    symbols = .allocate(capacity: Self.capacity)
    ends = .allocate(capacity: Self.capacity)
    kinds = .allocate(capacity: Self.capacity)
    clues = .allocate(capacity: Self.capacity)
  }

  deinit {
    symbols.deallocate()
    ends.deallocate()
    kinds.deallocate()
    clues.deallocate()
  }

  /// All symbols of the passage, with two at least before the first unit and behind the last.
  var allSymbols: UnsafeBufferPointer<UInt16> { UnsafeBufferPointer(start: symbols, count: used) }

  @inline(__always) func stretch(_ start: Int, _ first: Int, _ count: Int) -> Stretch {
    Stretch(start: start, count: count, symbols: symbols + first, ends: ends + first, kinds: kinds + first, clues: clues + first)
  }

  /// Calls `body` with each stretch, from left to right.
  @inline(__always) func forEachStretch(_ body: (Stretch) -> Void) {
    for case .stretch(let start, let first, let count) in pieces { body(stretch(start, first, count)) }
  }

  // MARK: Reading

  /// Begins a passage behind a symbol.
  private func begin(behind symbol: UInt16) {
    pieces.removeAll(keepingCapacity: true)
    used = 0
    open(behind: symbol)
  }

  @inline(__always) private func open(behind symbol: UInt16) {
    symbols[used] = Symbol.boundary
    symbols[used &+ 1] = symbol
    used &+= 2
    first = used
    length = 0
  }

  @inline(__always)
  private func add(_ symbol: UInt16, _ bytes: Int, _ kind: Stretch.UnitKind, at: Int) {
    if used == first { start = at }
    symbols[used] = symbol
    ends[used] = at &+ bytes
    kinds[used] = kind
    used &+= 1
    length &+= bytes
  }

  /// Ends the stretch that is being read, if there is one, and the passage if it is long enough.
  @inline(__always)
  private func close(before next: UInt16, behind last: UInt16, _ found: (Passage) -> Void) {
    if used > first {
      pieces.append(.stretch(start: start, first: first, count: used - first))
      symbols[used] = next
      symbols[used &+ 1] = Symbol.boundary
      used &+= 2
      if used < Self.enough { return open(behind: last) }
      found(self)
      begin(behind: last)
    } else {
      symbols[used &- 1] = last
      // A long row of marks.
      if pieces.count > Self.enough {
        found(self)
        begin(behind: last)
      }
    }
  }

  /// Cuts folded text into passages. `wholes` are words that stand as they are, in order, each from the beginning of an atom or a character.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ atoms: [Atom], wholes: [Range<Int>] = [], _ table: CharacterTable, found: (Passage) -> Void) {
    begin(behind: Symbol.boundary)
    var (at, atom, whole) = (0, 0, 0)
    var atomStart = atoms.first?.range.lowerBound ?? bytes.count
    var wholeStart = wholes.first?.lowerBound ?? bytes.count
    // Up to here, numerals were looked over that are not read as digits.
    var lookedUntil = 0
    while at < bytes.count {
      if at == wholeStart {
        close(before: Symbol.name, behind: Symbol.name, found)
        pieces.append(.whole(wholes[whole]))
        at = wholes[whole].upperBound
        whole += 1
        wholeStart = whole < wholes.count ? wholes[whole].lowerBound : bytes.count
      } else if at >= atomStart {
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
            if run.areDigits {
              add(Symbol.numeral, run.end - at, .numeral, at: at)
              at = run.end
              continue
            }
            lookedUntil = run.end
          }
          add(symbol, length, .hanNumeral, at: at)
        } else if roles.contains(.han) {
          add(symbol, length, .han, at: at)
        } else if roles.contains(.nameDot), used > first, table.roles(bytes, at + length).contains(.han) {
          add(Symbol.dot, length, .han, at: at)
        } else {
          let edge = roles.contains(.space) ? Symbol.boundary : symbol
          close(before: edge, behind: edge, found)
          if !roles.contains(.space) { pieces.append(.mark(at..<(at &+ length), roles)) }
        }
        at &+= length
      }
      if length >= Self.longest {
        close(before: at < bytes.count ? table.character(bytes, at).symbol : Symbol.boundary, behind: Symbol.boundary, found)
      }
    }
    close(before: Symbol.boundary, behind: Symbol.boundary, found)
    if !pieces.isEmpty { found(self) }
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
