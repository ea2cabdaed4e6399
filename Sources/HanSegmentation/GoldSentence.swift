import HanArticle
import HanLexicon
import HanText

/// A sentence whose words a person has cut, and perhaps tagged.
public struct GoldSentence: Sendable, Equatable {
  public struct Word: Sendable, Equatable {
    public var text: String
    /// Its part of speech, if the file has any.
    public var pos: PartOfSpeech?

    public init(_ text: String, pos: PartOfSpeech? = nil) {
      self.text = text
      self.pos = pos
    }
  }

  public var words: [Word]

  public init(_ words: [Word]) { self.words = words }

  /// The words without white space between them: what is to be cut again.
  public var text: ArticleText { ArticleText(words.map(\.text).joined()) }

  /// Where the words stand in ``text``, in bytes.
  public var ranges: [Range<Int>] {
    var end = 0
    return words.map { word in
      defer { end += word.text.utf8.count }
      return end..<(end + word.text.utf8.count)
    }
  }
}

extension GoldSentence {
  /// The sentences of a file: a line each, with white space between the words, or CoNLL-U where the file's name or its first line of words says so.
  ///
  /// The charset is detected unless it is given. Lines without words are passed over; throws at a line of CoNLL-U that has no word.
  public static func read(_ path: String, charset: Charset? = nil) throws(LexiconError) -> [GoldSentence] {
    try read(Charset.decode(try FileBytes.read(path), as: charset).text, name: path)
  }

  static func read(_ bytes: [UInt8], name: String) throws(LexiconError) -> [GoldSentence] {
    let lines = String(decoding: bytes, as: UTF8.self).utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
      Substring(line.last == 13 ? line.dropLast() : line)
    }
    if isCoNLL(lines, name) { return try conll(lines, name) }
    return lines.compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace).map { Word(String($0)) }
      return words.isEmpty ? nil : GoldSentence(words)
    }
  }

  private static func isCoNLL(_ lines: [Substring], _ name: String) -> Bool {
    if name.hasSuffix(".conllu") || name.hasSuffix(".conll") { return true }
    let first = lines.first { !$0.isEmpty && $0.utf8.first != 35 }.map(fields)
    return first?.count == 10 && (first?[0] == "1" || first?[0].hasPrefix("1-") == true)
  }

  private static func fields(_ line: Substring) -> [Substring] {
    line.utf8.split(separator: 9, omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// A multiword token (`3-4`) stands for the words in it, and empty nodes (`8.1`) stand in no text: https://universaldependencies.org/format.html
  private static func conll(_ lines: [Substring], _ name: String) throws(LexiconError) -> [GoldSentence] {
    var sentences: [GoldSentence] = []
    var words: [Word] = []
    var inside = 0
    for (index, line) in lines.enumerated() where line.utf8.first != 35 {
      if line.isEmpty {
        if !words.isEmpty { sentences.append(GoldSentence(words)) }
        (words, inside) = ([], 0)
        continue
      }
      let fields = fields(line)
      guard fields.count > 1, !fields[1].isEmpty, let id = Int(fields[0].prefix { $0 != "-" && $0 != "." }) else {
        throw LexiconError(.malformed, "no word here; CoNLL-U has an ID, a tab, a FORM and more, or an empty line", at: "\(name):\(index + 1)")
      }
      if fields[0].contains(".") || id <= inside { continue }
      if let last = fields[0].split(separator: "-").dropFirst().first.flatMap({ Int($0) }) { inside = last }
      words.append(Word(String(fields[1]), pos: pos(fields, id)))
    }
    if !words.isEmpty { sentences.append(GoldSentence(words)) }
    return sentences
  }

  /// The part of speech that a line's UPOS and XPOS name. A word of place behind its noun is an adposition whose head stands before it.
  private static func pos(_ fields: [Substring], _ id: Int) -> PartOfSpeech? {
    guard fields.count > 4, fields[3] != "_" else { return nil }
    let isBehind = fields.count > 6 && fields[3] == "ADP" && Int(fields[6]).map { $0 > 0 && $0 < id } == true
    return isBehind ? .localizer : PartOfSpeech(upos: String(fields[3]), xpos: String(fields[4]))
  }
}
