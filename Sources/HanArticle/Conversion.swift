/// A text in another script or spelling, and every edit that made it.
public struct Conversion: Sendable, Equatable {
  /// BCP 47 tag or configuration name.
  public var target: String
  /// UTF-8.
  public var text: [UInt8]
  /// In text order, not overlapping; what no edit names is as it was.
  public var edits: [Edit]

  public init(target: String, text: [UInt8], edits: [Edit]) {
    self.target = target
    self.text = text
    self.edits = edits
  }
}

extension Conversion {
  /// Where a byte of the source stands in ``text``: the beginning of what its edit wrote for one inside an edit.
  public func targetOffset(of source: Int) -> Int {
    var drift = 0
    for edit in edits {
      if edit.range.lowerBound >= source { break }
      if source < edit.range.upperBound { return edit.range.lowerBound + drift }
      drift += edit.text.utf8.count - edit.range.count
    }
    return source + drift
  }

  /// Where a byte of ``text`` comes from: the beginning of the edited stretch for one inside what an edit wrote.
  public func sourceOffset(of target: Int) -> Int {
    var drift = 0
    for edit in edits {
      let start = edit.range.lowerBound + drift
      if start >= target { break }
      if target < start + edit.text.utf8.count { return edit.range.lowerBound }
      drift += edit.text.utf8.count - edit.range.count
    }
    return target - drift
  }
}

/// One change: these bytes of the source became that text.
public struct Edit: Sendable, Equatable {
  /// Bytes of the source.
  public var range: Range<Int>
  public var text: String
  /// Who asked for it: a dictionary's file and line, or the model and its lead over the next reading, in natural logarithms of the odds (`model:2.3`).
  public var rule: String?

  public init(range: Range<Int>, text: String, rule: String? = nil) {
    self.range = range
    self.text = text
    self.rule = rule
  }
}
