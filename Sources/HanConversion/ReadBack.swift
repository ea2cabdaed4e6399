import HanArticle
import HanLexicon

/// Reads Traditional text back to Simplified, character by character, and tells which reading of a choice each character spells.
struct ReadBack {
  let choices: ChoiceList
  private var simplified: [Unicode.Scalar: Unicode.Scalar] = [:]

  init(_ image: Image, choices: ChoiceList) throws(LexiconError) {
    self.choices = choices
    let back = try Lexicon(image, "pass.hant-hans")
    for row in 0..<back.count {
      let (from, to) = (back.text(row: row, column: 0).unicodeScalars, back.list(row: row, column: 1).first?.unicodeScalars)
      if from.count == 1, to?.count == 1, let from = from.first, let to = to?.first, simplified[from] == nil { simplified[from] = to }
    }
    for choice in choices.choices {
      // Of a spelling that is kept, only an example's own line says where it stands for the choice.
      for spelling in choice.readings.joined() where simplified[spelling] == nil && choices[spelling] == nil && !choice.kept.contains(spelling) {
        simplified[spelling] = choice.character
      }
    }
  }

  func character(_ scalar: Unicode.Scalar) -> Unicode.Scalar { simplified[scalar] ?? scalar }

  /// The choice that a Simplified character is, and the reading that a Traditional spelling gives it.
  func reading(_ character: Unicode.Scalar, _ spelling: Unicode.Scalar) -> (choice: Int, reading: Int)? {
    guard let choice = choices[character], let reading = choices.reading(choice, spelling) else { return nil }
    return (choice, reading)
  }
}
