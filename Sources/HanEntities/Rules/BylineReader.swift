import HanArticle

/// Says for which medium the makers of a report work: 新华社北京1月2日电（记者 甲）, or a line of its own such as 编辑｜甲.
struct BylineReader {
  let vocabulary: NameVocabulary
  let reading: Reading
  let entities: [Entity]
  let clause: ClauseReader

  private static let openings: Marks = ["【", "〔", "《", "〈", "「", "|", "｜", "：", ":", "/", "／"]
  private static let closings: Marks = ["》", "〉", "」", "】", "〕"]

  /// The medium of a title such as 记者 or 编辑 that opens its line or its parentheses; `house` keeps the article's between calls.
  func medium(of title: Int, _ house: inout Int??) -> Int? {
    guard reading.has(.press, entities[title].range, vocabulary) else { return nil }
    let start = reading.previousText(entities[title].range.lowerBound, marks: .none)
    if start == 0 || reading.source[start - 1] == 0x0A {
      if let known = house { return known }
      let found = entities.indices.first(where: isHouse)
      house = .some(found)
      return found
    }
    let open = reading.previous(start)
    guard reading.begins(.openParentheses, at: open) else { return nil }
    return opener(ofLineWith: title)
  }

  /// The medium that opens the line, if no sentence ends between.
  private func opener(ofLineWith title: Int) -> Int? {
    let sentence = clause.sentenceStart(entities[title].range.lowerBound)
    guard opensLine(sentence),
      let first = entities.indices.prefix(title).last(where: { entities[$0].range.lowerBound <= reading.skip(Self.openings, from: sentence) })
    else { return nil }
    return entities[first].subtype == .media && entities[first].range.lowerBound >= sentence ? first : nil
  }

  private func opensLine(_ at: Int) -> Bool { at == 0 || reading.source[at - 1] == 0x0A }

  /// Whether a medium is named at the head of a line as the maker of the report: 文｜《甲》记者, 【甲／, 甲讯.
  private func isHouse(_ index: Int) -> Bool {
    guard entities[index].subtype == .media else { return false }
    var start = reading.previousText(entities[index].range.lowerBound, marks: Self.openings)
    if let word = reading.longestCue([.press], endingAt: start, vocabulary) { start = reading.previousText(word.lowerBound, marks: .none) }
    guard opensLine(start) else { return false }
    let end = reading.skip(Self.closings, from: entities[index].range.upperBound)
    return reading.begins("／", at: end) || reading.begins("/", at: end) || reading.cue(.dispatch, beginningAt: end, vocabulary)
      || clause.mention(beginningAt: end).map { entities[$0].label == .title } == true
  }
}
