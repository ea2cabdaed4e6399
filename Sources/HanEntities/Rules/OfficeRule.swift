import HanArticle

/// Says who holds a title that follows a verb: 曾在A和B担任分析师, 是A的创始人, 获委任为主席, 担任主席的甲.
struct OfficeRule {
  /// Those who hold a title, and where.
  struct Office {
    var persons: [Int]
    /// One or more; nil where no place is named.
    var organisations: [Int?]
  }

  let vocabulary: NameVocabulary
  let reading: Reading
  let entities: [Entity]
  let clause: ClauseReader

  private static let comma: Marks = ["、"]
  private static let closings: Marks = ["，", ",", "。"]

  /// How many bytes what describes a title, and what stands between a verb and its subject, may have.
  private static let reach = 150
  /// How many bytes may stand between a country and the title held there.
  private static let country = 15

  func office(of title: Int) -> Office? {
    guard var office = spoken(of: title) ?? apposition(of: title) else { return nil }
    if office.organisations.isEmpty { office.organisations = [nil] }
    return office
  }

  /// Where a verb leads to the title.
  private func spoken(of title: Int) -> Office? {
    guard let verb = verb(before: title), let following = following(title) else { return nil }
    let isCopula = reading.has(.copula, verb, vocabulary)
    if case .holder(let person) = following {
      return isCopula ? nil : Office(persons: [person], organisations: organisations(of: title, from: verb.upperBound))
    }
    if isCopula, following != .end { return nil }
    var start = verb.lowerBound
    if reading.has(.appoint, verb, vocabulary) {
      guard let passive = passive(before: start) else { return nil }
      start = passive
    }
    guard var office = subject(before: start) else { return nil }
    let named = organisations(of: title, from: verb.upperBound)
    if !named.isEmpty { office.organisations = named }
    return office
  }

  // MARK: The verb

  /// The verb that the title is the object of, over what describes the title and over other titles before it.
  private func verb(before title: Int) -> Range<Int>? {
    var at = entities[title].range.lowerBound
    let floor = max(0, at - Self.reach)
    var isDescribed = false
    while at > floor {
      if let verb = reading.longestCue([.office, .copula, .appoint], endingAt: at, vocabulary) { return verb }
      let piece = clause.piece(endingAt: at)
      switch piece.kind {
      case .mention(let index) where entities[index].label == .person: return nil
      case .mention, .parentheses, .space: break
      case .mark where isBetweenTitles(piece.range): isDescribed = false
      case .word(let kind):
        isDescribed = isDescribed || reading.begins("的", at: piece.range.lowerBound)
        if !isDescribed, [.verb, .pronoun, .adverb].contains(kind) { return nil }
        if kind == .conjunction, clause.mention(endingAt: piece.range.lowerBound) == nil { return nil }
      case .mark: return nil
      }
      at = piece.range.lowerBound
    }
    return nil
  }

  /// Whether a mark joins what stands behind it to a title before it.
  private func isBetweenTitles(_ mark: Range<Int>) -> Bool {
    reading.begins("、", at: mark.lowerBound) && clause.mention(endingAt: mark.lowerBound).map { entities[$0].label == .title } == true
  }

  /// 甲，A公司CEO， and 甲（A公司CEO）.
  private func apposition(of title: Int) -> Office? {
    var at = entities[title].range.lowerBound
    let floor = max(0, at - Self.reach / 2)
    while at > floor {
      let piece = clause.piece(endingAt: at)
      switch piece.kind {
      case .mention(let index) where entities[index].label == .person: return nil
      case .word(let kind) where [.verb, .pronoun, .adverb, .preposition, .conjunction].contains(kind): return nil
      case .mark:
        let organisations = organisations(of: title, from: piece.range.upperBound)
        guard isApposition(piece.range, title, isPlaced: !organisations.isEmpty),
          let person = clause.named(endingAt: piece.range.lowerBound), entities[person].label == .person
        else { return nil }
        return Office(persons: [person], organisations: organisations)
      default: at = piece.range.lowerBound
      }
    }
    return nil
  }

  /// Whether the mark before an apposition and the one behind it belong together.
  private func isApposition(_ mark: Range<Int>, _ title: Int, isPlaced: Bool) -> Bool {
    let end = entities[title].range.upperBound
    if reading.begins(.openParentheses, at: mark.lowerBound) {
      return reading.begins(.closeParentheses, at: end)
    }
    return isPlaced && clause.isComma(before: mark.upperBound) && reading.begins(Self.closings, at: end)
  }

  // MARK: What follows the title

  private enum Following: Equatable {
    case end, more
    case holder(Int)
  }

  /// How a clause goes on behind the title; nil where the title only describes what follows: 总裁的儿子, 主席团.
  private func following(_ title: Int) -> Following? {
    let end = entities[title].range.upperBound
    if end >= reading.count || !reading.isHan(end) { return .end }
    if reading.begins("的", at: end) {
      let next = clause.mention(beginningAt: reading.next(end))
      return next.flatMap { entities[$0].label == .person ? .holder($0) : nil }
    }
    if reading.cue(.joint, beginningAt: end, vocabulary) { return .end }
    if reading.cue(.tenure, beginningAt: end, vocabulary) { return .more }
    guard reading.isBoundary(end), clause.mention(beginningAt: end) == nil, let word = reading.word(at: end) else { return nil }
    let kind = reading.words[word].kind
    return [.verb, .adverb, .preposition, .conjunction, .time, .numeral].contains(kind) ? .more : nil
  }

  // MARK: The subject

  /// The persons who are the subject of a verb that begins here, and the organisations that the verb is done at.
  private func subject(before start: Int) -> Office? {
    var at = start
    let floor = max(0, at - Self.reach)
    var organisations: [Int] = []
    while at > floor {
      let piece = clause.piece(endingAt: at)
      switch piece.kind {
      case .mention(let index) where entities[index].label == .person:
        return persons(upTo: index).map { Office(persons: $0, organisations: organisations) }
      case .mention(let index) where entities[index].label == .title && follows(index): at = piece.range.lowerBound
      case .parentheses where clause.mention(endingAt: piece.range.lowerBound).map { entities[$0].label == .person } == true:
        at = piece.range.lowerBound
      case .space: at = piece.range.lowerBound
      case .mark: return elided(before: at).map { Office(persons: [$0], organisations: organisations) }
      case .word(let kind) where isPassing(piece.range, kind): at = piece.range.lowerBound
      case .word where reading.has(.pronoun, piece.range, vocabulary):
        return antecedent(before: piece.range.lowerBound).map { Office(persons: [$0], organisations: organisations) }
      default:
        guard let phrase = phrase(endingAt: at) else { return nil }
        organisations += phrase.organisations
        at = phrase.start
      }
    }
    return at == 0 ? elided(before: 0).map { Office(persons: [$0], organisations: organisations) } : nil
  }

  /// Whether a title stands directly behind the person who holds it: 习近平主席.
  private func follows(_ title: Int) -> Bool {
    clause.mention(endingAt: entities[title].range.lowerBound).map { entities[$0].label == .person } == true
  }

  /// Whether a word may stand between subject and verb and change nothing: 曾, 现, 再次, 2020年.
  private func isPassing(_ range: Range<Int>, _ kind: WordKind) -> Bool {
    [.time, .numeral, .number].contains(kind) || reading.has(.manner, range, vocabulary) || reading.has(.passive, range, vocabulary)
  }

  /// The person, and those named with them before: 甲、乙和丙. Nil for those who are only wished for: 提名甲出任.
  private func persons(upTo last: Int) -> [Int]? {
    var persons = [last]
    var index = last - 1
    while index >= 0, entities[index].label == .person || entities[index].aliasOf != nil,
      let first = persons.first, reading.pastJoints(Self.comma, from: clause.past(entities[index]), vocabulary) >= entities[first].range.lowerBound
    {
      if entities[index].aliasOf == nil { persons.insert(index, at: 0) }
      index -= 1
    }
    let isWished = persons.first.flatMap(lead).map { reading.has(.wish, $0, vocabulary) } ?? false
    return isWished ? nil : persons
  }

  /// The word before a person and the titles and names that describe them: 接替 in 接替现任总理甲.
  private func lead(of person: Int) -> Range<Int>? {
    var at = entities[person].range.lowerBound
    while at > 0 {
      let piece = clause.piece(endingAt: at)
      switch piece.kind {
      case .mention(let index) where entities[index].label != .person: break
      case .word where reading.has(.office, piece.range, vocabulary) || reading.has(.manner, piece.range, vocabulary): break
      case .word: return reading.longestCue([.wish], endingAt: at, vocabulary) ?? piece.range
      default: return nil
      }
      at = piece.range.lowerBound
    }
    return nil
  }

  /// Whether a preposition makes another of a person than the subject: 与甲.
  private func isObject(_ person: Int) -> Bool {
    guard let lead = lead(of: person), let word = reading.word(at: lead.lowerBound) else { return false }
    return reading.has(.wish, lead, vocabulary) || reading.has(.joint, lead, vocabulary) || reading.words[word].kind == .preposition
  }

  /// 在A和B, 于A: where the phrase that ends here begins, and the organisations it ends with.
  private func phrase(endingAt end: Int) -> (start: Int, organisations: [Int])? {
    var at = end
    let floor = max(0, at - Self.reach)
    var organisations: [Int] = []
    var isList = true
    while at > floor {
      let piece = clause.piece(endingAt: at)
      switch piece.kind {
      case .mention(let index) where entities[index].label == .person: return nil
      case .mention(let index) where entities[index].label == .org && isList:
        let isKind = organisations.last.map { entities[$0].range.lowerBound == at } ?? false
        if !isKind { organisations.append(index) }
      case .mention, .parentheses, .space: break
      case .mark where !reading.begins("、", at: piece.range.lowerBound): return nil
      case .mark: break
      case .word:
        if reading.has(.after, piece.range, vocabulary) { return nil }
        if reading.has(.at, piece.range, vocabulary) { return (piece.range.lowerBound, organisations.reversed()) }
        isList = isList && reading.has(.joint, piece.range, vocabulary)
      }
      at = piece.range.lowerBound
    }
    return nil
  }

  /// Where the word begins that makes a verb of appointing passive, over who appoints: 被, 获总统.
  private func passive(before start: Int) -> Int? {
    var at = start
    let floor = max(0, at - Self.reach / 2)
    while at > floor {
      let piece = clause.piece(endingAt: at)
      if case .mark = piece.kind { return nil }
      at = piece.range.lowerBound
      if reading.has(.passive, piece.range, vocabulary) { return at }
    }
    return nil
  }

  // MARK: Subjects named before

  /// The only person the sentence has named up to here, if the clause before is theirs and not their words.
  private func elided(before at: Int) -> Int? {
    guard at > 0, clause.isComma(before: at), let person = onlyPerson(clause.sentenceStart(at)..<at) else { return nil }
    let end = clause.past(entities[person])
    return reading.begins("的", at: end) || reading.cue(.after, beginningAt: end, vocabulary) || isObject(person) ? nil : person
  }

  /// Whom 他 means: the only person named in the sentence before it, else in the sentence before that.
  private func antecedent(before at: Int) -> Int? {
    let start = clause.sentenceStart(at)
    if let person = onlyPerson(start..<at) { return person }
    guard !clause.hasPerson(start..<at), start > 0 else { return nil }
    return onlyPerson(clause.sentenceStart(reading.previous(start))..<start)
  }

  /// The first mention of the one person that a range names.
  private func onlyPerson(_ range: Range<Int>) -> Int? {
    let persons = clause.persons(range)
    guard let first = persons.first else { return nil }
    return persons.allSatisfy { clause.isSame($0, first) } ? first : nil
  }

  // MARK: Where

  /// The organisation or country directly before the title, behind its verb; a further title has that of the first.
  private func organisations(of title: Int, from verb: Int) -> [Int] {
    let isOfState = reading.has(.state, entities[title].range, vocabulary)
    let start = entities[title].range.lowerBound
    var at = start
    // A title that is described has a place of its own, known or not.
    var edge = start
    while at > verb {
      let piece = clause.piece(endingAt: at)
      switch piece.kind {
      case .mention(let index) where entities[index].label == .org: return [index]
      case .mention(let index) where entities[index].label == .gpe: return start - at <= Self.country ? [index] : []
      case .mark where isOfState || piece.range.upperBound < edge || !isBetweenTitles(piece.range): return []
      case .mention(let index) where entities[index].label == .title: edge = piece.range.lowerBound
      default: break
      }
      at = piece.range.lowerBound
    }
    return []
  }
}
