import CPrefetch
import HanLexicon

/// Keys and a row of bytes for each, each in a place of its own. A free place has key 0, and rows of zeros are left out.
struct RowTable {
  /// How the places are laid out, in bytes: how long they are, where in them the key and the weights begin, and where ``view(_:)`` points.
  struct Layout {
    let stride: Int
    let key: Int
    let weights: Int
    let view: Int
  }

  private let places: UnsafeRawPointer
  private let hash: PerfectHash
  private let layout: Layout

  /// Bytes before the first place and behind the last, since a view may begin before its place and end behind it.
  private static let slack = 16

  init(_ file: Image, _ name: String, _ layout: Layout) throws(LexiconError) {
    let bytes = try file.section(name)
    let length = bytes.count - Self.slack * 2
    guard let first = bytes.baseAddress, length >= layout.stride, length % layout.stride == 0,
      let hash = PerfectHash(try file.section("\(name)/shifts"), count: length / layout.stride)
    else { throw LexiconError(.notAnImage, "'\(name)' is damaged; train the model again", at: file.origin) }
    places = first + Self.slack
    self.hash = hash
    self.layout = layout
  }

  /// Asks for the place of a key.
  @inline(__always) func prefetch(_ key: UInt32) { han_prefetch(places + hash.place(UInt64(key)) &* layout.stride) }

  /// Where a key's row would be, and whether it is there. Nothing jumps: which of the keys are known cannot be foretold.
  @inline(__always) func view(_ key: UInt32) -> (row: UnsafeRawPointer, isKnown: Bool) {
    let place = places + hash.place(UInt64(key)) &* layout.stride
    return (place + layout.view, (place + layout.key).loadUnaligned(as: UInt32.self) == key)
  }

  /// The least that the weights of a row come to, taken without their signs, for it to be kept. What is less turns no choice (measured).
  private static let least = 9

  /// Adds a table and its hash to a file. No key is 0.
  static func add(_ rows: [(key: UInt32, row: [Int8])], _ layout: Layout, as name: String, to file: inout ImageBuilder) {
    let kept = rows.filter { $0.key != 0 && $0.row.reduce(0) { $0 + abs(Int($1)) } >= least }
    let (shifts, count) = PerfectHash.build(kept.map { UInt64($0.key) })
    var table = [UInt8](repeating: 0, count: count * layout.stride + slack * 2)
    for (key, row) in kept {
      let place = slack + PerfectHash.place(UInt64(key), shifts, count: count) * layout.stride
      for byte in 0..<4 { table[place + layout.key + byte] = UInt8(truncatingIfNeeded: key >> UInt32(byte * 8)) }
      for (index, weight) in row.enumerated() { table[place + layout.weights + index] = UInt8(bitPattern: weight) }
    }
    file.add(name, table)
    file.add("\(name)/shifts", shifts)
  }
}
