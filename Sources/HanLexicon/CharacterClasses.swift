/// What a Han character says of how a text is written.
public struct CharacterClass: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Stands in Simplified text only.
  public static let simplified = CharacterClass(rawValue: 1)
  /// Stands in Traditional text only.
  public static let traditional = CharacterClass(rawValue: 2)
}

/// The classes of the characters of the Basic Multilingual Plane.
public final class CharacterClasses: @unchecked Sendable {
  // @unchecked: `table` leads into `image`, which is immutable and kept alive here.
  private let image: Image
  private let table: UnsafePointer<UInt8>

  static let sectionName = "characters"
  static let size = 1 << 16

  public init(_ image: Image) throws(LexiconError) {
    let section = try image.section(Self.sectionName)
    guard section.count == Self.size, let start = section.baseAddress else {
      throw LexiconError(.notAnImage, "the character table has the wrong size; build the image again", at: image.origin)
    }
    self.image = image
    table = start.assumingMemoryBound(to: UInt8.self)
  }

  /// The class of a scalar; empty beyond the Basic Multilingual Plane.
  @inline(__always) public subscript(scalar: UInt32) -> CharacterClass {
    scalar < Self.size ? CharacterClass(rawValue: table[Int(scalar)]) : []
  }
}

extension CharacterClasses {
  /// Derived from OpenCC's character tables, each a map of a character to what it becomes, and the characters of its regional spellings.
  static func section(
    simplifiedToTraditional: [Unicode.Scalar: [Unicode.Scalar]], traditionalToSimplified: [Unicode.Scalar: [Unicode.Scalar]],
    inTraditionalText: Set<Unicode.Scalar>
  ) -> [UInt8] {
    var table = [UInt8](repeating: 0, count: size)
    func add(_ scalar: Unicode.Scalar, _ flag: CharacterClass) {
      if scalar.value < size { table[Int(scalar.value)] |= flag.rawValue }
    }
    let simplifiedForms = Set(traditionalToSimplified.values.joined())
    let traditionalForms = Set(simplifiedToTraditional.values.joined()).union(inTraditionalText)
    for (from, to) in simplifiedToTraditional where !to.contains(from) && !traditionalForms.contains(from) { add(from, .simplified) }
    for (from, to) in traditionalToSimplified where !to.contains(from) && !simplifiedForms.contains(from) { add(from, .traditional) }
    return table
  }
}
