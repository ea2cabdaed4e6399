/// Why text could not be read or an ICU service could not be had.
public struct TextError: Error, Sendable, CustomStringConvertible {
  public struct Code: Sendable, Hashable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let unknownCharset = Code(rawValue: "unknown-charset")
    public static let icu = Code(rawValue: "icu")
    public static let tooLong = Code(rawValue: "too-long")
  }

  public var code: Code
  /// What happened, and what to do.
  public var message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
