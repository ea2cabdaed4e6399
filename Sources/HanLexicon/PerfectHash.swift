/// Gives each of a fixed set of keys a place of its own, so that one look tells whether a key is known (hash and displace: Belazzougui, Botelho and
/// Dietzfelbinger 2009). Keys that were not in the set get some place, too: what stands there must say whose it is.
public struct PerfectHash: @unchecked Sendable {
  // @unchecked: `shifts` leads into an image that the user keeps.
  @usableFromInline let shifts: UnsafePointer<UInt8>
  @usableFromInline let buckets: UInt64
  /// The number of places.
  public let count: Int

  /// `shifts` is a section as ``build(_:)`` makes it; nil where it is empty.
  public init?(_ shifts: UnsafeRawBufferPointer, count: Int) {
    guard let first = shifts.baseAddress, !shifts.isEmpty, count > 0, count <= UInt32.max else { return nil }
    self.shifts = first.assumingMemoryBound(to: UInt8.self)
    buckets = UInt64(shifts.count)
    self.count = count
  }

  /// The place of a key, below ``count``.
  @inlinable @inline(__always) public func place(_ key: UInt64) -> Int {
    let mixed = Self.mix(key)
    return Self.place(mixed, shifts[Int(Self.bucket(mixed, buckets))], UInt64(count))
  }

  @inlinable @inline(__always) static func mix(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

  @inlinable @inline(__always) static func bucket(_ mixed: UInt64, _ buckets: UInt64) -> UInt64 { ((mixed >> 32) &* buckets) >> 32 }

  @inlinable @inline(__always) static func place(_ mixed: UInt64, _ shift: UInt8, _ count: UInt64) -> Int {
    let moved = (mixed ^ (UInt64(shift) &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
    return Int(((moved >> 32) &* count) >> 32)
  }
}

extension PerfectHash {
  /// The shifts of buckets of four keys or so, and the number of places: a quarter more than there are keys. No key may be twice among them.
  public static func build(_ keys: [UInt64], multipleOf step: Int = 1) -> (shifts: [UInt8], count: Int) {
    var count = keys.count * 5 / 4 + 8
    while true {
      count += (step - count % step) % step
      if let shifts = shifts(keys, count) { return (shifts, count) }
      count += count / 16 + 1
    }
  }

  /// The place of a key while a table is built.
  public static func place(_ key: UInt64, _ shifts: [UInt8], count: Int) -> Int {
    let mixed = mix(key)
    return place(mixed, shifts[Int(bucket(mixed, UInt64(shifts.count)))], UInt64(count))
  }

  /// For each bucket, from the fullest on, the first shift that moves all its keys to free places; nil where one has none.
  private static func shifts(_ keys: [UInt64], _ count: Int) -> [UInt8]? {
    let buckets = keys.count / 4 + 1
    var members = [[UInt64]](repeating: [], count: buckets)
    for key in keys { members[Int(bucket(mix(key), UInt64(buckets)))].append(mix(key)) }
    var shifts = [UInt8](repeating: 0, count: buckets)
    var taken = [Bool](repeating: false, count: count)
    let order = members.indices.sorted { (members[$0].count, $1) > (members[$1].count, $0) }
    for bucket in order where !members[bucket].isEmpty {
      var found = false
      for shift in UInt8.min...UInt8.max {
        let places = members[bucket].map { place($0, shift, UInt64(count)) }
        if places.contains(where: { taken[$0] }) || Set(places).count < places.count { continue }
        for place in places { taken[place] = true }
        shifts[bucket] = shift
        found = true
        break
      }
      if !found { return nil }
    }
    return shifts
  }
}
