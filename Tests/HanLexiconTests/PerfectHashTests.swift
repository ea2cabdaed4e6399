import TestSupport
import Testing

@testable import HanLexicon

@Suite struct PerfectHashTests {
  private func keys(_ count: Int, _ generator: inout SplitMix64) -> [UInt64] {
    var keys: Set<UInt64> = []
    while keys.count < count { keys.insert(generator.next() >> UInt64(generator.below(40))) }
    return keys.sorted()
  }

  @Test("Every key has a place of its own, and all others have some place, too", arguments: [0, 1, 7, 5000], [1, 3, 64])
  func places(keyCount: Int, step: Int) throws {
    var generator = SplitMix64(seed: UInt64(keyCount + step))
    let keys = keys(keyCount, &generator)
    let (shifts, count) = PerfectHash.build(keys, multipleOf: step)
    #expect(count % step == 0 && count >= keyCount)
    try shifts.withUnsafeBytes { shifts in
      let hash = try #require(PerfectHash(shifts, count: count))
      let places = keys.map { hash.place($0) }
      #expect(Set(places).count == keyCount)
      #expect(places.allSatisfy { (0..<count).contains($0) })
      for _ in 0..<2000 { #expect((0..<count).contains(hash.place(generator.next()))) }
      for key in [0, 1, UInt64.max] { #expect((0..<count).contains(hash.place(key))) }
    }
    #expect(keys.allSatisfy { PerfectHash.place($0, shifts, count: count) < count })
  }

  @Test("Keys that differ in their lowest or highest bits alone have places of their own", arguments: [UInt64(1), 1 << 16, 1 << 40, 1 << 52])
  func regular(distance: UInt64) {
    let keys = (0..<3000).map { UInt64($0) &* distance }
    let (shifts, count) = PerfectHash.build(keys)
    #expect(Set(keys.map { PerfectHash.place($0, shifts, count: count) }).count == keys.count)
  }

  @Test("Without shifts or places there is no hash")
  func none() {
    #expect(PerfectHash(UnsafeRawBufferPointer(start: nil, count: 0), count: 8) == nil)
    [UInt8](repeating: 0, count: 3).withUnsafeBytes { #expect(PerfectHash($0, count: 0) == nil) }
  }
}

@Suite struct WordTableTests {
  /// What walking the table finds of a word of two characters or more.
  private func node(_ table: WordTable, _ word: some Collection<UInt16>) -> WordTable.Node {
    let symbols = Array(word)
    return symbols.dropFirst(2).reduce(table.node(symbols[0], symbols[1])) { node, symbol in
      node.hasLonger ? table.node(node, symbol) : .none
    }
  }

  /// What is to be found of a text: 0 for no word, 2 for a word of one in six million or more, 1 for a rarer one.
  private func kind(_ words: Lexicon, _ symbols: some Sequence<UInt16>) -> Int {
    let text = String(String.UnicodeScalarView(symbols.compactMap { Unicode.Scalar(UInt32($0)) }))
    return words.trie.value(of: text.utf8).map { words.cost($0) <= 16_000 ? 2 : 1 } ?? 0
  }

  @Test("Words of the lexicon are found by their characters, and what begins them is a word only where it is one", arguments: ["hans", "hant"])
  func words(file: String) throws {
    let image = try TestImage.open()
    let (table, words, fold) = (try WordTable(image, "words"), try Lexicon(image, "words"), try ScriptFold(image))
    let rows = TSVFile(bytes: try Repository.bytes("Dictionaries/words/jieba/\(file).tsv"), name: file).rows
    var looked = 0
    for row in stride(from: 0, to: rows.count, by: 29).map({ rows[$0] }) {
      let scalars = Array(String(decoding: fold.fold(Array(row.fields[0].utf8)), as: UTF8.self).unicodeScalars)
      guard (2...5).contains(scalars.count), scalars.allSatisfy({ $0.value <= 0xFFFF }) else { continue }
      looked += 1
      let symbols = scalars.map { UInt16($0.value) }
      try #require(node(table, symbols).kind > 0)
      for length in 2...symbols.count {
        let found = node(table, symbols[..<length])
        #expect(found.kind == kind(words, symbols[..<length]))
        if length < symbols.count { #expect(found.hasLonger) }
      }
    }
    #expect(looked > 1000)
  }

  @Test("A look that was asked for finds what a plain one finds")
  func places() throws {
    let table = try WordTable(try TestImage.open(), "words")
    let symbols = "中华人民".unicodeScalars.map { UInt16($0.value) }
    var node = table.node(symbols[0], symbols[1], at: table.place(symbols[0], symbols[1]))
    #expect(node.payload == table.node(symbols[0], symbols[1]).payload)
    for symbol in symbols[2...] {
      let plain = table.node(node, symbol)
      node = table.node(node, symbol, at: table.place(node, symbol))
      #expect(node.payload == plain.payload && node.hasLonger)
    }
  }

  @Test("Two characters that begin no word are of no kind")
  func unknown() throws {
    let image = try TestImage.open()
    let (table, words) = (try WordTable(image, "words"), try Lexicon(image, "words"))
    #expect(table.node(0xE000, 0xE001).payload == 0)
    #expect(table.node(0, 0).payload == 0)
    #expect(table.node(0xFFFF, 0xFFFF).payload == 0)
    var generator = SplitMix64(seed: 4)
    for _ in 0..<20_000 {
      let pair = [RandomText.han(&generator), RandomText.han(&generator)].map { UInt16($0.value) }
      #expect(table.node(pair[0], pair[1]).kind == kind(words, pair))
    }
  }

  @Test("A place has the name of its tag's class", arguments: [("北京", WordTable.TagClass.place), ("公司", .noun)])
  func tagClass(word: String, expected: WordTable.TagClass) throws {
    let symbols = word.unicodeScalars.map { UInt16($0.value) }
    #expect(node(try WordTable(try TestImage.open(), "words"), symbols).tagClass == expected)
  }

  @Test("Damaged sections are refused", arguments: ["words/characters", "words/characters/shifts"])
  func damaged(section: String) throws {
    let (shifts, count) = PerfectHash.build([1, 2])
    let whole = [("words/characters", ImageBuilder.section([UInt64](repeating: 0, count: count))), ("words/characters/shifts", shifts)]
    func open(_ sections: [(String, [UInt8])]) throws -> WordTable {
      var builder = ImageBuilder()
      for (name, bytes) in sections { builder.add(name, bytes) }
      return try WordTable(try Image(bytes: builder.bytes(), origin: "test"), "words")
    }
    #expect(try open(whole).node(1, 2).kind == 0)
    #expect(throws: LexiconError.self) { _ = try open(whole.map { ($0.0, $0.0 == section ? [] : $0.1) }) }
    #expect(throws: LexiconError.self) { _ = try open(whole.filter { $0.0 != section }) }
  }
}
