import HanArticle
import HanLexicon

/// A linear model that labels the units of a text: for each, the weights of its symbols, pairs and clue, and of the step from one label to the next.
///
/// Trained by ``SequenceTrainer``; immutable, mapped, shared by all tasks.
public final class SequenceModel: @unchecked Sendable {
  // @unchecked: every pointer leads into `file`, which is immutable and kept alive here.

  /// Pairs and their weights: keys in a hash table with open addresses, and the weights at the same places.
  struct Table {
    let keys: UnsafeBufferPointer<UInt32>
    let weights: UnsafeBufferPointer<Int16>
    let shift: UInt32
    let stride: Int

    init(_ file: Image, _ name: String, stride: Int) throws(LexiconError) {
      keys = try file.elements("\(name)/keys", UInt32.self)
      weights = try file.elements("\(name)/weights", Int16.self)
      self.stride = stride
      guard keys.count >= 16, keys.count & (keys.count - 1) == 0, weights.count == keys.count * stride else {
        throw LexiconError(.notAnImage, "'\(name)' is damaged; train the model again", at: file.origin)
      }
      shift = 32 - UInt32(keys.count.trailingZeroBitCount)
    }

    /// Where the weights of a pair stand, or nil.
    @inline(__always) func find(_ pair: UInt32) -> UnsafePointer<Int16>? {
      guard pair != 0, let weights = weights.baseAddress else { return nil }
      var at = Int(SequenceModel.hash(pair) >> shift)
      // A damaged table may have no free place.
      for _ in keys.indices {
        if keys[at] == pair { return weights + at * stride }
        if keys[at] == 0 { return nil }
        at = (at + 1) & (keys.count - 1)
      }
      return nil
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
    pairs = try Table(file, "pairs", stride: Template.pairs * names.count)
    skips = try Table(file, "skips", stride: Template.skips * names.count)
    clues = try file.elements("clues", Int16.self)
    transitions = try file.elements("transitions", Int16.self)
    clueCount = clues.count / names.count
    let most = numbers.max().map(Int.init) ?? 0
    guard numbers.count == 1 << 16, symbols.count >= (most + 1) * Template.symbols * names.count, transitions.count == names.count * names.count
    else { throw LexiconError(.notAnImage, "the weights are damaged; train the model again", at: file.origin) }
  }

  @inline(__always) static func hash(_ pair: UInt32) -> UInt32 { pair &* 0x9E37_79B1 }

  /// The highest weight that is stored; all are scaled to it.
  private static let most: Float = 8000

  static func file(
    labels: LabelSet, clueCount: Int, weights: SequenceTrainer.Weights, symbols: [UInt16: Int32], pairs: [UInt32: Int32], skips: [UInt32: Int32],
    least: Float
  ) -> [UInt8] {
    let all = [weights.symbols, weights.pairs, weights.skips, weights.clues, weights.transitions]
    let highest = all.joined().reduce(Float(1e-6)) { max($0, abs($1)) }
    let scale = most / highest
    func stored(_ weight: Float) -> Int16 { Int16((weight * scale).rounded()) }
    // Symbol 0 of the file is one that no example had.
    var numbers = [UInt16](repeating: 0, count: 1 << 16)
    let count = labels.count
    var symbolWeights = [Int16](repeating: 0, count: Template.symbols * count)
    for (number, symbol) in symbols.keys.sorted().enumerated() {
      numbers[Int(symbol)] = UInt16(number + 1)
      let start = Int(symbols[symbol] ?? 0) * Template.symbols * count
      symbolWeights += weights.symbols[start..<(start + Template.symbols * count)].map(stored)
    }
    func table(_ known: [UInt32: Int32], _ weights: [Float], _ stride: Int) -> (keys: [UInt32], weights: [Int16]) {
      let kept = known.filter { pair, number in
        pair != 0 && weights[Int(number) * stride..<(Int(number) + 1) * stride].contains { abs($0) > least }
      }
      var bits: UInt32 = 4
      while 1 << bits < kept.count * 4 / 3 { bits += 1 }
      var keys = [UInt32](repeating: 0, count: 1 << bits)
      var packed = [Int16](repeating: 0, count: keys.count * stride)
      for pair in kept.keys.sorted() {
        var at = Int(hash(pair) >> (32 - bits))
        while keys[at] != 0 { at = (at + 1) & (keys.count - 1) }
        keys[at] = pair
        let start = Int(kept[pair] ?? 0) * stride
        for index in 0..<stride { packed[at * stride + index] = stored(weights[start + index]) }
      }
      return (keys, packed)
    }
    let pairTable = table(pairs, weights.pairs, Template.pairs * count)
    let skipTable = table(skips, weights.skips, Template.skips * count)
    var builder = ImageBuilder()
    builder.add("labels", Array(labels.names.joined(separator: "\n").utf8))
    builder.add("masks", ImageBuilder.section([labels.first, labels.last] + labels.next))
    builder.add("numbers", ImageBuilder.section(numbers))
    builder.add("symbols", ImageBuilder.section(symbolWeights))
    builder.add("pairs/keys", ImageBuilder.section(pairTable.keys))
    builder.add("pairs/weights", ImageBuilder.section(pairTable.weights))
    builder.add("skips/keys", ImageBuilder.section(skipTable.keys))
    builder.add("skips/weights", ImageBuilder.section(skipTable.weights))
    builder.add("clues", ImageBuilder.section(weights.clues.map(stored)))
    builder.add("transitions", ImageBuilder.section(weights.transitions.map(stored)))
    return builder.bytes()
  }
}
