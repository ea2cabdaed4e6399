import HanArticle
import HanLexicon

/// Finds names that the dictionary of words knows: organisations (nt) that begin with a place.
struct DictionaryNameRule {
  let stage: EntitiesStage
  let reading: Reading

  func mentions() -> [Mention] {
    reading.words.compactMap { word in
      switch word.kind {
      case .organisation where word.length >= 4 && beginsWithPlace(word.range) && endsAsOrganisation(word.range):
        Mention(word.range, .org, .other, by: .organisationWord, rank: .likely, confidence: 0.7)
      default: nil
      }
    }
  }

  private func endsAsOrganisation(_ range: Range<Int>) -> Bool {
    stage.vocabulary.organisationSuffixes.tail(of: range, in: reading) != nil
  }

  /// 北京大学历史系 begins with one, 人民公社 does not.
  private func beginsWithPlace(_ range: Range<Int>) -> Bool {
    var end = reading.next(range.lowerBound)
    for _ in 0..<3 {
      end = reading.next(end)
      guard end < range.upperBound else { return false }
      if let row = stage.vocabulary.words.row(of: reading.key(range.lowerBound..<end)),
        WordKind(tag: stage.vocabulary.words.bytes(row: row, column: 2)) == .place
      {
        return !stage.vocabulary.guards(reading.key(range.lowerBound..<end), "place")
      }
    }
    return false
  }
}
