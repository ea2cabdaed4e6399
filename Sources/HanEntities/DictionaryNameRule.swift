import HanArticle

/// Finds names that the dictionary of words knows: organisations (nt) and foreign persons (nrt).
struct DictionaryNameRule {
  let reading: Reading

  func mentions() -> [Mention] {
    reading.words.compactMap { word in
      switch word.kind {
      case .organisation where word.length >= 2: Mention(word.range, .org, .other, rank: .likely, confidence: 0.7)
      case .foreignPerson where word.length >= 3: Mention(word.range, .person, rank: .likely, confidence: 0.7)
      default: nil
      }
    }
  }
}
