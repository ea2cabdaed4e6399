import HanArticle
import HanLexicon

/// Writes words as CoNLL-U (https://universaldependencies.org/format.html): sentence by sentence, a line a word, an empty line behind each sentence.
///
/// `# text` is what the words and their `SpaceAfter` make, as the format asks: one space wherever there is white space. `Start` and `End` of the last
/// column are the word's place in the document. A word of the user's may hold spaces, as the format allows.
public struct CoNLLUWriter: Sendable {
  public var producer: String
  public var offsetUnit: OffsetUnit
  /// How the fifth column names parts of speech; it is empty for UPOS, which the fourth has.
  public var tagSet: PartOfSpeech.TagSet

  public init(producer: String, offsetUnit: OffsetUnit = .scalar, tagSet: PartOfSpeech.TagSet = .upos) {
    self.producer = producer
    self.offsetUnit = offsetUnit
    self.tagSet = tagSet
  }

  /// The sentences of an article; nothing where it has no words.
  public func lines(_ article: Article) -> [UInt8] {
    let tokens = article[Tokens.self]
    let places = Places(text: article.text, unit: offsetUnit)
    let id = article.id.map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined()
    var output: [UInt8] = []
    for (index, words) in Self.sentences(article, tokens).enumerated() {
      if index == 0 { output += head(id) }
      // The slash is reserved.
      output += Array("# sent_id = \(id.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "_"))-\(index + 1)\n".utf8)
      write(tokens, words, places, &output)
    }
    return output
  }

  private func head(_ id: String) -> [UInt8] {
    let offsets = offsetUnit == .scalar ? "" : "# offsets = \(offsetUnit.rawValue)\n"
    return Array("# newdoc id = \(id)\n# generator = \(producer)\n\(offsets)".utf8)
  }

  /// A record that could not be processed has no words: it is told of, and nothing is written.
  public func lines(_ error: RecordError) -> [UInt8] {
    FileBytes.warn("hanflow: \(error.id): \(error.code): \(error.message)")
    return []
  }

  /// The words of each sentence that has any, as indices: a word belongs to the last sentence that begins no later.
  private static func sentences(_ article: Article, _ tokens: [Token]) -> [Range<Int>] {
    let starts = article[Sentences.self].map(\.range.lowerBound)
    var found: [Range<Int>] = []
    var (first, sentence) = (0, 0)
    for (index, token) in tokens.enumerated() {
      var isNew = false
      while sentence + 1 < starts.count, starts[sentence + 1] <= token.range.lowerBound { (sentence, isNew) = (sentence + 1, true) }
      if isNew, index > first {
        found.append(first..<index)
        first = index
      }
    }
    if first < tokens.count { found.append(first..<tokens.count) }
    return found
  }

  private func write(_ tokens: [Token], _ words: Range<Int>, _ places: Places, _ output: inout [UInt8]) {
    output += Array("# text = ".utf8)
    for index in words {
      output += places.text.bytes[tokens[index].range]
      if index + 1 < words.upperBound, hasSpace(behind: index, tokens, places.text) { output.append(0x20) }
    }
    output.append(0x0A)
    for (number, index) in words.enumerated() {
      output += Array("\(number + 1)\t".utf8)
      output += places.text.bytes[tokens[index].range]
      let space = hasSpace(behind: index, tokens, places.text) ? "" : "SpaceAfter=No|"
      let (start, end) = (places.offset(tokens[index].range.lowerBound), places.offset(tokens[index].range.upperBound))
      let pos = tokens[index].pos
      let fine = tagSet == .upos ? "_" : pos?.name(in: tagSet) ?? "_"
      output += Array("\t_\t\(pos?.upos ?? "_")\t\(fine)\t_\t_\t_\t_\t\(space)Start=\(start)|End=\(end)\n".utf8)
    }
    output.append(0x0A)
  }

  /// Whether white space stands behind a word.
  private func hasSpace(behind index: Int, _ tokens: [Token], _ text: ArticleText) -> Bool {
    tokens[index].range.upperBound < (index + 1 < tokens.count ? tokens[index + 1].range.lowerBound : text.count)
  }
}
