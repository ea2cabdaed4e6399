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

  /// What has a row: its weights begin as many cuts behind the one two units before a symbol, and are of a cut, a unit, a cut, …
  enum Feature: UInt64 {
    /// A symbol, seen from five units, has a table of its own: its weights are of two bytes, eight of cuts and eight of units.
    case symbol = 0
    /// A symbol and the next, seen from four units.
    case pair = 1
    /// A symbol and the one behind the next, seen from three.
    case skip = 2
    /// A symbol with its clue, seen from itself.
    case mark = 3
    /// A clue has a table of its own.
    case clue = 4

    /// The number of units that see it.
    var units: Int {
      switch self {
      case .symbol: 5
      case .pair: 4
      case .skip: 3
      case .mark, .clue: 1
      }
    }

    var firstCut: Int {
      switch self {
      case .symbol, .clue: 0
      case .pair: 1
      case .skip, .mark: 2
      }
    }

    @inline(__always) func key(_ first: UInt16, _ second: UInt16 = 0) -> UInt64 { rawValue << 32 | UInt64(first) << 16 | UInt64(second) }
  }

  /// The number of weights of a symbol, with those of no meaning.
  static let span = 16

  let file: Image
  let numbers: UnsafePointer<UInt16>
  let symbols: UnsafePointer<Int16>
  let rows: RowTable
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
    rows = try RowTable(file, "rows")
    let most = numbers.max().map(Int.init) ?? 0
    clueCount = clues.count / 4
    guard numbers.count == 1 << 16, symbols.count >= (most + 1) * Self.span, steps.count == 8, clueCount > 0, let firstNumber = numbers.baseAddress,
      let firstSymbol = symbols.baseAddress, let firstClue = clues.baseAddress
    else { throw LexiconError(.notAnImage, "the weights are damaged; train the model again", at: file.origin) }
    (self.numbers, self.symbols, self.clues) = (firstNumber, firstSymbol, firstClue)
    let step = steps.map(Int32.init)
    self.steps = Steps(bm: step[0], be: step[1], mm: step[2], me: step[3], eb: step[4], es: step[5], sb: step[6], ss: step[7])
  }
}
