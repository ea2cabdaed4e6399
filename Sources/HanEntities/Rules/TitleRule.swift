import HanArticle

/// Says who holds which title, and where: 微软首席执行官萨提亚·纳德拉, 马斯克，特斯拉CEO.
struct TitleRule {
  let vocabulary: NameVocabulary
  let reading: Reading

  private static let joints: Marks = ["、", "/", "／", "|", "｜", "：", ":"]
  private static let openings: Marks = ["》", "」", "”", "・", "·"]

  private static let ends: Marks = Marks.ends + ["\n"]
  private static let clauseEnds: Marks = ["，", ",", "。", "；", ";"]

  /// How many mentions behind a title may share it.
  private static let mostNames = 16

  func relations(_ entities: [Entity]) -> [Relation] {
    var relations: [Relation] = []
    for index in entities.indices where entities[index].label == .title && entities[index].aliasOf == nil {
      let persons = persons(of: index, entities)
      if persons.isEmpty { continue }
      let organisation = organisation(of: index, entities)
      relations += persons.map { .holdsTitle(person: $0, title: index, org: organisation) }
    }
    return relations
  }

  /// The persons named behind the title, over other titles between; else the one directly before it. Another name of one mentioned before is passed over.
  private func persons(of title: Int, _ entities: [Entity]) -> [Int] {
    var persons: [Int] = []
    var next = title + 1
    var end = past(entities[title])
    while next < entities.count, next - title <= Self.mostNames {
      let entity = entities[next]
      if entity.aliasOf == nil {
        guard gap(end, entity.range.lowerBound), entity.label == .person || (persons.isEmpty && entity.label == .title) else { break }
        if entity.label == .person { persons.append(next) }
        end = past(entity)
      }
      next += 1
    }
    if persons.isEmpty, title > 0, entities[title - 1].label == .person,
      entities[title - 1].range.upperBound == entities[title].range.lowerBound
    {
      persons = [title - 1]
    }
    return persons
  }

  /// Whether only space and joints stand between.
  private func gap(_ end: Int, _ start: Int) -> Bool { reading.pastJoints(Self.joints, from: end, vocabulary) >= start }

  /// The end of a mention, or of the parentheses that hold another name of it.
  private func past(_ entity: Entity) -> Int {
    let end = entity.range.upperBound
    guard reading.begins(.openParentheses, at: end) else { return end }
    var at = end
    for _ in 0..<40 where at < reading.count {
      if reading.begins(.closeParentheses, at: at) { return reading.next(at) }
      at = reading.next(at)
    }
    return end
  }

  /// The organisation or country directly before the title; for a title that opens its clause, the organisation the sentence speaks of.
  private func organisation(of title: Int, _ entities: [Entity]) -> Int? {
    let start = entities[title].range.lowerBound
    let sentence = sentenceStart(start)
    var isFirst = true
    for index in stride(from: title - 1, through: max(0, title - Self.mostNames), by: -1) {
      let entity = entities[index]
      let end = past(entity)
      guard entity.range.lowerBound >= sentence else { return nil }
      if end > start || entity.aliasOf != nil { continue }
      if entity.label == .org {
        return isClose(end..<start) || opensClause(start) ? index : nil
      }
      if isFirst, entity.label == .gpe, isClose(end..<start) { return index }
      if entity.label != .title { isFirst = false }
    }
    return nil
  }

  /// Where the sentence begins that a place is in, looked for over a few hundred bytes.
  private func sentenceStart(_ place: Int) -> Int {
    var at = place
    while at > 0, place - at < 240 {
      let before = reading.previous(at)
      if reading.begins(Self.ends, at: before) { return at }
      at = before
    }
    return at
  }

  /// At most a few characters without punctuation between: 旗下, 前任, 联合.
  private func isClose(_ range: Range<Int>) -> Bool {
    guard range.count <= 24 else { return false }
    var at = range.lowerBound
    while at < range.upperBound {
      if isMark(at), !reading.begins(Self.openings, at: at),
        !reading.begins(Self.joints, at: at)
      {
        return false
      }
      at = reading.next(at)
    }
    return true
  }

  private func opensClause(_ start: Int) -> Bool {
    start > 0 && reading.begins(Self.clauseEnds, at: reading.previous(start))
  }

  private func isMark(_ at: Int) -> Bool {
    WordKind(shapeOf: reading.source[at..<reading.next(at)]) == .punctuation
  }
}
