/// Why a dictionary or its image cannot be used.
public struct LexiconError: Error, Sendable, CustomStringConvertible {
  public struct Code: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }

    public static let unreadable = Code(rawValue: "unreadable")
    public static let notAnImage = Code(rawValue: "not-an-image")
    public static let missing = Code(rawValue: "missing")
    public static let malformed = Code(rawValue: "malformed")
  }

  public var code: Code
  /// What happened, and what to do.
  public var message: String
  /// `file` or `file:line`.
  public var place: String?

  public init(_ code: Code, _ message: String, at place: String? = nil) {
    self.code = code
    self.message = message
    self.place = place
  }

  public var description: String { place.map { "\($0): \(message)" } ?? message }
}
