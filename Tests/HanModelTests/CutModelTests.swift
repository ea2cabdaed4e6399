import HanLexicon
import TestSupport
import Testing

@testable import HanModel

/// Text as a decoder takes it: two symbols stand at each side that are no units.
private struct Cutter {
  let model: CutModel

  /// The units that end words, by the weights of the model and hints.
  func lasts(_ units: [UInt16], clues: [UInt16], hints: [CutDecoder.Hint] = []) -> [Int] {
    let symbols = [Symbol.boundary, Symbol.boundary] + units + [Symbol.boundary, Symbol.boundary]
    let clues = [0, 0] + clues + [0, 0]
    let decoder = CutDecoder(model)
    return symbols.withUnsafeBufferPointer { symbols in
      clues.withUnsafeBufferPointer { clues in
        guard let first = symbols.baseAddress, let clue = clues.baseAddress else { return [] }
        decoder.prepare(symbols)
        decoder.prepare(first + 2, clue + 2, first: 2, count: units.count)
        return decoder.decode(first + 2, clue + 2, first: 2, count: units.count, hints: hints).map(Int.init)
      }
    }
  }

  /// What a text comes to that is cut behind these units, added up weight by weight. What all cuts share is left out.
  func score(_ units: [UInt16], clues: [UInt16], lasts: Set<Int>) -> Int {
    let symbols = [Symbol.boundary, Symbol.boundary] + units + [Symbol.boundary, Symbol.boundary]
    let count = units.count
    func isCut(_ cut: Int) -> Bool { cut <= 0 || cut >= count || lasts.contains(cut - 1) }
    func isSingle(_ unit: Int) -> Bool { (0..<count).contains(unit) && isCut(unit) && isCut(unit + 1) }
    var score = 0
    // Weights of what stands at a symbol: of the cuts from two units before it on, and of the units from there on.
    func add(_ at: Int, cuts: [Int], units: [Int]) {
      for (lane, weight) in cuts.enumerated() where (1..<count).contains(at - 2 + lane) && isCut(at - 2 + lane) { score += weight }
      for (lane, weight) in units.enumerated() where isSingle(at - 2 + lane) { score += weight }
    }
    func row(_ key: UInt64, _ at: Int) {
      let row = model.rows.row(key, at: model.rows.place(key))
      add(at, cuts: (0..<6).map { Int(Int8(truncatingIfNeeded: row[$0])) }, units: (0..<5).map { Int(row[$0] >> 8) })
    }
    for at in -2..<(count + 2) {
      let symbol = symbols[at + 2]
      let weights = model.symbols + Int(model.numbers[Int(symbol)]) * CutModel.span
      add(at, cuts: (0..<6).map { Int(weights[$0]) }, units: (0..<5).map { Int(weights[8 + $0]) })
      if at + 3 < symbols.count { row(CutModel.Feature.pair.key(symbol, symbols[at + 3]), at) }
      if at + 4 < symbols.count { row(CutModel.Feature.skip.key(symbol, symbols[at + 4]), at) }
      if units.indices.contains(at) { row(CutModel.Feature.mark.key(symbol, clues[at]), at) }
    }
    for (unit, clue) in clues.enumerated() {
      let weights = model.clues + Int(clue) * 4
      add(unit, cuts: [0, 0, Int(weights[0]), Int(weights[2])], units: [0, 0, Int(weights[1])])
    }
    for unit in 1..<count { score += step(isCut(unit - 1), isCut(unit), isCut(unit + 1)) }
    return score
  }

  /// What a step comes to, by whether there are cuts before the first unit, between both, behind the second.
  private func step(_ before: Bool, _ between: Bool, _ behind: Bool) -> Int {
    let steps = model.steps
    switch (before, between, behind) {
    case (true, false, false): return Int(steps.bm)
    case (true, false, true): return Int(steps.be)
    case (false, false, false): return Int(steps.mm)
    case (false, false, true): return Int(steps.me)
    case (false, true, false): return Int(steps.eb)
    case (false, true, true): return Int(steps.es)
    case (true, true, false): return Int(steps.sb)
    case (true, true, true): return Int(steps.ss)
    }
  }
}

@Suite struct CutModelTests {
  private func trainer(_ lines: [String]) -> CutTrainer {
    var trainer = CutTrainer(clueCount: 1)
    for line in lines {
      let words = line.split(separator: " ")
      let units = words.joined().unicodeScalars.map { UInt16($0.value) }
      trainer.add(
        units, clues: units.map { _ in 0 }, before: Symbol.boundary, after: Symbol.boundary, lengths: words.map(\.unicodeScalars.count))
    }
    return trainer
  }

  private func trained(_ lines: [String], passes: Int = 8, runs: Int = 1) throws -> CutModel {
    var trainer = trainer(lines)
    trainer.train(passes: passes, runs: runs)
    return try CutModel(try Image(bytes: trainer.model(), origin: "trained"))
  }

  private func cut(_ model: CutModel, _ text: String, hints: [CutDecoder.Hint] = []) -> String {
    let units = text.unicodeScalars.map { UInt16($0.value) }
    let lasts = Cutter(model: model).lasts(units, clues: units.map { _ in 0 }, hints: hints)
    return text.enumerated().map { lasts.contains($0) ? "\($1) " : "\($1)" }.joined()
  }

  private static let lines = ["甲乙 丙", "丙 甲乙 丁", "丁戊己 甲乙", "丙 丁戊己"]

  @Test("What was learnt is cut as it was, alone and in a new order", arguments: [1, 3])
  func learns(runs: Int) throws {
    let model = try trained(Self.lines, runs: runs)
    #expect(cut(model, "甲乙丙") == "甲乙 丙 ")
    #expect(cut(model, "丁戊己丙甲乙") == "丁戊己 丙 甲乙 ")
    #expect(cut(model, "").isEmpty)
    #expect(cut(model, "丙") == "丙 ")
  }

  @Test("The same input gives the same bytes, another order of chance others")
  func sameBytes() {
    func bytes(seed: UInt64) -> [UInt8] {
      var trainer = trainer(Self.lines + ["乙甲 丙丁", "乙 甲丙 丁"])
      trainer.train(passes: 3, seed: seed)
      return trainer.model()
    }
    #expect(bytes(seed: 1) == bytes(seed: 1))
    #expect(bytes(seed: 1) != bytes(seed: 2))
  }

  @Test("Cuts that are forced are kept, and the rest goes round them")
  func forced() throws {
    let model = try trained(Self.lines)
    // 乙丙 as one word.
    #expect(cut(model, "甲乙丙", hints: [(0, CutDecoder.certain), (1, -CutDecoder.certain)]) == "甲 乙丙 ")
    // Hints outside of the text are about nothing.
    #expect(cut(model, "甲乙丙", hints: [(-1, CutDecoder.certain), (3, -CutDecoder.certain)]) == "甲乙 丙 ")
  }

  /// A model of four symbols and three clues that has learnt random words, so that it is of two minds everywhere.
  private func random(_ generator: inout SplitMix64) throws -> CutModel {
    var trainer = CutTrainer(clueCount: 3)
    for _ in 0..<12 {
      let lengths = (0...generator.below(4)).map { _ in 1 + generator.below(4) }
      let (units, clues) = text(&generator, lengths.reduce(0, +))
      trainer.add(units, clues: clues, before: Symbol.boundary, after: Symbol.boundary, lengths: lengths)
    }
    trainer.train(passes: 3)
    return try CutModel(try Image(bytes: trainer.model(), origin: "trained"))
  }

  private func text(_ generator: inout SplitMix64, _ count: Int) -> (units: [UInt16], clues: [UInt16]) {
    ((0..<count).map { _ in UInt16(0x4E00 + generator.below(4)) }, (0..<count).map { _ in UInt16(generator.below(3)) })
  }

  @Test("No other cuts of a text come to more than those that are found", arguments: 0..<20)
  func best(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let cutter = Cutter(model: try random(&generator))
    for _ in 0..<10 {
      let (units, clues) = text(&generator, 1 + generator.below(8))
      let found = cutter.lasts(units, clues: clues)
      try #require(found.last == units.count - 1)
      let all = (0..<(1 << (units.count - 1))).map { bits in
        cutter.score(units, clues: clues, lasts: Set((0..<(units.count - 1)).filter { bits >> $0 & 1 == 1 }))
      }
      #expect(cutter.score(units, clues: clues, lasts: Set(found)) == all.max())
    }
  }

  @Test("Whatever cuts are forced, they are the cuts", arguments: 0..<20)
  func allForced(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let cutter = Cutter(model: try random(&generator))
    for _ in 0..<20 {
      let (units, clues) = text(&generator, 1 + generator.below(12))
      let wanted = (0..<(units.count - 1)).filter { _ in generator.below(2) == 0 }
      let hints = (0..<(units.count - 1)).map { (unit: $0, weight: wanted.contains($0) ? CutDecoder.certain : -CutDecoder.certain) }
      #expect(cutter.lasts(units, clues: clues, hints: hints) == wanted + [units.count - 1])
    }
  }

  @Test("An example that says too little or too much is left out")
  func badExamples() {
    var trainer = CutTrainer(clueCount: 1)
    trainer.add([], clues: [], before: 0, after: 0, lengths: [])
    trainer.add([0x4E00], clues: [0, 0], before: 0, after: 0, lengths: [1])
    trainer.add([0x4E00, 0x4E01], clues: [0, 0], before: 0, after: 0, lengths: [1])
    #expect(trainer.count == 0)
    trainer.add([0x4E00, 0x4E01], clues: [0, 0], before: 0, after: 0, lengths: [2])
    #expect(trainer.count == 1)
  }

  @Test("Lengths of words as labels")
  func labels() {
    #expect(LabelSet.words([1, 2, 4]) == [3, 0, 2, 0, 1, 1, 2])
  }

  @Test("What is no model is refused", arguments: ["numbers", "symbols", "rows", "rows/shifts", "clues", "steps"])
  func damaged(section: String) throws {
    var trainer = trainer(Self.lines)
    trainer.train(passes: 1)
    let image = try Image(bytes: trainer.model(), origin: "trained")
    #expect(image.has(section))
    for keeps in [true, false] {
      var builder = ImageBuilder()
      for name in image.names where name != section || keeps { builder.add(name, name == section ? [] : Array(try image.section(name))) }
      #expect(throws: LexiconError.self) { _ = try CutModel(try Image(bytes: builder.bytes(), origin: "damaged")) }
    }
  }
}
