import HanLexicon
import HanModel

/// Cuts stretches into words by a ``CutModel``, which hears from the lexicon where words could stand. One a task.
final class Labeller {
  private let decoder: CutDecoder
  private let vocabulary: Segmenter.Vocabulary
  private let clues = Clues()
  private let hasUserWords: Bool
  init(_ model: CutModel, _ vocabulary: Segmenter.Vocabulary) {
    decoder = CutDecoder(model)
    self.vocabulary = vocabulary
    hasUserWords = !vocabulary.userWords.isEmpty
  }

  /// Looks up what ``decode(_:_:found:)`` is going to need of a passage.
  func prepare(_ passage: Passage) {
    clues.prepare(passage, vocabulary.table)
    decoder.prepare(passage.symbols)
    clues.read(passage, vocabulary.table)
    passage.forEachStretch { decoder.prepare($0.symbols, $0.clues, first: $0.first, count: $0.count) }
  }

  /// Calls `found` with the bytes of each word, in order.
  @inline(__always)
  func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, found: (Range<Int>) -> Void) {
    let hints = hasUserWords ? hints(bytes, stretch) : []
    var from = stretch.start
    for unit in decoder.decode(stretch.symbols, stretch.clues, first: stretch.first, count: stretch.count, hints: hints) {
      let to = stretch.ends[Int(unit)]
      found(from..<to)
      from = to
    }
  }

  /// The users' hard words stand as they are; the soft ones weigh as much as what makes most words certain.
  private func hints(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch) -> [CutDecoder.Hint] {
    let words = vocabulary.userWords
    let kinds = [(words.soft(in: stretch, of: bytes), CutDecoder.likely), (words.hard(in: stretch, of: bytes), CutDecoder.certain)]
    return kinds.flatMap { words, weight in
      words.flatMap { units in
        [(units.lowerBound - 1, weight), (units.upperBound - 1, weight)] + units.dropLast().map { ($0, -weight) }
      }
    }
  }
}
