import HanLexicon
import TestSupport
import Testing

@testable import HanModel

@Suite struct TagModelTests {
  private static let width = 3

  /// So many labels, each of which may follow each.
  private static func free(_ count: Int) -> LabelSet {
    let all = UInt64(1) << UInt64(count) - 1
    return LabelSet((0..<count).map { "l\($0)" }, next: (0..<count).map { _ in all }, first: all, last: all)
  }

  private func keys(_ generator: inout SplitMix64, _ count: Int) -> [UInt32] {
    (0..<(count * Self.width)).map { _ in UInt32(1 + generator.below(30)) }
  }

  private func labels(_ set: LabelSet, _ generator: inout SplitMix64) -> [UInt8] {
    if set == .words { return LabelSet.words((0...generator.below(3)).map { _ in 1 + generator.below(3) }) }
    return (0...generator.below(6)).map { _ in UInt8(generator.below(set.count)) }
  }

  /// A model that has learnt chance.
  private func random(_ set: LabelSet, _ generator: inout SplitMix64) throws -> TagModel {
    var trainer = TagTrainer(labels: set, width: Self.width)
    for _ in 0..<15 {
      let labels = labels(set, &generator)
      trainer.add(keys(&generator, labels.count), labels: labels)
    }
    trainer.train(passes: 3)
    return try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
  }

  /// Labels units by their features; those that have a label already keep it.
  private func decode(_ model: TagModel, _ features: [UInt32], width: Int = TagModelTests.width, known: [Int: UInt8] = [:]) -> [UInt8] {
    let count = features.count / width
    let scores = (0..<count).map { unit in
      var scores = TagScores.zero
      for key in features[(unit * width)..<((unit + 1) * width)] { scores.add(model.row(key)) }
      return scores
    }
    var labels = (0..<count).map { known[$0] ?? TagDecoder.open }
    labels.withUnsafeMutableBufferPointer { labels in
      scores.withUnsafeBufferPointer { scores in
        if let first = scores.baseAddress { TagDecoder(model).decode(first, into: labels) }
      }
    }
    return labels
  }

  /// The weights of a row, one a label.
  private func weights(_ row: TagRow) -> [Int] { (0..<8).flatMap { [Int(Int8(truncatingIfNeeded: row.weights[$0])), Int(row.weights[$0] >> 8)] } }

  /// What each label of each unit comes to by its features; nil for those it cannot have.
  private func units(_ model: TagModel, _ features: [UInt32], _ known: [Int: UInt8]) -> [[Int?]] {
    (0..<(features.count / Self.width)).map { unit in
      (0..<model.labels.count).map { label in
        if let fixed = known[unit] { return label == Int(fixed) ? 0 : nil }
        return features[(unit * Self.width)..<((unit + 1) * Self.width)].reduce(0) { $0 + weights(model.row($1))[label] }
      }
    }
  }

  private func step(_ model: TagModel, _ from: Int, _ to: Int) -> Int? {
    model.labels.next[from] >> UInt64(to) & 1 == 1 ? Int(model.transitions[from * TagModel.mostLabels + to]) : nil
  }

  private func may(_ mask: UInt64, _ label: Int) -> Bool { mask >> UInt64(label) & 1 == 1 }

  /// What a path comes to; nil where it is none.
  private func score(_ model: TagModel, _ features: [UInt32], _ path: [UInt8], known: [Int: UInt8] = [:]) -> Int? {
    var sum = 0
    for (at, unit) in units(model, features, known).enumerated() {
      let label = Int(path[at])
      guard let score = unit[label] else { return nil }
      guard at > 0 || known[0] != nil || may(model.labels.first, label) else { return nil }
      guard let step = at > 0 ? step(model, Int(path[at - 1]), label) : 0 else { return nil }
      sum += score + step
    }
    return path.last.map { known[path.count - 1] != nil || may(model.labels.last, Int($0)) } == true ? sum : nil
  }

  /// The most that a path comes to.
  private func best(_ model: TagModel, _ features: [UInt32], known: [Int: UInt8] = [:]) -> Int? {
    var reached: [Int?] = []
    let units = units(model, features, known)
    for (at, unit) in units.enumerated() {
      let before = reached
      reached = unit.enumerated().map { (label: Int, score: Int?) -> Int? in
        guard let score else { return nil }
        if at == 0 { return known[0] != nil || may(model.labels.first, label) ? score : nil }
        var top: Int?
        for (from, sum) in before.enumerated() {
          if let sum, let step = step(model, from, label), sum + step + score > top ?? .min { top = sum + step + score }
        }
        return top
      }
    }
    return reached.enumerated().compactMap { label, sum in known[units.count - 1] != nil || may(model.labels.last, label) ? sum : nil }.max()
  }

  @Test("No path comes to more than the one that is found", arguments: 1...16, 0..<4)
  func best(count: Int, seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed * 16 + count))
    let model = try random(Self.free(count), &generator)
    for _ in 0..<20 {
      let features = keys(&generator, 1 + generator.below(6))
      let found = decode(model, features)
      try #require(found.count == features.count / Self.width && found.allSatisfy { $0 < count })
      #expect(score(model, features, found) == best(model, features))
    }
  }

  @Test("Where not every label may follow each, only such paths are taken as there are", arguments: 0..<20)
  func steps(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let model = try random(.words, &generator)
    for _ in 0..<20 {
      let features = keys(&generator, 1 + generator.below(6))
      #expect(score(model, features, decode(model, features)) == best(model, features))
    }
  }

  @Test("A unit that has a label keeps it, and the others go by it", arguments: 2...16)
  func fixed(count: Int) throws {
    var generator = SplitMix64(seed: UInt64(count))
    let model = try random(Self.free(count), &generator)
    for _ in 0..<60 {
      let features = keys(&generator, 1 + generator.below(9))
      var known: [Int: UInt8] = [:]
      for unit in 0..<(features.count / Self.width) where generator.below(3) == 0 { known[unit] = UInt8(generator.below(count)) }
      let found = decode(model, features, known: known)
      for (unit, label) in known { #expect(found[unit] == label) }
      #expect(score(model, features, found, known: known) == best(model, features, known: known))
    }
  }

  @Test("Letters of neighbours are learnt, of the first and of the second, and those that were not seen say nothing")
  func pairs() throws {
    var trainer = TagTrainer(labels: Self.free(3), width: 1, alphabets: 2)
    // The label hangs on the letters of both neighbours alone; the second alphabet says nothing.
    trainer.add([9, 9, 9], letters: [[0, 300, 400, 300, 0], [7, 7, 7, 7, 7]], labels: [1, 2, 0])
    trainer.add([9, 9, 9], letters: [[0, 400, 300, 400, 0], [7, 7, 7, 7, 7]], labels: [2, 1, 2])
    trainer.add([9, 9], letters: [[0, 300, 400, 0], [7, 7, 7, 7]], labels: [1, 0])
    // Of another length than the labels: left out.
    trainer.add([9, 9], letters: [[0, 300], [7, 7]], labels: [1, 0])
    trainer.add([9], labels: [1])
    #expect(trainer.count == 3)
    trainer.train()
    let model = try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
    #expect(model.pairs.count == 2)
    let numbers = [0, 300, 400, 7].map { model.pairs[0].number($0) }
    #expect(Set(numbers.prefix(3)).count == 3 && !numbers.prefix(3).contains(0) && numbers[3] == 0)
    #expect([0, 300, 7].map { model.pairs[1].number($0) } == [0, 0, 1])
    let (edge, low, high) = (numbers[0], numbers[1], numbers[2])
    func favourite(_ row: TagRow, _ other: TagRow) -> Int {
      zip(weights(row), weights(other)).map(+).enumerated().max { ($0.element, $1.offset) < ($1.element, $0.offset) }?.offset ?? -1
    }
    let pairs = model.pairs[0]
    #expect(favourite(pairs.ofSecond(edge, low), pairs.ofFirst(low, high)) == 1)
    #expect(weights(pairs.ofSecond(0, low)) == [Int](repeating: 0, count: 16))
    #expect(weights(pairs.ofFirst(high, 0)) == [Int](repeating: 0, count: 16))
  }

  @Test("What was learnt is labelled as it was, however long the sequence; none gives none")
  func learns() throws {
    var trainer = TagTrainer(labels: Self.free(3), width: 2)
    trainer.add([1, 10, 2, 10, 3, 10], labels: [0, 1, 2])
    trainer.add([3, 10, 2, 10, 1, 10], labels: [2, 1, 0])
    trainer.add([1, 10, 3, 10, 1, 10, 2, 10], labels: [0, 2, 0, 1])
    trainer.train()
    let model = try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
    #expect(decode(model, [2, 10, 1, 10, 3, 10], width: 2) == [1, 0, 2])
    #expect(decode(model, [], width: 2).isEmpty)
    let long = (0..<3000).flatMap { (at: Int) -> [UInt32] in [UInt32(at % 3 + 1), 10] }
    #expect(decode(model, long, width: 2) == (0..<3000).map { UInt8($0 % 3) })
  }

  @Test("The same input gives the same bytes, another order of chance others")
  func sameBytes() throws {
    func bytes(seed: UInt64) -> [UInt8] {
      var generator = SplitMix64(seed: 8)
      var trainer = TagTrainer(labels: Self.free(5), width: Self.width)
      for _ in 0..<15 {
        let labels = labels(Self.free(5), &generator)
        trainer.add(keys(&generator, labels.count), labels: labels)
      }
      trainer.train(passes: 2, seed: seed)
      return trainer.model()
    }
    #expect(bytes(seed: 1) == bytes(seed: 1))
    #expect(bytes(seed: 1) != bytes(seed: 2))
  }

  @Test("Classes of words are found in the model's file, and all others have none")
  func classes() throws {
    var trainer = TagTrainer(labels: Self.free(2), width: 1)
    trainer.add([5], labels: [1])
    trainer.classes = [3: 1, 0xFFFF_FFFF: 0xFFFF, 7: 2]
    trainer.train()
    let classes = try TagModel(try Image(bytes: trainer.model(), origin: "trained")).classes
    #expect([3, 0xFFFF_FFFF, 7, 0, 4].map { classes.find($0) } == [1, 0xFFFF, 2, 0, 0])
    #expect(ClassTable().find(3) == 0)
    #expect(try ClassTable.table([:]).find(3) == 0)
  }

  @Test("What is no model is refused", arguments: ["labels", "masks", "rows", "rows/shifts", "transitions", "classes", "classes/shifts", "pairs/0"])
  func damaged(section: String) throws {
    var trainer = TagTrainer(labels: Self.free(3), width: 1, alphabets: 1)
    trainer.add([1, 2, 3], letters: [[0, 1, 2, 3, 0]], labels: [0, 1, 2])
    trainer.classes = [3: 1]
    trainer.train()
    let image = try Image(bytes: trainer.model(), origin: "trained")
    #expect(image.has(section))
    var builder = ImageBuilder()
    for name in image.names { builder.add(name, name == section ? [] : Array(try image.section(name))) }
    #expect(throws: LexiconError.self) { _ = try TagModel(try Image(bytes: builder.bytes(), origin: "damaged")) }
  }

  @Test("Of two domains, the model is that of the first: what both say is shared, and where they differ the first is heard")
  func domains() throws {
    var trainer = TagTrainer(labels: Self.free(2), width: 1, domains: 2)
    for _ in 0..<4 {
      // Feature 1 is label 1 in both; 2 is 0 in the first and 1 in the second; only the second has 3.
      trainer.add([1, 2], labels: [1, 0], domain: 0)
      trainer.add([1, 2, 3], labels: [1, 1, 1], domain: 1)
    }
    trainer.train(passes: 8)
    let model = try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
    #expect(decode(model, [1], width: 1) == [1])
    #expect(decode(model, [2], width: 1) == [0])
    #expect(decode(model, [3], width: 1) == [1])
  }

  @Test("Where there is no feature, nothing is learnt of it")
  func noFeature() throws {
    var trainer = TagTrainer(labels: Self.free(2), width: 2)
    for _ in 0..<4 { trainer.add([1, 0, 2, 5], labels: [1, 0]) }
    trainer.train(passes: 8)
    let model = try TagModel(try Image(bytes: trainer.model(), origin: "trained"))
    #expect(weights(model.row(0)) == [Int](repeating: 0, count: 16))
    #expect(decode(model, [1, 0, 2, 5], width: 2) == [1, 0])
  }
}
