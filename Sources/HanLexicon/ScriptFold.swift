/// A one-to-one fold of text, so that one dictionary serves both scripts: Traditional characters become Simplified ones, ASCII letters lower case.
///
/// Only characters of three bytes that become others of three bytes are folded: a folded text has the byte offsets of its original.
public final class ScriptFold: @unchecked Sendable {
  // @unchecked: `table` leads into `image`, which is immutable and kept alive here.
  private let image: Image
  private let table: UnsafePointer<UInt16>

  static let sectionName = "fold"
  static let size = 1 << 16

  public init(_ image: Image) throws(LexiconError) {
    let section = try image.section(Self.sectionName)
    guard section.count == Self.size * 2, let start = section.baseAddress else {
      throw LexiconError(.notAnImage, "the fold table has the wrong size; build the image again", at: image.origin)
    }
    self.image = image
    table = start.assumingMemoryBound(to: UInt16.self)
  }

  /// The folded text, of the same length.
  public func fold(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
      bytes.withUnsafeBufferPointer { fold($0, into: output) }
      count = bytes.count
    }
  }

  /// What a scalar of the Basic Multilingual Plane is read as.
  @inline(__always) public func folded(_ scalar: UInt32) -> UInt32 { scalar < Self.size ? UInt32(table[Int(scalar)]) : scalar }

  /// Folds into a buffer at least as long as the text.
  public func fold(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) {
    var at = 0
    while at < input.count {
      let lead = input[at]
      if lead < 0x80 {
        output[at] = lead &- 65 < 26 ? lead | 0x20 : lead
        at += 1
      } else if lead & 0xF0 == 0xE0, at + 2 < input.count {
        let scalar = UInt16(lead & 0x0F) << 12 | UInt16(input[at + 1] & 0x3F) << 6 | UInt16(input[at + 2] & 0x3F)
        let folded = table[Int(scalar)]
        output[at] = 0xE0 | UInt8(folded >> 12)
        output[at + 1] = 0x80 | UInt8(folded >> 6 & 0x3F)
        output[at + 2] = 0x80 | UInt8(folded & 0x3F)
        at += 3
      } else {
        output[at] = lead
        at += 1
      }
    }
  }
}

extension ScriptFold {
  /// The table as the compiler makes it: pairs of a character and what it becomes; the first of several wins.
  static func section(_ pairs: [(Unicode.Scalar, Unicode.Scalar)]) -> [UInt8] {
    var table = (0..<size).map { UInt16($0) }
    for (from, to) in pairs.reversed() where (0x800...0xFFFF).contains(from.value) && (0x800...0xFFFF).contains(to.value) {
      table[Int(from.value)] = UInt16(to.value)
    }
    // A character that another becomes stays itself: folding twice is folding once.
    for place in table.indices {
      var end = table[place]
      for _ in 0..<4 where table[Int(end)] != end { end = table[Int(end)] }
      table[place] = end
    }
    return table.flatMap { littleEndian($0) }
  }
}
