import HanArticle
import HanLexicon
import HanModel
import HanText

/// Trains the model of a standard from text that is cut already.
public struct SegmentTrainer {
  private let vocabulary: Segmenter.Vocabulary
  private let passage = Passage()
  private let clues = Clues()
  private var trainer = CutTrainer(clueCount: Clues.count)
  /// What is cut before it is learnt from: the lengths of the parts in bytes, by the folded word.
  private var splits: [[UInt8]: [Int]] = [:]

  /// For the news standard, `text/splits.tsv` is heeded.
  public init(_ image: Image, standard: Standard) throws(LexiconError) {
    vocabulary = try Segmenter.Vocabulary(image)
    guard standard == .news else { return }
    let lexicon = try Lexicon(image, "splits")
    for row in 0..<lexicon.count {
      splits[Array(lexicon.text(row: row, column: 0).utf8)] = lexicon.list(row: row, column: 1).map(\.utf8.count)
    }
  }

  /// The number of examples so far.
  public var count: Int { trainer.count }

  /// Adds a line whose words have white space between them.
  public mutating func add(_ line: some StringProtocol) {
    var bytes: [UInt8] = []
    // The offsets where words end.
    var ends: Set<Int> = []
    for word in line.split(whereSeparator: \.isWhitespace) {
      var end = bytes.count
      for length in splits[vocabulary.fold.fold(Array(word.utf8))] ?? [] {
        end += length
        ends.insert(end)
      }
      bytes += word.utf8
      ends.insert(bytes.count)
    }
    let text = ArticleText(repairing: bytes)
    guard text.bytes == bytes else { return }
    let folded = vocabulary.fold.fold(text.bytes)
    folded.withUnsafeBufferPointer { bytes in
      passage.read(bytes, AtomScanner.atoms(of: text), vocabulary.characters) { passage in
        clues.prepare(passage, vocabulary.table)
        clues.read(passage, vocabulary.table)
        passage.forEachStretch { stretch in
          trainer.add(
            Array(UnsafeBufferPointer(start: stretch.symbols, count: stretch.count)),
            clues: Array(UnsafeBufferPointer(start: stretch.clues, count: stretch.count)), before: stretch.before, after: stretch.after,
            lengths: Self.lengths(stretch, ends))
        }
      }
    }
  }

  /// The words of a stretch in units.
  private static func lengths(_ stretch: Stretch, _ ends: Set<Int>) -> [Int] {
    var lengths: [Int] = []
    var length = 0
    for unit in 0..<stretch.count {
      length += 1
      if ends.contains(stretch.ends[unit]) {
        lengths.append(length)
        length = 0
      }
    }
    // A word that goes on behind the stretch, as a numeral with its sign of percent.
    return length > 0 ? lengths + [length] : lengths
  }

  /// Learns from the examples: see ``CutTrainer``.
  public mutating func train(passes: Int = 8, runs: Int = 1, seed: UInt64 = 1, report: (Int, Double) -> Void = { _, _ in }) {
    trainer.train(passes: passes, runs: runs, seed: seed, report: report)
  }

  /// The model's file.
  public func model() -> [UInt8] { trainer.model() }
}
