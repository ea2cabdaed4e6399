import HanConversion
import HanLexicon
import HanText
import TestSupport
import Testing

/// Our tables of ICU's rules against the ICU that is linked.
@Suite struct ICUEqualityTests {
  struct Direction: Sendable, CustomTestStringConvertible {
    let configuration: String
    let transliterator: String
    let rules: String
    var testDescription: String { configuration }
  }

  static let directions = [
    Direction(configuration: "icu-s2t", transliterator: "Hans-Hant", rules: "hans-hant"),
    Direction(configuration: "icu-t2s", transliterator: "Hant-Hans", rules: "hant-hans")
  ]

  private func rules(_ direction: Direction) throws -> [TSVFile.Row] {
    try TSVFile(path: "\(Repository.root)/Dictionaries/conversion/icu/\(direction.rules).tsv", name: direction.rules).rows
  }

  @Test("Every sample is converted as ICU converts it", arguments: directions, Samples.texts)
  func samples(direction: Direction, sample: String) throws {
    let text = try Samples.text(sample).string
    let converter = try ConfigurationConverter(try TestImage.open(), configuration: direction.configuration)
    #expect(try converter.convert(text) == Transliterator(direction.transliterator).transliterate(text))
  }

  @Test("Every character of the Basic Multilingual Plane and the planes of Han is converted as ICU converts it", arguments: directions)
  func everyCharacter(direction: Direction) throws {
    let converter = try ConfigurationConverter(try TestImage.open(), configuration: direction.configuration)
    let transliterator = try Transliterator(direction.transliterator)
    for block in (0x20...0x33F).map({ UInt32($0 << 8) }) {
      var text = ""
      for value in block..<(block + 256) {
        guard let scalar = Unicode.Scalar(value) else { continue }
        text.unicodeScalars.append(scalar)
        text += "-"
      }
      #expect(try converter.convert(text) == transliterator.transliterate(text), "U+\(String(block, radix: 16))")
    }
  }

  @Test("Random strings of characters that the rules speak of are converted as ICU converts them", arguments: directions, 0..<12)
  func randomStrings(direction: Direction, seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let rules = try rules(direction)
    let converter = try ConfigurationConverter(try TestImage.open(), configuration: direction.configuration)
    let transliterator = try Transliterator(direction.transliterator)
    let all = rules.flatMap { Array($0.fields.joined().unicodeScalars) }
    // The rules with a context, their contexts and what they convert, drawn far more often than the rest.
    let contextual = rules.filter { !$0.fields[2].isEmpty || !$0.fields[3].isEmpty }.flatMap { Array($0.fields.joined().unicodeScalars) }
    for _ in 0..<150 {
      var text = ""
      for _ in 0..<generator.below(60) {
        let scalar = contextual.isEmpty || generator.below(3) == 0 ? generator.pick(all) : generator.pick(contextual)
        if let scalar { text.unicodeScalars.append(scalar) }
      }
      let (ours, theirs) = (converter.convert(text), try transliterator.transliterate(text))
      #expect(ours == theirs, "\(text)")
    }
  }

  @Test(
    "The rules with a context hold only in it",
    arguments: [
      ("七余", "七餘"), ("余", "余"), ("七余八余", "七餘八餘"), ("余先生", "余先生"),
      // The context is looked for in what is already converted, where 万 is 萬.
      ("万余", "萬余"), ("一出戏", "一齣戲"), ("出戏", "出戲"), ("百只", "百隻"), ("只", "只"), ("周一", "週一"), ("周", "周"),
      ("丰神", "丰神"), ("丰", "豐"), ("三斗", "三斗"), ("斗胆", "斗胆"), ("十斗胆", "十斗膽"), ("斗", "鬥")
    ])
  func contexts(text: String, expected: String) throws {
    #expect(try Transliterator("Hans-Hant").transliterate(text) == expected)
    #expect(try ConfigurationConverter(try TestImage.open(), configuration: "icu-s2t").convert(text) == expected)
  }
}
