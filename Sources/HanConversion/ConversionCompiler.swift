import HanArticle
import HanLexicon

/// Composes the passes of every configuration into one table each, so that text is converted in a single pass.
///
/// A key of the table is a key of the first pass, or what becomes a key of a later pass on the way; its value is what all passes make of it alone. What a
/// later pass would have found across the borders of earlier matches is not found: no word is made of the halves of two others.
public struct ConversionCompiler {
  let image: Image
  let choices: ChoiceList
  private let regional: [RegionalTerm]
  private let words: [TSVFile]

  /// `image` holds the passes and configurations, as ``DictionaryFolder/image()`` makes it; `words` are the dictionaries of words with their counts.
  public init(_ image: Image, words: [TSVFile]) throws(LexiconError) {
    self.image = image
    self.words = words
    choices = try ChoiceList(image)
    regional = try RegionalTerm.all(image)
  }

  /// How a region's Traditional text is spelled.
  private static let spellings = ["tw": "s2tw", "hk": "s2hk"]
  /// What writes a region's words with the characters that its conversion writes everywhere else.
  private static let characters = ["tw": "t2tw", "hk": "t2hk"]

  /// The sections of all tables.
  public func sections() throws(LexiconError) -> [(String, [UInt8])] {
    var sections = choices.sections() + (try IslandComposer(image, choices: choices).sections(words))
    let configurations = try Lexicon(image, "configurations")
    for row in 0..<configurations.count {
      let record = configurations.record(row: row)
      let chain = try PassChain(image, configuration: record["configuration"] ?? "")
      // A chain of one pass is ICU's own, with contexts; it runs as it is.
      if chain.passes.count < 2 { continue }
      let sides = (record["words"] ?? "").split(separator: "|").map(String.init)
      var composer = TableComposer(chain, choices: choices)
      composer.addPasses()
      if sides.count == 2 {
        let spelling = try Self.spellings[sides[0]].map { name throws(LexiconError) in try PassChain(image, configuration: name) }
        let files = (record["vocabulary"] ?? "").split(separator: "|").map { "\(RegionalTerm.folder)\($0).tsv" }
        var own: [String: PassChain] = [:]
        for side in sides { if let name = Self.characters[side] { own[side] = try PassChain(image, configuration: name) } }
        let terms = regional.filter { files.contains($0.file) }
        composer.addTerms(terms, from: sides[0], to: sides[1], characters: { own[$1]?.convert($0) ?? $0 }) { spelling?.convert($0) ?? $0 }
      }
      sections += composer.sections()
    }
    return sections
  }
}

/// One line of the regional vocabulary.
struct RegionalTerm {
  /// By region (`cn`, `tw`, `hk`): the form that is written first, then those that are only read.
  var forms: [String: [String]] = [:]
  var domain: String
  /// The regions whose forms are read.
  var read: [String]
  /// Words in which the term is not the term.
  var unless: [String]
  var row: Int
  var file: String

  static let lexicon = "regional"
  static let folder = "conversion/regional/"

  static func all(_ image: Image) throws(LexiconError) -> [RegionalTerm] {
    guard image.has("\(lexicon)/trie") else { return [] }
    let lexicon = try Lexicon(image, lexicon)
    func column(_ name: String) -> Int { lexicon.column(name) ?? 0 }
    let regions = ["cn", "tw", "hk"]
    return (0..<lexicon.count).map { row in
      var term = RegionalTerm(
        domain: lexicon.text(row: row, column: column("domain")), read: lexicon.list(row: row, column: column("read")),
        unless: lexicon.list(row: row, column: column("unless")), row: row, file: lexicon.place(row: row)?.file ?? "")
      for region in regions { term.forms[region] = lexicon.list(row: row, column: column(region)) }
      return term
    }
  }
}
