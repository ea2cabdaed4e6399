import HanArticle
import HanLexicon

/// Finds what the document itself equates: 深度求索(DeepSeek), A(以下简称B).
struct AliasRule {
  let stage: EntitiesStage
  let reading: Reading

  private static let openings: Marks = ["“", "「", "\"", "：", ":", "『"]
  private static let closings: Marks = ["”", "」", "\"", "』"]
  private static let ends: Marks = [")", "）", ",", "，", ";", "；"]

  /// Gives the second of two equated mentions its `aliasOf`, and both one reference.
  func link(_ entities: inout [Entity]) {
    for index in entities.indices.dropFirst() where isAlias(entities[index], of: entities[index - 1]) {
      entities[index].aliasOf = entities[index - 1].aliasOf ?? index - 1
      if entities[index].ref == nil { copy(from: index - 1, to: index, &entities) }
      if entities[index - 1].ref == nil { copy(from: index, to: index - 1, &entities) }
    }
  }

  private func copy(from source: Int, to target: Int, _ entities: inout [Entity]) {
    entities[target].ref = entities[source].ref
    if entities[target].label != .ticker { entities[target].tickers = entities[source].tickers }
    entities[target].subtype = entities[target].label == .org ? entities[source].subtype ?? entities[target].subtype : nil
  }

  private func isAlias(_ second: Entity, of first: Entity) -> Bool {
    guard isEnclosed(second.range, behind: first.range.upperBound) else { return false }
    if second.label == .ticker { return first.label == .org && (second.ref == nil || first.ref == nil || second.ref == first.ref) }
    guard second.label == first.label else { return false }
    return first.ref == nil || second.ref == nil || first.ref == second.ref
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
