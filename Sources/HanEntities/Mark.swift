/// A mark as a text has it, of eight bytes at most: `（`, `'s`.
struct Mark: ExpressibleByStringLiteral, Sendable {
  /// Its bytes, the first lowest.
  let bytes: UInt64
  let count: Int

  init(stringLiteral text: StaticString) {
    count = min(8, text.utf8CodeUnitCount)
    bytes = (0..<count).reduce(0) { $0 | UInt64(text.utf8Start[$1]) << UInt64($1 * 8) }
  }
}

/// Marks that serve one purpose.
struct Marks: ExpressibleByArrayLiteral, Sendable {
  private let marks: [Mark]

  init(arrayLiteral marks: Mark...) { self.marks = marks }
  private init(_ marks: [Mark]) { self.marks = marks }

  static func + (a: Marks, b: Marks) -> Marks { Marks(a.marks + b.marks) }

  static let none: Marks = []
  static let openParentheses: Marks = ["(", "（"]
  static let closeParentheses: Marks = [")", "）"]
  /// Those that end a sentence.
  static let ends: Marks = ["。", "！", "？", "!", "?"]

  /// The length in bytes of the one that stands here; 0 where none does.
  @inline(__always) func length(in text: [UInt8], at place: Int) -> Int {
    for mark in marks where mark.stands(in: text, at: place) { return mark.count }
    return 0
  }
}

extension Mark {
  @inline(__always) func stands(in text: [UInt8], at place: Int) -> Bool {
    guard place >= 0, place + count <= text.count else { return false }
    var left = bytes
    for at in place..<(place + count) {
      if text[at] != UInt8(truncatingIfNeeded: left) { return false }
      left >>= 8
    }
    return true
  }
}

extension Marks {
  /// By value, whether a byte is the first of one.
  var leads: [Bool] { (0..<256).map { byte in marks.contains { $0.bytes & 0xFF == byte } } }
}
