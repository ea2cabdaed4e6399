import HanArticle
import HanLexicon

/// A linear model of where text is cut into words: the weights of symbols, pairs of symbols and clues, and of the step from one label to the next.
///
/// It is learnt as one of four labels a unit, B M E S, by ``CutTrainer``. A label says whether there is a cut before its unit and whether there is one
/// behind it, so four weights come to three: of the cut before, of the cut behind, of both together. Those of neighbours fall on the same cuts and are
/// added up when the file is written, and what stands around a unit is looked up once for all that see it.
/// Immutable, mapped, shared by all tasks.
public final class CutModel: @unchecked Sendable {
  // @unchecked: every pointer leads into `file`, which is immutable and kept alive here.

  /// Weights are of eight cuts and eight units, from two units before a symbol on; a pair and a skipped pair begin later in them. Those of a symbol are two
  /// bytes each, cuts first, then units; those of pairs are a byte each, cut, unit, cut, unit, …
  static let span = 16
  /// A view has the weights where those sixteen have them, and keys where nothing is read, or what is masked.
  static let pairs = RowTable.Layout(stride: 16, key: 12, weights: 2, view: 0)
  static let skips = RowTable.Layout(stride: 12, key: 8, weights: 0, view: -4)
  static let marks = RowTable.Layout(stride: 8, key: 0, weights: 4, view: 0)

  let file: Image
  let numbers: UnsafePointer<UInt16>
  let symbols: UnsafePointer<Int16>
  let pairs: RowTable
  let skips: RowTable
  let marks: RowTable
  let clues: UnsafePointer<Int16>
  public let clueCount: Int
  let steps: Steps

  /// The weights of the eight steps there are between labels.
  struct Steps {
    var (bm, be, mm, me): (Int32, Int32, Int32, Int32)
    var (eb, es, sb, ss): (Int32, Int32, Int32, Int32)
  }

  public init(_ file: Image) throws(LexiconError) {
    self.file = file
    let numbers = try file.elements("numbers", UInt16.self)
    let symbols = try file.elements("symbols", Int16.self)
    let clues = try file.elements("clues", Int16.self)
    let steps = try file.elements("steps", Int16.self)
    pairs = try RowTable(file, "pairs", Self.pairs)
    skips = try RowTable(file, "skips", Self.skips)
    marks = try RowTable(file, "marks", Self.marks)
    let most = numbers.max().map(Int.init) ?? 0
    clueCount = clues.count / 4
    guard numbers.count == 1 << 16, symbols.count >= (most + 1) * Self.span, steps.count == 8, clueCount > 0, let firstNumber = numbers.baseAddress,
      let firstSymbol = symbols.baseAddress, let firstClue = clues.baseAddress
    else { throw LexiconError(.notAnImage, "the weights are damaged; train the model again", at: file.origin) }
    (self.numbers, self.symbols, self.clues) = (firstNumber, firstSymbol, firstClue)
    let step = steps.map(Int32.init)
    self.steps = Steps(bm: step[0], be: step[1], mm: step[2], me: step[3], eb: step[4], es: step[5], sb: step[6], ss: step[7])
  }

  @inline(__always) static func pair(_ first: UInt16, _ second: UInt16) -> UInt32 { UInt32(first) << 16 | UInt32(second) }
}
