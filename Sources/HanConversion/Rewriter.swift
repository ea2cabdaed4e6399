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
  static var hears: Bool { get }
  /// These bytes of the input became those of the output.
  mutating func wrote(_ source: Range<Int>, output: Range<Int>, by cause: Cause)
}

/// Hears nothing, at no cost.
struct NoListener: RewriteListener {
  static let hears = false

  @inline(__always) mutating func wrote(_ source: Range<Int>, output: Range<Int>, by cause: Cause) {}
}

/// Converts text in one pass over its bytes. One a task; it allocates nothing once warm.
struct Rewriter<Listener: RewriteListener> {
  let table: ConversionTable
  let model: ContextModel?
  let options: ConversionOptions
  var listener: Listener
  var output = ByteBuffer(capacity: 0)
  let block = BlockQueue()
  private let island: Island?
  private let phrases: PhraseVotes?
  private let isEnabled: [Bool]
  /// Up to where no key may begin, since a guard stands there.
  private var guardedUntil = 0
  /// Behind the last key: guards are looked for from here on.
  private var lastEnd = 0
  /// Where the last look for guards began its last step; the next look goes on from there, so that a long line without marks is walked once.
  private var lookedUntil = 0

  init(_ table: ConversionTable, model: ContextModel?, options: ConversionOptions, listener: Listener) throws(LexiconError) {
    self.table = table
    self.model = options.isFast || !table.hasChoices ? nil : model
    self.options = options
    self.listener = listener
    island = options.isFast ? nil : try Island(table.image)
    phrases = self.model == nil ? nil : try PhraseVotes(table.image)
    isEnabled = [true] + table.domainNames.map { options.domains.contains($0) }
  }

  /// Writes what a stretch of a text of valid UTF-8 becomes; what stands around it is read, not written.
  mutating func run(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var at = range.lowerBound
    let end = range.upperBound
    (guardedUntil, lastEnd, lookedUntil) = (at, at, at)
    output.reserve(range.count)
    // Without a model, a character of several readings is like any other.
    let special = model == nil ? CharacterFlag.special & ~CharacterFlag.choice : CharacterFlag.special
    while at < end {
      if let terms = options.terms, let next = term(input, at, end, terms) {
        at = next
        continue
      }
      let lead = input[at]
      if lead & 0xF0 == 0xE0, at + 3 <= end {
        if options.terms == nil, !Listener.hears, at + 7 <= end {
          at = writeBlock(input, at, end, special)
          continue
        }
        let scalar = Self.scalar(input, at)
        at = writeSpecial(input, at, end, scalar, table.characters[Int(scalar)])
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
  mutating func writeSpecial(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int, _ scalar: UInt32, _ cell: UInt32) -> Int {
    // Inside a guard, no key may begin but the character itself.
    let limit = at < guardedUntil ? at + 3 : end
    let next: UInt8 = at + 3 < limit ? input[at + 3] : 0
    if cell & CharacterFlag.single != 0 || cell & CharacterFlag.walk != 0 && next & 0xF0 != 0xE0 {
      if let next = writeKey(input, at, limit, 0, from: at) { return next }
    } else if cell & CharacterFlag.pair != 0, next & 0xF0 == 0xE0, at + 6 <= limit,
      let next = writeKey(input, at, limit, scalar, Self.scalar(input, at + 3))
    {
      return next
    }
    if cell & CharacterFlag.choice != 0, let model { return choose(input, at, scalar, model) }
    if cell & CharacterFlag.apostrophe != 0, Self.isApostrophe(input, at) { return copy(input, at..<(at + 3)) }
    output.append(cell & 0xFF_FFFF)
    listener.wrote(at..<(at + 3), output: (output.count - 3)..<output.count, by: .character)
    return at + 3
  }

  /// A character of two or four bytes, or one that is cut off.
  private mutating func odd(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    let next = min(end, at + UTF8Bytes.length(ofLead: input[at]))
    return writeKey(input, at, at < guardedUntil ? next : end, 0, from: at) ?? copy(input, at..<next)
  }

  // MARK: Keys

  /// Writes the longest key that begins with two characters and holds; nil where none does.
  @inline(__always) private mutating func writeKey(
    _ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ limit: Int, _ first: UInt32, _ second: UInt32
  ) -> Int? {
    let likely = isLikely(input, at, limit, first, second)
    guard likely != (false, false), let pair = table.pair(first, second) else { return nil }
    let (two, unit) = (pair.pointee.key, likely.goesOn ? pair.pointee.unit : 0)
    return unit != 0 || two != PairTable.none ? writeKey(input, at, limit, unit, from: at + 6, two: two) : nil
  }

  /// Writes the longest key that holds; nil where none does. The trie stands at `unit` behind the text up to `from`, which is the key `two` or none.
  mutating func writeKey(
    _ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ limit: Int, _ unit: UInt32, from: Int, two: UInt32 = PairTable.none
  ) -> Int? {
    var limit = limit
    while let (keyEnd, key) = longest(input, at, limit, unit, from, two) {
      // A key takes nothing from a term of the user's.
      if let term = options.terms?.firstInside(input, at..<keyEnd) {
        limit = term
        continue
      }
      guard let entry = table[key] else { return nil }
      // What is but one character is no word that a guard could keep from beginning.
      if keyEnd - at > UTF8Bytes.length(ofLead: input[at]), table.mayBeGuarded(entry, input, at..<keyEnd), isGuarded(input, at..<keyEnd) {
        return nil
      }
      switch KeyKind(rawValue: entry.kind) {
      case .bounded where !isBounded(input, at..<keyEnd), .vote where !isBounded(input, at..<keyEnd):
        limit = keyEnd - 1
      default:
        if let decided = decision(input, at..<keyEnd) { return decided }
        let value = table.value(entry)
        output.reserve(input.count - at + value.count)
        output.append(value)
        listener.wrote(at..<keyEnd, output: (output.count - value.count)..<output.count, by: .key(key))
        lastEnd = keyEnd
        return keyEnd
      }
    }
    return nil
  }

  /// Whether a guard covers the beginning of a key, or begins with it and is longer. Guards are looked for only where a key is found, as if they had been
  /// matched on the way: the leftmost first, the longest of those that begin together.
  private mutating func isGuarded(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    let first = max(lastEnd, lookedUntil)
    while at >= first + 3, Island.isHan(input[at - 3]), input[at - 1] >= 0x80 { at -= 3 }
    while at <= range.lowerBound {
      lookedUntil = at
      var end = 0
      if at + 6 > input.count || input[at + 3] & 0xF0 != 0xE0 || table.mayBeGuard(Self.scalar(input, at), Self.scalar(input, at + 3)) {
        table.guards.forEachPrefix(of: input, from: at) { found, _ in end = found }
      }
      if end > range.lowerBound, at < range.lowerBound || end > range.upperBound {
        (guardedUntil, lastEnd) = (end, end)
        return true
      }
      at = max(end, at + 3)
    }
    return false
  }

  /// Whether two characters may be a key, and whether a longer one may begin with them and what stands behind: most pairs that begin keys are followed by
  /// a character that goes on with none.
  @inline(__always) func isLikely(
    _ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ limit: Int, _ first: UInt32, _ second: UInt32
  ) -> (asTwo: Bool, goesOn: Bool) {
    let hash = PairTable.hash(first << 16 | second)
    let goesOn =
      at + 7 <= limit
      && (input[at + 6] & 0xF0 != 0xE0 || at + 9 <= limit && table.isLikely(ConversionTable.hash(hash, Self.scalar(input, at + 6))))
    return (table.isLikely(hash), goesOn)
  }

  /// The longest key that begins at a character and ends before a limit.
  @inline(__always)
  private func longest(
    _ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int, _ unit: UInt32, _ from: Int, _ two: UInt32
  ) -> (end: Int, key: Int)? {
    var best: (end: Int, key: Int)?
    if from <= limit, two != PairTable.none, holds(Int(two), input, start..<from) { best = (from, Int(two)) }
    if unit == 0 && from > start || !table.keys.has(unit) { return best }
    var (unit, at) = (unit, from)
    while at < limit, input[at] != 0, let next = table.keys.child(of: unit, input[at]) {
      unit = next
      at += 1
      if let key = table.keys.value(at: unit), holds(Int(key), input, start..<at) { best = (at, Int(key)) }
    }
    return best
  }

  @inline(__always) private func holds(_ key: Int, _ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard let entry = table[key], Int(entry.domain) < isEnabled.count, isEnabled[Int(entry.domain)] else { return false }
    // A key that ends in a Latin letter ends the Latin word.
    return !(Self.isWord(input, range.upperBound - 1) && Self.isWord(input, range.upperBound))
  }

  /// Whether words begin and end where a key does. Keys with other characters than Han's show it by themselves.
  private mutating func isBounded(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard island != nil, range.count % 3 == 0, stride(from: range.lowerBound, to: range.upperBound, by: 3).allSatisfy({ Island.isHan(input[$0]) })
    else { return true }
    return island?.isBounded(input, range) ?? true
  }

  // MARK: Readings

  mutating func choose(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ scalar: UInt32, _ model: ContextModel) -> Int {
    guard let choice = choice(scalar) else { return copy(input, at..<(at + 3)) }
    if let decided = decision(input, at..<(at + 3)) { return decided }
    let best = settled(input, at, choice).map { (reading: $0, lead: ContextModel.certainLead) } ?? open(input, at, scalar, choice, model)
    output.append(table.outputs[choice * ChoiceList.most + best.reading])
    listener.wrote(at..<(at + 3), output: (output.count - 3)..<output.count, by: .reading(choice: choice, reading: best.reading, lead: best.lead))
    return at + 3
  }

  /// The number of a choice whose readings the table knows.
  @inline(__always) func choice(_ scalar: UInt32) -> Int? {
    let choice = Int(table.choices[Int(scalar)]) - 1
    return choice >= 0 && choice * ChoiceList.most + ChoiceList.most <= table.outputs.count ? choice : nil
  }

  /// The reading that the two neighbours settle, whatever else stands around.
  @inline(__always) func settled(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ choice: Int) -> Int? {
    model?.settled.reading(choice, before: Context.symbol(input, before: at).symbol, after: Context.symbol(input, at: at + 3).symbol)
  }

  /// The reading by phrases, the neighbours and the words around.
  func open(
    _ input: UnsafeBufferPointer<UInt8>, _ at: Int, _ scalar: UInt32, _ choice: Int, _ model: ContextModel
  ) -> (reading: Int, lead: Int32) {
    let context = Context(input, around: at)
    if let island, let phrases {
      var vote = phrases.vote(input, at: at, context, scalar, island)
      // Two characters by themselves are what the dictionaries say they are.
      if vote == IslandWord.none, context.isPair {
        let isSecond = Context.isHan(context.before)
        vote = island.vote(inPair: input, at: isSecond ? at - 3 : at, place: isSecond ? 1 : 0)
      }
      if vote != IslandWord.none { return (Int(vote), ContextModel.certainLead) }
    }
    var score = model.firstScore(choice, context)
    if model.isSettledAtFirst(choice, score) { return score.best }
    model.addRest(choice, context, to: &score)
    if !model.isSettled(choice, score), let (vote, length) = island?.vote(input, at: at) { model.add(vote, length: length, of: choice, to: &score) }
    return score.best
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
    beforeLast = Self.isHan(before) ? Self.symbol(input, before: start).symbol : Self.other
    self.after = after
    afterNext = Self.isHan(after) ? Self.symbol(input, at: end).symbol : Self.other
  }

  @inline(__always) fileprivate static func symbol(_ input: UnsafeBufferPointer<UInt8>, before at: Int) -> (symbol: UInt16, start: Int) {
    guard at >= 3, input[at - 1] & 0xC0 == 0x80, input[at - 3] & 0xF0 == 0xE0 else {
      return at > 0 && input[at - 1] &- 48 < 10 ? (digit, at - 1) : (other, at)
    }
    return (symbol(Rewriter<NoListener>.scalar(input, at - 3)), at - 3)
  }

  @inline(__always) fileprivate static func symbol(_ input: UnsafeBufferPointer<UInt8>, at: Int) -> (symbol: UInt16, end: Int) {
    guard at + 2 < input.count, input[at] & 0xF0 == 0xE0 else { return at < input.count && input[at] &- 48 < 10 ? (digit, at + 1) : (other, at) }
    return (symbol(Rewriter<NoListener>.scalar(input, at)), at + 3)
  }
}
