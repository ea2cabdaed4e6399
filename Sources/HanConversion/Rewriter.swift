import HanArticle
import HanLexicon

/// Why a stretch was written as it was.
enum Cause {
  /// A key of the table.
  case key(Int)
  /// The character's plain replacement.
  case character
  /// A reading of a choice, and its lead over the next.
  case reading(choice: Int, reading: Int, lead: Int32)
  /// A line of the user's own terms, or a decision of theirs.
  case term(Int)
  case decision(Int)
}

/// Hears of what a ``Rewriter`` writes.
protocol RewriteListener {
  /// These bytes of the input became those of the output.
  mutating func wrote(_ source: Range<Int>, output: Range<Int>, by cause: Cause)
}

/// Hears nothing, at no cost.
struct NoListener: RewriteListener {
  @inline(__always) mutating func wrote(_ source: Range<Int>, output: Range<Int>, by cause: Cause) {}
}

/// Converts text in one pass over its bytes. One a task; it allocates nothing once warm.
struct Rewriter<Listener: RewriteListener> {
  let table: ConversionTable
  let model: ContextModel?
  let options: ConversionOptions
  var listener: Listener
  var output = ByteBuffer(capacity: 0)
  var island: Island?
  var candidates: [(end: Int, key: Int)] = []
  private let isEnabled: [Bool]
  /// Up to where no key may begin, since a guard stands there.
  private var guardedUntil = 0

  init(_ table: ConversionTable, model: ContextModel?, options: ConversionOptions, listener: Listener) throws(LexiconError) {
    self.table = table
    self.model = options.isFast || !table.hasChoices ? nil : model
    self.options = options
    self.listener = listener
    island = options.isFast ? nil : try Island(table.image)
    isEnabled = [true] + table.domainNames.map { options.domains.contains($0) }
  }

  /// Writes what a stretch of a text of valid UTF-8 becomes; what stands around it is read, not written.
  mutating func run(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var at = range.lowerBound
    let end = range.upperBound
    guardedUntil = at
    output.reserve(range.count)
    let characters = table.characters
    while at < end {
      if let terms = options.terms, let next = term(input, at, end, terms) {
        at = next
        continue
      }
      let lead = input[at]
      if lead & 0xF0 == 0xE0, at + 3 <= end {
        let scalar = Self.scalar(input, at)
        let cell = characters[Int(scalar)]
        if cell < CharacterFlag.pair {
          output.append(cell)
          listener.wrote(at..<(at + 3), output: (output.count - 3)..<output.count, by: .character)
          at += 3
        } else {
          at = special(input, at, end, scalar, cell)
        }
      } else if lead < 0x80 {
        at = ascii(input, at, end)
      } else {
        at = odd(input, at, end)
      }
    }
  }

  @inline(__always) static func scalar(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    UInt32(input[at] & 0x0F) << 12 | UInt32(input[at + 1] & 0x3F) << 6 | UInt32(input[at + 2] & 0x3F)
  }

  /// Writes bytes as they are.
  mutating func copy(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    output.append(UnsafeBufferPointer(rebasing: input[range]))
    return range.upperBound
  }

  /// A character that begins keys or has several readings.
  private mutating func special(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int, _ scalar: UInt32, _ cell: UInt32) -> Int {
    if cell & (CharacterFlag.pair | CharacterFlag.walk) != 0, at >= guardedUntil {
      find(input, at, end, scalar, cell)
      if !candidates.isEmpty, let next = writeKey(input, at, end) { return next }
    }
    if cell & CharacterFlag.choice != 0, let model { return choose(input, at, scalar, model) }
    if cell & CharacterFlag.apostrophe != 0, Self.isWord(input, at - 1) || Self.isWord(input, at + 3) { return copy(input, at..<(at + 3)) }
    output.append(cell & 0xFF_FFFF)
    listener.wrote(at..<(at + 3), output: (output.count - 3)..<output.count, by: .character)
    return at + 3
  }

  /// A character of two or four bytes, or one that is cut off.
  private mutating func odd(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    candidates.removeAll(keepingCapacity: true)
    if at >= guardedUntil {
      walk(input, at, end, 0, from: at)
      if !candidates.isEmpty, let next = writeKey(input, at, end) { return next }
    }
    return copy(input, at..<min(end, at + UTF8Bytes.length(ofLead: input[at])))
  }

  // MARK: Keys

  /// The keys that begin at a character, the shortest first.
  @inline(__always)
  private mutating func find(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int, _ scalar: UInt32, _ cell: UInt32) {
    candidates.removeAll(keepingCapacity: true)
    if cell & CharacterFlag.walk != 0 {
      walk(input, at, end, 0, from: at)
    } else if at + 6 <= end, input[at + 3] & 0xF0 == 0xE0, let unit = table.unit(behind: scalar, Self.scalar(input, at + 3)) {
      note(unit, at + 6)
      walk(input, at + 6, end, unit, from: at)
    }
  }

  mutating func walk(_ input: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int, _ unit: UInt32, from start: Int) {
    var (unit, at) = (unit, from)
    while at < end, input[at] != 0, let next = table.keys.child(of: unit, input[at]) {
      unit = next
      at += 1
      note(unit, at)
    }
  }

  @inline(__always) private mutating func note(_ unit: UInt32, _ end: Int) {
    guard let key = table.keys.value(at: unit), key < table.count, isEnabled[Int(table.domains[Int(key)])] else { return }
    // With a model, a vote is only heard inside its island.
    if model != nil, table.kinds[Int(key)] == KeyKind.vote.rawValue { return }
    candidates.append((end, Int(key)))
  }

  /// Writes the longest key that holds; nil where none does.
  mutating func writeKey(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    while let (keyEnd, key) = candidates.popLast() {
      switch KeyKind(rawValue: table.kinds[key]) {
      case .guarding:
        guardedUntil = keyEnd
        return nil
      case .bounded where !isBounded(input, at..<keyEnd), .vote where !isBounded(input, at..<keyEnd): continue
      default:
        if let decided = decision(input, at..<keyEnd) { return decided }
        let value = table.value(key)
        output.reserve(end - at + value.count)
        output.append(value)
        listener.wrote(at..<keyEnd, output: (output.count - value.count)..<output.count, by: .key(key))
        return keyEnd
      }
    }
    return nil
  }

  /// Whether words begin and end where a key does. Keys with other characters than Han's show it by themselves.
  private mutating func isBounded(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard island != nil, range.count % 3 == 0, stride(from: range.lowerBound, to: range.upperBound, by: 3).allSatisfy({ Island.isHan(input[$0]) })
    else { return true }
    return island?.isBounded(input, range) ?? true
  }

  // MARK: Readings

  private mutating func choose(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ scalar: UInt32, _ model: ContextModel) -> Int {
    let choice = Int(table.choices[Int(scalar)]) - 1
    if let decided = decision(input, at..<(at + 3)) { return decided }
    var score = model.score(choice, Context(input, around: at))
    if !model.isSettled(choice, score), let (vote, length) = island?.vote(input, at: at) { model.add(vote, length: length, of: choice, to: &score) }
    let best = score.best
    output.append(table.outputs[choice * ChoiceList.most + best.reading])
    listener.wrote(at..<(at + 3), output: (output.count - 3)..<output.count, by: .reading(choice: choice, reading: best.reading, lead: best.lead))
    return at + 3
  }

  // MARK: The user's own

  private mutating func term(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int, _ terms: UserTerms) -> Int? {
    guard let (length, term) = terms.longest(input, at, end) else { return nil }
    output.reserve(end - at + terms.targets[term].count)
    let start = output.count
    terms.targets[term].withUnsafeBufferPointer { output.append($0) }
    listener.wrote(at..<(at + length), output: start..<output.count, by: .term(term))
    return at + length
  }

  private mutating func decision(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    guard let decisions = options.decisions, let (number, target) = decisions.target(input, range) else { return nil }
    output.reserve(input.count - range.lowerBound + target.count)
    let start = output.count
    target.withUnsafeBufferPointer { output.append($0) }
    listener.wrote(range, output: start..<output.count, by: .decision(number))
    return range.upperBound
  }
}

extension Context {
  /// The neighbours of the character of three bytes that begins at a place.
  @inline(__always) init(_ input: UnsafeBufferPointer<UInt8>, around at: Int) {
    let (before, start) = Self.symbol(input, before: at)
    let (after, end) = Self.symbol(input, at: at + 3)
    self.before = before
    beforeLast = before > Self.digit ? Self.symbol(input, before: start).symbol : Self.other
    self.after = after
    afterNext = after > Self.digit ? Self.symbol(input, at: end).symbol : Self.other
  }

  @inline(__always) private static func symbol(_ input: UnsafeBufferPointer<UInt8>, before at: Int) -> (symbol: UInt16, start: Int) {
    guard at >= 3, input[at - 1] & 0xC0 == 0x80, input[at - 3] & 0xF0 == 0xE0 else {
      return at > 0 && input[at - 1] &- 48 < 10 ? (digit, at - 1) : (other, at)
    }
    return (symbol(Rewriter<NoListener>.scalar(input, at - 3)), at - 3)
  }

  @inline(__always) private static func symbol(_ input: UnsafeBufferPointer<UInt8>, at: Int) -> (symbol: UInt16, end: Int) {
    guard at + 2 < input.count, input[at] & 0xF0 == 0xE0 else { return at < input.count && input[at] &- 48 < 10 ? (digit, at + 1) : (other, at) }
    return (symbol(Rewriter<NoListener>.scalar(input, at)), at + 3)
  }
}
