import HanArticle
import HanLexicon

/// A sentence in which a person, or another program, has marked the names.
public struct GoldNames: Sendable, Equatable {
  public var text: String
  /// Bytes of the text, and the kind of name, such as PER.
  public var names: [Name]

  public struct Name: Sendable, Equatable {
    public var range: Range<Int>
    public var kind: String
  }

  /// Reads IOB2 (CoNLL 2002): a line a token, which may be a word or a character, and behind white space its label, O, B-PER, I-PER…; an empty line
  /// between sentences. Tokens are joined without white space.
  public static func read(_ path: String) throws(LexiconError) -> [GoldNames] {
    try read(String(decoding: try FileBytes.read(path), as: UTF8.self), name: path)
  }

  static func read(_ text: String, name: String) throws(LexiconError) -> [GoldNames] {
    var sentences: [GoldNames] = []
    var sentence = GoldNames(text: "", names: [])
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let fields = line.split(whereSeparator: \.isWhitespace)
      guard let token = fields.first else {
        if !sentence.text.isEmpty { sentences.append(sentence) }
        sentence = GoldNames(text: "", names: [])
        continue
      }
      guard fields.count > 1, let label = fields.last, sentence.add(String(token), label) else {
        throw LexiconError(
          .malformed, "a line has a token and its label: O, B-PER and their like, or I-PER behind a B-PER or I-PER", at: "\(name):\(number + 1)")
      }
    }
    if !sentence.text.isEmpty { sentences.append(sentence) }
    return sentences
  }

  private mutating func add(_ token: String, _ label: Substring) -> Bool {
    let range = text.utf8.count..<(text.utf8.count + token.utf8.count)
    text += token
    if label == "O" { return true }
    let kind = String(label.dropFirst(2))
    if label.hasPrefix("B-"), !kind.isEmpty {
      names.append(Name(range: range, kind: kind))
      return true
    }
    guard label.hasPrefix("I-"), let last = names.indices.last, names[last].kind == kind, names[last].range.upperBound == range.lowerBound else {
      return false
    }
    names[last].range = names[last].range.lowerBound..<range.upperBound
    return true
  }
}
