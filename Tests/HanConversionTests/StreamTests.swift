import HanArticle
import HanLexicon
import TestSupport
import Testing

@testable import HanConversion

@Suite struct StreamTests {
  private static let configurations = ["s2t", "s2twp", "tw2sp", "t2s", "t2jp", "icu-s2t"]

  /// Samples, random text, and lines that end in every way; the last is longer than the sample by which a stream tells how a text is written.
  private static func texts() throws -> [[UInt8]] {
    var generator = SplitMix64(seed: 77)
    var texts: [[UInt8]] = [[], Array("头".utf8), Array("\n".utf8), Array("头发\r\n發展\n\n一只".utf8)]
    texts += try Samples.texts.map { try Samples.text($0).bytes }
    for _ in 0..<20 { texts.append(Array(RandomText.mixed(&generator, pieces: 200).utf8)) }
    var long = ""
    while long.utf8.count < 90_000 { long += RandomText.mixed(&generator, pieces: 40) + (generator.below(9) == 0 ? "\n头发在里面。\n頭髮在裏面。\n" : "干部") }
    return texts + [Array(long.utf8)]
  }

  private func streamed(_ text: [UInt8], _ stream: inout ConversionStream, size: () -> Int) -> [UInt8] {
    var (output, at): ([UInt8], Int) = ([], 0)
    while at < text.count {
      let end = min(text.count, at + size())
      output += stream.convert(text[at..<end])
      at = end
    }
    return output + stream.finish()
  }

  private func expectSame(_ texts: [[UInt8]], _ stream: ConversionStream, _ whole: ([UInt8]) -> [UInt8]) {
    var generator = SplitMix64(seed: 5)
    for text in texts {
      let expected = whole(text)
      // One stream after the other takes many texts.
      var stream = stream
      for size in [1, 7, 4096] { #expect(streamed(text, &stream) { size } == expected, "in chunks of \(size)") }
      #expect(streamed(text, &stream) { 1 + generator.below(300) } == expected)
    }
  }

  @Test("Chunks of any size give what the whole text gives, also where they cut characters", arguments: configurations)
  func configuration(name: String) throws {
    let converter = try TestModel.converter(name)
    expectSame(try Self.texts(), ConversionStream(converter)) { converter.convert($0) }
  }

  @Test("Chunks of any size give what the whole text gives towards a target, too", arguments: Converter.targets)
  func targets(target: String) throws {
    let converter = try Converter(try TestImage.open(), target: target, model: try TestModel.open())
    expectSame(try Self.texts(), ConversionStream(converter)) { Array(converter.convert(String(decoding: $0, as: UTF8.self)).utf8) }
  }

  @Test("Quotes, terms and decisions hold in a stream as in the whole text")
  func options() throws {
    let options = try ConversionOptions.with {
      $0.quotes = .convert
      $0.terms = try UserTerms(bytes: Array("头发\t頭毛\n".utf8), name: "terms")
      $0.decisions = try Decisions(bytes: Array("一\t只\t狗\t祇\n".utf8), name: "decisions")
    }
    let converter = try TestModel.converter("s2tw", options)
    let text = Array("“头发”和‘it’s AI’\n一只狗\n`头发` @头发 https://a.b/头发\n".utf8)
    #expect(converter.convert(text) == Array("「頭毛」和『it’s AI』\n一祇狗\n`头发` @头发 https://a.b/头发\n".utf8))
    expectSame([text], ConversionStream(converter)) { converter.convert($0) }
  }

  @Test("Bytes that are no UTF-8 become U+FFFD, wherever a chunk ends")
  func invalid() throws {
    var generator = SplitMix64(seed: 3)
    let converter = try TestModel.converter("s2t")
    for _ in 0..<60 {
      let bytes = Array("头\n".utf8) + RandomText.bytes(&generator, upTo: 60) + Array("发展\n".utf8)
      let expected = converter.convert(ArticleText(repairing: bytes).bytes)
      var stream = ConversionStream(converter)
      for size in [1, 2, 3, 5] { #expect(streamed(bytes, &stream) { size } == expected) }
    }
  }

  @Test("A line comes out as soon as its end has come")
  func prompt() throws {
    var stream = ConversionStream(try TestModel.converter("s2t"))
    #expect(stream.convert(Array("头发\n发".utf8)) == Array("頭髮\n".utf8))
    #expect(stream.convert(Array("展".utf8)) == [])
    #expect(stream.finish() == Array("發展".utf8))
    #expect(stream.finish() == [])
  }
}
