import HanArticle

/// Says who holds which title, and where: 微软首席执行官萨提亚·纳德拉, 马斯克，特斯拉CEO.
struct TitleRule {
  let reading: Reading

  private static let joints = ["兼", "、", "和", "与", "及", "/", "／", "|", "｜", "：", ":"]
  private static let openings = ["的", "》", "」", "”", "・", "·"]

  /// How many mentions behind a title may share it.
  private static let mostNames = 16

  func relations(_ entities: [Entity]) -> [Relation] {
    var relations: [Relation] = []
    for index in entities.indices where entities[index].label == .title {
      for person in persons(of: index, entities) {
        relations.append(.holdsTitle(person: person, title: index, org: organisation(of: index, entities)))
      }
    }
    return relations
  }

  /// The persons named behind the title, over other titles between; else the one directly before it.
  private func persons(of title: Int, _ entities: [Entity]) -> [Int] {
    var persons: [Int] = []
    var next = title + 1
    var end = entities[title].range.upperBound
    while next < entities.count, next - title <= Self.mostNames, gap(end, entities[next].range.lowerBound) {
      let isName = entities[next].label == .person
      guard isName || (persons.isEmpty && entities[next].label == .title) else { break }
      if isName { persons.append(next) }
      end = past(entities[next])
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
  private func gap(_ end: Int, _ start: Int) -> Bool { reading.skip(Self.joints, from: end) >= start }

  /// The end of a mention, or of the parentheses that hold another name of it.
  private func past(_ entity: Entity) -> Int {
    let end = entity.range.upperBound
    guard reading.begins("(", at: end) || reading.begins("（", at: end) else { return end }
    var at = end
    for _ in 0..<40 where at < reading.count {
      if reading.begins(")", at: at) || reading.begins("）", at: at) { return reading.next(at) }
      at = reading.next(at)
    }
    return end
  }

  /// The organisation or country directly before the title; for a title that opens its clause, the organisation the sentence speaks of.
  private func organisation(of title: Int, _ entities: [Entity]) -> Int? {
    var index = title - 1
    let start = entities[title].range.lowerBound
    var isFirst = true
    while index >= 0 {
      let entity = entities[index]
      let end = past(entity)
      if end <= start {
        let between = end..<start
        if entity.label == .org || (isFirst && entity.label == .gpe) {
          if isClose(between) || (entity.label == .org && opensClause(start) && isOneSentence(between)) { return index }
          if entity.label == .org { return nil }
        }
        if !isOneSentence(between) { return nil }
        if entity.label != .title, entity.label != .ticker { isFirst = false }
      }
      index -= 1
    }
    return nil
  }

  /// At most a few characters without punctuation between: 旗下, 前任, 联合.
  private func isClose(_ range: Range<Int>) -> Bool {
    guard range.count <= 24 else { return false }
    var at = range.lowerBound
    while at < range.upperBound {
      if isMark(at), !Self.openings.contains(where: { reading.begins($0, at: at) }),
        !Self.joints.contains(where: { reading.begins($0, at: at) })
      {
        return false
      }
      at = reading.next(at)
    }
    return true
  }

  private func opensClause(_ start: Int) -> Bool {
    start > 0 && ["，", ",", "。", "；", ";"].contains { reading.begins($0, at: reading.previous(start)) }
  }

  private func isOneSentence(_ range: Range<Int>) -> Bool {
    guard range.count <= 240 else { return false }
    var at = range.lowerBound
    while at < range.upperBound {
      if ["。", "！", "？", "!", "?", "\n"].contains(where: { reading.begins($0, at: at) }) { return false }
      at = reading.next(at)
    }
    return true
  }

  private func isMark(_ at: Int) -> Bool {
    WordKind(shapeOf: reading.source[at..<reading.next(at)]) == .punctuation
  }
}
