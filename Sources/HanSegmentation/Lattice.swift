import HanLexicon

/// The words that a stretch of text may be cut into, and the cheapest path through them. Its memory is kept from one stretch to the next.
struct Lattice {
  enum UnitKind: UInt8 { case han, hanNumeral, numeral, name }

  /// What a stretch is made of, from left to right: nothing is cut inside a unit.
  private var lengths: [Int32] = []
  private var kinds: [UnitKind] = []
  /// By byte offset in the stretch: the unit that begins there, or -1.
  private var unitAt: [Int32] = []
  private var best: [Int32] = []
  private var previous: [Int32] = []
  private var path: [Int] = []

  /// Costs, as ``Lexicon/cost(_:)`` counts them: a character or name that no dictionary knows, a numeral of several characters, a numeral with its date unit.
  private static let unknown: Int32 = 20 * 1024
  private static let numeralRun: Int32 = 11 * 1024
  private static let dateRun: Int32 = 11 * 1024

  var count: Int { lengths.count }

  mutating func restart() {
    lengths.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
  }

  mutating func append(length: Int, kind: UnitKind) {
    lengths.append(Int32(length))
    kinds.append(kind)
  }

  /// Calls `found` with the bytes of each word of the cheapest path, in order.
  mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ vocabulary: Segmenter.Vocabulary, joinsDates: Bool, found: (Range<Int>) -> Void
  ) {
    prepare()
    var at = 0
    let end = lengths.reduce(0) { $0 + Int($1) }
    let stretch = UnsafeBufferPointer(rebasing: bytes[start..<(start + end)])
    for unit in lengths.indices {
      relax(at, at + Int(lengths[unit]), Self.unknown)
      for words in vocabulary.words {
        words.trie.forEachPrefix(of: stretch, from: at) { wordEnd, key in
          if unitAt[wordEnd] >= 0 { relax(at, wordEnd, words.cost(key)) }
        }
      }
      relaxNumeral(unit, at, stretch, vocabulary.joins, joinsDates)
      at += Int(lengths[unit])
    }
    emit(start, end, found)
  }

  private mutating func prepare() {
    let end = lengths.reduce(0) { $0 + Int($1) }
    best = Self.cleared(best, end + 1, .max)
    previous = Self.cleared(previous, end + 1, -1)
    unitAt = Self.cleared(unitAt, end + 1, -1)
    var at = 0
    for unit in lengths.indices {
      unitAt[at] = Int32(unit)
      at += Int(lengths[unit])
    }
    unitAt[end] = Int32(lengths.count)
    best[0] = 0
  }

  private static func cleared(_ array: [Int32], _ count: Int, _ value: Int32) -> [Int32] {
    var array = array
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
    return array
  }

  private mutating func relax(_ from: Int, _ to: Int, _ cost: Int32) {
    let total = best[from] &+ cost
    if total < best[to] {
      best[to] = total
      previous[to] = Int32(from)
    }
  }

  /// A run of Chinese numerals is a word, and so is a numeral with the unit of a date.
  private mutating func relaxNumeral(
    _ unit: Int, _ at: Int, _ stretch: UnsafeBufferPointer<UInt8>, _ joins: JoinTable, _ joinsDates: Bool
  ) {
    guard kinds[unit] == .hanNumeral || kinds[unit] == .numeral else { return }
    // A run is taken from its first character on, so that its length is counted once.
    if kinds[unit] == .hanNumeral, unit > 0, kinds[unit - 1] == .hanNumeral { return }
    var end = at + Int(lengths[unit])
    var next = unit + 1
    if kinds[unit] == .hanNumeral {
      while next < kinds.count, kinds[next] == .hanNumeral {
        end += Int(lengths[next])
        next += 1
      }
      if next > unit + 1 { relax(at, end, Self.numeralRun) }
    }
    if joinsDates, next < kinds.count, kinds[next] == .han, joins.isDateUnit(stretch, end) {
      relax(at, end + Int(lengths[next]), Self.dateRun)
    }
  }

  private mutating func emit(_ start: Int, _ end: Int, _ found: (Range<Int>) -> Void) {
    path.removeAll(keepingCapacity: true)
    var at = end
    while at > 0 {
      path.append(at)
      at = max(0, Int(previous[at]))
    }
    var from = 0
    for to in path.reversed() {
      found((start + from)..<(start + to))
      from = to
    }
  }
}
