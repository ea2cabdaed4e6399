/// A trie over bytes in two arrays (Aoe 1989), children placed by exclusive or as in darts-clone.
///
/// Unit 0 is the root. The child of `unit` under `byte` is `base ^ byte` where its check is `unit`; a key's value is the base of its child under byte 0.
/// The highest bit of a base says whether there is one, so that the many units where no key ends cost no second look.
public struct DoubleArray {
  @usableFromInline let units: UnsafePointer<Unit>
  @usableFromInline let count: Int

  @frozen public struct Unit: Sendable {
    public var base: UInt32
    public var check: UInt32
  }

  @usableFromInline static let endFlag: UInt32 = 1 << 31
  static let free = UInt32.max
  static let root = UInt32.max - 1

  /// Every step is checked against `count`, so that a damaged image finds nothing rather than read beyond its end.
  init(_ units: UnsafePointer<Unit>, count: Int) {
    self.units = units
    self.count = count
  }

  /// Whether there is such a unit; what other sections say may come from a damaged image.
  @inlinable @inline(__always) public func has(_ unit: UInt32) -> Bool { Int(unit) < count }

  /// The child of a unit under a byte, or nil.
  @inlinable @inline(__always) public func child(of unit: UInt32, _ byte: UInt8) -> UInt32? {
    let next = units[Int(unit)].base & ~Self.endFlag ^ UInt32(byte)
    return Int(next) < count && units[Int(next)].check == unit ? next : nil
  }

  /// The value of the key that ends at a unit, or nil.
  @inlinable @inline(__always) public func value(at unit: UInt32) -> UInt32? {
    units[Int(unit)].base & Self.endFlag == 0 ? nil : child(of: unit, 0).map { units[Int($0)].base }
  }

  /// The value of a whole key, or nil.
  @inlinable public func value(of key: some Sequence<UInt8>) -> UInt32? {
    unit(of: key).flatMap { value(at: $0) }
  }

  /// The unit that bytes lead to, whether or not a key ends there.
  @inlinable public func unit(of bytes: some Sequence<UInt8>, from start: UInt32 = 0) -> UInt32? {
    var unit = start
    for byte in bytes {
      guard byte != 0, let next = child(of: unit, byte) else { return nil }
      unit = next
    }
    return unit
  }

  /// Calls `found(end, value)` for every key that begins at `start` in the text, the shortest first.
  @inlinable @inline(__always)
  public func forEachPrefix(
    of text: UnsafeBufferPointer<UInt8>, from start: Int, _ found: (_ end: Int, _ value: UInt32) -> Void
  ) {
    var unit: UInt32 = 0
    var at = start
    while at < text.count {
      let byte = text[at]
      guard byte != 0, let next = child(of: unit, byte) else { return }
      unit = next
      at += 1
      if let value = value(at: unit) { found(at, value) }
    }
  }
}

extension DoubleArray {
  /// The scalar of three bytes.
  @inlinable @inline(__always) public static func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int(first & 0x0F) << 12 | Int(second & 0x3F) << 6 | Int(third & 0x3F)
  }

  /// Calls `found` for each scalar of three bytes that a key begins with, and the unit that it leads to.
  public func forEachCharacter(_ found: (_ scalar: Int, _ unit: UInt32) -> Void) {
    for first in UInt8(0xE0)...0xEF {
      guard let one = child(of: 0, first) else { continue }
      for second in UInt8(0x80)...0xBF {
        guard let two = child(of: one, second) else { continue }
        for third in UInt8(0x80)...0xBF { if let unit = child(of: two, third) { found(Self.scalar(first, second, third), unit) } }
      }
    }
  }

  /// A section of an image that holds a trie: keys in strict byte order, none empty or with a zero byte, and the value of each.
  public static func section(_ keys: [[UInt8]], values: [UInt32]) -> [UInt8] {
    ImageBuilder.section(DoubleArrayBuilder.build(keys, values: values))
  }

  /// The trie in the bytes of a section, or nil where they are none. It leads into the bytes.
  public init?(_ section: UnsafeRawBufferPointer) {
    let units = section.typed(Unit.self)
    guard let first = units.baseAddress, units.count >= 256 else { return nil }
    self.init(first, count: units.count)
  }

  /// The trie of a section; throws where the image has none.
  public init(_ image: Image, _ name: String) throws(LexiconError) {
    guard let trie = Self(try image.section(name)) else {
      throw LexiconError(.notAnImage, "the trie '\(name)' is damaged; build the image again", at: image.origin)
    }
    self = trie
  }
}

/// Builds a double array from sorted keys.
struct DoubleArrayBuilder {
  private var units: [DoubleArray.Unit] = []
  private var nextFree: [Int] = []
  private var previousFree: [Int] = []
  private var firstFree = -1
  private var lastFree = -1
  /// A free place passed over this often is given up: the array grows a little, the building stays linear.
  private var passedOver: [UInt8] = []

  private var values: [UInt32]?

  /// Keys in strict byte order, none empty or with a zero byte; the value of a key is its index, or the one given beside it.
  static func build(_ keys: [[UInt8]], values: [UInt32]? = nil) -> [DoubleArray.Unit] {
    var builder = DoubleArrayBuilder()
    builder.values = values
    builder.grow()
    builder.take(0)
    builder.units[0].check = DoubleArray.root
    builder.place(keys, 0..<keys.count, depth: 0, unit: 0)
    return builder.units
  }

  private mutating func place(_ keys: [[UInt8]], _ range: Range<Int>, depth: Int, unit: Int) {
    guard !range.isEmpty else { return }
    var labels: [UInt8] = []
    var starts: [Int] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let label = depth < keys[at].count ? keys[at][depth] : 0
      if labels.last != label || labels.isEmpty {
        labels.append(label)
        starts.append(at)
      }
      at += 1
    }
    starts.append(range.upperBound)
    let base = findBase(labels)
    units[unit].base = UInt32(base) | (labels.first == 0 ? DoubleArray.endFlag : 0)
    for label in labels {
      let child = base ^ Int(label)
      take(child)
      units[child].check = UInt32(unit)
    }
    for (index, label) in labels.enumerated() {
      let child = base ^ Int(label)
      if label == 0 {
        units[child].base = values?[starts[index]] ?? UInt32(starts[index])
      } else {
        place(keys, starts[index]..<starts[index + 1], depth: depth + 1, unit: child)
      }
    }
  }

  private mutating func findBase(_ labels: [UInt8]) -> Int {
    var place = firstFree
    while place >= 0 {
      let base = place ^ Int(labels[0])
      if labels.allSatisfy({ isFree(base ^ Int($0)) }) { return base }
      let next = nextFree[place]
      passedOver[place] += 1
      if passedOver[place] > 48 { unlink(place) }
      place = next
    }
    let start = units.count
    grow()
    return start
  }

  private func isFree(_ place: Int) -> Bool { units[place].check == DoubleArray.free }

  private mutating func grow() {
    let start = units.count
    for place in start..<(start + 256) {
      units.append(DoubleArray.Unit(base: 0, check: DoubleArray.free))
      passedOver.append(0)
      previousFree.append(lastFree)
      nextFree.append(-1)
      if lastFree >= 0 { nextFree[lastFree] = place } else { firstFree = place }
      lastFree = place
    }
  }

  private mutating func take(_ place: Int) {
    if passedOver[place] <= 48 { unlink(place) }
    passedOver[place] = 255
  }

  private mutating func unlink(_ place: Int) {
    let (before, after) = (previousFree[place], nextFree[place])
    if before >= 0 { nextFree[before] = after } else { firstFree = after }
    if after >= 0 { previousFree[after] = before } else { lastFree = before }
  }
}
