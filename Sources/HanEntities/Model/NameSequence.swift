import HanArticle

/// How the words of an article become the sequences that the model of names labels.
enum NameSequence {
  /// The words of each sentence: it ends with 。 ！ ？ and with a line, and where it grows too long.
  static func sentences(of reading: Reading) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    for index in reading.words.indices where index - start >= NameFeatures.longest - 1 || isLast(index, reading) {
      sentences.append(start..<(index + 1))
      start = index + 1
    }
    return sentences
  }

  private static func isLast(_ index: Int, _ reading: Reading) -> Bool {
    guard index + 1 < reading.words.count else { return true }
    let word = reading.words[index]
    let gap = word.range.upperBound..<max(word.range.upperBound, reading.words[index + 1].range.lowerBound)
    if reading.source[gap].contains(0x0A) || reading.source[word.range].contains(0x0A) { return true }
    return word.traits.contains(.endsSentence)
  }

  /// By word, the letter of the name that was found on it; 0 where there is none, or where its edges are none of words.
  static func letters(of mentions: [Mention], in reading: Reading) -> [UInt16] {
    var letters = [UInt16](repeating: 0, count: reading.words.count)
    for mention in mentions {
      guard let words = words(of: mention.range, in: reading) else { continue }
      for (index, word) in words.enumerated() { letters[word] = NameLabels.found(mention, NameLabels.place(index, of: words.count)) }
    }
    return letters
  }

  /// The words that make up a range, if it begins and ends with them.
  static func words(of range: Range<Int>, in reading: Reading) -> Range<Int>? {
    guard let first = reading.word(at: range.lowerBound), let last = reading.word(at: range.upperBound - 1),
      reading.words[first].range.lowerBound == range.lowerBound, reading.words[last].range.upperBound == range.upperBound
    else { return nil }
    return first..<(last + 1)
  }
}
