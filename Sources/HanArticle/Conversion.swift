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

/// One change: these bytes of the source became that text.
public struct Edit: Sendable, Equatable {
  /// Bytes of the source.
  public var range: Range<Int>
  public var text: String
  /// The dictionaries that asked for it, such as `opencc/st-phrases`.
  public var rule: String?

  public init(range: Range<Int>, text: String, rule: String? = nil) {
    self.range = range
    self.text = text
    self.rule = rule
  }
}
