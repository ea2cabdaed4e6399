import HanArticle
import TestSupport
import Testing

@Suite struct ExactDecimalTests {
  private static let nines = String(repeating: "9", count: 60)

  @Test(
    "A decimal is printed as it is read, without needless zeros",
    arguments: [
      ("0", "0"), ("-0", "0"), ("0.0", "0"), ("7", "7"), ("007", "7"), ("-3.8", "-3.8"), ("1.50", "1.5"), ("100", "100"), ("0.05", "0.05"),
      ("2900000000000", "2900000000000"), ("0.000000000000000000000000000000000000000000001", "0.000000000000000000000000000000000000000000001"),
      ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
      ("123456789012345678901234567890123456789", "123456789012345678901234567890123456789"), (nines, nines), ("-\(nines).5", "-\(nines).5"),
      ("\(nines).500", "\(nines).5"), ("\(nines).000", nines), ("0.\(nines)", "0.\(nines)")
    ])
  func printed(text: String, expected: String) {
    #expect(ExactDecimal(text)?.description == expected)
  }

  @Test("What is no decimal is none", arguments: ["", "-", ".5", "5.", "1.2.3", "+1", "1e5", "１２", "1,000", " 1", "--1", "0x1", "٣"])
  func malformed(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test(
    "A scaled decimal has moved its point and nothing else",
    arguments: [
      ("2.9", 12, "2900000000000"), ("2.9", 0, "2.9"), ("2.9", -3, "0.0029"), ("0", 40, "0"), ("-1", 3, "-1000"),
      ("12345678901234567890123456789012345678", 4, "123456789012345678901234567890123456780000"), (nines, -60, "0.\(nines)"),
      (nines, -59, "9.\(nines.dropLast())"), (nines, 2, "\(nines)00")
    ])
  func scaled(text: String, power: Int, expected: String) throws {
    #expect(try #require(ExactDecimal(text)).scaled(byPowerOfTen: power).description == expected)
  }

  @Test("Numbers that are equal are equal however they were made")
  func equality() throws {
    let written = try #require(ExactDecimal("2900000000000"))
    let scaled = try #require(ExactDecimal("2.9")).scaled(byPowerOfTen: 12)
    #expect(written == scaled)
    #expect(written.hashValue == scaled.hashValue)
    #expect(ExactDecimal("1.50") == ExactDecimal("1.5"))
    #expect(ExactDecimal("-0") == .zero)
    #expect(ExactDecimal("\(Self.nines).0") == ExactDecimal(Self.nines))
    #expect(ExactDecimal("1" + String(repeating: "0", count: 50)) == ExactDecimal(1, exponent: 50))
  }

  @Test(
    "Sums are exact, and nil where 38 digits do not hold them",
    arguments: [
      ("0.1", "0.2", "0.3"), ("1", "-1", "0"), ("100000000", "0.05", "100000000.05"), ("-5", "3", "-2"), ("9.99", "0.01", "10"),
      ("99999999999999999999999999999999999999", "1", "100000000000000000000000000000000000000"),
      ("99999999999999999999999999999999999999", "2", nil), ("99999999999999999999", "0.00000000000000000001", nil),
      (nines, "1", nil)
    ] as [(String, String, String?)])
  func sums(a: String, b: String, sum: String?) throws {
    let (a, b) = (try #require(ExactDecimal(a)), try #require(ExactDecimal(b)))
    #expect(a.adding(b)?.description == sum)
    #expect(b.adding(a)?.description == sum)
  }

  @Test(
    "Products are exact, and nil where 38 digits do not hold them",
    arguments: [
      ("1.5", "10000", "15000"), ("-0.1", "0.1", "-0.01"), ("0", "-7", "0"), ("3.5", "500", "1750"),
      ("12345678901234567891", "98765432109876543211", nil), ("99999999999999999999999999999999999999", "3", nil),
      ("99999999999999999999999999999999999999", "100", "9999999999999999999999999999999999999900"), (nines, "1", nil)
    ] as [(String, String, String?)])
  func products(a: String, b: String, product: String?) throws {
    let (a, b) = (try #require(ExactDecimal(a)), try #require(ExactDecimal(b)))
    #expect(a.multiplied(by: b)?.description == product)
    #expect(b.multiplied(by: a)?.description == product)
  }

  @Test("Arithmetic agrees with integers of 128 bits over random numbers", arguments: 0..<200)
  func random(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let a = Int64(truncatingIfNeeded: generator.next()) >> generator.below(60)
    let b = Int64(truncatingIfNeeded: generator.next()) >> generator.below(60)
    let (x, y) = (try #require(ExactDecimal("\(a)")), try #require(ExactDecimal("\(b)")))
    #expect(x.adding(y)?.description == (Int128(a) + Int128(b)).description)
    if (Int128(a) * Int128(b)).magnitude < 100_000_000_000_000_000_000_000_000_000_000_000_000 {
      #expect(x.multiplied(by: y)?.description == (Int128(a) * Int128(b)).description)
    }
    #expect(x.isLess(than: y) == (a < b))
    #expect(x.integer == Int(a))
    #expect(x.negated.adding(x) == .zero)
    let power = generator.below(30)
    #expect(x.scaled(byPowerOfTen: -power).scaled(byPowerOfTen: power) == x)
    #expect(ExactDecimal(x.scaled(byPowerOfTen: -power).description) == x.scaled(byPowerOfTen: -power))
  }

  @Test(
    "Order holds between signs, sizes and long numerals",
    arguments: [
      ("-1", "0"), ("0", "0.0001"), ("9.9", "10"), ("-10", "-9.9"), ("1", nines), ("-\(nines)", "-1"), ("-\(nines)", nines), ("0.\(nines)", "2"),
      ("0", "0.\(nines)"),
      ("-0.\(nines)", "0"), ("\(nines)8", "\(nines)9"), ("-\(nines).9", "-\(nines).8"), ("\(nines)", "\(nines).1"),
      ("0", "0.\(String(repeating: "0", count: 45))1")
    ])
  func ordered(small: String, large: String) throws {
    let (small, large) = (try #require(ExactDecimal(small)), try #require(ExactDecimal(large)))
    #expect(small.isLess(than: large))
    #expect(!large.isLess(than: small))
  }

  @Test("Only a whole number that fits is an integer")
  func integer() {
    #expect(ExactDecimal("42.0")?.integer == 42)
    #expect(ExactDecimal("42.5")?.integer == nil)
    #expect(ExactDecimal(1, exponent: 18).integer == 1_000_000_000_000_000_000)
    #expect(ExactDecimal(1, exponent: 19).integer == nil)
    #expect(ExactDecimal(1, exponent: 60).integer == nil)
    #expect(ExactDecimal(Int.min).integer == Int.min)
    #expect(ExactDecimal(Self.nines)?.integer == nil)
  }
}
