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

/// What the lexicon says of each unit: the longest words that begin with it, end with it and go on over it, common words before rare ones.
enum Clues {
  /// None, rare words of 2, 3 and more units, and common words of 2, 3, 4 and more.
  private static let classes = 8
  static let count = classes * classes * classes
  /// What the rarest word costs that counts as common, as ``Lexicon/cost(_:)`` has it: one in six million.
  private static let rare: Int32 = 16_000

  private static func kind(_ length: Int, _ cost: Int32) -> UInt16 {
    UInt16(truncatingIfNeeded: cost <= rare ? 3 + min(length - 1, 4) : min(length - 1, 3))
  }

  /// Reads a stretch for a model.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ stretch: Stretch, _ words: Lexicon, into text: inout SequenceText) {
    text.removeAll()
    for unit in stretch.units { text.append(unit.symbol) }
    text.begin(behind: stretch.before)
    text.end(before: stretch.after)
    let folded = UnsafeBufferPointer(rebasing: bytes[stretch.start..<stretch.end])
    let count = stretch.units.count
    // By unit: where it ends, and the kinds of the words that begin with it, end with it and go on over it.
    withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { ends in
      withUnsafeTemporaryAllocation(of: UInt16.self, capacity: count * 3) { kinds in
        kinds.initialize(repeating: 0)
        var end = 0
        for (unit, found) in stretch.units.enumerated() {
          end += Int(found.length)
          ends[unit] = end
        }
        for unit in 0..<count {
          var last = unit
          words.trie.forEachPrefix(of: folded, from: unit == 0 ? 0 : ends[unit - 1]) { place, key in
            while last < count, ends[last] < place { last += 1 }
            guard last < count, ends[last] == place, last > unit else { return }
            let kind = kind(last - unit + 1, words.cost(key))
            kinds[unit * 3] = max(kinds[unit * 3], kind)
            kinds[last * 3 + 1] = max(kinds[last * 3 + 1], kind)
            for inner in (unit + 1)..<last { kinds[inner * 3 + 2] = max(kinds[inner * 3 + 2], kind) }
          }
        }
        for unit in 0..<count {
          text.setClue((kinds[unit * 3] * UInt16(classes) + kinds[unit * 3 + 1]) * UInt16(classes) + kinds[unit * 3 + 2], at: unit)
        }
      }
    }
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
