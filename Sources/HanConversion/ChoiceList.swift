import HanArticle
import HanLexicon

/// The Simplified characters that stand for several Traditional ones, and their readings, as `conversion/choices.tsv` lists them.
struct ChoiceList {
  struct Choice {
    var character: Unicode.Scalar
    /// Each reading's spellings, the first in OpenCC's.
    var readings: [[Unicode.Scalar]]
    /// Which texts tell the readings apart steadily.
    var learning: Learning
    /// The spellings that Simplified text writes by themselves, too.
    var kept: [Unicode.Scalar]
  }

  enum Learning: String {
    case all = ""
    case taiwan
    case examples
  }

  static let most = 3
  static let lexicon = "choices"
  static let identifiers = "choices/identifiers"
  static let tableSize = 1 << 16

  let choices: [Choice]
  private let index: [Unicode.Scalar: Int]

  init(_ image: Image) throws(LexiconError) {
    let lexicon = try Lexicon(image, Self.lexicon)
    guard let readings = lexicon.column("readings"), let learn = lexicon.column("learn"), let kept = lexicon.column("kept")
    else {
      throw LexiconError(.notAnImage, "the choices lack their columns; build the image again", at: image.origin)
    }
    var choices: [Choice] = []
    for row in 0..<lexicon.count {
      let place = lexicon.place(row: row).map { "\($0.file):\($0.line)" } ?? ""
      let spellings = lexicon.list(row: row, column: readings).map { $0.split(separator: "/").flatMap(\.unicodeScalars) }
      guard let character = lexicon.text(row: row, column: 0).unicodeScalars.first, (2...Self.most).contains(spellings.count) else {
        throw LexiconError(.malformed, "a choice has one character and two or three readings", at: place)
      }
      choices.append(
        Choice(
          character: character, readings: spellings, learning: Learning(rawValue: lexicon.text(row: row, column: learn)) ?? .all,
          kept: lexicon.list(row: row, column: kept).flatMap(\.unicodeScalars)))
    }
    guard choices.count < 255 else { throw LexiconError(.malformed, "more than 254 choices") }
    self.choices = choices
    index = Dictionary(choices.enumerated().map { ($1.character, $0) }, uniquingKeysWith: { a, _ in a })
  }

  subscript(character: Unicode.Scalar) -> Int? { index[character] }

  /// The reading of a choice that a Traditional character spells.
  func reading(_ choice: Int, _ spelling: Unicode.Scalar) -> Int? { choices[choice].readings.firstIndex { $0.contains(spelling) } }

  /// By scalar of the Basic Multilingual Plane: the number of its choice and one, or 0.
  func sections() -> [(String, [UInt8])] {
    var table = [UInt8](repeating: 0, count: Self.tableSize)
    for (number, choice) in choices.enumerated() where choice.character.value < Self.tableSize {
      table[Int(choice.character.value)] = UInt8(number + 1)
    }
    return [(Self.identifiers, table)]
  }
}
