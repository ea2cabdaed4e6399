import HanLexicon

/// Keys and a row of bytes for each: a hash table with open addresses. A free place has key 0.
struct RowTable {
  /// How the places are laid out, in bytes: how long they are, where in them the key and the weights begin, and where ``find(_:)`` points.
  struct Layout {
    let stride: Int
    let key: Int
    let weights: Int
    let view: Int
  }

  private let places: UnsafeRawPointer
  private let count: UInt64
  private let layout: Layout

  /// Bytes before the first place and behind the last, since a view may begin before its place and end behind it.
  private static let slack = 16

  init(_ file: Image, _ name: String, _ layout: Layout) throws(LexiconError) {
    let bytes = try file.section(name)
    let length = bytes.count - Self.slack * 2
    guard let first = bytes.baseAddress, length >= layout.stride, length % layout.stride == 0, length / layout.stride <= UInt32.max else {
      throw LexiconError(.notAnImage, "'\(name)' is damaged; train the model again", at: file.origin)
    }
    places = first + Self.slack
    count = UInt64(length / layout.stride)
    self.layout = layout
  }

  @inline(__always) private static func place(_ key: UInt32, _ count: UInt64) -> Int { Int((UInt64(key &* 0x9E37_79B1) &* count) >> 32) }

  /// Brings the place of a key near. Looks one after the other wait for memory each; asked for together, they wait once.
  @inline(__always) func touch(_ key: UInt32) -> UInt32 {
    (places + Self.place(key, count) &* layout.stride + layout.key).loadUnaligned(as: UInt32.self)
  }

  /// The view of a key's row, or nil.
  @inline(__always) func find(_ key: UInt32) -> UnsafeRawPointer? {
    if key == 0 { return nil }
    var at = Self.place(key, count)
    // A damaged table may have no free place.
    for _ in 0..<count {
      let place = places + at &* layout.stride
      let found = (place + layout.key).loadUnaligned(as: UInt32.self)
      if found == key { return place + layout.view }
      if found == 0 { return nil }
      at &+= 1
      if at == count { at = 0 }
    }
    return nil
  }

  /// The bytes of a table. Rows of zeros are left out.
  static func section(_ rows: [(key: UInt32, row: [Int8])], _ layout: Layout) -> [UInt8] {
    let kept = rows.filter { $0.key != 0 && $0.row.reduce(0) { $0 + abs(Int($1)) } > 8 }.sorted { $0.key < $1.key }
    let count = kept.count * 4 / 3 + 8
    var table = [UInt8](repeating: 0, count: count * layout.stride + slack * 2)
    var taken = [Bool](repeating: false, count: count)
    for (key, row) in kept {
      var at = place(key, UInt64(count))
      while taken[at] { at = at + 1 == count ? 0 : at + 1 }
      taken[at] = true
      let place = slack + at * layout.stride
      for byte in 0..<4 { table[place + layout.key + byte] = UInt8(truncatingIfNeeded: key >> UInt32(byte * 8)) }
      for (index, weight) in row.enumerated() { table[place + layout.weights + index] = UInt8(bitPattern: weight) }
    }
    return table
  }
}
