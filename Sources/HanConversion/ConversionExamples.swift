import HanLexicon

/// Gathers the examples of ``ContextTrainer`` from dictionaries and texts.
public enum ConversionExamples {
  /// Writes the model's file and returns how many examples it was trained on.
  public static func train(
    _ image: Image, folder: DictionaryFolder, taiwan: [String], hongKong: [String], into path: String
  ) throws(LexiconError) -> Int {
    let weights = ContextTrainer.Weights()
    var trainer = try ContextTrainer(image)
    for (paths, isTaiwan) in [(taiwan, true), (hongKong, false)] {
      for path in paths {
        let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
        for line in text.split(separator: "\n") { trainer.add(text: line, weight: isTaiwan ? weights.text : weights.news, isTaiwan: isTaiwan) }
      }
    }
    for file in folder.files {
      switch folder.schema(of: file.name)?.name {
      case DictionaryFolder.examples:
        for row in file.rows {
          for turn in row.fields[2].split(separator: "|") {
            trainer.add(turn: turn, weight: weights.turn, character: row.fields[0].unicodeScalars.first, target: row.fields[1].unicodeScalars.first)
          }
        }
      case "words" where file.name.hasSuffix("hant.tsv"):
        for row in file.rows where (2...8).contains(row.fields[0].count) { trainer.add(turn: row.fields[0], weight: weights.word) }
      case "conversion" where file.name.contains("opencc/st-phrases"):
        for row in file.rows { trainer.add(turn: row.fields[1].prefix { $0 != "|" }, weight: weights.word) }
      default: break
      }
    }
    try FileBytes.write(try trainer.model(), to: path)
    return trainer.count
  }
}
