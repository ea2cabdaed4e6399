import HanArticle
import HanLexicon

/// The neighbours beside which a choice has always been read one way, whatever else stood around: most choices need no more than a look at two characters.
struct SettledNeighbours {
  enum Side: UInt32 { case before, after }

  static let section = "settled"
  /// What a neighbour says that is not known, and one beside which the reading is open. Other numbers are readings.
  private static let unknown: UInt32 = 7
  private static let open: UInt32 = 3
  /// Added to a reading where it was seen so often that the other neighbour need not be known.
  private static let often: UInt32 = 4

  /// A hash table with open addresses, 0 where a place is free. Keys are mixed without loss, and an entry need not hold the bits that its place tells: the rest
  /// of the key stands in its highest nine bits, below it how far the entry was moved from its place, and in the lowest three what it says, and one.
  private let entries: UnsafePointer<UInt16>
  private let restBits: UInt32

  private static let keyBits: UInt32 = 25
  /// A table has at least 2 to the power of these places, and behind the last as many more as entries are moved at most.
  private static let leastBits: UInt32 = 17
  private static let farthest = 15

  init(_ file: Image) throws(LexiconError) {
    let found = try file.elements(Self.section, UInt16.self)
    let places = found.count - Self.farthest
    guard let first = found.baseAddress, places >= 1 << Int(Self.leastBits), places & (places - 1) == 0, places < 1 << Int(Self.keyBits) else {
      throw LexiconError(.notAnImage, "'\(Self.section)' is damaged; train the model again (hanflow train convert)", at: file.origin)
    }
    entries = first
    restBits = Self.keyBits - UInt32(places.trailingZeroBitCount)
  }

  /// The reading that both neighbours agree upon, or one of them alone; nil where more has to be asked.
  @inline(__always) func reading(_ choice: Int, before: UInt16, after: UInt16) -> Int? {
    Self.reading(says(Self.key(choice, .before, before)), says(Self.key(choice, .after, after))).map(Int.init)
  }

  @inline(__always) private static func reading(_ before: UInt32, _ after: UInt32) -> UInt32? {
    // What is not known has all bits set, so that the other's are left.
    let both = before & after
    let agree: UInt32 = before & 3 == after & 3 ? often : 0
    let isAlone: UInt32 = before == unknown ? often : after == unknown ? often : 0
    return both & 3 != open && agree & ~isAlone | both & isAlone != 0 ? both & 3 : nil
  }

  @inline(__always) private func says(_ key: UInt32) -> UInt32 {
    let mixed = Self.mixed(key)
    var wanted = UInt16(truncatingIfNeeded: mixed & (1 << restBits - 1)) << 7
    var entry = entries + Int(mixed >> restBits)
    for _ in 0...Self.farthest {
      if entry.pointee & ~7 == wanted, entry.pointee != 0 { return UInt32(entry.pointee & 7) - 1 }
      if entry.pointee == 0 { return Self.unknown }
      wanted &+= 1 << 3
      entry += 1
    }
    return Self.unknown
  }

  @inline(__always) private static func mixed(_ key: UInt32) -> UInt32 { PairTable.hash(key) & (1 << keyBits - 1) }

  @inline(__always) private static func key(_ choice: Int, _ side: Side, _ symbol: UInt16) -> UInt32 {
    UInt32(choice + 1) << 17 | side.rawValue << 16 | UInt32(symbol)
  }

  /// Finds what neighbours say from examples of how choices are read.
  struct Finder {
    /// How often a neighbour must have been seen to count, and to count alone.
    private static let least: Float = 3
    private static let leastAlone: Float = 6
    /// The share of the examples that must be read alike; for the others, the neighbour on the other side is left open.
    private static let majority: Float = 0.9

    private struct Example {
      var before: UInt32?
      var after: UInt32?
      var reading: UInt32
    }

    private struct Count {
      var readings = SIMD4<Float>()

      var all: Float { readings.sum() }
      var reading: UInt32 { (0..<3).first { readings[$0] >= all * Finder.majority }.map(UInt32.init) ?? open }
    }

    private var examples: [Example] = []
    private var counts: [UInt32: Count] = [:]
    private var opened: Set<UInt32> = []

    mutating func note(_ choice: Int, _ context: Context, reading: Int) {
      let example = Example(
        before: context.before == Context.absent ? nil : key(choice, .before, context.before),
        after: context.after == Context.absent ? nil : key(choice, .after, context.after), reading: UInt32(reading))
      for key in [example.before, example.after].compactMap(\.self) { counts[key, default: Count()].readings[reading] += 1 }
      examples.append(example)
    }

    /// What a neighbour would say: an entry's lowest three bits.
    private func says(_ key: UInt32?) -> UInt32 {
      guard let key else { return unknown }
      if opened.contains(key) { return open }
      guard let count = counts[key], count.all >= Self.least else { return unknown }
      return count.reading == open ? open : count.reading | (count.all >= Self.leastAlone ? often : 0)
    }

    /// Leaves open the rarer neighbour of each example that both would read wrongly.
    private mutating func mend(_ examples: [Example]) {
      for example in examples {
        guard let reading = SettledNeighbours.reading(says(example.before), says(example.after)), reading != example.reading else { continue }
        let keys = [example.before, example.after].compactMap(\.self)
        if let rarer = keys.min(by: { (counts[$0]?.all ?? 0, $0) < (counts[$1]?.all ?? 0, $1) }) { opened.insert(rarer) }
      }
    }

    /// Leaves open what a phrase of the dictionaries reads in another way: the neighbours of one of its characters, as far as there are any in it.
    private mutating func heed(_ phrase: Example) {
      if phrase.before != nil, phrase.after != nil { return mend([phrase]) }
      guard let key = phrase.before ?? phrase.after else { return }
      if says(key) & 3 != phrase.reading || says(key) == unknown { opened.insert(key) }
    }

    /// The table, as it is stored. `phrases` are characters of phrases with what stands beside them in it.
    mutating func section(phrases: [(choice: Int, before: UInt16?, after: UInt16?, reading: Int)]) -> [UInt8] {
      mend(examples)
      for phrase in phrases {
        heed(
          Example(
            before: phrase.before.map { key(phrase.choice, .before, $0) }, after: phrase.after.map { key(phrase.choice, .after, $0) },
            reading: UInt32(phrase.reading)))
      }
      let entries = Set(counts.keys).union(opened).sorted().compactMap { key in
        let says = says(key)
        return says == unknown ? nil : (key: key, says: UInt16(says + 1))
      }
      var bits = leastBits
      while true {
        if let table = Self.table(entries, bits) { return ImageBuilder.section(table) }
        bits += 1
      }
    }

    /// The table with so many places, or nil where an entry would have to be moved too far. Entries that were moved farther keep their places (robin hood).
    private static func table(_ entries: [(key: UInt32, says: UInt16)], _ bits: UInt32) -> [UInt16]? {
      var table = [UInt16](repeating: 0, count: 1 << Int(bits) + farthest)
      for entry in entries {
        let mixed = mixed(entry.key)
        var at = Int(mixed >> (keyBits - bits))
        var moving = UInt16(mixed & (1 << (keyBits - bits) - 1)) << 7 | entry.says
        while moving != 0 {
          let there = table[at]
          if there == 0 || there >> 3 & 15 < moving >> 3 & 15 {
            table[at] = moving
            moving = there
          }
          if moving == 0 { break }
          if moving >> 3 & 15 == UInt16(farthest) { return nil }
          moving += 1 << 3
          at += 1
        }
      }
      return table
    }
  }
}
