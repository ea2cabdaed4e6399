import HanLexicon

/// Chinese numerals and the characters that join a numeral into one word, as `text/joins.tsv` names them.
struct JoinTable: Sendable {
  private enum Role: String {
    case numeral, nought, dateUnit, percentSign, nameDot

    var code: UInt8 {
      switch self {
      case .numeral: 1
      case .dateUnit: 2
      case .percentSign: 3
      case .nameDot: 4
      case .nought: 5
      }
    }
  }

  /// By scalar of the Basic Multilingual Plane; 0 for most.
  private let codes: [UInt8]

  init(_ image: Image) throws(LexiconError) {
    let lexicon = try Lexicon(image, "joins")
    let column = lexicon.column("role") ?? 1
    var codes = [UInt8](repeating: 0, count: 1 << 16)
    for row in 0..<lexicon.count {
      let scalars = lexicon.text(row: row, column: 0).unicodeScalars
      guard let scalar = scalars.first, scalars.count == 1, Int(scalar.value) < codes.count else { continue }
      codes[Int(scalar.value)] = Role(rawValue: lexicon.text(row: row, column: column))?.code ?? 0
    }
    self.codes = codes
  }

  func isNumeral(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { code(bytes, at) == 1 || isNought(bytes, at) }
  func isNought(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { code(bytes, at) == 5 }
  func isDateUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { code(bytes, at) == 2 }
  func isPercentSign(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { code(bytes, at) == 3 }

  func isNameDot(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { code(bytes, at) == 4 }

  @inline(__always)
  private func code(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt8 {
    guard at < bytes.count else { return 0 }
    let lead = bytes[at]
    if lead < 0x80 { return codes[Int(lead)] }
    if lead & 0xE0 == 0xC0, at + 1 < bytes.count { return codes[Int(lead & 0x1F) << 6 | Int(bytes[at + 1] & 0x3F)] }
    guard lead & 0xF0 == 0xE0, at + 2 < bytes.count else { return 0 }
    return codes[Int(lead & 0x0F) << 12 | Int(bytes[at + 1] & 0x3F) << 6 | Int(bytes[at + 2] & 0x3F)]
  }
}
