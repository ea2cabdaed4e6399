#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The dictionaries as one file: named sections of bytes, mapped and never parsed.
///
/// Layout, little-endian: a header of 64 bytes (magic, format version, number of sections, length of the file, digest of the contents, checksum of
/// header and directory), a directory of 64 bytes a section (name, offset, length), the sections, each beginning at a multiple of 64.
public final class Image: @unchecked Sendable {
  // @unchecked: `memory` is mapped read-only, or owned and written only before `init` returns.
  static let magic: UInt64 = 0x3130_574F_4C46_4E48  // "HNFLOW01"
  static let formatVersion: UInt32 = 1
  static let alignment = 64
  static let nameLength = 48

  /// Where it came from: a path, or the overlay's name.
  public let origin: String
  /// A digest of the contents: two images with the same digest hold the same dictionaries.
  public let digest: UInt64
  let memory: UnsafeRawBufferPointer
  private let isMapped: Bool
  private let sections: [String: Range<Int>]

  /// Maps an image file.
  public convenience init(mapping path: String) throws(LexiconError) {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw LexiconError(.unreadable, "the dictionary image cannot be opened: \(FileBytes.reason())", at: path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size >= 64 else { throw Self.broken("it is shorter than its header", path) }
    let length = Int(status.st_size)
    guard let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
      throw LexiconError(.unreadable, "the dictionary image cannot be mapped: \(FileBytes.reason())", at: path)
    }
    try self.init(UnsafeRawBufferPointer(start: start, count: length), isMapped: true, origin: path)
  }

  /// An image in memory, for overlays and tests.
  public convenience init(bytes: [UInt8], origin: String) throws(LexiconError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(64, bytes.count), alignment: Self.alignment)
    memory.copyBytes(from: bytes)
    try self.init(UnsafeRawBufferPointer(memory), isMapped: false, origin: origin)
  }

  private init(_ memory: UnsafeRawBufferPointer, isMapped: Bool, origin: String) throws(LexiconError) {
    self.memory = memory
    self.isMapped = isMapped
    self.origin = origin
    digest = memory.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    sections = try Self.directory(memory, origin)
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    } else {
      memory.deallocate()
    }
  }

  /// The bytes of a section.
  public func section(_ name: String) throws(LexiconError) -> UnsafeRawBufferPointer {
    guard let range = sections[name] else {
      throw LexiconError(.missing, "the image has no dictionary named '\(name)'; build it again from Dictionaries", at: origin)
    }
    return UnsafeRawBufferPointer(rebasing: memory[range])
  }

  /// Whether it holds a section.
  public func has(_ name: String) -> Bool { sections[name] != nil }

  /// The names of its sections.
  public var names: [String] { sections.keys.sorted() }

  private static func directory(_ memory: UnsafeRawBufferPointer, _ origin: String) throws(LexiconError) -> [String: Range<Int>] {
    guard memory.loadUnaligned(fromByteOffset: 0, as: UInt64.self) == magic else { throw broken("it does not begin as one", origin) }
    guard memory.loadUnaligned(fromByteOffset: 8, as: UInt32.self) == formatVersion else {
      throw broken("another version of Hanflow built it", origin)
    }
    let count = Int(memory.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    let end = 64 + count * 64
    guard memory.loadUnaligned(fromByteOffset: 16, as: UInt64.self) == UInt64(memory.count), end <= memory.count else {
      throw broken("it is cut short", origin)
    }
    let checksum = memory.loadUnaligned(fromByteOffset: 32, as: UInt64.self)
    guard checksum == Checksum.of(memory[0..<32]) ^ Checksum.of(memory[64..<end]) else { throw broken("its checksum is wrong", origin) }
    var sections: [String: Range<Int>] = [:]
    for at in stride(from: 64, to: end, by: 64) {
      let name = String(decoding: memory[at..<(at + nameLength)].prefix { $0 != 0 }, as: UTF8.self)
      let start = Int(clamping: memory.loadUnaligned(fromByteOffset: at + 48, as: UInt64.self))
      let length = Int(clamping: memory.loadUnaligned(fromByteOffset: at + 56, as: UInt64.self))
      guard start <= memory.count, length <= memory.count - start else { throw broken("section '\(name)' lies outside it", origin) }
      sections[name] = start..<(start + length)
    }
    return sections
  }

  private static func broken(_ why: String, _ origin: String) -> LexiconError {
    LexiconError(.notAnImage, "this is no usable dictionary image: \(why); build it again (swift build -c release)", at: origin)
  }
}

/// FNV-1a over 64-bit words (bytes at the end), for telling images apart and damaged ones from whole.
enum Checksum {
  static func of(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt64 { of(UnsafeRawBufferPointer(rebasing: bytes)) }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var at = 0
    while at + 8 <= bytes.count {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x100_0000_01B3
      hash ^= hash >> 29
      at += 8
    }
    while at < bytes.count {
      hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3
      at += 1
    }
    return hash
  }
}

/// Puts sections together into an image.
public struct ImageBuilder {
  private var sections: [(name: String, bytes: [UInt8])] = []

  public init() {}

  /// Adds a section; its name has at most 48 bytes.
  public mutating func add(_ name: String, _ bytes: [UInt8]) {
    sections.append((name, bytes))
  }

  /// The image.
  public func bytes() -> [UInt8] {
    var body: [UInt8] = []
    var directory: [UInt8] = []
    let start = 64 + sections.count * 64
    for section in sections.sorted(by: { $0.name < $1.name }) {
      body.append(contentsOf: [UInt8](repeating: 0, count: (Image.alignment - (start + body.count) % Image.alignment) % Image.alignment))
      directory += Array(section.name.utf8.prefix(Image.nameLength))
      directory += [UInt8](repeating: 0, count: Image.nameLength - min(Image.nameLength, section.name.utf8.count))
      directory += littleEndian(UInt64(start + body.count)) + littleEndian(UInt64(section.bytes.count))
      body += section.bytes
    }
    var header = littleEndian(Image.magic) + littleEndian(Image.formatVersion) + littleEndian(UInt32(sections.count))
    header += littleEndian(UInt64(start + body.count)) + littleEndian(body.withUnsafeBytes { Checksum.of($0) })
    let checksum = header.withUnsafeBytes { Checksum.of($0) } ^ directory.withUnsafeBytes { Checksum.of($0) }
    header += littleEndian(checksum)
    header += [UInt8](repeating: 0, count: 64 - header.count)
    return header + directory + body
  }
}

func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
