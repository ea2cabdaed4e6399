import HanArticle
import HanLexicon
import TestSupport
import Testing

@testable import HanConversion

@Suite struct ProtectionTests {
  @Test(
    "URLs, @names, addresses and code stay, and what stands beside them is converted",
    arguments: [
      ("https://zh.wikipedia.org/wiki/头发 头发", "https://zh.wikipedia.org/wiki/头发 頭髮"),
      ("见https://a.cn/发展/头发?词=国家#后。头发", "見https://a.cn/发展/头发?词=国家#后。頭髮"), ("头发：http://a.cn/a-国_车", "頭髮：http://a.cn/a-国_车"),
      // Behind a host stands no path, but a sentence that lacks its space.
      ("https://example.com头发", "https://example.com頭髮"), ("见https://a.cn/国）头发", "見https://a.cn/国）頭髮"), ("@发展_头发 头发", "@发展_头发 頭髮"),
      ("头发@国家，头发", "頭髮@国家，頭髮"), ("邮件 info@发展.cn 头发", "郵件 info@发展.cn 頭髮"), ("zhang.san@example.com头发", "zhang.san@example.com頭髮"),
      ("`头发`头发", "`头发`頭髮"), ("头`let 国 = 1`头", "頭`let 国 = 1`頭"), ("`头发\n`头发", "`頭髮\n`頭髮"), ("5:30头发", "5:30頭髮"), ("头发 @ 国家", "頭髮 @ 國家")
    ])
  func spans(text: String, expected: String) throws {
    for isFast in [false, true] {
      let converter = try TestModel.converter("s2t", .with { $0.isFast = isFast })
      #expect(converter.convert(text) == expected)
      #expect(String(decoding: converter.conversion(of: Array(text.utf8)).text, as: UTF8.self) == expected)
    }
  }

  @Test("The caller's ranges stay, whatever converts", arguments: ["s2t", "s2twp", "icu-s2t"])
  func ranges(configuration: String) throws {
    let converter = try TestModel.converter(configuration)
    let text = Array("头国发车头".utf8)
    let expected = Array("頭国发車頭".utf8)
    #expect(converter.convert(text, protecting: [3..<9]) == expected)
    let conversion = converter.conversion(of: text, protecting: [3..<9])
    #expect(conversion.text == expected)
    #expect(conversion.edits.map(\.range) == [0..<3, 9..<12, 12..<15])
    try expectEditsMakeTheText(conversion, of: text)
    // A slice keeps the places of its array.
    var worker = converter.makeWorker()
    #expect(worker.convert((Array("国".utf8) + text)[3...], protecting: [6..<12]) == expected)
    #expect(converter.convert(text, protecting: [0..<3, 3..<6, 12..<15]) == Array("头国發車头".utf8))
    #expect(converter.convert(text, protecting: [0..<15]) == text)
    #expect(converter.convert(text, protecting: []) == Array("頭國發車頭".utf8))
  }

  @Test("A word that a protected range cuts is no word")
  func cutWord() throws {
    let converter = try TestModel.converter("s2twp")
    #expect(converter.convert(Array("软件".utf8)) == Array("軟體".utf8))
    #expect(converter.convert(Array("软件".utf8), protecting: [3..<6]) == Array("軟件".utf8))
  }
}

@Suite struct QuoteTests {
  @Test(
    "Quotation marks become the target's where that is asked for, and apostrophes stay",
    arguments: [
      ("s2t", "他说：“很好。”", "他說：「很好。」"), ("s2t", "“他说‘好’。”", "「他說『好』。」"), ("s2tw", "“头发”", "「頭髮」"), ("s2t", "it’s 头", "it’s 頭"),
      ("s2t", "“it’s”", "「it’s」"), ("s2t", "‘AI’很热", "『AI』很熱"), ("s2t", "‘AI很热’", "『AI很熱』"), ("s2t", "‘很热AI’，‘国’", "『很熱AI』，『國』"),
      ("s2t", "‘it’s AI’", "『it’s AI』"), ("s2t", "students’ 头", "students’ 頭"), ("s2t", "‘头’的students’ 头", "『頭』的students’ 頭"),
      ("s2t", "‘头\nstudents’", "『頭\nstudents’"),
      ("t2s", "「他說『好』。」", "“他说‘好’。”"), ("tw2sp", "「軟體」it’s", "“软件”it’s"), ("t2s", "“頭”", "“头”"), ("s2t", "「头」", "「頭」")
    ])
  func convert(configuration: String, text: String, expected: String) throws {
    let converter = try TestModel.converter(configuration, .with { $0.quotes = .convert })
    #expect(converter.convert(text) == expected)
    let conversion = converter.conversion(of: Array(text.utf8))
    #expect(conversion.text == Array(expected.utf8))
    try expectEditsMakeTheText(conversion, of: Array(text.utf8))
  }

  @Test("They stay as they are otherwise", arguments: ["s2t", "s2twp", "t2s", "tw2sp"])
  func keep(configuration: String) throws {
    let text = "“‘it’s’”「『』」"
    #expect(try TestModel.converter(configuration).convert(text) == text)
  }
}

@Suite struct TermTests {
  private func converter(_ lines: String, _ configuration: String = "s2twp", isFast: Bool = false) throws -> ConfigurationConverter {
    try TestModel.converter(
      configuration,
      .with {
        $0.terms = try UserTerms(bytes: Array(lines.utf8), name: "mine.tsv")
        $0.isFast = isFast
      })
  }

  @Test("The user's terms count before the dictionaries, and where both sides are the same, the text stays", arguments: [false, true])
  func precedence(isFast: Bool) throws {
    #expect(try converter("# mine\n软件\t軟件\n", isFast: isFast).convert("软件和硬件") == "軟件和硬體")
    #expect(try converter("软件\t软件\n", isFast: isFast).convert("软件和硬件") == "软件和硬體")
    #expect(try converter("发\t髮\r\n", isFast: isFast).convert("发展") == "髮展")
    // The longest of those that begin at a place.
    #expect(try converter("软件\t甲\n软件工程\t乙\n", isFast: isFast).convert("软件工程和软件") == "乙和甲")
    #expect(try converter("嗯\t\n", isFast: isFast).convert("嗯国嗯") == "國")
  }

  @Test("No key of the dictionaries takes a piece of a term that begins inside it", arguments: [false, true])
  func inside(isFast: Bool) throws {
    #expect(try converter("件包\t件包\n", isFast: isFast).convert("软件包很大，软件很大") == "軟件包很大，軟體很大")
    #expect(try converter("士兵\t士兵\n", isFast: isFast).convert("城堡的士兵") == "城堡的士兵")
  }

  @Test("A term in Latin letters is a whole word")
  func latin() throws {
    let converter = try converter("IT\t資訊\nIT5\t五\n")
    #expect(converter.convert("IT ITEM FIT IT部 it IT5 IT55") == "資訊 ITEM FIT 資訊部 it 五 IT55")
  }

  @Test("An edit by a term names the user's file and line")
  func rule() throws {
    let text = Array("国软件".utf8)
    let conversion = try converter("# mine\n\n软件\t軟件\n").conversion(of: text)
    #expect(conversion.edits.map(\.range) == [0..<3, 3..<9])
    #expect(conversion.edits.last?.rule == "mine.tsv:3")
    try expectEditsMakeTheText(conversion, of: text)
  }

  @Test("Terms hold in no URL, @name or code")
  func protected() throws {
    #expect(try converter("国\t甲\n").convert("国 https://a.cn/国 @国 `国` 国") == "甲 https://a.cn/国 @国 `国` 甲")
  }

  @Test(
    "A bad file names its line",
    arguments: [("甲\t乙\n丙\n", 2), ("甲\t乙\n\n甲\t丙\n", 3), ("\t乙\n", 1), ("甲\t乙\t丙\n", 1), ("# 甲\n甲 乙\n", 2)])
  func faults(lines: String, line: Int) throws {
    let error = try #require(throws: LexiconError.self) { try UserTerms(bytes: Array(lines.utf8), name: "mine.tsv") }
    #expect(error.code == .malformed && error.place == "mine.tsv:\(line)")
    let invalid = try #require(throws: LexiconError.self) { try UserTerms(bytes: Array("甲\t乙\n".utf8) + [0xB0, 0xA1], name: "mine.tsv") }
    #expect(invalid.place == "mine.tsv:2" && invalid.message.contains("UTF-8"))
  }
}

@Suite struct DecisionTests {
  private func line(_ found: Ambiguity, _ target: String) -> String {
    [found.before, found.source, found.after, target].joined(separator: "\t") + "\n"
  }

  private func decided(_ lines: String) throws -> ConfigurationConverter {
    try TestModel.converter("s2t", .with { $0.decisions = try Decisions(bytes: Array("# from:1 lead 0.1, or 甲\n\(lines)".utf8), name: "mine.tsv") })
  }

  @Test("Each decision is obeyed at its spot, and nowhere else", arguments: ["cn-macro-data.txt", "cn-funding-ai.txt"])
  func everyPlace(sample: String) throws {
    let text = try Samples.text(sample).bytes
    let converter = try TestModel.converter("s2t")
    let plain = converter.conversion(of: text)
    let all = converter.ambiguities(of: text, limit: 1000)
    try #require(all.count > 10)
    for found in all.prefix(60) {
      let other = try #require(found.alternatives.first)
      var expected = plain.text
      // The same words may stand in the text again.
      for same in all where (same.before, same.source, same.after) == (found.before, found.source, found.after) {
        let start = plain.targetOffset(of: same.range.lowerBound)
        #expect(expected[start..<(start + 3)].elementsEqual(found.target.utf8))
        expected.replaceSubrange(start..<(start + 3), with: other.utf8)
      }
      #expect(try decided(line(found, other)).convert(text) == expected, "\(found)")
      // As it was printed, it changes nothing.
      #expect(try decided(line(found, found.target)).convert(text) == plain.text)
    }
  }

  @Test("Ambiguities are the most doubtful first, and name neighbours, range and all other readings")
  func ambiguities() throws {
    let text = Array("他在里面。\n发".utf8)
    let converter = try TestModel.converter("s2t")
    let found = converter.ambiguities(of: text, limit: 1000)
    let inner = try #require(found.first { $0.source == "里" })
    #expect(inner.range == 6..<9 && inner.before == "他在" && inner.after == "面。")
    #expect(inner.target == "裏" && inner.alternatives == ["里"])
    #expect(found.map(\.margin) == found.map(\.margin).sorted())
    let last = try #require(found.first { $0.source == "发" })
    // The neighbours of another line are no neighbours.
    #expect(last.before == "" && last.after == "" && last.range == 16..<19)
    #expect(converter.ambiguities(of: text, limit: 0) == [])
    #expect(converter.ambiguities(of: [], limit: 1000) == [])
  }

  @Test("A place is known by six characters on each side, though the first of them be #")
  func neighbours() throws {
    let text = Array("#1 只 甲乙丙丁戊己庚\n#1 只 甲乙丙丁庚\n".utf8)
    let found = try TestModel.converter("s2t").ambiguities(of: text, limit: 1000).filter { $0.source == "只" }
    #expect(Set(found.map(\.after)) == [" 甲乙丙丁戊", " 甲乙丙丁庚"])
    let first = try #require(found.first { $0.range.lowerBound == 3 })
    #expect(first.before == "#1 ")
    let conversion = try decided(line(first, "祇")).conversion(of: text)
    #expect(String(decoding: conversion.text, as: UTF8.self).split(separator: "\n").map { $0.contains("祇") } == [true, false])
    #expect(conversion.edits.first?.rule == "mine.tsv:2")
  }

  @Test("A line whose last column is empty decides nothing, and a bad line is named")
  func lines() throws {
    #expect(try decided("他在\t里\t面\t\n").convert("他在里面") == "他在裏面")
    #expect(try decided("他在\t里\t面\t里\n").convert("他在里面") == "他在里面")
    let error = try #require(throws: LexiconError.self) { try Decisions(bytes: Array("他在\t里\t面\t里\n\t里\t里\n".utf8), name: "mine.tsv") }
    #expect(error.place == "mine.tsv:2")
  }
}

@Suite struct DomainTests {
  @Test("A domain's vocabulary is used with the domain alone, and the rest always")
  func computing() throws {
    let text = "计算异或的结果，软件和数组"
    let plain = try TestModel.converter("s2twp")
    #expect(plain.convert(text) == "計算異或的結果，軟體和陣列")
    #expect(plain.domains.contains("computing"))
    let computing = try TestModel.converter("s2twp", .with { $0.domains = ["computing"] })
    #expect(computing.convert(text) == "計算互斥或的結果，軟體和陣列")
    let rules = computing.conversion(of: Array(text.utf8)).edits.filter { $0.text == "互斥或" }.compactMap(\.rule)
    #expect(rules.count == 1 && rules[0].hasPrefix("conversion/regional/computing.tsv:"))
    #expect(try TestModel.converter("s2twp", .with { $0.domains = ["finance", "none"] }).convert(text) == plain.convert(text))
  }

  @Test("A target takes domains as a configuration does, and characters alone have none")
  func targets() throws {
    let image = try TestImage.open()
    let options = ConversionOptions.with { $0.domains = ["computing"] }
    let plain = try Converter(image, target: "zh-Hant-TW", model: try TestModel.open())
    let computing = try Converter(image, target: "zh-Hant-TW", model: try TestModel.open(), options: options)
    #expect(plain.convert("计算异或的结果") == "計算異或的結果")
    #expect(computing.convert("计算异或的结果") == "計算互斥或的結果")
    #expect(plain.domains.contains("computing") && plain.domains == plain.domains.sorted())
    #expect(try TestModel.converter("s2t", options).convert("计算异或的结果") == "計算異或的結果")
    #expect(try TestModel.converter("s2t").domains == [])
  }
}

@Suite struct FastTests {
  /// The characters that have one reading.
  private func certain(_ file: String, but choices: [Unicode.Scalar]) throws -> [String] {
    try TSVFile(path: "\(Repository.root)/Dictionaries/conversion/opencc/\(file).tsv", name: file).rows
      .filter { !$0.fields[1].contains("|") && !choices.contains($0.fields[0].unicodeScalars.first ?? "a") }.map { String($0.fields[0]) }
  }

  @Test(
    "Fast mode gives what the default gives where every character has one reading",
    arguments: [("s2t", "st-characters"), ("t2s", "ts-characters")])
  func equality(configuration: String, characters: String) throws {
    var generator = SplitMix64(seed: 8)
    let certain = try certain(characters, but: try ChoiceList(try TestImage.open()).choices.map(\.character))
    try #require(certain.count > 2000)
    let fast = try TestModel.converter(configuration, .with { $0.isFast = true })
    let normal = try TestModel.converter(configuration)
    for _ in 0..<200 {
      let text = (0..<40).map { _ in generator.below(6) == 0 ? generator.pick(RandomText.marks) ?? "" : generator.pick(certain) ?? "" }.joined()
      #expect(fast.convert(text) == normal.convert(text), "\(text)")
    }
  }

  @Test("Fast mode knows the long words and asks nothing")
  func words() throws {
    let fast = try TestModel.converter("s2t", .with { $0.isFast = true })
    #expect(fast.convert("头发与发展，皇后以后，国家电车") == "頭髮與發展，皇后以後，國家電車")
    #expect(fast.ambiguities(of: Array("头发在里面".utf8), limit: 1000) == [])
    #expect(!fast.conversion(of: Array("头发在里面".utf8)).edits.contains { $0.rule?.hasPrefix("model") == true })
    #expect(try TestModel.converter("s2t").conversion(of: Array("他在里面走".utf8)).edits.contains { $0.rule?.hasPrefix("model:") == true })
  }
}
