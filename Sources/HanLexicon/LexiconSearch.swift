/// Looks a word up in all dictionaries of an image, for people.
public enum LexiconSearch {
  /// A line per row found: dictionary, file and line, and its cells with their columns' names.
  public static func lines(_ word: String, in images: [Image]) throws(LexiconError) -> [String] {
    var lines: [String] = []
    guard let last = images.last else { return [] }
    let folded = try ScriptFold(last).fold(Array(word.utf8))
    for image in images {
      for name in image.names where name.hasSuffix("/trie") {
        let lexicon = try Lexicon(image, String(name.dropLast("/trie".utf8.count)))
        for form in Array(word.utf8) == folded ? [folded] : [Array(word.utf8), folded] {
          guard let key = lexicon.trie.value(of: form) else { continue }
          lines += rows(lexicon, key).filter { !lines.contains($0) }
        }
      }
    }
    return lines
  }

  private static func rows(_ lexicon: Lexicon, _ key: UInt32) -> [String] {
    lexicon.postings(key).map { posting in
      let place = lexicon.place(row: posting.row).map { "\($0.file):\($0.line)" } ?? ""
      let cells = lexicon.columns.enumerated().compactMap { column, name -> String? in
        let text = lexicon.text(row: posting.row, column: column)
        return text.isEmpty ? nil : "\(name)=\(text)"
      }
      return ([lexicon.name, place] + cells).joined(separator: "  ")
    }
  }
}
