import HanArticle

/// A name that was found, before it is settled which of several overlapping ones stands.
struct Mention {
  /// How sure a finding is; where two overlap the higher rank stands, of two with one rank the longer.
  enum Rank: UInt8, Comparable {
    case weak, likely, firm, certain
    static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }

  var range: Range<Int>
  var label: Entity.Label
  var subtype: Entity.Subtype?
  /// The gazetteer's row.
  var row: Int?
  var rule: NameRule
  var rank: Rank
  var confidence: Double

  /// Where it came from, as an entity says it.
  var source: Entity.Source { rule.source }

  init(
    _ range: Range<Int>, _ label: Entity.Label, _ subtype: Entity.Subtype? = nil, row: Int? = nil, by rule: NameRule, rank: Rank,
    confidence: Double
  ) {
    self.range = range
    self.label = label
    self.subtype = subtype
    self.row = row
    self.rule = rule
    self.rank = rank
    self.confidence = confidence
  }

  /// Those that stand when no two may overlap, in text order.
  static func settled(_ mentions: [Mention], length: Int) -> [Mention] {
    let order = mentions.indices.sorted { a, b in
      let (first, second) = (mentions[a], mentions[b])
      if first.rank != second.rank { return first.rank > second.rank }
      if first.range.count != second.range.count { return first.range.count > second.range.count }
      return first.range.lowerBound == second.range.lowerBound
        ? a < b : first.range.lowerBound < second.range.lowerBound
    }
    var taken = Coverage(length)
    var kept: [Mention] = []
    for index in order where !taken.overlaps(mentions[index].range) {
      taken.cover(mentions[index].range)
      kept.append(mentions[index])
    }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// Which bytes of a text are taken.
struct Coverage {
  private var taken: [Bool]

  init(_ length: Int) { taken = [Bool](repeating: false, count: length) }

  func overlaps(_ range: Range<Int>) -> Bool {
    range.clamped(to: 0..<taken.count).contains { taken[$0] }
  }

  mutating func cover(_ range: Range<Int>) {
    for at in range.clamped(to: 0..<taken.count) { taken[at] = true }
  }
}
