import HanLexicon

/// Chinese numerals and the characters that join a numeral into one word, as `text/joins.tsv` names them.
struct JoinTable: Sendable {
  private let lexicon: Lexicon
  private let roles: [Role]

  private enum Role: String { case numeral, dateUnit, percentSign }

  init(_ image: Image) throws(LexiconError) {
    let lexicon = try Lexicon(image, "joins")
    let column = lexicon.column("role") ?? 1
    roles = (0..<lexicon.count).map { Role(rawValue: lexicon.text(row: $0, column: column)) ?? .numeral }
    self.lexicon = lexicon
  }

  func isNumeral(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { role(bytes, at) == .numeral }
  func isDateUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { role(bytes, at) == .dateUnit }
  func isPercentSign(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool { role(bytes, at) == .percentSign }

  private func role(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Role? {
    var found: Role?
    lexicon.trie.forEachPrefix(of: bytes, from: at) { _, key in
      if let row = lexicon.row(key) { found = roles[row] }
    }
    return found
  }
}
