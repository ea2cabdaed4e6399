import HanArticle
import HanLexicon

/// The phrases of three and more characters whose readings the dictionaries know: over a character, they count before the model.
final class PhraseVotes {
  static let trie = "phrases/words"
  static let filter = "phrases/filter"
  static let starts = "phrases/starts"
  /// In characters; votes of two bits each must fit a number of 32.
  static let lengths = 3...8
  private static let salt: UInt32 = 0x5BD1_E995

  private let image: Image
  private let words: DoubleArray
  private let filter: BitFilter
  private let starts: BitFilter

  init(_ image: Image) throws(LexiconError) {
    self.image = image
    words = try DoubleArray(image, Self.trie)
    filter = try BitFilter(image, Self.filter)
    starts = try BitFilter(image, Self.starts)
  }

  /// The reading of the character at a place by the longest phrase that covers it, or ``IslandWord/none``.
  @inline(__always) func vote(_ input: UnsafeBufferPointer<UInt8>, at: Int, _ context: Context, _ scalar: UInt32, _ island: Island) -> UInt8 {
    let here = UInt16(truncatingIfNeeded: scalar)
    guard
      filter.mayHold(Self.hash(.first, here, context.after, context.afterNext))
        || filter.mayHold(Self.hash(.second, context.before, here, context.after))
        || filter.mayHold(Self.hash(.third, context.beforeLast, context.before, here))
    else { return IslandWord.none }
    return find(input, at, island)
  }

  private func find(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ island: Island) -> UInt8 {
    var (best, length) = (IslandWord.none, 0)
    var start = at
    while true {
      let mayStart = start + 6 <= input.count && starts.mayHold(Self.start(input, start))
      if mayStart {
        words.forEachPrefix(of: input, from: start) { end, votes in
          let place = (at - start) / 3
          guard end > at, end - start > length, place < Self.lengths.upperBound else { return }
          let vote = UInt8(votes >> UInt32(place * 2) & 3)
          if vote == IslandWord.none { return }
          if end - start <= TableComposer.longestBounded * 3, !island.isBounded(input, start..<end) { return }
          (best, length) = (vote, end - start)
        }
      }
      guard start >= 3, at - start < (Self.lengths.upperBound - 1) * 3, Island.isHan(input[start - 3]), input[start - 1] >= 0x80 else { return best }
      start -= 3
    }
  }

  /// The hash of the two characters at a place.
  @inline(__always) private static func start(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    PairTable.hash(Rewriter<NoListener>.scalar(text, at) << 16 | Rewriter<NoListener>.scalar(text, at + 3))
  }

  /// Which of three characters of a phrase the choice is.
  private enum Place: UInt32 { case first, second, third }

  @inline(__always) private static func hash(_ place: Place, _ a: UInt16, _ b: UInt16, _ c: UInt16) -> UInt32 {
    PairTable.hash(PairTable.hash(UInt32(a) << 16 | UInt32(b)) ^ UInt32(c) &+ place.rawValue &* salt)
  }

  /// The sections, from phrases and how they are spelled.
  static func sections(_ phrases: [[Unicode.Scalar]: [Unicode.Scalar]], _ back: ReadBack) -> [(String, [UInt8])] {
    var found: [(key: [UInt8], votes: UInt32)] = []
    var hashes: [UInt32] = []
    for (source, target) in phrases where lengths.contains(source.count) && source.allSatisfy({ (0x3400...0x9FFF).contains($0.value) }) {
      var votes = UInt32.max
      for (at, scalar) in source.enumerated() {
        guard let reading = back.reading(scalar, target[at])?.reading else { continue }
        votes = votes & ~(3 << UInt32(at * 2)) | UInt32(reading) << UInt32(at * 2)
        let place = at + 2 < source.count ? Place.first : at + 1 < source.count ? .second : .third
        let three = source[(at - Int(place.rawValue))...].prefix(3).map { UInt16(truncatingIfNeeded: $0.value) }
        hashes.append(hash(place, three[0], three[1], three[2]))
      }
      if votes != UInt32.max { found.append((TableComposer.bytes(source), votes)) }
    }
    found.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return [
      (trie, DoubleArray.section(found.map(\.key), values: found.map(\.votes))), (filter, BitFilter.section(hashes)),
      (starts, BitFilter.section(found.map { $0.key.withUnsafeBufferPointer { start($0, 0) } }))
    ]
  }
}
