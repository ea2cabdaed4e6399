import HanArticle
import HanLexicon

/// Writes numbers as Chinese numerals, such that ``NumeralReader`` reads the same number again.
///
///     let formatter = try NumeralFormatter(image, script: .hant, style: .financial)
///     formatter.text(ExactDecimal(1_000_000))  // 壹佰萬
public struct NumeralFormatter: Sendable {
  public enum Script: String, Sendable, CaseIterable { case hans, hant }

  public enum Style: Sendable, CaseIterable {
    /// 三万五千
    case plain
    /// 叁万伍仟, as on cheques.
    case financial
    /// 3.5万, as in newspapers.
    case mixed
  }

  private let style: Style
  private let digits: [String]
  /// The names of the powers 0 to 3 of ten.
  private let units: [String]
  private let tenThousand: String
  private let hundredMillion: String
  private let minus: String
  private let over: String
  private let point: String

  /// Takes its characters from the image's `figures.writing`.
  public init(_ image: Image, script: Script = .hans, style: Style = .plain) throws(LexiconError) {
    let lexicon = try Lexicon(image, "figures.writing")
    let column = lexicon.column(script.rawValue + (style == .financial ? "Financial" : "")) ?? 1
    func part(_ name: String) -> String {
      lexicon.trie.value(of: name.utf8).flatMap { lexicon.row($0) }.map { lexicon.text(row: $0, column: column) } ?? ""
    }
    self.style = style
    digits = (0...9).map { part("\($0)") }
    units = ["", part("10"), part("100"), part("1000")]
    tenThousand = part("10000")
    hundredMillion = part("100000000")
    minus = part("minus")
    over = part("over")
    point = part("point")
  }

  /// A value or a fraction (四十五分之一); nil for an interval, and from 10^38 on.
  public func text(_ amount: Amount) -> String? {
    switch amount {
    case .value(let value): return text(value)
    case .fraction(let numerator, let denominator):
      if style == .mixed { return "\(numerator)/\(denominator)" }
      guard !denominator.isNegative, let above = text(numerator.isNegative ? numerator.negated : numerator), let below = text(denominator) else {
        return nil
      }
      return (numerator.isNegative ? minus : "") + below + over + above
    case .interval, .durations: return nil
    }
  }

  /// A value; nil from 10^38 on.
  ///
  /// Above 亿 the scales go on as they are said: 亿亿 is 10^16, 万亿亿 10^20. 兆, 京 and 垓 mean different numbers in different places.
  public func text(_ value: ExactDecimal) -> String? {
    if style == .mixed { return mixed(value) }
    let parts = (value.isNegative ? value.negated : value).description.utf8.split(separator: 46).map { $0.map { Int($0) - 48 } }
    guard let whole = parts.first, whole.count <= Self.mostDigits else { return nil }
    var text = named(whole)
    if parts.count > 1 {
      // 三万点五 would be an index at thirty thousand points.
      if whole.count > 4, whole.suffix(4).allSatisfy({ $0 == 0 }) { text += digits[0] }
      text += point + parts[1].map { digits[$0] }.joined()
    }
    return (value.isNegative ? minus : "") + text
  }

  private static let mostDigits = 38

  /// A whole number, four digits at a time from the highest on; every eight of them share their 亿.
  private func named(_ whole: [Int]) -> String {
    var text = ""
    var (hasGap, isOpen) = (false, false)
    for place in stride(from: (whole.count + 3) / 4 - 1, through: 0, by: -1) {
      let end = whole.count - place * 4
      let section = whole[max(0, end - 4)..<end]
      let isEmpty = section.allSatisfy { $0 == 0 }
      if !isEmpty {
        if !text.isEmpty, hasGap || section.first == 0 { text += digits[0] }
        text += named(section, isFirst: text.isEmpty)
        if place % 2 == 1 { text += tenThousand }
        isOpen = true
      }
      if place % 2 == 0, isOpen {
        text += String(repeating: hundredMillion, count: place / 2)
        isOpen = false
      }
      hasGap = isEmpty
    }
    return text.isEmpty ? digits[0] : text
  }

  /// Up to four digits; ten alone is 十, in capitals 壹拾.
  private func named(_ section: ArraySlice<Int>, isFirst: Bool) -> String {
    var text = ""
    var hasGap = false
    for (place, digit) in zip(stride(from: section.count - 1, through: 0, by: -1), section) {
      if digit == 0 {
        hasGap = true
        continue
      }
      if hasGap, !text.isEmpty { text += digits[0] }
      hasGap = false
      let isTen = digit == 1 && place == 1 && text.isEmpty && isFirst && style == .plain
      text += (isTen ? "" : digits[digit]) + units[place]
    }
    return text
  }

  /// `3.5万`, `2.9万亿`; below ten thousand the digits alone.
  private func mixed(_ value: ExactDecimal) -> String? {
    let whole = (value.isNegative ? value.negated : value).description.utf8.prefix { $0 != 46 }.count
    let power = (whole - 1) / 4 * 4
    let name = (power % 8 == 4 ? tenThousand : "") + String(repeating: hundredMillion, count: power / 8)
    return whole > Self.mostDigits ? nil : value.scaled(byPowerOfTen: -power).description + name
  }
}
