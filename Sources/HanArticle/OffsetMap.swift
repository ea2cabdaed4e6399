/// Where each UTF-8 byte of a text stands when counted in Unicode scalars or in UTF-16 code units.
///
/// Built in one pass over the bytes; a lookup counts at most ``stride`` bytes from the nearest checkpoint.
public struct OffsetMap: Sendable {
  static let stride = 64

  private let bytes: [UInt8]
  private let scalars: [UInt32]
  private let astral: [UInt32]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var scalars: [UInt32] = []
    var astral: [UInt32] = []
    scalars.reserveCapacity(bytes.count / Self.stride + 1)
    astral.reserveCapacity(bytes.count / Self.stride + 1)
    var scalarCount: UInt32 = 0
    var astralCount: UInt32 = 0
    var at = 0
    bytes.withUnsafeBufferPointer { buffer in
      while true {
        scalars.append(scalarCount)
        astral.append(astralCount)
        if at >= buffer.count { break }
        let end = min(at + Self.stride, buffer.count)
        while at < end {
          let byte = buffer[at]
          scalarCount &+= byte & 0xC0 == 0x80 ? 0 : 1
          astralCount &+= byte >= 0xF0 ? 1 : 0
          at += 1
        }
      }
    }
    self.scalars = scalars
    self.astral = astral
  }

  /// The number of Unicode scalars that begin before byte offset `utf8`.
  public func scalarOffset(ofUTF8 utf8: Int) -> Int {
    count(before: utf8, from: scalars) { $0 & 0xC0 != 0x80 }
  }

  /// The number of UTF-16 code units that stand before byte offset `utf8`.
  public func utf16Offset(ofUTF8 utf8: Int) -> Int {
    scalarOffset(ofUTF8: utf8) + count(before: utf8, from: astral) { $0 >= 0xF0 }
  }

  private func count(before utf8: Int, from checkpoints: [UInt32], where counts: (UInt8) -> Bool) -> Int {
    let end = max(0, min(utf8, bytes.count))
    let block = end / Self.stride
    var total = Int(checkpoints[block])
    var at = block * Self.stride
    while at < end {
      if counts(bytes[at]) { total += 1 }
      at += 1
    }
    return total
  }
}
