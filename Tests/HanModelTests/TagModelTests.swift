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

  private func decode(_ model: TagModel, _ features: [UInt32], width: Int = TagModelTests.width) -> [UInt8] {
    var labels: [UInt8] = [7]
    features.withUnsafeBufferPointer { TagDecoder(model).decode($0, width: width, into: &labels) }
    return labels
  }

  /// What each label of a unit comes to by its features; nil for those it cannot have.
  private func scores(_ model: TagModel, _ features: ArraySlice<UInt32>) -> [Int?] {
    let fixed = features.first == 0 ? Int(features[features.startIndex + 1]) : nil
    return (0..<model.labels.count).map { label in
      if let fixed { return label == fixed ? 0 : nil }
      return features.reduce(0) { sum, key in
        let pair = model.row(key, at: model.place(key))[label / 2]
        return sum + Int(label % 2 == 0 ? Int16(Int8(truncatingIfNeeded: pair)) : pair >> 8)
      }
    }
  }

  private func units(_ model: TagModel, _ features: [UInt32]) -> [[Int?]] {
    stride(from: 0, to: features.count, by: Self.width).map { scores(model, features[$0..<($0 + Self.width)]) }
  }

  private func step(_ model: TagModel, _ from: Int, _ to: Int) -> Int? {
    model.labels.next[from] >> UInt64(to) & 1 == 1 ? Int(model.transitions[from * TagModel.mostLabels + to]) : nil
  }

  private func may(_ mask: UInt64, _ label: Int) -> Bool { mask >> UInt64(label) & 1 == 1 }

  /// What a path comes to; nil where it is none.
  private func score(_ model: TagModel, _ features: [UInt32], _ path: [UInt8]) -> Int? {
    var sum = 0
    for (at, unit) in units(model, features).enumerated() {
      let label = Int(path[at])
      guard let score = unit[label] else { return nil }
      guard at > 0 || features[0] == 0 || may(model.labels.first, label) else { return nil }
      guard let step = at > 0 ? step(model, Int(path[at - 1]), label) : 0 else { return nil }
      sum += score + step
    }
    return path.last.map { may(model.labels.last, Int($0)) } == true ? sum : nil
  }

  /// The most that a path comes to.
  private func best(_ model: TagModel, _ features: [UInt32]) -> Int? {
    var reached: [Int?] = []
    for (at, unit) in units(model, features).enumerated() {
      let before = reached
      reached = unit.enumerated().map { (label: Int, score: Int?) -> Int? in
        guard let score else { return nil }
        if at == 0 { return features[0] == 0 || may(model.labels.first, label) ? score : nil }
        var top: Int?
        for (from, sum) in before.enumerated() {
          if let sum, let step = step(model, from, label), sum + step + score > top ?? .min { top = sum + step + score }
        }
        return top
      }
    }
    return reached.enumerated().compactMap { label, sum in may(model.labels.last, label) ? sum : nil }.max()
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

  @Test("A unit whose first feature is 0 has the label that is named, and the others go by it", arguments: 2...16)
  func fixed(count: Int) throws {
    var generator = SplitMix64(seed: UInt64(count))
    let model = try random(Self.free(count), &generator)
    for _ in 0..<30 {
      var features = keys(&generator, 1 + generator.below(6))
      var wanted: [Int: UInt8] = [:]
      for unit in 0..<(features.count / Self.width) where generator.below(2) == 0 {
        let label = UInt8(generator.below(count))
        wanted[unit] = label
        features.replaceSubrange((unit * Self.width)..<((unit + 1) * Self.width), with: [0, UInt32(label), 0])
      }
      let found = decode(model, features)
      for (unit, label) in wanted { #expect(found[unit] == label) }
      #expect(score(model, features, found) == best(model, features))
    }
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

  @Test("What is no model is refused", arguments: ["labels", "masks", "rows", "rows/shifts", "transitions", "classes", "classes/shifts"])
  func damaged(section: String) throws {
    var trainer = TagTrainer(labels: Self.free(3), width: 1)
    trainer.add([1, 2, 3], labels: [0, 1, 2])
    trainer.classes = [3: 1]
    trainer.train()
    let image = try Image(bytes: trainer.model(), origin: "trained")
    #expect(image.has(section))
    var builder = ImageBuilder()
    for name in image.names { builder.add(name, name == section ? [] : Array(try image.section(name))) }
    #expect(throws: LexiconError.self) { _ = try TagModel(try Image(bytes: builder.bytes(), origin: "damaged")) }
  }
}
