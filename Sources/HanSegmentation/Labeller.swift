import HanLexicon
import HanModel

/// Cuts stretches into words by a ``SequenceModel``, which hears from the lexicon where words could stand. One a task.
final class Labeller {
  private let decoder: SequenceDecoder
  private var text = SequenceText()
  private var allowed: [UInt64] = []

  init(_ model: SequenceModel) { decoder = SequenceDecoder(model) }

  /// Calls `found` with the bytes of each word, in order.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, _ vocabulary: Segmenter.Vocabulary, found: (Range<Int>) -> Void) {
    Clues.read(bytes, stretch, vocabulary.words, into: &text)
    force(bytes, stretch, vocabulary.overlays)
    decoder.decode(text, allowed: allowed)
    var (from, at) = (stretch.start, stretch.start)
    for (unit, label) in zip(stretch.units, decoder.path) {
      at += Int(unit.length)
      // The end of a word, or a word of one unit.
      if label >= 2 {
        found(from..<at)
        from = at
      }
    }
    if from < at { found(from..<at) }
  }

  /// The users' words stand as they are: the leftmost, and of those that begin together the longest.
  private func force(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, _ overlays: [Lexicon]) {
    allowed.removeAll(keepingCapacity: true)
    guard !overlays.isEmpty else { return }
    let ends = Clues.ends(stretch)
    allowed.append(contentsOf: repeatElement(0, count: stretch.units.count))
    let text = UnsafeBufferPointer(rebasing: bytes[stretch.start..<stretch.end])
    var unit = 0
    while unit < stretch.units.count {
      let start = unit == 0 ? 0 : ends[unit - 1]
      var last: Int?
      for words in overlays {
        words.trie.forEachPrefix(of: text, from: start) { end, _ in
          if let found = ends[unit...].firstIndex(of: end), found >= last ?? unit { last = found }
        }
      }
      guard let last else {
        unit += 1
        continue
      }
      for (index, label) in LabelSet.words([last - unit + 1]).enumerated() { allowed[unit + index] = 1 << UInt64(label) }
      unit = last + 1
    }
  }
}

/// What the lexicon says of each unit: the longest words that begin with it, end with it and go on over it.
enum Clues {
  /// Lengths of 2, 3, 4 and more, and none.
  private static let classes = 5
  static let count = classes * classes * classes

  /// Reads a stretch for a model.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, _ words: Lexicon, into text: inout SequenceText) {
    text.removeAll()
    for unit in stretch.units { text.append(unit.symbol) }
    text.begin(behind: stretch.before)
    text.end(before: stretch.after)
    let ends = ends(stretch)
    let folded = UnsafeBufferPointer(rebasing: bytes[stretch.start..<stretch.end])
    var begin = [Int](repeating: 0, count: ends.count)
    var end = begin
    var inside = begin
    for unit in ends.indices {
      var last = unit
      words.trie.forEachPrefix(of: folded, from: unit == 0 ? 0 : ends[unit - 1]) { place, _ in
        while last < ends.count, ends[last] < place { last += 1 }
        guard last < ends.count, ends[last] == place, last > unit else { return }
        let length = min(last - unit, classes - 1)
        begin[unit] = max(begin[unit], length)
        end[last] = max(end[last], length)
        for inner in (unit + 1)..<last { inside[inner] = max(inside[inner], length) }
      }
    }
    for unit in ends.indices { text.setClue(UInt16((begin[unit] * classes + end[unit]) * classes + inside[unit]), at: unit) }
  }

  /// Where each unit ends, in bytes from the beginning of the stretch.
  static func ends(_ stretch: Stretch) -> [Int] {
    var end = 0
    return stretch.units.map { unit in
      end += Int(unit.length)
      return end
    }
  }
}
