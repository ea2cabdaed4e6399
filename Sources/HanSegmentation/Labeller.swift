import HanLexicon
import HanModel

/// Cuts stretches into words by a ``CutModel``, which hears from the lexicon where words could stand. One a task.
final class Labeller {
  private let decoder: CutDecoder
  private let clues = Clues()
  private var hints: [(unit: Int, weight: Int32)] = []
  /// The last units of words, the last word first.
  private var ends: [Int] = []

  init(_ model: CutModel) { decoder = CutDecoder(model) }

  /// Calls `found` with the bytes of each word, in order.
  @inline(__always)
  func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, _ vocabulary: Segmenter.Vocabulary, found: (Range<Int>) -> Void) {
    clues.read(stretch, vocabulary.table)
    force(bytes, stretch, vocabulary.overlays)
    ends.removeAll(keepingCapacity: true)
    decoder.decode(stretch.symbols, stretch.clues, count: stretch.count, hints: hints) { ends.append($0) }
    var from = stretch.start
    for unit in ends.reversed() {
      let to = stretch.start + stretch.ends[unit]
      found(from..<to)
      from = to
    }
  }

  /// The users' words stand as they are: the leftmost, and of those that begin together the longest.
  private func force(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, _ overlays: [Lexicon]) {
    hints.removeAll(keepingCapacity: true)
    guard !overlays.isEmpty else { return }
    let ends = UnsafeBufferPointer(start: stretch.ends, count: stretch.count)
    let text = UnsafeBufferPointer(rebasing: bytes[stretch.start..<(stretch.start + stretch.length)])
    var unit = 0
    while unit < stretch.count {
      var last: Int?
      for words in overlays {
        words.trie.forEachPrefix(of: text, from: stretch.begin(of: unit)) { end, _ in
          if let found = ends[unit...].firstIndex(of: end), found >= last ?? unit { last = found }
        }
      }
      guard let last else {
        unit += 1
        continue
      }
      hints += [(unit - 1, CutDecoder.certain), (last, CutDecoder.certain)] + (unit..<last).map { ($0, -CutDecoder.certain) }
      unit = last + 1
    }
  }
}
