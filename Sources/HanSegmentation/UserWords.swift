import HanArticle
import HanLexicon
import HanText

/// The users' words: the hard ones stand wherever they are found, the soft ones are only likelier than others.
///
/// A word begins and ends where an atom or a character outside of atoms does, so that no Latin name or numeral is ever cut.
struct UserWords: Sendable {
  let lexicons: [Lexicon]
  private let strengths: [Int?]

  init(_ lexicons: [Lexicon]) {
    self.lexicons = lexicons
    strengths = lexicons.map { $0.column("strength") }
  }

  var isEmpty: Bool { lexicons.isEmpty }

  /// Whether a word, as the trie of a lexicon gives it, is hard.
  func isHard(_ key: UInt32, of index: Int) -> Bool {
    guard let column = strengths[index], let row = lexicons[index].row(key) else { return true }
    return !lexicons[index].bytes(row: row, column: column).elementsEqual("soft".utf8)
  }

  /// The hard words of a stretch, in units: the leftmost, and of those that begin together the longest.
  func hard(in stretch: Stretch, of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] { words(in: stretch, of: bytes, areHard: true) }

  /// The soft words of a stretch, chosen as the hard ones are.
  func soft(in stretch: Stretch, of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] { words(in: stretch, of: bytes, areHard: false) }

  private func words(in stretch: Stretch, of bytes: UnsafeBufferPointer<UInt8>, areHard: Bool) -> [Range<Int>] {
    if isEmpty { return [] }
    let text = UnsafeBufferPointer(rebasing: bytes[..<stretch.end])
    let ends = UnsafeBufferPointer(start: stretch.ends, count: stretch.count)
    var found: [Range<Int>] = []
    var unit = 0
    while unit < stretch.count {
      var last: Int?
      for (index, words) in lexicons.enumerated() {
        words.trie.forEachPrefix(of: text, from: stretch.begin(of: unit)) { end, key in
          guard let place = ends[unit...].firstIndex(where: { $0 >= end }), ends[place] == end, place >= last ?? unit else { return }
          if isHard(key, of: index) == areHard { last = place }
        }
      }
      let next = (last ?? unit) + 1
      if last != nil { found.append(unit..<next) }
      unit = next
    }
    return found
  }

  /// The words that no stretch could hold, since they have white space or marks in them, in bytes.
  ///
  /// They stand even where they are soft: a name of several words is hardly anything else.
  func spaced(_ bytes: UnsafeBufferPointer<UInt8>, _ atoms: [Atom], _ characters: CharacterTable) -> [Range<Int>] {
    if isEmpty { return [] }
    var found: [Range<Int>] = []
    var (at, atom) = (0, 0)
    while at < bytes.count {
      while atom < atoms.count, atoms[atom].range.upperBound <= at { atom += 1 }
      if let end = spaced(bytes, from: at, atoms[atom...], characters) {
        found.append(at..<end)
        at = end
      } else {
        at = Self.unit(bytes, at, atoms[atom...]).end
      }
    }
    return found
  }

  /// The end of the longest such word that begins at a place.
  private func spaced(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ atoms: ArraySlice<Atom>, _ characters: CharacterTable
  ) -> Int? {
    var longest: Int?
    for words in lexicons {
      words.trie.forEachPrefix(of: bytes, from: start) { end, _ in
        if end > longest ?? start, Self.leavesStretch(bytes, start..<end, atoms, characters) { longest = end }
      }
    }
    return longest
  }

  /// Whether a range ends where a unit does and has in it what stands in no stretch.
  private static func leavesStretch(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ atoms: ArraySlice<Atom>, _ characters: CharacterTable
  ) -> Bool {
    var (at, atoms, leaves) = (range.lowerBound, atoms, false)
    while at < range.upperBound {
      while let first = atoms.first, first.range.upperBound <= at { atoms.removeFirst() }
      let unit = unit(bytes, at, atoms)
      if !unit.isAtom, characters.roles(bytes, at).isDisjoint(with: [.han, .numeral, .nameDot]) { leaves = true }
      at = unit.end
    }
    return leaves && at == range.upperBound
  }

  /// The end of the atom or character that begins at a place.
  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ atoms: ArraySlice<Atom>) -> (end: Int, isAtom: Bool) {
    if let atom = atoms.first, atom.range.lowerBound == at { return (atom.range.upperBound, true) }
    return (min(bytes.count, at + UTF8Bytes.length(ofLead: bytes[at])), false)
  }
}
