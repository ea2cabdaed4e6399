/// Finds the best cuts of a text by Viterbi's search over the labels begin, middle, end and single. One a task; allocates nothing once it is warm.
public final class CutDecoder {
  private let model: CutModel
  private var capacity = 0
  /// By symbol, from two before the first unit on: what it says of the cuts from two units before it, and of cuts at both ends of units from there.
  private var cutRows = UnsafeMutablePointer<SIMD8<Int16>>.allocate(capacity: 1)
  private var bothRows = UnsafeMutablePointer<SIMD8<Int16>>.allocate(capacity: 1)
  /// By unit: the score of a cut behind it, of cuts at both its ends, and which way its labels were come to.
  private var cuts = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  private var both = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  private var ways = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  /// Lower than any score; four of them can be added.
  private static let never = Int32.min / 4
  /// What a cut that is forced is worth.
  public static let certain: Int32 = 1 << 17
  /// What a cut that is likely is worth: more than the model is sure of most cuts.
  public static let likely: Int32 = 300

  public init(_ model: CutModel) { self.model = model }

  deinit { deallocate() }

  private func deallocate() {
    cutRows.deallocate()
    bothRows.deallocate()
    cuts.deallocate()
    both.deallocate()
    ways.deallocate()
  }

  private func reserve(_ units: Int) {
    guard capacity < units else { return }
    deallocate()
    capacity = units * 2
    cutRows = .allocate(capacity: capacity + 5)
    bothRows = .allocate(capacity: capacity + 4)
    cuts = .allocate(capacity: capacity)
    both = .allocate(capacity: capacity)
    ways = .allocate(capacity: capacity)
  }

  /// Asks for what is known of symbols and their neighbours: looks one after the other wait for memory each.
  public func prefetch(_ symbols: UnsafeBufferPointer<UInt16>) {
    for at in symbols.indices.dropLast(2) {
      model.pairs.prefetch(CutModel.pair(symbols[at], symbols[at + 1]))
      model.skips.prefetch(CutModel.pair(symbols[at], symbols[at + 2]))
    }
  }

  /// Asks for what is known of symbols with their clues.
  public func prefetch(_ symbols: UnsafePointer<UInt16>, _ clues: UnsafePointer<UInt16>, count: Int) {
    for unit in 0..<count { model.marks.prefetch(CutModel.pair(symbols[unit], clues[unit])) }
  }

  /// Cuts a text. `symbols` leads to the first of `count` units; two symbols before it and two behind the last are read, too. `clues` has one for each unit.
  /// `hints` adds to the scores of cuts, each behind a unit. `ends` is called with each unit that has a cut behind it, the last first.
  @inline(__always)
  public func decode(
    _ symbols: UnsafePointer<UInt16>, _ clues: UnsafePointer<UInt16>, count: Int, hints: [(unit: Int, weight: Int32)] = [], ends: (Int) -> Void
  ) {
    guard count > 0 else { return }
    reserve(count)
    read(symbols, clues, count)
    add(clues, count)
    for hint in hints where hint.unit >= 0 && hint.unit < count { cuts[hint.unit] &+= hint.weight }
    trace(search(count), count, ends)
  }

  // MARK: Scores

  /// Looks up what is known of each symbol, of it and the next, of it and the one after that.
  @inline(__always)
  private func read(_ symbols: UnsafePointer<UInt16>, _ clues: UnsafePointer<UInt16>, _ count: Int) {
    var at = -2
    while at < count + 1 {
      let weights = UnsafeRawPointer(model.symbols + Int(model.numbers[Int(symbols[at])]) &* CutModel.span)
      var cut = weights.loadUnaligned(as: SIMD8<Int16>.self)
      var both = weights.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int16>.self)
      Self.add(model.pairs, CutModel.pair(symbols[at], symbols[at + 1]), &cut, &both)
      if at < count {
        Self.add(model.skips, CutModel.pair(symbols[at], symbols[at + 2]), &cut, &both, from: 2)
        if at >= 0 { Self.addMark(model.marks, CutModel.pair(symbols[at], clues[at]), &cut, &both) }
      }
      cutRows[at + 2] = cut
      bothRows[at + 2] = both
      at &+= 1
    }
    // The last symbol has none behind it.
    let weights = UnsafeRawPointer(model.symbols + Int(model.numbers[Int(symbols[at])]) &* CutModel.span)
    cutRows[count + 3] = weights.loadUnaligned(as: SIMD8<Int16>.self)
    bothRows[count + 3] = weights.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int16>.self)
    cutRows[count + 4] = .zero
  }

  /// Adds sixteen weights of a byte, from a lane on: the even ones are of cuts, the odd ones of cuts at both ends. Keys stand where no lane is read.
  @inline(__always)
  private static func add(_ table: RowTable, _ key: UInt32, _ cut: inout SIMD8<Int16>, _ both: inout SIMD8<Int16>, from lane: Int = 0) {
    let (row, isKnown) = table.view(key)
    let mask: Int16 = isKnown ? -1 : 0
    let known = lane == 0 ? SIMD8(repeating: mask) : SIMD8(0, 0, mask, mask, mask, mask, mask, mask)
    add(row.loadUnaligned(as: SIMD8<Int16>.self) & known, &cut, &both)
  }

  /// Adds the three weights of a symbol with its clue.
  @inline(__always)
  private static func addMark(_ table: RowTable, _ key: UInt32, _ cut: inout SIMD8<Int16>, _ both: inout SIMD8<Int16>) {
    let (row, isKnown) = table.view(key)
    let weights = row.loadUnaligned(as: UInt64.self) & (isKnown ? ~0xFFFF_FFFF : 0)
    add(unsafeBitCast(SIMD2<UInt64>(weights, 0), to: SIMD8<Int16>.self), &cut, &both)
  }

  @inline(__always)
  private static func add(_ weights: SIMD8<Int16>, _ cut: inout SIMD8<Int16>, _ both: inout SIMD8<Int16>) {
    cut &+= (weights &<< 8) &>> 8
    both &+= weights &>> 8
  }

  /// Adds up what falls on each cut and each unit.
  @inline(__always)
  private func add(_ clues: UnsafePointer<UInt16>, _ count: Int) {
    let cutCells = UnsafeRawPointer(cutRows).assumingMemoryBound(to: Int16.self)
    let bothCells = UnsafeRawPointer(bothRows).assumingMemoryBound(to: Int16.self)
    for unit in 0..<count {
      // The cut behind a unit is before the next: lane 5 in the row of the symbol before it, lane 0 in that of the fourth behind it.
      let cut = cutCells + unit &* 8
      let near = Int32(cut[5]) &+ Int32(cut[8 + 4]) &+ Int32(cut[16 + 3])
      let far = Int32(cut[24 + 2]) &+ Int32(cut[32 + 1]) &+ Int32(cut[40])
      let cell = bothCells + unit &* 8
      let inner = Int32(cell[4]) &+ Int32(cell[8 + 3]) &+ Int32(cell[16 + 2]) &+ Int32(cell[24 + 1]) &+ Int32(cell[32])
      let clue = model.clues + Int(clues[unit]) &* 4
      let next = unit + 1 < count ? Int32(model.clues[Int(clues[unit + 1]) &* 4]) : 0
      cuts[unit] = near &+ far &+ Int32(clue[2]) &+ next
      both[unit] = inner &+ Int32(clue[1])
    }
  }

  // MARK: Search

  /// Fills `ways`; returns whether the last unit is best a word of its own. Of two ways that are as good, the one from a word's first unit, or end, is taken.
  @inline(__always)
  private func search(_ count: Int) -> Bool {
    let steps = model.steps
    var (begin, middle, end, single) = (Int32(0), Self.never, Self.never, both[0] &+ cuts[0])
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
      single = max(singleByEnd, singleBySingle) &+ cuts[unit] &+ both[unit]
      unit &+= 1
    }
    return single > end
  }

  /// Goes back over the best labels.
  @inline(__always)
  private func trace(_ endsSingle: Bool, _ count: Int, _ ends: (Int) -> Void) {
    // 0 begin, 1 middle, 2 end, 3 single, as the bits of `ways` have them.
    var label: UInt8 = endsSingle ? 3 : 2
    for unit in stride(from: count - 1, through: 0, by: -1) {
      if label >= 2 { ends(unit) }
      let second = ways[unit] >> label & 1
      label = label == 0 || label == 3 ? 2 | second : second
    }
  }
}
