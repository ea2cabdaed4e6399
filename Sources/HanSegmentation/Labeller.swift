import HanLexicon
import HanModel

/// Cuts stretches into words by a ``CutModel``, which hears from the lexicon where words could stand. One a task.
final class Labeller {
  private let decoder: CutDecoder
  private let vocabulary: Segmenter.Vocabulary
  private let clues = Clues()
  private var hints: [(unit: Int, weight: Int32)] = []
  /// The last units of words, the last word first.
  private var ends: [Int] = []

  init(_ model: CutModel, _ vocabulary: Segmenter.Vocabulary) {
    decoder = CutDecoder(model)
    self.vocabulary = vocabulary
  }

  /// Looks up what ``decode(_:_:found:)`` is going to need of a passage.
  func prepare(_ passage: Passage) {
    let symbols = passage.allSymbols
    vocabulary.table.prefetch(symbols)
    decoder.prefetch(symbols)
    clues.read(passage, vocabulary.table)
    passage.forEachStretch { decoder.prefetch($0.symbols, $0.clues, count: $0.count) }
  }

  /// Calls `found` with the bytes of each word, in order.
  @inline(__always)
  func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, found: (Range<Int>) -> Void) {
    hints.removeAll(keepingCapacity: true)
    if !vocabulary.userWords.isEmpty { hint(bytes, stretch) }
    ends.removeAll(keepingCapacity: true)
    decoder.decode(stretch.symbols, stretch.clues, count: stretch.count, hints: hints) { ends.append($0) }
    var from = stretch.start
    for unit in ends.reversed() {
      found(from..<stretch.ends[unit])
      from = stretch.ends[unit]
    }
  }

  /// The users' hard words stand as they are; the soft ones weigh as much as what makes most words certain.
  private func hint(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch) {
    for (words, weight) in [
      (vocabulary.userWords.soft(in: stretch, of: bytes), CutDecoder.likely), (vocabulary.userWords.hard(in: stretch, of: bytes), CutDecoder.certain)
    ] {
      for units in words {
        hints += [(units.lowerBound - 1, weight), (units.upperBound - 1, weight)] + units.dropLast().map { ($0, -weight) }
      }
    }
  }
}
