import HanArticle

/// Reads one numeral, whatever it is written in: `三万五`, `1億2000萬`, `3.5万亿`, `壹佰`, `二〇一八`, `数十亿`, `三十几万`, `八九千`.
///
/// A numeral is a sum of groups (万 亿 兆), a group a section of digits and units (十 百 千). `pending` holds digits that no unit has claimed yet.
struct NumeralParser {
  typealias Role = FigureWords.NumeralWord.Role

  let text: FoldedText
  let words: FigureWords
  let start: Int
  /// Behind the last part that was accepted.
  private(set) var end: Int
  /// The numeral begins with a scale that no digit stands before: 百万, 千.
  private(set) var isBare = false
  /// How many scales were read.
  private(set) var scales = 0

  /// The last group, and those greater ones before it.
  private var total = ExactDecimal.zero
  private var above: [(value: ExactDecimal, power: Int)] = []
  private var section: ExactDecimal?
  private var pending: [UInt8] = []
  private var fraction: [UInt8] = []
  private var pendingIsArabic = false
  /// The power of ten of the last unit in this section, and of the last group.
  private var lastUnit = Int.max
  private var lastGroup = Int.max
  /// The power of the scale just read, nil behind digits and zeros.
  private var scaleBefore: Int?
  private var scaleEnd: Int
  private var afterZero = false
  /// The width of a vague amount above its least value.
  private var spread: ExactDecimal?
  /// The decimal places of the section that the last group closed.
  private var places = 0
  private var includesMaximum = false
  /// Only groups may follow: 多, 几 or a decimal was read.
  private var isClosed = false

  private static let greatestPower = 64

  init(_ text: FoldedText, _ words: FigureWords, from start: Int) {
    self.text = text
    self.words = words
    self.start = start
    end = start
    scaleEnd = start
  }

  /// Reads as far as the numeral goes; false where none begins here.
  mutating func parse() -> Bool {
    while step() {}
    dropDigitOfMeasure()
    return end > start
  }

  /// A numeral within parentheses, an accountant's negative, before the scales that follow them.
  mutating func take(_ run: ArabicRun, closingAt close: Int) {
    take(run)
    end = close
  }

  // MARK: Steps

  private mutating func step() -> Bool {
    let at = text.skipSpaces(end)
    let isSpaced = at > end
    if let run = ArabicRun(text, from: at) { return acceptsRun(run, isSpaced: isSpaced) && take(run) }
    guard words.classes[text.scalar(at)] & FigureWords.startsNumeral != 0, let (next, word) = words.numerals.longest(text, at: at)
    else { return false }
    if isSpaced, !joins(word.role) || isOver(next) || words.guards.longest(text, at: at) != nil { return false }
    return accept(word, at, next)
  }

  /// Whether 分之 stands here: the scale before it begins a share of its own (5万 百分之三十).
  private func isOver(_ at: Int) -> Bool { words.numerals.longest(text, at: at)?.entry.role == .over }

  private func joins(_ role: Role) -> Bool {
    guard end > start else { return true }
    switch role {
    case .unit, .group, .point, .more: return true
    case .zero, .digit, .capital, .pair, .some, .tens: return scaleBefore != nil
    default: return false
    }
  }

  private func acceptsRun(_ run: ArabicRun, isSpaced: Bool) -> Bool {
    guard pending.isEmpty, !isClosed else { return false }
    if end == start { return true }
    let scale = scaleBefore ?? lastScale
    guard run.fraction.isEmpty || isScale(run.end), run.whole.count <= scale || isScale(run.end) else { return false }
    return !isSpaced || isScale(run.end)
  }

  private var lastScale: Int { lastUnit < Int.max ? lastUnit : lastGroup }

  private func isScale(_ at: Int) -> Bool {
    guard let (_, word) = words.numerals.longest(text, at: text.skipSpaces(at)) else { return false }
    return word.role == .unit || word.role == .group
  }

  @discardableResult
  private mutating func take(_ run: ArabicRun) -> Bool {
    pending = run.whole
    fraction = run.fraction
    pendingIsArabic = true
    end = run.end
    return true
  }

  private mutating func accept(_ word: FigureWords.NumeralWord, _ at: Int, _ next: Int) -> Bool {
    switch word.role {
    case .zero, .digit, .pair: return digit(word, at, next)
    // 参 is three among capitals, else it takes part.
    case .capital: return isScale(next) && digit(word, at, next)
    case .tens: return tens(word.value, next)
    case .unit: return unit(word.value, at, next)
    case .group: return group(word.value, at, next)
    case .point: return point(next)
    case .some: return some(next)
    case .more: return more(next, needsMore: word.value == 1)
    default: return false
    }
  }

  private mutating func digit(_ word: FigureWords.NumeralWord, _ at: Int, _ next: Int) -> Bool {
    guard !isClosed, !pendingIsArabic || pending.isEmpty else { return false }
    if word.role == .zero, pending.isEmpty, end > start {
      guard scaleBefore != nil else { return false }
      scaleBefore = nil
      afterZero = true
      end = next
      return true
    }
    if !pending.isEmpty, section != nil || scales > 0 || word.role == .pair { return false }
    if word.role == .pair, end > start, !isScale(next) { return false }
    if pending.isEmpty, let upper = pair(word.value, next) {
      spread = ExactDecimal(upper.value - word.value)
      includesMaximum = true
      append(word.value, upper.end)
      isClosed = scaleBefore != nil
      return true
    }
    append(word.value, next)
    return true
  }

  private mutating func append(_ digit: Int, _ next: Int) {
    pending.append(UInt8(48 + digit))
    pendingIsArabic = false
    end = next
  }

  /// The second of two neighbouring digits that name a range (三四千, 七八个, 两三): a scale or a measure follows it.
  private func pair(_ digit: Int, _ at: Int) -> (value: Int, end: Int)? {
    guard digit > 0, let (end, upper) = words.numerals.longest(text, at: at), upper.role == .digit || upper.role == .pair else { return nil }
    guard upper.value == digit + 1 || (digit == 3 && upper.value == 5) else { return nil }
    return isScale(end) || words.units.longest(text, at: end) != nil || words.currencies.longest(text, at: end) != nil ? (upper.value, end) : nil
  }

  private mutating func tens(_ digit: Int, _ next: Int) -> Bool {
    guard !isClosed, pending.isEmpty, lastUnit > 1, let sum = sum(section ?? .zero, ExactDecimal(digit * 10)) else { return false }
    section = sum
    lastUnit = 1
    return scaled(1, next)
  }

  private mutating func unit(_ power: Int, _ at: Int, _ next: Int) -> Bool {
    guard !isClosed || spread != nil && !pending.isEmpty, power < lastUnit, !isUnitWord(at) else { return false }
    if pending.isEmpty, power > 1 {
      guard end == start else { return false }
      isBare = true
    }
    let isBehindZero = power == 1 && pending == [48] && spread == nil
    let multiplier = pending.isEmpty || isBehindZero ? ExactDecimal(1) : pendingValue
    guard let sum = sum(section ?? .zero, multiplier.scaled(byPowerOfTen: power)) else { return false }
    section = sum
    spread = spread?.scaled(byPowerOfTen: power)
    clearPending()
    lastUnit = power
    isClosed = spread != nil
    return scaled(power, next)
  }

  private mutating func group(_ power: Int, _ at: Int, _ next: Int) -> Bool {
    guard !isUnitWord(at) else { return false }
    let isBehindGroup = pending.isEmpty && section == nil
    if isBehindGroup, end == start {
      isBare = true
      total = ExactDecimal(1, exponent: power)
      lastGroup = power
    } else if isBehindGroup {
      // The second of 万亿 and 亿亿 is a scale of the first, and of what stands before that within its reach.
      guard scaleBefore != nil, lastGroup < Int.max, lastGroup + power <= Self.greatestPower, join(upTo: lastGroup + power) else { return false }
      total = total.scaled(byPowerOfTen: power)
      lastGroup += power
    } else {
      guard let value = closeSection() else { return false }
      if power >= lastGroup {
        guard join(upTo: power), let sum = sum(total, value) else { return false }
        total = sum.scaled(byPowerOfTen: power)
      } else {
        if lastGroup < Int.max { above.append((total, lastGroup)) }
        total = value.scaled(byPowerOfTen: power)
      }
      lastGroup = power
    }
    spread = spread?.scaled(byPowerOfTen: power)
    lastUnit = Int.max
    return scaled(power, next)
  }

  /// Adds to the last group those above it that a further scale takes in: 一亿二千万 before 亿.
  private mutating func join(upTo power: Int) -> Bool {
    while let group = above.last, group.power <= power {
      guard let sum = sum(group.value, total) else { return false }
      total = sum
      above.removeLast()
    }
    return true
  }

  private mutating func scaled(_ power: Int, _ next: Int) -> Bool {
    scaleBefore = power
    afterZero = false
    scales += 1
    scaleEnd = next
    end = next
    return true
  }

  private mutating func point(_ next: Int) -> Bool {
    guard !isClosed, !pendingIsArabic, !pending.isEmpty || section != nil || afterZero, fraction.isEmpty else { return false }
    var digits: [UInt8] = []
    var at = text.skipSpaces(next)
    if let run = ArabicRun(text, from: at), run.fraction.isEmpty {
      digits = run.whole
      at = run.end
    } else {
      while let (end, word) = words.numerals.longest(text, at: at), word.role == .digit || word.role == .zero {
        digits.append(UInt8(48 + word.value))
        at = end
      }
      if let (_, word) = words.numerals.longest(text, at: at), word.role == .unit { return false }
    }
    guard !digits.isEmpty else { return false }
    if let shorthand = shorthandPower {
      guard let sum = sum(section ?? .zero, pendingValue.scaled(byPowerOfTen: shorthand)) else { return false }
      section = sum
      pending = [48]
    }
    fraction = digits
    if pending.isEmpty { pending = [48] }
    isClosed = true
    scaleBefore = nil
    end = at
    return true
  }

  private mutating func some(_ next: Int) -> Bool {
    guard !isClosed, pending.isEmpty, spread == nil, end == start || scaleBefore == 1 || afterZero || isScale(next) else { return false }
    guard end > start || isScale(next) else { return false }
    let isFirst = end == start
    pending = [isFirst ? 49 : 48]
    pendingIsArabic = false
    spread = ExactDecimal(isFirst ? 9 : 10)
    isClosed = true
    end = next
    return true
  }

  private mutating func more(_ next: Int, needsMore: Bool) -> Bool {
    guard !isClosed, end > start, spread == nil, let step = stepBelow else { return false }
    if needsMore {
      guard step == 1, isScale(next) || words.units.longest(text, at: next) != nil else { return false }
    }
    spread = ExactDecimal(1, exponent: step)
    includesMaximum = false
    isClosed = true
    end = next
    return true
  }

  /// The power of ten of the lowest place that was written: of 十 1, of 3000 3, of 两亿 8.
  private var stepBelow: Int? {
    guard !pending.isEmpty else { return scaleBefore.map { $0 - places } }
    guard pendingIsArabic else { return nil }
    // 3.44多万 lies between 3.44 and 3.45.
    if !fraction.isEmpty { return -fraction.count }
    return pending.reversed().prefix { $0 == 48 }.count
  }

  // MARK: Values

  private var pendingValue: ExactDecimal { ExactDecimal(whole: pending.isEmpty ? [48] : pending, fraction: fraction) ?? .zero }

  /// The power that a last digit without its unit stands for: 三万五 is 35000, 两百五 250, but 一百零五 105.
  private var shorthandPower: Int? {
    guard pending.count == 1, !afterZero, fraction.isEmpty, pending[0] != 48, spread == nil, let scaleBefore, scaleBefore > 1 else { return nil }
    return scaleBefore - 1
  }

  private mutating func clearPending() {
    pending = []
    fraction = []
    pendingIsArabic = false
  }

  /// The section before a group; a digit behind the group before it is no shorthand (十二亿四万).
  private mutating func closeSection() -> ExactDecimal? {
    guard let value = section == nil ? pendingValue : sectionValue else { return nil }
    places = fraction.count
    section = nil
    clearPending()
    return value
  }

  private var sectionValue: ExactDecimal? {
    guard !pending.isEmpty else { return section }
    let last = pendingValue.scaled(byPowerOfTen: shorthandPower ?? 0)
    return section.map { $0.adding(last) } ?? last
  }

  /// Behind 3万 the 一 of 一片 counts pieces; behind 十三亿 that of 一家 companies.
  private mutating func dropDigitOfMeasure() {
    guard pending.count == 1, !pendingIsArabic, shorthandPower != nil, words.units.longest(text, at: end) != nil else { return }
    guard pending[0] == 49 || isArabic else { return }
    clearPending()
    end = scaleEnd
  }

  private var isArabic: Bool { text.digit(start) != nil }

  /// Whether a unit's name begins with this scale: 千克, 兆瓦, 百分点.
  private func isUnitWord(_ at: Int) -> Bool {
    guard let (unitEnd, _) = words.units.longest(text, at: at), let (end, _) = words.numerals.longest(text, at: at) else { return false }
    return unitEnd > end
  }

  /// Whether a digit without its unit ends it: 万九.
  var hasLooseDigit: Bool { !pending.isEmpty }

  /// Whether 几, 多 or a pair of digits makes it vague.
  var amountIsVague: Bool { spread != nil }

  /// The amount that was read; nil where it has more digits than can be added up.
  var amount: Amount? {
    let isBetweenSections = section == nil && pending.isEmpty && end > start
    guard let section = isBetweenSections ? .zero : sectionValue, var low = sum(total, section) else { return nil }
    for group in above {
      guard let sum = sum(group.value, low) else { return nil }
      low = sum
    }
    guard let spread else { return .value(low) }
    guard let high = sum(low, spread) else { return nil }
    return .interval(min: low, max: high, maxExclusive: !includesMaximum)
  }

  private func sum(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
    if a == .zero { return b }
    return b == .zero ? a : a.adding(b)
  }
}
