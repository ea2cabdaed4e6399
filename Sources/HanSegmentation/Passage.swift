import HanModel
import HanText

/// Some hundred characters of text as stretches and what stands between them. What is looked up for each of its characters lies far apart in memory: asked
/// for together, it is waited for once. One a task; its memory is kept from one passage to the next.
final class Passage {
  /// A stretch, or what stands as it is: a mark, a run of letters that are not Latin, or a word with white space in it.
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
  /// The number of symbols.
  private var used = 0
  private let memory = Memory()

  /// By symbol: see ``Stretch``.
  private struct Memory {
    let symbols = UnsafeMutablePointer<UInt16>.allocate(capacity: Passage.capacity)
    let ends = UnsafeMutablePointer<Int>.allocate(capacity: Passage.capacity)
    let kinds = UnsafeMutablePointer<Stretch.UnitKind>.allocate(capacity: Passage.capacity)
    let clues = UnsafeMutablePointer<UInt16>.allocate(capacity: Passage.capacity)

    func deallocate() {
      symbols.deallocate()
      ends.deallocate()
      kinds.deallocate()
      clues.deallocate()
    }
  }

  deinit { memory.deallocate() }

  /// All symbols of the passage, with two at least before the first unit and behind the last.
  var symbols: UnsafeBufferPointer<UInt16> { UnsafeBufferPointer(start: memory.symbols, count: used) }

  @inline(__always) func stretch(_ start: Int, _ first: Int, _ count: Int) -> Stretch {
    Stretch(
      start: start, first: first, count: count, symbols: memory.symbols + first, ends: memory.ends + first, kinds: memory.kinds + first,
      clues: memory.clues + first)
  }

  /// Calls `body` with each stretch, from left to right.
  @inline(__always) func forEachStretch(_ body: (Stretch) -> Void) {
    for case .stretch(let start, let first, let count) in pieces { body(stretch(start, first, count)) }
  }

  // MARK: Reading

  /// The passage that is being read. Apart from the passage itself, whose own fields Swift would watch at every step.
  private struct Draft {
    let memory: Memory
    var pieces: [Piece] = []
    var used = 0
    /// The stretch that is being read: its first unit, where it begins, its length in bytes.
    var first = 2
    var start = 0
    var length = 0

    @inline(__always) mutating func open(behind symbol: UInt16) {
      memory.symbols[used] = Symbol.boundary
      memory.symbols[used &+ 1] = symbol
      used &+= 2
      first = used
      length = 0
    }

    @inline(__always) mutating func add(_ symbol: UInt16, _ bytes: Int, _ kind: Stretch.UnitKind, at: Int) {
      if used == first { start = at }
      memory.symbols[used] = symbol
      memory.ends[used] = at &+ bytes
      memory.kinds[used] = kind
      used &+= 1
      length &+= bytes
    }

    /// Ends the stretch that is being read, if there is one; returns whether the passage is long enough.
    @inline(__always) mutating func close(before next: UInt16, behind last: UInt16) -> Bool {
      if used == first {
        memory.symbols[used &- 1] = last
      } else {
        pieces.append(.stretch(start: start, first: first, count: used &- first))
        memory.symbols[used] = next
        memory.symbols[used &+ 1] = Symbol.boundary
        used &+= 2
        open(behind: last)
      }
      return used > Passage.enough || pieces.count > Passage.enough
    }
  }

  /// Hands a draft on as the passage, and begins the next behind the same symbol.
  private func hand(_ draft: inout Draft, _ found: (Passage) -> Void) {
    let last = memory.symbols[draft.used - 1]
    swap(&pieces, &draft.pieces)
    used = draft.used
    found(self)
    pieces.removeAll(keepingCapacity: true)
    swap(&pieces, &draft.pieces)
    draft.used = 0
    draft.open(behind: last)
  }

  /// Cuts folded text into passages. `wholes` are words that stand as they are, in order, each from the beginning of an atom or a character.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ atoms: [Atom], wholes: [Range<Int>] = [], _ table: CharacterTable, found: (Passage) -> Void) {
    var draft = Draft(memory: memory)
    draft.open(behind: Symbol.boundary)
    var (at, atom, whole) = (0, 0, 0)
    var atomStart = atoms.first?.range.lowerBound ?? bytes.count
    var wholeStart = wholes.first?.lowerBound ?? bytes.count
    // Up to here, numerals were looked over that are not read as digits.
    var lookedUntil = 0
    while at < bytes.count {
      if at == wholeStart {
        if draft.close(before: Symbol.name, behind: Symbol.name) { hand(&draft, found) }
        draft.pieces.append(.whole(wholes[whole]))
        at = wholes[whole].upperBound
        whole += 1
        wholeStart = whole < wholes.count ? wholes[whole].lowerBound : bytes.count
      } else if at >= atomStart {
        var range = atoms[atom].range
        let isNumeral = atoms[atom].kind == .numeral
        atom += 1
        if at <= range.lowerBound, isNumeral, Self.isRatio(bytes, atoms, at: atom - 1, table), atoms[atom].range.upperBound <= wholeStart {
          range = range.lowerBound..<atoms[atom].range.upperBound
          atom += 1
        }
        atomStart = atom < atoms.count ? atoms[atom].range.lowerBound : bytes.count
        if at > range.lowerBound { continue }
        draft.add(isNumeral ? Symbol.numeral : Symbol.name, range.count, isNumeral ? .numeral : .name, at: at)
        at = range.upperBound
      } else {
        let (symbol, length, roles) = table.character(bytes, at)
        if roles.contains(.numeral) {
          if at >= lookedUntil {
            let run = Self.numerals(bytes, at, limit: wholeStart, atoms[atom...], table)
            if run.areDigits {
              draft.add(Symbol.numeral, run.end - at, .numeral, at: at)
              at = run.end
              continue
            }
            lookedUntil = run.end
          }
          draft.add(symbol, length, .hanNumeral, at: at)
        } else if roles.contains(.han) {
          draft.add(symbol, length, .han, at: at)
        } else if roles.contains(.nameDot), draft.used > draft.first, table.roles(bytes, at + length).contains(.han) {
          draft.add(Symbol.dot, length, .han, at: at)
        } else if roles.contains(.letter) {
          if draft.close(before: Symbol.name, behind: Symbol.name) { hand(&draft, found) }
          let end = table.letters(bytes, at, limit: min(wholeStart, bytes.count))
          draft.pieces.append(.whole(at..<end))
          at = end
          continue
        } else {
          let edge = roles.contains(.space) ? Symbol.boundary : symbol
          if draft.close(before: edge, behind: edge) { hand(&draft, found) }
          if !roles.contains(.space) { draft.pieces.append(.mark(at..<(at &+ length), roles)) }
        }
        at &+= length
      }
      if draft.length >= Self.longest {
        let next = at < bytes.count ? table.character(bytes, at).symbol : Symbol.boundary
        if draft.close(before: next, behind: Symbol.boundary) { hand(&draft, found) }
      }
    }
    _ = draft.close(before: Symbol.boundary, behind: Symbol.boundary)
    if !draft.pieces.isEmpty { hand(&draft, found) }
  }

  /// Whether a numeral and the next are a score, a fraction or a time of day: 3:2, 1/45, 8:30. More than two are not: 2024/5/6.
  private static func isRatio(_ bytes: UnsafeBufferPointer<UInt8>, _ atoms: [Atom], at atom: Int, _ table: CharacterTable) -> Bool {
    func isJoined(_ atom: Int) -> Bool {
      guard atoms.indices.contains(atom), atoms.indices.contains(atom + 1), atoms[atom].kind == .numeral else { return false }
      return atoms[atom + 1].kind == .numeral && table.ratioMark(bytes, atoms[atom].range.upperBound) == atoms[atom + 1].range.lowerBound
    }
    return isJoined(atom) && !isJoined(atom - 1) && !isJoined(atom + 1)
  }

  /// The end of a run of Chinese numerals, and whether it is read as digits, since a nought is among several: 二〇二五, 二００一.
  private static func numerals(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, limit: Int, _ atoms: ArraySlice<Atom>, _ table: CharacterTable
  ) -> (end: Int, areDigits: Bool) {
    var (end, atom) = (at, atoms.startIndex)
    var (count, hasNought) = (0, false)
    while end < limit {
      if atom < atoms.endIndex, atoms[atom].range.lowerBound == end {
        guard areNoughts(bytes[atoms[atom].range]) else { break }
        hasNought = true
        end = atoms[atom].range.upperBound
        atom += 1
      } else {
        let (_, length, roles) = table.character(bytes, end)
        guard roles.contains(.numeral) else { break }
        hasNought = hasNought || roles.contains(.nought)
        end += length
      }
      count += 1
    }
    return (end, hasNought && count > 1)
  }

  /// Whether all that stands there is 0 or ０ (EF BC 90).
  private static func areNoughts(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.allSatisfy { $0 == 0x30 }
      || (bytes.count % 3 == 0 && zip(bytes.indices, bytes).allSatisfy { [0xEF, 0xBC, 0x90][($0 - bytes.startIndex) % 3] == $1 })
  }
}
