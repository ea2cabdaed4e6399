/// An exact decimal number: digits × 10^exponent, never through binary floating point.
///
/// Up to 38 digits, zeros at the end aside, are held as one integer; a numeral longer than that keeps its digits as text.
/// The last digit is never a zero, so that equal numbers are equal however they were made.
public struct ExactDecimal: Sendable, Hashable, CustomStringConvertible {
  private enum Magnitude: Sendable, Hashable {
    case small(UInt128)
    // Indirect, so that all others are a word of digits without reference counts.
    indirect case large(String)
  }

  // In this order and this narrow a number takes 32 bytes: figures are handed around a lot.
  private let magnitude: Magnitude
  private let power: Int32
  public let isNegative: Bool

  private var exponent: Int { Int(power) }

  public static let zero = ExactDecimal(0)

  /// How many digits are held as one integer.
  private static let digits = 38
  private static let limit: UInt128 = 100_000_000_000_000_000_000_000_000_000_000_000_000

  public init(_ integer: Int, exponent: Int = 0) {
    self.init(negative: integer < 0, UInt128(integer.magnitude), exponent)
  }

  private init(negative: Bool, _ magnitude: UInt128, _ exponent: Int) {
    var magnitude = magnitude
    var exponent = magnitude == 0 ? 0 : exponent
    // Division by ten is many times dearer in 128 bits than in 64.
    while magnitude > UInt128(UInt64.max), magnitude % 10 == 0 {
      magnitude /= 10
      exponent &+= 1
    }
    if var short = UInt64(exactly: magnitude), short != 0 {
      while short % 10 == 0 {
        short /= 10
        exponent &+= 1
      }
      magnitude = UInt128(short)
    }
    self.init(negative && magnitude != 0, .small(magnitude), exponent)
  }

  /// Digits whose last is no zero.
  private init(_ negative: Bool, _ magnitude: Magnitude, _ exponent: Int) {
    isNegative = negative
    self.magnitude = magnitude
    power = Int32(clamping: exponent)
  }

  /// The digits 0-9 before and after the point, as ASCII; nil where another byte stands among them or there is none before the point.
  public init?(negative: Bool = false, whole: [UInt8], fraction: [UInt8] = []) {
    guard !whole.isEmpty, whole.allSatisfy(Self.isDigit), fraction.allSatisfy(Self.isDigit) else { return nil }
    if whole.count + fraction.count <= Self.digits {
      var value = UInt128(0)
      for digit in whole { value = value * 10 + UInt128(digit & 15) }
      for digit in fraction { value = value * 10 + UInt128(digit & 15) }
      self.init(negative: negative, value, -fraction.count)
      return
    }
    var significant = (whole + fraction).drop { $0 == 48 }
    var exponent = -fraction.count
    while significant.last == 48 {
      significant.removeLast()
      exponent += 1
    }
    if significant.count <= Self.digits {
      self.init(negative: negative, significant.reduce(UInt128(0)) { $0 * 10 + UInt128($1 & 15) }, exponent)
    } else {
      self.init(negative, .large(String(decoding: significant, as: UTF8.self)), exponent)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// Reads `-?digits(.digits)?`, the contract's form.
  public init?(_ text: some StringProtocol) {
    let negative = text.utf8.first == 45
    let parts = (negative ? text.dropFirst() : text[...]).utf8.split(separator: 46, omittingEmptySubsequences: false)
    guard parts.count == 1 || (parts.count == 2 && !parts[1].isEmpty) else { return nil }
    self.init(negative: negative, whole: Array(parts[0]), fraction: parts.count == 2 ? Array(parts[1]) : [])
  }

  /// The number × 10^power, exactly.
  public func scaled(byPowerOfTen power: Int) -> ExactDecimal {
    self == .zero ? self : ExactDecimal(isNegative, magnitude, exponent &+ power)
  }

  public var negated: ExactDecimal { ExactDecimal(!isNegative && self != .zero, magnitude, exponent) }

  /// The sum; nil where it needs more than 38 digits.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let low = min(exponent, other.exponent)
    guard let a = signed(at: low), let b = other.signed(at: low) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : ExactDecimal(negative: sum < 0, sum.magnitude, low).ifWithinLimit
  }

  /// The product; nil where it needs more than 38 digits.
  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    guard case .small(let a) = magnitude, case .small(let b) = other.magnitude else { return nil }
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : ExactDecimal(negative: isNegative != other.isNegative, product, exponent &+ other.exponent).ifWithinLimit
  }

  private var ifWithinLimit: ExactDecimal? {
    if case .small(let value) = magnitude, value < Self.limit { self } else { nil }
  }

  /// The whole number it is, where it is one that fits an Int.
  public var integer: Int? {
    if exponent < 0 { return nil }
    if case .small(let value) = magnitude, value <= UInt128(UInt32.max), exponent <= 9 {
      var whole = Int(value)
      for _ in 0..<exponent { whole *= 10 }
      return isNegative ? -whole : whole
    }
    return signed(at: 0).flatMap { Int(exactly: $0) }
  }

  /// Whether it is smaller than the other.
  public func isLess(than other: ExactDecimal) -> Bool {
    if isNegative != other.isNegative { return isNegative }
    let low = min(exponent, other.exponent)
    if let a = signed(at: low), let b = other.signed(at: low) { return a < b }
    let (smaller, larger) = isNegative ? (other, self) : (self, other)
    if smaller.order != larger.order { return smaller.order < larger.order }
    return smaller.significant.utf8.lexicographicallyPrecedes(larger.significant.utf8)
  }

  /// The digits from the first that is no zero to the last that is none.
  private var significant: String {
    switch magnitude {
    case .small(let value): String(value)
    case .large(let digits): digits
    }
  }

  /// How many digits stand before the point; below zero where zeros follow it.
  private var order: Int { self == .zero ? .min : significant.utf8.count &+ exponent }

  private func signed(at low: Int) -> Int128? {
    guard case .small(var value) = magnitude, exponent - low <= 38 else { return nil }
    if exponent == low, let whole = Int128(exactly: value) { return isNegative ? -whole : whole }
    if exponent < low {
      for _ in exponent..<low {
        guard value % 10 == 0 else { return nil }
        value /= 10
      }
    } else {
      for _ in low..<exponent {
        let (next, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = next
      }
    }
    guard let positive = Int128(exactly: value) else { return nil }
    return isNegative ? -positive : positive
  }

  /// `-?digits(.digits)?` without needless zeros.
  public var description: String { (isNegative ? "-" : "") + Self.placed(significant, exponent) }

  private static func placed(_ digits: String, _ exponent: Int) -> String {
    if digits == "0" { return "0" }
    if exponent >= 0 { return digits + String(repeating: "0", count: exponent) }
    let count = digits.utf8.count
    let padded = count <= -exponent ? String(repeating: "0", count: 1 - exponent - count) + digits : digits
    return "\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
  }
}
