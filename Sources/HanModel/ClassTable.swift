import HanLexicon

/// Classes of words by a hash of 32 bits, as another tagger saw them: what a ``TagModel`` was told beside its examples.
public struct ClassTable: @unchecked Sendable {
  // @unchecked: `places` leads into `file`, which is immutable and kept alive here.
  private let file: Image?
  private let places: UnsafePointer<UInt64>?
  private let hash: PerfectHash?

  /// None.
  public init() { (file, places, hash) = (nil, nil, nil) }

  /// The table of a model's file; an empty one where it has none.
  public init(_ file: Image) throws(LexiconError) {
    guard file.has("classes") else {
      (self.file, hash, places) = (nil, nil, nil)
      return
    }
    let section = try file.elements("classes", UInt64.self)
    guard let first = section.baseAddress, let hash = PerfectHash(try file.section("classes/shifts"), count: section.count) else {
      throw LexiconError(.notAnImage, "the classes of words are damaged; train the model again", at: file.origin)
    }
    (self.file, self.hash, places) = (file, hash, first)
  }

  /// The class of a word, or 0.
  @inline(__always) public func find(_ key: UInt32) -> UInt16 {
    guard let places, let hash else { return 0 }
    let place = places[hash.place(UInt64(key))]
    return place >> 16 == UInt64(key) ? UInt16(truncatingIfNeeded: place) : 0
  }

  /// Classes from 1 on. They stand in the file of a model, or in one of their own.
  static func add(_ classes: [UInt32: UInt16], to file: inout ImageBuilder) {
    let keys = classes.keys.filter { $0 != 0 }.map(UInt64.init).sorted()
    let (shifts, count) = PerfectHash.build(keys)
    var places = [UInt64](repeating: 0, count: count)
    for key in keys { places[PerfectHash.place(key, shifts, count: count)] = key << 16 | UInt64(classes[UInt32(key)] ?? 0) }
    file.add("classes", ImageBuilder.section(places))
    file.add("classes/shifts", shifts)
  }

  public static func table(_ classes: [UInt32: UInt16]) throws(LexiconError) -> ClassTable {
    var builder = ImageBuilder()
    add(classes, to: &builder)
    return try ClassTable(try Image(bytes: builder.bytes(), origin: "classes"))
  }
}
