import HanArticle

/// Says who holds which title, and where: 微软首席执行官萨提亚·纳德拉, 马斯克，特斯拉CEO，.
struct TitleRule {
  let vocabulary: NameVocabulary
  let reading: Reading
  let entities: [Entity]
  let clause: ClauseReader

  private static let joints: Marks = ["、", "/", "／", "|", "｜", "：", ":"]
  private static let openings: Marks = ["》", "」", "”", "・", "·"]
  private static let clauseEnds: Marks = ["，", ",", "。", "；", ";"]

  /// How many mentions behind a title may share it.
  private static let mostNames = 16

  init(vocabulary: NameVocabulary, reading: Reading, entities: [Entity]) {
    self.vocabulary = vocabulary
    self.reading = reading
    self.entities = entities
    clause = ClauseReader(reading: reading, entities: entities)
  }

  func relations() -> [Relation] {
    let offices = OfficeRule(vocabulary: vocabulary, reading: reading, entities: entities, clause: clause)
    let byline = BylineReader(vocabulary: vocabulary, reading: reading, entities: entities, clause: clause)
    var house: Int??
    var relations: [Relation] = []
    for title in entities.indices where entities[title].label == .title && entities[title].aliasOf == nil {
      let persons = persons(of: title)
      if persons.isEmpty || isApart(persons[0], from: title), let office = offices.office(of: title) {
        relations += office.persons.flatMap { person in
          office.organisations.map { .holdsTitle(person: person, title: title, org: $0) }
        }
      } else if !persons.isEmpty {
        let organisation = persons[0] < title ? beside(persons[0]) : organisation(of: title) ?? byline.medium(of: title, &house)
        relations += persons.map { .holdsTitle(person: $0, title: title, org: organisation) }
      }
    }
    return relations
  }

  private func isApart(_ person: Int, from title: Int) -> Bool {
    person > title && reading.isSpace(entities[title].range.upperBound)
  }

  // MARK: Persons

  /// The persons named behind the title, over other titles between; else the one directly before it. Another name of one mentioned before is passed over.
  private func persons(of title: Int) -> [Int] {
    let next = title + 1 < entities.count ? entities[title + 1] : nil
    // 总统 in 总统新闻秘书 says whose secretary it is.
    if next?.label == .title, next?.range.lowerBound == entities[title].range.upperBound { return [] }
    let behind = personsBehind(title)
    let isBeside = behind.first.map { entities[$0].range.lowerBound == entities[title].range.upperBound } ?? false
    if !isBeside, title > 0, entities[title - 1].label == .person,
      entities[title - 1].range.upperBound == entities[title].range.lowerBound
    {
      return [title - 1]
    }
    return behind
  }

  private func personsBehind(_ title: Int) -> [Int] {
    var persons: [Int] = []
    var end = clause.past(entities[title])
    var isDescribed = false
    for (next, entity) in entities.enumerated().dropFirst(title + 1).prefix(Self.mostNames) where entity.aliasOf == nil {
      let start = entity.range.lowerBound
      switch entity.label {
      case .person where !isDescribed && gap(end, start): persons.append(next)
      case .title where persons.isEmpty && (isDescribed ? isClose(end..<start, joints: []) : gap(end, start)): isDescribed = false
      // 甲公司董事长、乙协会会长张三: the names between describe the next title.
      case .org, .gpe, .tech:
        guard persons.isEmpty, isDescribed ? isClose(end..<start, joints: []) : start > end && gap(end, start) else { return persons }
        isDescribed = true
      default: return persons
      }
      end = clause.past(entity)
    }
    return persons
  }

  /// Whether only space and joints stand between, or words such as 现任.
  private func gap(_ end: Int, _ start: Int) -> Bool {
    var at = reading.pastJoints(Self.joints, from: end, vocabulary)
    while at > end, at < start, let past = reading.past([.office, .copula, .manner], at, vocabulary) { at = past }
    return at >= start
  }

  // MARK: Organisations

  /// The organisation or country directly before the title; for a title that opens its clause, the organisation the sentence speaks of.
  private func organisation(of title: Int) -> Int? {
    let start = entities[title].range.lowerBound
    let sentence = clause.sentenceStart(start)
    // 总统 is held in a country, not at the party that the same person leads.
    let isOfState = reading.has(.state, entities[title].range, vocabulary)
    var isBehindTitle = false
    var isFirst = true
    for index in stride(from: title - 1, through: max(0, title - Self.mostNames), by: -1) {
      let entity = entities[index]
      let end = clause.past(entity)
      guard entity.range.lowerBound >= sentence else { return nil }
      if end > start || entity.aliasOf != nil { continue }
      let isClose = isClose(end..<start, joints: Self.joints)
      if entity.label == .org {
        if isOfState, isBehindTitle || !isFirst || !self.isClose(end..<start, joints: []) { return nil }
        let stands = isClose ? isDescription(end..<start, ofState: isOfState) : opensClause(start) && !isDispatch(index)
        return stands ? index : nil
      }
      if isFirst, entity.label == .gpe, isClose { return index }
      if entity.label == .title { isBehindTitle = true } else { isFirst = false }
    }
    return nil
  }

  /// The organisation or country directly before a person whose title follows: 巴西卢拉总统.
  private func beside(_ person: Int) -> Int? {
    clause.named(endingAt: entities[person].range.lowerBound).flatMap { [.org, .gpe].contains(entities[$0].label) ? $0 : nil }
  }

  /// Whether a medium stands at the head of its report and is not spoken of: 央视网消息.
  private func isDispatch(_ index: Int) -> Bool {
    let start = entities[index].range.lowerBound
    return entities[index].subtype == .media && (start == 0 || reading.source[start - 1] == 0x0A)
  }

  /// At most a few characters without punctuation between: 旗下, 前任, 联合.
  private func isClose(_ range: Range<Int>, joints: Marks) -> Bool {
    guard range.count <= 24 else { return false }
    var at = range.lowerBound
    while at < range.upperBound {
      if isMark(at), !reading.begins(Self.openings, at: at), !reading.begins(joints, at: at) { return false }
      at = reading.next(at)
    }
    return true
  }

  /// Whether what stands between describes the title and says nothing else: 旗下, 前任, but not 与 or, before a title of a state, 批准.
  private func isDescription(_ range: Range<Int>, ofState isOfState: Bool) -> Bool {
    var at = range.upperBound
    while at > range.lowerBound {
      let piece = clause.piece(endingAt: at)
      at = piece.range.lowerBound
      switch piece.kind {
      case .mention(let index) where entities[index].label == .person: return false
      case .word where at == range.lowerBound && reading.has(.joint, piece.range, vocabulary): return false
      case .word(.preposition), .word(.pronoun): return false
      case .word(.verb) where isOfState, .word(.adverb) where isOfState: return false
      default: break
      }
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
