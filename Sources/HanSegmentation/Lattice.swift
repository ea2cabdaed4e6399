import HanLexicon

/// The words that a stretch of text may be cut into, and the cheapest path through them. Its memory is kept from one stretch to the next.
struct Lattice {
  /// A place between two bytes: the cheapest path that ends there, where a word that begins there must end at the latest, and whether a unit begins
  /// there, so that a word may end.
  private struct Place {
    var cost = Int32.max
    var previous: Int32 = -1
    var limit = Int32.max
    var isBoundary = false
  }

  private var places: [Place] = []
  private var path: [Int] = []
  private var length = 0

  /// Costs, as ``Lexicon/cost(_:)`` counts them: a character or name that no dictionary knows, a numeral of several characters, a numeral with its date unit.
  private static let unknown: Int32 = 20 * 1024
  private static let numeralRun: Int32 = 11 * 1024
  private static let dateRun: Int32 = 11 * 1024

  /// Calls `found` with the bytes of each word of the cheapest path, in order.
  mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ whole: Stretch, _ vocabulary: Segmenter.Vocabulary, joinsDates: Bool, found: (Range<Int>) -> Void
  ) {
    let start = whole.start
    length = whole.end - start
    let stretch = UnsafeBufferPointer(rebasing: bytes[start..<(start + length)])
    // Taken out for the while, so that the units may be read beside it without a copy.
    var places: [Place] = []
    swap(&places, &self.places)
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(Place(), count: length + 1))
    places.withUnsafeMutableBufferPointer { places in
      Self.mark(places, whole)
      Self.force(places, vocabulary.userWords.hard(in: whole, of: bytes), whole)
      var at = 0
      for unit in 0..<whole.count {
        let end = whole.ends[unit] - start
        if places[at].isBoundary {
          Self.relax(places, at, end, Self.unknown)
          for words in vocabulary.overlays { Self.relax(places, at, stretch, words) }
          Self.relax(places, at, stretch, vocabulary.words)
          relaxNumeral(places, whole, unit, at, stretch, vocabulary.characters, joinsDates)
        }
        at = end
      }
    }
    swap(&places, &self.places)
    emit(start, found)
  }

  private static func mark(_ places: UnsafeMutableBufferPointer<Place>, _ whole: Stretch) {
    places[0] = Place(cost: 0, isBoundary: true)
    for unit in 0..<whole.count { places[whole.ends[unit] - whole.start].isBoundary = true }
  }

  /// No word ends inside a hard word of the user's, and none reaches over its beginning or its end: what is left there is that word.
  private static func force(_ places: UnsafeMutableBufferPointer<Place>, _ words: [Range<Int>], _ whole: Stretch) {
    var end = 0
    for units in words {
      let word = (whole.begin(of: units.lowerBound) - whole.start)..<(whole.ends[units.upperBound - 1] - whole.start)
      for at in end..<word.lowerBound { places[at].limit = Int32(word.lowerBound) }
      places[word.lowerBound].limit = Int32(word.upperBound)
      for at in word.dropFirst() { places[at].isBoundary = false }
      end = word.upperBound
    }
  }

  @inline(__always)
  private static func relax(_ places: UnsafeMutableBufferPointer<Place>, _ from: Int, _ to: Int, _ cost: Int32) {
    guard places[to].isBoundary, Int32(to) <= places[from].limit else { return }
    let total = places[from].cost &+ cost
    if total < places[to].cost {
      places[to].cost = total
      places[to].previous = Int32(from)
    }
  }

  @inline(__always)
  private static func relax(
    _ places: UnsafeMutableBufferPointer<Place>, _ at: Int, _ stretch: UnsafeBufferPointer<UInt8>, _ words: Lexicon
  ) {
    words.trie.forEachPrefix(of: stretch, from: at) { end, key in
      relax(places, at, end, words.cost(key))
    }
  }

  /// A run of Chinese numerals is a word, and so is a numeral with the unit of a date.
  private func relaxNumeral(
    _ places: UnsafeMutableBufferPointer<Place>, _ whole: Stretch, _ unit: Int, _ at: Int, _ stretch: UnsafeBufferPointer<UInt8>,
    _ characters: CharacterTable, _ joinsDates: Bool
  ) {
    let kind = whole.kinds[unit]
    guard kind == .hanNumeral || kind == .numeral else { return }
    // A run is taken from its first character on, so that its length is counted once.
    if kind == .hanNumeral, unit > 0, whole.kinds[unit - 1] == .hanNumeral { return }
    var next = unit + 1
    if kind == .hanNumeral {
      while next < whole.count, whole.kinds[next] == .hanNumeral { next += 1 }
      if next > unit + 1 { Self.relax(places, at, whole.ends[next - 1] - whole.start, Self.numeralRun) }
    }
    if joinsDates, next < whole.count, whole.kinds[next] == .han,
      characters.roles(stretch, whole.ends[next - 1] - whole.start).contains(.dateUnit)
    {
      Self.relax(places, at, whole.ends[next] - whole.start, Self.dateRun)
    }
  }

  private mutating func emit(_ start: Int, _ found: (Range<Int>) -> Void) {
    path.removeAll(keepingCapacity: true)
    var at = length
    while at > 0 {
      path.append(at)
      at = max(0, Int(places[at].previous))
    }
    var from = 0
    for to in path.reversed() {
      found((start + from)..<(start + to))
      from = to
    }
  }
}
