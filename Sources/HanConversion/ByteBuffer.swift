/// Bytes that grow at their end. An array checks more at each byte than the conversion of one costs.
struct ByteBuffer {
  /// Owns the memory.
  private final class Room {
    let start: UnsafeMutablePointer<UInt8>
    let capacity: Int

    init(_ capacity: Int) {
      start = .allocate(capacity: capacity)
      self.capacity = capacity
    }

    deinit { start.deallocate() }
  }

  private(set) var count = 0
  private var capacity: Int
  private var room: Room
  private var start: UnsafeMutablePointer<UInt8>

  /// Room that is always left behind what was reserved, so that four bytes may be written where three are meant.
  private static let slack = 64

  init(capacity: Int) {
    self.capacity = max(capacity, 1024) + Self.slack
    room = Room(self.capacity)
    start = room.start
  }

  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Begins anew in memory of a caller, as long as that is enough.
  mutating func lend(_ memory: UnsafeMutableBufferPointer<UInt8>) {
    count = 0
    guard let first = memory.baseAddress else { return }
    (start, capacity) = (first, memory.count)
  }

  /// Gives the caller's memory back; returns how many bytes were written into it, or nil where it was not enough and they are here.
  mutating func giveBack() -> Int? {
    guard start != room.start else { return nil }
    (start, capacity) = (room.start, room.capacity)
    return count
  }

  /// Makes room for this many more bytes.
  @inline(__always) mutating func reserve(_ more: Int) {
    if count + more + Self.slack > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let grown = max(capacity * 3 / 2, count + more + Self.slack)
    let room = Room(grown)
    // What stands behind the end may be wanted again: see ``rewind(to:)``.
    room.start.update(from: start, count: capacity)
    (self.room, start, capacity) = (room, room.start, grown)
  }

  /// Appends the lower three bytes; room must be reserved.
  @inline(__always) mutating func append(_ packed: UInt32) {
    write(packed, at: count)
    count += 3
  }

  /// Writes the lower three bytes at a place, and no others.
  @inline(__always) func write(_ packed: UInt32, at place: Int) {
    let place = UnsafeMutableRawPointer(start + place)
    place.storeBytes(of: UInt16(truncatingIfNeeded: packed).littleEndian, as: UInt16.self)
    place.storeBytes(of: UInt8(truncatingIfNeeded: packed >> 16), toByteOffset: 2, as: UInt8.self)
  }

  /// Where the next byte will stand.
  @inline(__always) var end: UnsafeMutablePointer<UInt8> { start + count }

  /// Takes bytes for appended that were written behind the end, or takes some back; they stay where they are.
  @inline(__always) mutating func rewind(to count: Int) { self.count = count }

  /// Appends bytes; room must be reserved.
  @inline(__always) mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress else { return }
    (start + count).update(from: from, count: bytes.count)
    count += bytes.count
  }
}
