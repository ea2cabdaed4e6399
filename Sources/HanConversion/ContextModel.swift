import HanArticle
import HanLexicon

/// A linear model that chooses the reading of a character from its neighbours and from the word it stands in.
///
/// A reading's score is the sum of its weights over the features that hold; the first reading's is 0. Trained by ``ContextTrainer``; immutable, mapped.
public final class ContextModel: @unchecked Sendable {
  // @unchecked: every pointer leads into `image`, which is immutable and kept alive here.

  /// A place of the hash table: which feature, and its weights for the second and third reading, in steps of 1/``scale``.
  struct Slot {
    var check: UInt32
    var second: Int16
    var third: Int16
  }

  static let scale = 512.0
  /// The file beside the dictionaries.
  public static let fileName = "convert.model"
  /// The lead of what a dictionary says by itself.
  static let certainLead = Int32(10 * scale)
  static let wordLengths = 4
  /// By choice: vote (a reading, or none) and length of the word.
  static let votesPerChoice = (ChoiceList.most + 1) * wordLengths

  private let image: Image
  private let slots: UnsafeBufferPointer<Slot>
  private let shift: UInt64
  private let votes: UnsafeBufferPointer<Slot>
  private let biases: UnsafeBufferPointer<Slot>
  /// By choice: the lead at first, and before the vote, that nothing more could turn in the examples of the training.
  private let leads: UnsafeBufferPointer<Slot>
  let settled: SettledNeighbours

  /// Throws where the file is none, or was trained for other choices than the image's.
  public init(_ file: Image, for image: Image) throws(LexiconError) {
    self.image = file
    slots = try file.elements("slots", Slot.self)
    votes = try file.elements("votes", Slot.self)
    biases = try file.elements("biases", Slot.self)
    leads = try file.elements("leads", Slot.self)
    settled = try SettledNeighbours(file)
    let choices = try image.section(ChoiceList.identifiers)
    guard slots.count >= 2, slots.count & (slots.count - 1) == 0, try file.section("choices").elementsEqual(choices),
      votes.count == biases.count * Self.votesPerChoice, leads.count == biases.count
    else {
      throw LexiconError(.notAnImage, "the model was trained for other dictionaries; train it again (hanflow train convert)", at: file.origin)
    }
    shift = 64 - UInt64(slots.count.trailingZeroBitCount)
  }

  /// What a choice's readings score, but for the vote of a word.
  struct Score {
    var second: Int32 = 0
    var third: Int32 = 0

    /// The best reading and its lead over the next.
    @inline(__always) var best: (reading: Int, lead: Int32) {
      if second > 0, second >= third { return (1, second - max(0, third)) }
      if third > 0 { return (2, third - max(0, second)) }
      return (0, -max(second, third))
    }
  }

  /// The score by the character's two neighbours.
  @inline(__always) func firstScore(_ choice: Int, _ context: Context) -> Score {
    guard choice < biases.count else { return Score() }
    var score = Score(second: Int32(biases[choice].second), third: Int32(biases[choice].third))
    context.forEachFirstFeature(of: UInt64(choice)) { add($0, to: &score) }
    return score
  }

  /// Adds what the neighbours beyond them say.
  @inline(__always) func addRest(_ choice: Int, _ context: Context, to score: inout Score) {
    context.forEachOtherFeature(of: UInt64(choice)) { add($0, to: &score) }
  }

  @inline(__always) private func add(_ feature: UInt64, to score: inout Score) {
    let hash = feature &* Self.multiplier
    var at = Int(truncatingIfNeeded: hash >> shift)
    let check = UInt32(truncatingIfNeeded: hash >> 8) | 1
    // A damaged table may have no free place.
    for _ in slots.indices {
      if slots[at].check == 0 { return }
      if slots[at].check == check {
        score.second += Int32(slots[at].second)
        score.third += Int32(slots[at].third)
        return
      }
      at = (at + 1) & (slots.count - 1)
    }
  }

  /// Whether the first score stands, whatever else there is to hear.
  @inline(__always) func isSettledAtFirst(_ choice: Int, _ score: Score) -> Bool {
    choice < leads.count && score.best.lead > Int32(leads[choice].second)
  }

  /// Whether the score stands, whatever the vote is.
  @inline(__always) func isSettled(_ choice: Int, _ score: Score) -> Bool { choice < leads.count && score.best.lead > Int32(leads[choice].third) }

  @inline(__always) func add(_ vote: UInt8, length: Int, of choice: Int, to score: inout Score) {
    let at = choice * Self.votesPerChoice + Int(vote) * Self.wordLengths + min(length, Self.wordLengths) - 1
    guard at < votes.count else { return }
    score.second += Int32(votes[at].second)
    score.third += Int32(votes[at].third)
  }

  static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A model's sections from its weights.
  static func sections(
    slots features: [(feature: UInt64, second: Int16, third: Int16)], votes: [Slot], biases: [Slot], leads: [Slot], choices: [UInt8]
  ) -> [(String, [UInt8])] {
    var bits: UInt64 = 8
    while 1 << bits < features.count * 3 / 2 { bits += 1 }
    var slots = [Slot](repeating: Slot(check: 0, second: 0, third: 0), count: 1 << bits)
    for entry in features {
      let hash = entry.feature &* multiplier
      var at = Int(truncatingIfNeeded: hash >> (64 - bits))
      while slots[at].check != 0 { at = (at + 1) & (slots.count - 1) }
      slots[at] = Slot(check: UInt32(truncatingIfNeeded: hash >> 8) | 1, second: entry.second, third: entry.third)
    }
    return [
      ("slots", ImageBuilder.section(slots)), ("votes", ImageBuilder.section(votes)), ("biases", ImageBuilder.section(biases)),
      ("leads", ImageBuilder.section(leads)), ("choices", choices)
    ]
  }
}

/// The neighbours of a character, two on each side: Han characters as they are, digits and all else as one symbol each.
struct Context {
  static let absent: UInt16 = 0
  static let other: UInt16 = 1
  static let digit: UInt16 = 2
  /// What closes a quotation, a title or a parenthesis: behind it stands what goes on with the sentence.
  static let closing: UInt16 = 3

  var beforeLast: UInt16
  var before: UInt16
  var after: UInt16
  var afterNext: UInt16

  /// The symbol of a scalar.
  @inline(__always) static func symbol(_ scalar: UInt32) -> UInt16 {
    if scalar >= 0x3400, scalar <= 0x9FFF { return UInt16(scalar) }
    switch scalar {
    case 48...57, 0xFF10...0xFF19: return digit
    case 0x2019, 0x201D, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0xFF09: return closing
    default: return other
    }
  }

  @inline(__always) static func isHan(_ symbol: UInt16) -> Bool { symbol > closing }

  /// Whether the character and one neighbour are all the Han characters that there are, without a number before them.
  @inline(__always) var isPair: Bool {
    Self.isHan(before) ? !Self.isHan(beforeLast) && !Self.isHan(after) : before != Self.digit && Self.isHan(after) && !Self.isHan(afterNext)
  }

  /// Calls with each feature that holds of the two neighbours: one of them, or both.
  @inline(__always) func forEachFirstFeature(of choice: UInt64, _ found: (UInt64) -> Void) {
    if before != Self.absent { found(Self.feature(choice, 1, before)) }
    if after != Self.absent { found(Self.feature(choice, 2, after)) }
    if before != Self.absent, after != Self.absent { found(Self.feature(choice, 3, before, after)) }
  }

  /// Calls with each feature that holds of those beyond: two on one side, or the farther alone.
  @inline(__always) func forEachOtherFeature(of choice: UInt64, _ found: (UInt64) -> Void) {
    if Self.isHan(before), beforeLast != Self.absent {
      found(Self.feature(choice, 4, beforeLast, before))
      found(Self.feature(choice, 5, beforeLast))
    }
    if Self.isHan(after), afterNext != Self.absent {
      found(Self.feature(choice, 6, after, afterNext))
      found(Self.feature(choice, 7, afterNext))
    }
  }

  @inline(__always) private static func feature(_ choice: UInt64, _ kind: UInt64, _ x: UInt16, _ y: UInt16 = 0) -> UInt64 {
    (choice + 1) | kind << 8 | UInt64(x) << 16 | UInt64(y) << 32
  }
}
