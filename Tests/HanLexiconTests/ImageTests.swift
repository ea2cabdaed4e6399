import TestSupport
import Testing

@testable import HanLexicon

@Suite struct ImageTests {
  private static let sections: [(name: String, bytes: [UInt8])] = [
    ("words/trie", Array(0...200)), ("empty", []), ("a/b", [7, 8, 9]), (String(repeating: "n", count: 48), [1])
  ]

  private static var good: [UInt8] {
    var builder = ImageBuilder()
    for section in sections { builder.add(section.name, section.bytes) }
    return builder.bytes()
  }

  private static var directoryEnd: Int { 64 + sections.count * 64 }

  private func refusal(_ bytes: [UInt8]) throws -> LexiconError {
    let error = try #require(throws: LexiconError.self) { try Image(bytes: bytes, origin: "test.bin") }
    #expect(error.code == .notAnImage)
    #expect(error.place == "test.bin")
    #expect(error.message.contains("build it again"))
    return error
  }

  @Test("Every section comes back as it was put in, at a multiple of 64")
  func roundTrip() throws {
    let image = try Image(bytes: Self.good, origin: "test.bin")
    #expect(image.names == Self.sections.map(\.name).sorted())
    for section in Self.sections { #expect(try Array(image.section(section.name)) == section.bytes) }
    #expect(image.has("empty") && !image.has("other"))
    let error = try #require(throws: LexiconError.self) { try image.section("other") }
    #expect(error.code == .missing && error.message.contains("'other'"))
  }

  @Test("The digest tells contents apart and is the same for the same")
  func digest() throws {
    var builder = ImageBuilder()
    builder.add("a", [1, 2, 3])
    var other = ImageBuilder()
    other.add("a", [1, 2, 4])
    let digests = try [builder, builder, other].map { try Image(bytes: $0.bytes(), origin: "").digest }
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }

  @Test("A change of any byte of the header or the directory is found", arguments: Array(0..<40) + Array(64..<directoryEnd))
  func damaged(at place: Int) throws {
    for change: UInt8 in [0x01, 0x80, 0xFF] {
      var bytes = Self.good
      bytes[place] ^= change
      _ = try refusal(bytes)
    }
  }

  @Test("The refusal says what is wrong")
  func reasons() throws {
    var magic = Self.good
    magic[0] = 0x50
    #expect(try refusal(magic).message.contains("does not begin as one"))
    var version = Self.good
    version[8] = 99
    #expect(try refusal(version).message.contains("another version"))
    var checksum = Self.good
    checksum[33] ^= 1
    #expect(try refusal(checksum).message.contains("checksum"))
    #expect(try refusal(Array(Self.good.dropLast())).message.contains("cut short"))
    #expect(try refusal(Array("PK".utf8) + [UInt8](repeating: 0, count: 100)).message.contains("does not begin as one"))
  }

  @Test("A file cut short anywhere is refused, naming the file", arguments: [0, 1, 7, 63, 64, 100, directoryEnd - 1, directoryEnd, good.count - 1])
  func cutFile(length: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.good.prefix(length), to: "image.bin")
    let error = try #require(throws: LexiconError.self) { try Image(mapping: path) }
    #expect(error.code == .notAnImage)
    #expect(error.place == path)
  }

  @Test("A file that is longer than its header says is refused")
  func tooLong() throws {
    _ = try refusal(Self.good + [0])
  }

  @Test("An image that is not there is named with the reason")
  func missing() throws {
    let error = try #require(throws: LexiconError.self) { try Image(mapping: "/nowhere/image.bin") }
    #expect(error.code == .unreadable)
    #expect("\(error)".contains("/nowhere/image.bin") && error.message.contains("cannot be opened"))
  }

  @Test("A section of the wrong size is refused by whoever reads it")
  func wrongSize() throws {
    var builder = ImageBuilder()
    builder.add("fold", [1, 2, 3])
    builder.add("characters", [1])
    builder.add("words/trie", [0, 0])
    let image = try Image(bytes: builder.bytes(), origin: "test.bin")
    #expect(throws: LexiconError.self) { try ScriptFold(image) }
    #expect(throws: LexiconError.self) { try CharacterClasses(image) }
    #expect(throws: LexiconError.self) { try Lexicon(image, "words") }
  }
}
