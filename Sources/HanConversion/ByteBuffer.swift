/// Bytes that grow at their end; whoever makes one deallocates it. An array checks more at each byte than the conversion of one costs.
struct ByteBuffer {
  private(set) var count = 0
  private var capacity: Int
  private var start: UnsafeMutablePointer<UInt8>

  /// Room that is always left behind what was reserved, so that four bytes may be written where three are meant.
  static let slack = 64

  init(capacity: Int) {
    self.capacity = max(capacity, 1024) + Self.slack
    start = .allocate(capacity: self.capacity)
  }

  func deallocate() { start.deallocate() }

  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: start, count: count)[range]) }

  /// Makes room for this many more bytes.
  mutating func reserve(_ more: Int) {
    guard count + more + Self.slack > capacity else { return }
    let grown = max(capacity * 3 / 2, count + more + Self.slack)
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
    room.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (room, grown)
  }

  /// Appends the lower three bytes; room must be reserved.
  @inline(__always) mutating func append(_ packed: UInt32) {
    UnsafeMutableRawPointer(start + count).storeBytes(of: packed.littleEndian, as: UInt32.self)
    count += 3
  }

  /// Appends a byte; room must be reserved.
  @inline(__always) mutating func append(_ byte: UInt8) {
    start[count] = byte
    count += 1
  }

  /// Appends bytes; room must be reserved.
  @inline(__always) mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress else { return }
    (start + count).update(from: from, count: bytes.count)
    count += bytes.count
  }
}
