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

  /// A hash table with open addresses: choice, side and symbol, and in the lowest three bits what they say; 0 where the place is free.
  private let entries: UnsafePointer<UInt32>
  private let mask: Int
  private let shift: UInt32

  init(_ file: Image) throws(LexiconError) {
    let found = try file.elements(Self.section, UInt32.self)
    guard let first = found.baseAddress, found.count >= 16, found.count & (found.count - 1) == 0 else {
      throw LexiconError(.notAnImage, "'\(Self.section)' is damaged; train the model again (hanflow train convert)", at: file.origin)
    }
    entries = first
    mask = found.count - 1
    shift = 32 - UInt32(found.count.trailingZeroBitCount)
  }

  /// The reading that both neighbours agree upon, or one of them alone; nil where more has to be asked.
  @inline(__always) func reading(_ choice: Int, before: UInt16, after: UInt16) -> Int? {
    Self.reading(says(Self.key(choice, .before, before)), says(Self.key(choice, .after, after))).map(Int.init)
  }

  @inline(__always) private static func reading(_ before: UInt32, _ after: UInt32) -> UInt32? {
    if before == unknown { return after != unknown && after & often != 0 ? after & 3 : nil }
    if after == unknown { return before & often != 0 ? before & 3 : nil }
    return before & 3 == after & 3 && before != open ? before & 3 : nil
  }

  @inline(__always) private func says(_ key: UInt32) -> UInt32 {
    var at = Int(PairTable.hash(key) >> shift)
    // A damaged table may have no free place.
    for _ in 0...mask {
      let entry = entries[at]
      if entry >> 3 == key { return entry & 7 }
      if entry == 0 { return Self.unknown }
      at = (at + 1) & mask
    }
    return Self.unknown
  }

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
        return says == unknown ? nil : key << 3 | says
      }
      var bits: UInt32 = 4
      while 1 << bits < entries.count * 4 / 3 { bits += 1 }
      var table = [UInt32](repeating: 0, count: 1 << bits)
      for entry in entries {
        var at = Int(PairTable.hash(entry >> 3) >> (32 - bits))
        while table[at] != 0 { at = (at + 1) & (table.count - 1) }
        table[at] = entry
      }
      return ImageBuilder.section(table)
    }
  }
}
