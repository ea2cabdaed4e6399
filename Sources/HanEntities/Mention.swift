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
  static func settled(_ mentions: [Mention]) -> [Mention] {
    if areApart(mentions) { return mentions }
    let sorted = mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
    if areApart(sorted) { return sorted }
    var kept: [Mention] = []
    kept.reserveCapacity(sorted.count)
    var start = 0
    while start < sorted.count {
      var end = start + 1
      var reach = sorted[start].range.upperBound
      while end < sorted.count, sorted[end].range.lowerBound < reach {
        reach = max(reach, sorted[end].range.upperBound)
        end += 1
      }
      if end == start + 1 { kept.append(sorted[start]) } else { kept += strongest(Array(sorted[start..<end])) }
      start = end
    }
    return kept
  }

  private static func areApart(_ mentions: [Mention]) -> Bool {
    zip(mentions, mentions.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
  }

  /// Of mentions that overlap, in text order: the stronger before the weaker, the longer before the shorter.
  private static func strongest(_ mentions: [Mention]) -> [Mention] {
    let order = mentions.indices.sorted { a, b in
      let (first, second) = (mentions[a], mentions[b])
      if first.rank != second.rank { return first.rank > second.rank }
      return first.range.count != second.range.count ? first.range.count > second.range.count : a < b
    }
    var kept: [Mention] = []
    for index in order {
      let range = mentions[index].range
      let place = kept.firstIndex(past: { $0.range.upperBound <= range.lowerBound })
      if place == kept.count || kept[place].range.lowerBound >= range.upperBound { kept.insert(mentions[index], at: place) }
    }
    return kept
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
