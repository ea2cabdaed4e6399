import CPrefetch
import HanLexicon

/// Keys of 40 bits and rows of eleven weights, each in a place of its own. A free place has key 0.
///
/// A place has sixteen bytes, a quarter of a line of the cache: the row, and the key in the last five.
struct RowTable {
  static let weights = 11
  private static let stride = 16

  private let places: UnsafeRawPointer
  private let hash: PerfectHash

  init(_ file: Image, _ name: String) throws(LexiconError) {
    let bytes = try file.section(name)
    guard let first = bytes.baseAddress, bytes.count % Self.stride == 0,
      let hash = PerfectHash(try file.section("\(name)/shifts"), count: bytes.count / Self.stride)
    else { throw LexiconError(.notAnImage, "'\(name)' is damaged; train the model again", at: file.origin) }
    places = first
    self.hash = hash
  }

  /// The place of a key, which is asked for: looks one after the other would wait for memory each.
  @inline(__always) func place(_ key: UInt64) -> UInt32 {
    let place = hash.place(key)
    han_prefetch(places + place &* Self.stride)
    return UInt32(truncatingIfNeeded: place)
  }

  /// The weights of a key at its place as bytes, zeros where it is not known; what stands behind the eleventh is of no meaning.
  /// Nothing jumps: which keys are known cannot be foretold.
  @inline(__always) func row(_ key: UInt64, at place: UInt32) -> SIMD8<Int16> {
    let place = places + Int(place) &* Self.stride
    let mask: Int16 = place.load(fromByteOffset: 8, as: UInt64.self) >> 24 == key ? -1 : 0
    return place.load(as: SIMD8<Int16>.self) & SIMD8(repeating: mask)
  }

  /// The least that the weights of a row come to, taken without their signs, for it to be kept. What is less turns hardly a choice: it is
  /// worth 0.03 of F1 at most.
  private static let least = 9

  /// Adds a table and its hash to a file. No key is 0, no row longer than eleven.
  static func add(_ rows: [(key: UInt64, row: [Int8])], as name: String, to file: inout ImageBuilder) {
    let kept = rows.filter { $0.row.reduce(0) { $0 + abs(Int($1)) } >= least }
    let (shifts, count) = PerfectHash.build(kept.map(\.key))
    var table = [UInt8](repeating: 0, count: count * stride)
    for (key, row) in kept {
      let place = PerfectHash.place(key, shifts, count: count) * stride
      for (index, weight) in row.prefix(weights).enumerated() { table[place + index] = UInt8(bitPattern: weight) }
      for byte in 0..<5 { table[place + weights + byte] = UInt8(truncatingIfNeeded: key >> UInt64(byte * 8)) }
    }
    file.add(name, table)
    file.add("\(name)/shifts", shifts)
  }
}
