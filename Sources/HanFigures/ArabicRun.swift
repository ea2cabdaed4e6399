/// Arabic digits, ASCII or full-width, with thousands separators and a decimal point: `1,234.5`, `１２３`.
struct ArabicRun {
  /// Digits as ASCII, without separators.
  private(set) var whole: [UInt8] = []
  private(set) var fraction: [UInt8] = []
  private(set) var end: Int

  /// Nil where no digit stands here, or a point with a digit behind it.
  init?(_ text: FoldedText, from start: Int) {
    end = start
    readWhole(text)
    if let point = Self.point(text, end), text.digit(point) != nil, whole.isEmpty || !Self.isBehindPoint(text, start) {
      if whole.isEmpty, start > 0, text.digit(start - 1) != nil || text.isLetter(start - 1) { return nil }
      readFraction(text, point)
    }
    if whole.isEmpty {
      if fraction.isEmpty { return nil }
      whole = [48]
    }
  }

  /// Its scale stands apart.
  mutating func skip(to place: Int) { end = place }

  private mutating func readWhole(_ text: FoldedText) {
    while true {
      while let digit = text.digit(end) {
        whole.append(digit.ascii)
        end += digit.length
      }
      guard (1...3).contains(whole.count) || grouped, let next = Self.comma(text, end), Self.isGroup(text, next) else { return }
      grouped = true
      end = next
    }
  }

  /// More points than one part the numbers of a version or an address (2.0.1), and are no decimal's.
  private mutating func readFraction(_ text: FoldedText, _ start: Int) {
    var at = start
    while let digit = text.digit(at) {
      fraction.append(digit.ascii)
      at += digit.length
    }
    if let next = Self.point(text, at), text.digit(next) != nil, !whole.isEmpty {
      fraction = []
    } else {
      end = at
    }
  }

  private static func isBehindPoint(_ text: FoldedText, _ start: Int) -> Bool {
    text.byte(start - 1) == 0x2E && text.byte(start - 2) &- 48 < 10
  }

  private var grouped = false

  private static func point(_ text: FoldedText, _ at: Int) -> Int? {
    if text.byte(at) == 0x2E { return at + 1 }
    return text.byte(at) == 0xEF && text.byte(at + 1) == 0xBC && text.byte(at + 2) == 0x8E ? at + 3 : nil
  }

  private static func comma(_ text: FoldedText, _ at: Int) -> Int? {
    if text.byte(at) == 0x2C { return at + 1 }
    return text.byte(at) == 0xEF && text.byte(at + 1) == 0xBC && text.byte(at + 2) == 0x8C ? at + 3 : nil
  }

  /// Whether exactly three digits stand here.
  private static func isGroup(_ text: FoldedText, _ at: Int) -> Bool {
    var at = at
    for _ in 0..<3 {
      guard let digit = text.digit(at) else { return false }
      at += digit.length
    }
    return text.digit(at) == nil
  }
}
