/// A part of the page and what it is; the sections of an article do not overlap.
public struct Section: Sendable, Equatable {
  public enum Kind: String, Sendable { case title, dateline, byline, body, caption, comment, boilerplate }
  /// Bytes of the text.
  public var range: Range<Int>
  public var kind: Kind

  public init(range: Range<Int>, kind: Kind) {
    self.range = range
    self.kind = kind
  }
}

/// A sentence, its end mark and closing quotes included.
public struct Sentence: Sendable, Equatable {
  public var range: Range<Int>

  public init(range: Range<Int>) { self.range = range }
}

/// A word. The tokens of an article, joined with the white space between them, are its text.
public struct Token: Sendable, Equatable {
  public var range: Range<Int>
  /// Its part of speech, where it is known.
  public var pos: PartOfSpeech?

  public init(range: Range<Int>, pos: PartOfSpeech? = nil) {
    self.range = range
    self.pos = pos
  }
}
