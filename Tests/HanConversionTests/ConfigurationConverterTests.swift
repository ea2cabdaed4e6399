import HanArticle
import HanLexicon
import TestSupport
import Testing

@testable import HanConversion

@Suite struct ConfigurationConverterTests {
  /// OpenCC's names, all of which `-c` takes.
  static let configurations = [
    "s2t", "t2s", "s2tw", "tw2s", "s2twp", "tw2sp", "s2hk", "hk2s", "s2hkp", "hk2sp", "t2tw", "tw2t", "t2hk", "hk2t", "t2jp", "jp2t"
  ]

  private func convert(_ text: String, _ configuration: String) throws -> String {
    try TestModel.converter(configuration).convert(text)
  }

  @Test("All of OpenCC's configurations are there, and name their target")
  func names() throws {
    let image = try TestImage.open()
    let known = try ConfigurationConverter.configurations(image)
    for name in Self.configurations {
      #expect(known.contains(name))
      #expect(try ConfigurationConverter(image, configuration: name).target.isEmpty == false)
    }
  }

  @Test("A configuration that is none is refused, naming those that are")
  func unknown() throws {
    let image = try TestImage.open()
    let error = try #require(throws: LexiconError.self) { try ConfigurationConverter(image, configuration: "s2x") }
    #expect(error.code == .missing)
    #expect(error.message.contains("'s2x'") && error.message.contains("s2twp"))
  }

  @Test(
    "One Simplified character becomes the Traditional one that its word asks for",
    arguments: [
      ("皇后在以后", "皇后在以後"), ("她的头发与发展", "她的頭髮與發展"), ("干部、干燥与乾隆", "幹部、乾燥與乾隆"), ("面粉在里面，一面", "麪粉在裏面，一面"), ("复杂的重复", "複雜的重複"),
      ("一只猫只有一只耳朵", "一隻貓只有一隻耳朵"), ("下游和游泳", "下游和游泳"), ("台风与台湾", "颱風與臺灣"), ("征兵与特征", "徵兵與特徵"), ("世界杯", "世界盃"), ("钟表", "鐘錶"), ("", ""),
      ("NVIDIA 5%", "NVIDIA 5%")
    ])
  func simplifiedToTraditional(text: String, expected: String) throws {
    #expect(try convert(text, "s2t") == expected)
  }

  @Test(
    "Each region has its characters and words",
    arguments: [
      ("里面", "s2t", "裏面"), ("里面", "s2tw", "裡面"), ("里面", "s2hk", "裏面"), ("裡面", "tw2s", "里面"), ("裏面", "hk2s", "里面"), ("软件和鼠标", "s2tw", "軟件和鼠標"),
      ("软件和鼠标", "s2twp", "軟體和滑鼠"), ("軟體和滑鼠", "tw2sp", "软件和鼠标"), ("軟體", "tw2s", "软体"), ("着", "s2tw", "著"), ("為", "hk2t", "爲"), ("爲", "t2tw", "為"),
      ("皇后以後", "t2s", "皇后以后"), ("頭髮發展", "t2s", "头发发展"), ("銀髮經濟", "t2s", "银发经济"), ("剃发", "t2s", "剃发"), ("內裡", "t2s", "内里"), ("乾隆幹部", "t2s", "乾隆干部"),
      ("國", "t2jp", "国"), ("国", "jp2t", "國")
    ])
  func regions(text: String, configuration: String, expected: String) throws {
    #expect(try convert(text, configuration) == expected)
  }

  @Test("By themselves, hair and development are told apart as they are in a sentence")
  func hairAndDevelopment() throws {
    #expect(try convert("头发与发展", "s2t") == "頭髮與發展")
    // The dictionaries alone know.
    #expect(try ConfigurationConverter(try TestImage.open(), configuration: "s2t").convert("头发与发展") == "頭髮與發展")
  }

  @Test("Hong Kong keeps 着 where Taiwan writes 著")
  func aspect() throws {
    #expect(try convert("看着", "s2tw") == "看著")
    #expect(try convert("看着", "s2hk") == "看着")
  }

  @Test("Edits applied to the source are the converted text, over the samples", arguments: configurations, Samples.texts)
  func editsOfSamples(configuration: String, sample: String) throws {
    try expectEditsMakeTheText(try Samples.text(sample).bytes, try TestModel.converter(configuration))
  }

  @Test("Edits applied to the source are the converted text, over random text and dense with dictionary entries", arguments: configurations)
  func editsOfRandomText(configuration: String) throws {
    var generator = SplitMix64(seed: 42)
    let converters = [try TestModel.converter(configuration), try ConfigurationConverter(try TestImage.open(), configuration: configuration)]
    let entries = try ConversionEntries.all()
    for round in 0..<120 {
      var text = RandomText.mixed(&generator, pieces: 30)
      if round % 2 == 0 { for _ in 0..<40 { text += generator.pick(entries) ?? "" } }
      try expectEditsMakeTheText(Array(text.utf8), converters[round / 2 % 2])
    }
  }

  @Test("A text that grows to more than twice its length comes out whole, and so does the next")
  func growing() throws {
    let converter = try TestModel.converter("s2twp")
    var worker = converter.makeWorker()
    for count in [1, 100, 5000, 3] {
      let converted = worker.convert(Array(String(repeating: "U盘", count: count).utf8)[...])
      #expect(String(decoding: converted, as: UTF8.self) == String(repeating: "隨身碟", count: count))
    }
  }

  private func expectEditsMakeTheText(_ source: [UInt8], _ converter: ConfigurationConverter) throws {
    let conversion = converter.conversion(of: source)
    #expect(conversion.text == converter.convert(source))
    #expect(conversion.target == converter.target)
    try HanConversionTests.expectEditsMakeTheText(conversion, of: source)
    try expectOffsets(conversion, of: source)
    for edit in conversion.edits {
      #expect(edit.rule?.wholeMatch(of: Self.rule) != nil, "\(edit)")
    }
  }

  /// Files and lines, or the model and its lead.
  nonisolated(unsafe) private static let rule = /model:[0-9]+\.[0-9]|[a-z0-9\/.-]+\.tsv:[0-9]+( [a-z0-9\/.-]+\.tsv:[0-9]+)*/
}

/// Everything that the conversion dictionaries convert, as dense test material.
enum ConversionEntries {
  static func all() throws -> [String] {
    try ["st-phrases", "ts-phrases", "tw-phrases", "hk-phrases", "tw-variants-rev-phrases", "st-characters", "ts-characters", "jp-shinjitai-phrases"]
      .flatMap {
        try TSVFile(path: "\(Repository.root)/Dictionaries/conversion/opencc/\($0).tsv", name: $0).rows.map { String($0.fields[0]) }
      }
  }
}

@Suite struct ChangeListTests {
  /// Random changes of a text, some of which delete, and what they make of it.
  private func changed(_ source: [UInt8], _ generator: inout SplitMix64, row: Int) -> (changes: [Pass.Change], text: [UInt8]) {
    var (changes, text, at): ([Pass.Change], [UInt8], Int) = ([], [], 0)
    while at < source.count {
      if generator.below(3) == 0 {
        let end = min(source.count, at + 1 + generator.below(3))
        let start = text.count
        text += (0..<generator.below(4)).map { _ in UInt8(65 + generator.below(26)) }
        changes.append(Pass.Change(source: at..<end, output: start..<text.count, rows: [row]))
        at = end
      } else {
        text.append(source[at])
        at += 1
      }
    }
    return (changes, text)
  }

  @Test("The changes of passes one after the other are joined into changes of the first text", arguments: 0..<300)
  func composition(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let source = (0..<generator.below(30)).map { _ in UInt8(97 + generator.below(26)) }
    var (all, current) = (ChangeList([]), source)
    for pass in 0..<(1 + generator.below(4)) {
      let (changes, text) = changed(current, &generator, row: pass)
      all = all.followed(by: ChangeList(changes))
      current = text
    }
    var (made, end): ([UInt8], Int) = ([], 0)
    for change in all.changes {
      try #require(change.source.lowerBound >= end && change.source.upperBound <= source.count)
      made += source[end..<change.source.lowerBound]
      #expect(made.count == change.output.lowerBound)
      made += current[change.output]
      end = change.source.upperBound
      #expect(!change.rows.isEmpty)
    }
    #expect(made + source[end...] == current)
  }
}
