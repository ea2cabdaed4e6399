import HanArticle
import HanLexicon

/// Finds what the document itself equates: 深度求索(DeepSeek), A(以下简称B), A(乙提出的定律，直译为“丙”), Test Time Scaling(TTS).
struct AliasRule {
  let stage: EntitiesStage
  let reading: Reading

  private static let openings: Marks = ["“", "「", "\"", "：", ":", "『"]
  private static let closings: Marks = ["”", "」", "\"", "』"]
  private static let breaks: Marks = .closeParentheses + ["\n"]
  private static let ends: Marks = [")", "）", ",", "，", ";", "；"]

  /// How many bytes of explanation may stand in the parentheses before the other name.
  private static let reach = 240

  /// Gives the second of two equated mentions its `aliasOf`, and both one reference.
  func link(_ entities: inout [Entity]) {
    var opened: Int?
    for index in entities.indices.dropFirst() {
      if opensParentheses(entities[index - 1].range.upperBound) { opened = index - 1 }
      guard let named = opened else { continue }
      if named == index - 1, isEnclosed(entities[index].range, behind: entities[named].range.upperBound) {
        if entities[named].ref != nil, isInitials(entities[index], of: entities[named]) {
          entities[index].label = entities[named].label
          copy(from: named, to: index, &entities)
        }
        if isAlias(entities[index], of: entities[named]) { equate(index, named, &entities) }
      } else if entities[index].range.lowerBound - entities[named].range.upperBound > Self.reach {
        opened = nil
      } else if isExplained(entities[index].range, behind: entities[named].range.upperBound), isAlias(entities[index], of: entities[named]) {
        equate(index, named, &entities)
      }
    }
  }

  private func opensParentheses(_ end: Int) -> Bool {
    let at = reading.skip([], from: end)
    return reading.begins("(", at: at) || reading.begins("（", at: at)
  }

  private func equate(_ second: Int, _ first: Int, _ entities: inout [Entity]) {
    entities[second].aliasOf = entities[first].aliasOf ?? first
    if entities[second].ref == nil { copy(from: first, to: second, &entities) }
    if entities[first].ref == nil { copy(from: second, to: first, &entities) }
  }

  private func copy(from source: Int, to target: Int, _ entities: inout [Entity]) {
    entities[target].ref = entities[source].ref
    if entities[target].label != .ticker { entities[target].tickers = entities[source].tickers }
    entities[target].subtype = entities[target].label == .org ? entities[source].subtype ?? entities[target].subtype : nil
  }

  private func isAlias(_ second: Entity, of first: Entity) -> Bool {
    if second.label == .ticker { return first.label == .org && (second.ref == nil || first.ref == nil || second.ref == first.ref) }
    guard second.label == first.label else { return false }
    return first.ref == nil || second.ref == nil || first.ref == second.ref
  }

  /// Whether the second is made of the capitals of the first, a name of several words: whatever else it may stand for, here it is that.
  private func isInitials(_ second: Entity, of first: Entity) -> Bool {
    let name = reading.source[first.range]
    guard second.label != .ticker, second.range.count >= 2, name.contains(0x20), name.allSatisfy({ $0 < 0x80 }) else { return false }
    return name.filter { (65...90).contains($0) }.elementsEqual(reading.source[second.range])
  }

  /// Whether a word such as 直译为 introduces the range in the parentheses that open directly behind the first name.
  private func isExplained(_ range: Range<Int>, behind end: Int) -> Bool {
    let start = reading.previousText(range.lowerBound, marks: Self.openings)
    guard let word = reading.longestCue([.alias], endingAt: start, stage.vocabulary) else { return false }
    var at = end
    while at < word.lowerBound {
      if reading.begins(Self.breaks, at: at) { return false }
      at = reading.next(at)
    }
    return at == word.lowerBound
  }

  /// Whether the range stands in parentheses that open directly behind the first name, alone or after a word such as 简称.
  private func isEnclosed(_ range: Range<Int>, behind end: Int) -> Bool {
    var at = reading.skip(.none, from: end)
    guard reading.begins(.openParentheses, at: at) else { return false }
    at = reading.skip(.none, from: reading.next(at))
    while at < range.lowerBound, let end = reading.pastAliasWord(at, stage.vocabulary) { at = end }
    at = reading.skip(Self.openings, from: at)
    guard at == range.lowerBound else { return false }
    let close = reading.skip(Self.closings, from: range.upperBound)
    return reading.begins(Self.ends, at: close)
  }
}
