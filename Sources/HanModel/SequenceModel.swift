import HanArticle
import HanLexicon

/// A linear model that labels the units of a text: for each, the weights of its symbols, pairs and clue, and of the step from one label to the next.
///
/// Trained by ``SequenceTrainer``; immutable, mapped, shared by all tasks.
public final class SequenceModel: @unchecked Sendable {
  // @unchecked: every pointer leads into `file`, which is immutable and kept alive here.

  /// Pairs and their weights, a hash table with open addresses: each place has the pair in four bytes, 0 where it is free, and behind it the weights, a byte
  /// each, so that a look costs one line of the cache.
  struct Table {
    private let places: UnsafeRawPointer
    private let mask: Int
    private let shift: UInt32
    private let stride: Int

    init(_ file: Image, _ name: String, weights: Int) throws(LexiconError) {
      let bytes = try file.section(name)
      stride = Self.stride(weights)
      let count = bytes.count / stride
      guard let first = bytes.baseAddress, count >= 16, count & (count - 1) == 0, count * stride == bytes.count else {
        throw LexiconError(.notAnImage, "'\(name)' is damaged; train the model again", at: file.origin)
      }
      places = first
      mask = count - 1
      shift = 32 - UInt32(count.trailingZeroBitCount)
    }

    /// Places begin at multiples of 16 bytes.
    static func stride(_ weights: Int) -> Int { (4 + weights + 15) & ~15 }

    /// Brings the place of a pair near. Looks one after the other wait for memory each; asked for together, they wait once.
    @inline(__always) func touch(_ pair: UInt32) -> UInt32 { (places + Int(SequenceModel.hash(pair) >> shift) * stride).load(as: UInt32.self) }

    /// The weights of a pair, or nil.
    @inline(__always) func find(_ pair: UInt32) -> UnsafePointer<Int8>? {
      if pair == 0 { return nil }
      var at = Int(SequenceModel.hash(pair) >> shift)
      // A damaged table may have no free place.
      for _ in 0...mask {
        let place = places + at * stride
        let key = place.load(as: UInt32.self)
        if key == pair { return (place + 4).assumingMemoryBound(to: Int8.self) }
        if key == 0 { return nil }
        at = (at + 1) & mask
      }
      return nil
    }

    /// A table of the pairs of which a weight is not 0.
    static func section(_ known: [UInt32: Int32], _ weights: [Float], _ stride: Int, _ stored: (Float) -> Int8) -> [UInt8] {
      let kept = known.filter { pair, number in
        pair != 0 && weights[Int(number) * stride..<(Int(number) + 1) * stride].contains { stored($0) != 0 }
      }
      var bits: UInt32 = 4
      while 1 << bits < kept.count * 4 / 3 { bits += 1 }
      let size = Self.stride(stride)
      var table = [UInt8](repeating: 0, count: size << Int(bits))
      var taken = [Bool](repeating: false, count: 1 << Int(bits))
      for pair in kept.keys.sorted() {
        var at = Int(SequenceModel.hash(pair) >> (32 - bits))
        while taken[at] { at = (at + 1) & (taken.count - 1) }
        taken[at] = true
        for byte in 0..<4 { table[at * size + byte] = UInt8(truncatingIfNeeded: pair >> UInt32(byte * 8)) }
        let start = Int(kept[pair] ?? 0) * stride
        for index in 0..<stride { table[at * size + 4 + index] = UInt8(bitPattern: stored(weights[start + index])) }
      }
      return table
    }
  }

  public let labels: LabelSet
  public let clueCount: Int
  private let file: Image
  let numbers: UnsafeBufferPointer<UInt16>
  let symbols: UnsafeBufferPointer<Int16>
  let pairs: Table
  let skips: Table
  let clues: UnsafeBufferPointer<Int16>
  let transitions: UnsafeBufferPointer<Int16>

  public init(_ file: Image) throws(LexiconError) {
    self.file = file
    let masks = try file.elements("masks", UInt64.self)
    let names = try file.lines("labels").filter { !$0.isEmpty }
    guard names.count <= 64, !names.isEmpty, masks.count == names.count + 2 else {
      throw LexiconError(.notAnImage, "the labels are damaged; train the model again", at: file.origin)
    }
    labels = LabelSet(names, next: Array(masks[2...]), first: masks[0], last: masks[1])
    numbers = try file.elements("numbers", UInt16.self)
    symbols = try file.elements("symbols", Int16.self)
    pairs = try Table(file, "pairs", weights: Template.pairs * names.count)
    skips = try Table(file, "skips", weights: Template.skips * names.count)
    clues = try file.elements("clues", Int16.self)
    transitions = try file.elements("transitions", Int16.self)
    clueCount = clues.count / names.count
    let most = numbers.max().map(Int.init) ?? 0
    guard numbers.count == 1 << 16, symbols.count >= (most + 1) * Template.symbols * names.count, transitions.count == names.count * names.count,
      clueCount > 0, clues.count == clueCount * names.count
    else { throw LexiconError(.notAnImage, "the weights are damaged; train the model again", at: file.origin) }
  }

  @inline(__always) static func hash(_ pair: UInt32) -> UInt32 { pair &* 0x9E37_79B1 }

  /// The share of pairs' weights that fit a byte; higher ones are cut to the highest.
  private static let fitting = 0.99999

  static func file(
    labels: LabelSet, clueCount: Int, weights: SequenceTrainer.Weights, symbols: [UInt16: Int32], pairs: [UInt32: Int32], skips: [UInt32: Int32]
  ) -> [UInt8] {
    let sizes = (weights.pairs + weights.skips).lazy.map(abs).filter { $0 > 0 }.sorted()
    let scale = 127 / max(1e-6, sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, Int(Double(sizes.count) * fitting))])
    func stored(_ weight: Float) -> Int16 { Int16(max(-30_000, min(30_000, (weight * scale).rounded()))) }
    func storedByte(_ weight: Float) -> Int8 { Int8(max(-127, min(127, (weight * scale).rounded()))) }
    // Symbol 0 of the file is one that no example had.
    var numbers = [UInt16](repeating: 0, count: 1 << 16)
    let count = labels.count
    var symbolWeights = [Int16](repeating: 0, count: Template.symbols * count)
    for (number, symbol) in symbols.keys.sorted().enumerated() {
      numbers[Int(symbol)] = UInt16(truncatingIfNeeded: number + 1)
      let start = Int(symbols[symbol] ?? 0) * Template.symbols * count
      symbolWeights += weights.symbols[start..<(start + Template.symbols * count)].map(stored)
    }
    var builder = ImageBuilder()
    builder.add("labels", Array(labels.names.joined(separator: "\n").utf8))
    builder.add("masks", ImageBuilder.section([labels.first, labels.last] + labels.next))
    builder.add("numbers", ImageBuilder.section(numbers))
    builder.add("symbols", ImageBuilder.section(symbolWeights))
    builder.add("pairs", Table.section(pairs, weights.pairs, Template.pairs * count, storedByte))
    builder.add("skips", Table.section(skips, weights.skips, Template.skips * count, storedByte))
    builder.add("clues", ImageBuilder.section(weights.clues.map(stored)))
    builder.add("transitions", ImageBuilder.section(weights.transitions.map(stored)))
    return builder.bytes()
  }
}
