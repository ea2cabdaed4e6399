/// Finds the best labels of a text by Viterbi's search. One a task; its memory is kept from one text to the next.
public final class SequenceDecoder {
  private let model: SequenceModel
  private var scores: [Int32] = []
  private var best: [Int32] = []
  private var previous: [UInt8] = []
  /// The labels of the last text, one a unit.
  public private(set) var path: [UInt8] = []

  private static let never = Int32.min / 2

  public init(_ model: SequenceModel) { self.model = model }

  /// Labels the units of a text; `allowed`, where it is not empty, has a bit for each label that a unit may have.
  public func decode(_ text: SequenceText, allowed: [UInt64] = []) {
    let (count, length) = (model.labels.count, text.count)
    path.removeAll(keepingCapacity: true)
    guard length > 0 else { return }
    if scores.count < length * count {
      scores = [Int32](repeating: 0, count: length * count)
      best = scores
      previous = [UInt8](repeating: 0, count: length * count)
    }
    score(text, count)
    for (unit, mask) in allowed.enumerated() where mask != 0 {
      for label in 0..<count where mask >> UInt64(label) & 1 == 0 { scores[unit * count + label] = Self.never / 4 }
    }
    search(length, count)
  }

  private func score(_ text: SequenceText, _ count: Int) {
    let length = text.count
    text.symbols.withUnsafeBufferPointer { symbols in
      scores.withUnsafeMutableBufferPointer { scores in
        for unit in 0..<length {
          let clue = min(Int(text.clues[unit]), model.clueCount - 1) * count
          for label in 0..<count { scores[unit * count + label] = Int32(model.clues[clue + label]) }
        }
        // The weights of one symbol or pair stand together for all the units that see it.
        for at in symbols.indices {
          let start = Int(model.numbers[Int(symbols[at])]) * Template.symbols * count
          for slot in 0..<Template.symbols {
            // Seen by the unit at this distance: symbol `at` is unit at - 2.
            let unit = at - 2 - (slot - 2)
            if unit < 0 || unit >= length { continue }
            for label in 0..<count { scores[unit * count + label] &+= Int32(model.symbols[start + slot * count + label]) }
          }
          if at + 1 < symbols.count, let weights = model.pairs.find(Template.pair(symbols[at], symbols[at + 1])) {
            for slot in 0..<Template.pairs {
              let unit = at - 2 - (slot - 2)
              if unit < 0 || unit >= length { continue }
              for label in 0..<count { scores[unit * count + label] &+= Int32(weights[slot * count + label]) }
            }
          }
          let unit = at - 1
          if unit >= 0, unit < length, at + 2 < symbols.count, let weights = model.skips.find(Template.pair(symbols[at], symbols[at + 2])) {
            for label in 0..<count { scores[unit * count + label] &+= Int32(weights[label]) }
          }
        }
      }
    }
  }

  private func search(_ length: Int, _ count: Int) {
    let labels = model.labels
    for label in 0..<count { best[label] = labels.first >> UInt64(label) & 1 == 1 ? scores[label] : Self.never }
    for unit in 1..<max(1, length) {
      for label in 0..<count {
        var (top, from) = (Self.never, 0)
        for last in 0..<count where labels.next[last] >> UInt64(label) & 1 == 1 {
          let score = best[(unit - 1) * count + last] &+ Int32(model.transitions[last * count + label])
          if score > top { (top, from) = (score, last) }
        }
        best[unit * count + label] = max(Self.never, top &+ scores[unit * count + label])
        previous[unit * count + label] = UInt8(from)
      }
    }
    path.append(contentsOf: repeatElement(0, count: length))
    var (label, top) = (0, Int32.min)
    for last in 0..<count where labels.last >> UInt64(last) & 1 == 1 && best[(length - 1) * count + last] > top {
      (top, label) = (best[(length - 1) * count + last], last)
    }
    for unit in stride(from: length - 1, through: 0, by: -1) {
      path[unit] = UInt8(label)
      label = Int(previous[unit * count + label])
    }
  }
}
