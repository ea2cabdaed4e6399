/// Finds the best cuts of a text by Viterbi's search over the labels begin, middle, end and single. One a task; allocates nothing once it is warm.
///
/// A text of several stretches is looked up as a whole, since what is known of its symbols lies far apart in memory, and is then cut a stretch at a time.
public final class CutDecoder {
  private let model: CutModel
  private var scratch = Scratch(capacity: 1024)

  private typealias Feature = CutModel.Feature

  /// A score to be added to that of a cut behind a unit.
  public typealias Hint = (unit: Int, weight: Int32)

  /// What a cut that is forced is worth.
  public static let certain: Int32 = 1 << 17
  /// What a cut that is likely is worth: more than the model is sure of most cuts.
  public static let likely: Int32 = 500

  public init(_ model: CutModel) { self.model = model }

  deinit { scratch.deallocate() }

  private struct Scratch {
    let capacity: Int
    /// By symbol of the text: where in the model's table there are it and the next, it and the one behind the next, it and its clue.
    let pairs: UnsafeMutablePointer<UInt32>
    let skips: UnsafeMutablePointer<UInt32>
    let marks: UnsafeMutablePointer<UInt32>
    /// By symbol of a stretch, from two before the first unit on: what is known of the cuts from two units before it, and of units from there.
    let cutRows: UnsafeMutablePointer<SIMD8<Int16>>
    let unitRows: UnsafeMutablePointer<SIMD8<Int16>>
    /// By unit: the score of a cut behind it, of cuts at both its ends, which way its labels were come to, and the units that end words.
    let cuts: UnsafeMutablePointer<Int32>
    let units: UnsafeMutablePointer<Int32>
    let ways: UnsafeMutablePointer<UInt8>
    let lasts: UnsafeMutablePointer<Int32>

    init(capacity: Int) {
      self.capacity = capacity
      pairs = .allocate(capacity: capacity)
      skips = .allocate(capacity: capacity)
      marks = .allocate(capacity: capacity)
      cutRows = .allocate(capacity: capacity + 5)
      unitRows = .allocate(capacity: capacity + 5)
      cuts = .allocate(capacity: capacity)
      units = .allocate(capacity: capacity)
      ways = .allocate(capacity: capacity)
      lasts = .allocate(capacity: capacity)
    }

    func deallocate() {
      for array in [pairs, skips, marks] { array.deallocate() }
      for array in [cutRows, unitRows] { array.deallocate() }
      for array in [cuts, units, lasts] { array.deallocate() }
      ways.deallocate()
    }
  }

  /// Looks up the symbols of a text and their neighbours. Two symbols stand before each stretch of units and two behind it, which are no units.
  public func prepare(_ symbols: UnsafeBufferPointer<UInt16>) {
    if scratch.capacity < symbols.count {
      scratch.deallocate()
      scratch = Scratch(capacity: symbols.count * 2)
    }
    let (rows, scratch) = (model.rows, scratch)
    for at in symbols.indices.dropLast(2) {
      scratch.pairs[at] = rows.place(Feature.pair.key(symbols[at], symbols[at &+ 1]))
      scratch.skips[at] = rows.place(Feature.skip.key(symbols[at], symbols[at &+ 2]))
    }
    if symbols.count > 1 { scratch.pairs[symbols.count - 2] = rows.place(Feature.pair.key(symbols[symbols.count - 2], symbols[symbols.count - 1])) }
  }

  /// Looks up the clues of a stretch of the prepared text, whose first unit is a symbol of this index.
  public func prepare(_ symbols: UnsafePointer<UInt16>, _ clues: UnsafePointer<UInt16>, first: Int, count: Int) {
    let (rows, marks) = (model.rows, scratch.marks + first)
    for unit in 0..<count { marks[unit] = rows.place(Feature.mark.key(symbols[unit], clues[unit])) }
  }

  /// Cuts a stretch of the prepared text into words: their last units, in order, until the next call. `symbols` leads to the first of `count` units, which is
  /// a symbol of the text of this index; `clues` has one for each unit.
  public func decode(
    _ symbols: UnsafePointer<UInt16>, _ clues: UnsafePointer<UInt16>, first: Int, count: Int, hints: [Hint] = []
  ) -> UnsafeBufferPointer<Int32> {
    let scratch = scratch
    guard count > 0, first >= 2, first + count + 2 <= scratch.capacity else { return UnsafeBufferPointer(start: nil, count: 0) }
    read(symbols, clues, first, count, scratch)
    add(clues, count, scratch)
    for hint in hints where hint.unit >= 0 && hint.unit < count { scratch.cuts[hint.unit] &+= hint.weight }
    return trace(search(count, scratch), count, scratch)
  }

  // MARK: Scores

  /// Adds up what is known of each symbol, of it and the next, of it and the one behind that.
  @inline(__always)
  private func read(_ symbols: UnsafePointer<UInt16>, _ clues: UnsafePointer<UInt16>, _ first: Int, _ count: Int, _ scratch: Scratch) {
    let (rows, numbers, symbolRows) = (model.rows, model.numbers, UnsafeRawPointer(model.symbols))
    let (pairs, skips, marks) = (scratch.pairs + first, scratch.skips + first, scratch.marks + first)
    @inline(__always) func pair(_ at: Int) -> SIMD8<Int16> { rows.row(Feature.pair.key(symbols[at], symbols[at &+ 1]), at: pairs[at]) }
    @inline(__always) func skip(_ at: Int) -> SIMD8<Int16> { rows.row(Feature.skip.key(symbols[at], symbols[at &+ 2]), at: skips[at]) }
    @inline(__always) func store(_ at: Int, _ weights: SIMD8<Int16>, _ more: SIMD8<Int16> = .zero, _ most: SIMD8<Int16> = .zero) {
      let row = symbolRows + Int(numbers[Int(symbols[at])]) &* (CutModel.span * 2)
      let cuts = row.loadUnaligned(as: SIMD8<Int16>.self)
      let units = row.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int16>.self)
      scratch.cutRows[at &+ 2] = cuts &+ Self.even(weights) &+ Self.even(more) &+ Self.even(most)
      scratch.unitRows[at &+ 2] = units &+ Self.odd(weights) &+ Self.odd(more) &+ Self.odd(most)
    }
    for at in -2..<0 { store(at, pair(at), skip(at)) }
    for at in 0..<count { store(at, pair(at), skip(at), rows.row(Feature.mark.key(symbols[at], clues[at]), at: marks[at])) }
    store(count, pair(count))
    store(count + 1, .zero)
    scratch.cutRows[count + 4] = .zero
  }

  /// The weights of a byte at even places, and at odd ones.
  @inline(__always) private static func even(_ weights: SIMD8<Int16>) -> SIMD8<Int16> { (weights &<< 8) &>> 8 }
  @inline(__always) private static func odd(_ weights: SIMD8<Int16>) -> SIMD8<Int16> { weights &>> 8 }

  /// Adds up what falls on each cut and each unit.
  @inline(__always)
  private func add(_ clues: UnsafePointer<UInt16>, _ count: Int, _ scratch: Scratch) {
    let cutCells = UnsafeRawPointer(scratch.cutRows).assumingMemoryBound(to: Int16.self)
    let unitCells = UnsafeRawPointer(scratch.unitRows).assumingMemoryBound(to: Int16.self)
    let clueWeights = model.clues
    var clue = clueWeights + Int(clues[0]) &* 4
    for unit in 0..<count {
      // The cut behind a unit is before the next: lane 5 in the row of the symbol before it, lane 0 in that of the fourth behind it.
      let cut = cutCells + unit &* 8
      let sum = cut[5] &+ cut[8 + 4] &+ cut[16 + 3] &+ cut[24 + 2] &+ cut[32 + 1] &+ cut[40]
      let cell = unitCells + unit &* 8
      let inner = cell[4] &+ cell[8 + 3] &+ cell[16 + 2] &+ cell[24 + 1] &+ cell[32]
      let next = clueWeights + Int(clues[min(unit &+ 1, count &- 1)]) &* 4
      scratch.cuts[unit] = Int32(sum) &+ Int32(clue[2]) &+ Int32(next[0])
      scratch.units[unit] = Int32(inner) &+ Int32(clue[1])
      clue = next
    }
  }

  // MARK: Search

  /// Lower than any score; four of them can be added.
  private static let never = Int32.min / 4

  /// Fills `ways`; returns whether the last unit is best a word of its own. Of two ways that are as good, the one from a word's first unit, or end, is taken.
  @inline(__always)
  private func search(_ count: Int, _ scratch: Scratch) -> Bool {
    let (steps, cuts, units, ways) = (model.steps, scratch.cuts, scratch.units, scratch.ways)
    var (begin, middle, end, single) = (Int32(0), Self.never, Self.never, units[0] &+ cuts[0])
    ways[0] = 0
    var unit = 1
    while unit < count {
      let (beginByEnd, beginBySingle) = (end &+ steps.eb, single &+ steps.sb)
      let (singleByEnd, singleBySingle) = (end &+ steps.es, single &+ steps.ss)
      let (middleByBegin, middleByMiddle) = (begin &+ steps.bm, middle &+ steps.mm)
      let (endByBegin, endByMiddle) = (begin &+ steps.be, middle &+ steps.me)
      let way =
        (beginBySingle > beginByEnd ? 1 : 0) | (middleByMiddle > middleByBegin ? 2 : 0) | (endByMiddle > endByBegin ? 4 : 0)
        | (singleBySingle > singleByEnd ? 8 : 0)
      ways[unit] = UInt8(truncatingIfNeeded: way)
      begin = max(beginByEnd, beginBySingle)
      middle = max(Self.never, max(middleByBegin, middleByMiddle))
      end = max(Self.never, max(endByBegin, endByMiddle)) &+ cuts[unit]
      single = max(singleByEnd, singleBySingle) &+ cuts[unit] &+ units[unit]
      unit &+= 1
    }
    return single > end
  }

  /// Goes back over the best labels, and gathers the units that end words from the last place on.
  @inline(__always)
  private func trace(_ endsSingle: Bool, _ count: Int, _ scratch: Scratch) -> UnsafeBufferPointer<Int32> {
    // 0 begin, 1 middle, 2 end, 3 single, as the bits of `ways` have them.
    var label: UInt8 = endsSingle ? 3 : 2
    var first = count
    var unit = count &- 1
    while unit >= 0 {
      // Written always, kept where a word ends.
      scratch.lasts[first &- 1] = Int32(truncatingIfNeeded: unit)
      first &-= Int(label >> 1)
      let second = scratch.ways[unit] >> label & 1
      label = (label == 0 || label == 3 ? 2 : 0) | second
      unit &-= 1
    }
    return UnsafeBufferPointer(start: scratch.lasts + first, count: count - first)
  }
}
