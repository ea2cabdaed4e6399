import HanArticle

/// Finds a name everywhere in the article once a rule has found it anywhere.
struct Propagation {
  private struct Surface {
    var text: [UInt8]
    var mention: Mention
    /// Shorter names are looked for only where words begin and end.
    var isShort: Bool
  }

  let reading: Reading
  private var surfaces: [Surface] = []
  private var byStart: [UInt32: [Int]] = [:]
  /// Whether a name may begin with three bytes, by their last twelve bits: most places are passed over with one look.
  private var mayBegin: [Bool] = []
  private static let most = 512

  init(_ mentions: [Mention], in reading: Reading) {
    self.reading = reading
    for mention in mentions where mention.rank > .weak {
      if mention.source != .gazetteer, [.person, .org].contains(mention.label) { add(mention.range, mention) }
      if mention.label == .person { addFamilyName(mention) }
    }
  }

  /// The occurrences that no mention covers yet.
  func mentions(beside settled: [Mention]) -> [Mention] {
    if surfaces.isEmpty { return [] }
    var taken = Coverage(reading.count)
    for mention in settled where mention.rank > .weak { taken.cover(mention.range) }
    var found: [Mention] = []
    var at = 0
    while at + 2 < reading.count {
      if let surface = surface(at), !taken.overlaps(at..<(at + surface.text.count)) {
        var mention = surface.mention
        mention.range = at..<(at + surface.text.count)
        mention.rule = .propagated
        mention.confidence = min(mention.confidence, 0.8)
        found.append(mention)
        at += surface.text.count
      } else {
        at = reading.next(at)
      }
    }
    return found
  }

  private func surface(_ at: Int) -> Surface? {
    let start = key(reading.folded, at)
    guard mayBegin[Int(start & 0xFFF)], let candidates = byStart[start] else { return nil }
    var best: Surface?
    for index in candidates where surfaces[index].text.count > best?.text.count ?? 0 && stands(surfaces[index], at) {
      best = surfaces[index]
    }
    return best
  }

  private func stands(_ surface: Surface, _ at: Int) -> Bool {
    let end = at + surface.text.count
    guard end <= reading.count, reading.folded[at..<end].elementsEqual(surface.text) else { return false }
    if let atom = reading.atom(at: at), reading.atoms[atom].range.lowerBound < at { return false }
    if let atom = reading.atom(at: end - 1), reading.atoms[atom].range.upperBound > end { return false }
    return !surface.isShort || (reading.isBoundary(at) && reading.isBoundary(end))
  }

  private mutating func add(_ range: Range<Int>, _ mention: Mention) {
    let text = Array(reading.folded[range])
    guard text.count >= 4, surfaces.count < Self.most, !surfaces.contains(where: { $0.text == text }) else { return }
    let start = key(text, 0)
    if mayBegin.isEmpty { mayBegin = [Bool](repeating: false, count: 1 << 12) }
    mayBegin[Int(start & 0xFFF)] = true
    byStart[start, default: []].append(surfaces.count)
    surfaces.append(Surface(text: text, mention: mention, isShort: reading.hanCount(range) < 3))
  }

  /// 纳德拉 of 萨提亚·纳德拉, Surface of Carol Surface.
  private mutating func addFamilyName(_ mention: Mention) {
    var at = mention.range.upperBound
    while at > mention.range.lowerBound {
      let before = reading.previous(at)
      let isHanDot = reading.begins(ForeignNameRule.dots, at: before)
      if isHanDot || (reading.source[before] == 0x20 && reading.source[mention.range.lowerBound] < 0x80) {
        return add(at..<mention.range.upperBound, mention)
      }
      at = before
    }
  }

  private func key(_ text: [UInt8], _ at: Int) -> UInt32 {
    at + 2 < text.count ? UInt32(text[at]) << 16 | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2]) : 0
  }
}
