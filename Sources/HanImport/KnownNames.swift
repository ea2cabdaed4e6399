import HanLexicon
import HanText

/// What names mean already: the entities that stand before an imported folder, and the words of the language.
///
/// A name is known in either script and any case. What is written by hand always wins over what is imported.
struct KnownNames {
  struct Bearer {
    var ref: String
    var label: String
    /// The file below `Dictionaries`.
    var file: String
    /// Whether the name holds for it only in its context.
    var isDoubtful = false
  }

  /// What the dictionary of words says of a name.
  enum Standing { case unknown, place, organisation, person, otherName, word }

  /// A word that was counted so often is met every day; what jieba has for persons' names (智慧, 阳光) only if it was counted much oftener.
  private static let often = (word: 100, person: 1000)
  private static let markets = "names/markets.tsv"

  private let fold: ScriptFold
  private let simplifier: Transliterator
  private var bearers: [String: [Bearer]] = [:]
  private var standings: [String: Standing] = [:]
  private var everyday: Set<String> = []
  private var organisationSuffixes: Set<String> = []
  private var noPlaces: Set<String> = []
  private var marketWords: [String: [String]] = [:]
  private var rows: [String: [Substring]] = [:]
  private(set) var tickers: Set<String> = []
  private var characters: Set<Character> = []
  private var shinjitai: [Character: Character] = [:]

  /// Reads the folder `Dictionaries`; of the imported folders of entities only those named count.
  init(_ path: String, before: [String]) throws(LexiconError) {
    let folder = try DictionaryFolder(path)
    fold = try folder.fold()
    do { simplifier = try Transliterator("Hant-Hans") } catch { throw LexiconError(.missing, error.message) }
    for file in folder.files {
      let parts = file.name.split(separator: "/").map(String.init)
      if parts[0] == "entities", parts.count == 2 || before.contains(parts[1]) { readEntities(file) }
      if parts[0] == "words" { readWords(file) }
      if file.name == "names/guards.tsv" {
        noPlaces = Set(file.rows.filter { $0.fields[1].split(separator: "|").contains("place") }.map { folded($0.fields[0]) })
      }
      if file.name == Self.markets {
        for row in file.rows { marketWords[String(row.fields[0])] = row.fields[1].split(separator: "|").map(String.init) }
      }
      if file.name == "names/organisation-suffixes.tsv" { organisationSuffixes = Set(file.rows.map { folded($0.fields[0]) }) }
      if file.name == "conversion/opencc/jp-shinjitai-characters.tsv" {
        for row in file.rows { if let from = row.fields[0].first, let to = row.fields[1].first, to != "|" { shinjitai[from] = to } }
      }
    }
  }

  private mutating func readEntities(_ file: TSVFile) {
    guard file.header.map(String.init) == EntityRow.header else { return }
    for row in file.rows {
      var bearer = Bearer(ref: String(row.fields[0]), label: String(row.fields[1]), file: file.name)
      rows[bearer.ref] = row.fields
      tickers.formUnion(row.fields[3].split(separator: "|").map(String.init))
      for name in row.fields[4...8].flatMap({ $0.split(separator: "|") }) {
        bearer.isDoubtful = name.hasSuffix("?")
        bearers[folded(bearer.isDoubtful ? name.dropLast() : name), default: []].append(bearer)
      }
    }
  }

  private mutating func readWords(_ file: TSVFile) {
    for row in file.rows {
      let word = folded(row.fields[0])
      characters.formUnion(word)
      // jieba's Traditional dictionary calls all nouns and names N: that says nothing of a name.
      guard standings[word] == nil, row.fields[2] != "N" else { continue }
      let standing = Self.standing(row.fields[2])
      standings[word] = standing
      let count = Int(row.fields[1]) ?? 0
      if standing == .word && count >= Self.often.word || standing == .person && count >= Self.often.person { everyday.insert(word) }
    }
  }

  private static func standing(_ tag: Substring) -> Standing {
    switch tag {
    case "ns": .place
    case "nt": .organisation
    case "nz": .otherName
    case _ where tag.hasPrefix("nr"): .person
    default: .word
    }
  }

  // MARK: Names

  func folded(_ name: some StringProtocol) -> String { String(decoding: fold.fold(Array(name.utf8)), as: UTF8.self) }

  /// Names without those that another one before is the same as.
  func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert(folded($0)).inserted }
  }

  func bearers(of name: some StringProtocol) -> [Bearer] { bearers[folded(name)] ?? [] }

  func standing(of name: some StringProtocol) -> Standing { standings[folded(name)] ?? .unknown }

  /// Whether it is an everyday word that is no name.
  func isEveryday(_ name: some StringProtocol) -> Bool { everyday.contains(folded(name)) }

  /// Whether it is two everyday words, as 智慧农业 is, and does not end as organisations do.
  func isPhrase(_ name: String) -> Bool {
    guard name.count > 3 else { return false }
    return (2...(name.count - 2)).contains { cut in
      isEveryday(name.prefix(cut)) && isEveryday(name.dropFirst(cut)) && !organisationSuffixes.contains(folded(name.dropFirst(cut)))
    }
  }

  /// Whether the guards say that it is no place.
  func isNoPlace(_ name: some StringProtocol) -> Bool { noPlaces.contains(folded(name)) }

  /// The words that show that an article speaks of a market (ISO 3166).
  func words(ofMarket market: String) throws(LexiconError) -> [String] {
    guard let words = marketWords[market] else {
      throw LexiconError(.missing, "no line says which words speak of the market '\(market)'", at: Self.markets)
    }
    return words
  }

  func has(ref: String) -> Bool { rows[ref] != nil }

  /// The names of an entity that need no context, in all columns of Chinese names.
  func certainNames(of ref: String) -> [String] {
    (rows[ref].map { $0[4...7].flatMap { $0.split(separator: "|") } } ?? []).filter { !$0.hasSuffix("?") }.map(String.init)
  }

  /// Whether a line speaks of what a place belongs to: among its context words, or at the beginning of one of its names.
  func speaks(_ ref: String, of parent: String) -> Bool {
    let (fields, parent) = (rows[ref] ?? [], folded(parent))
    guard fields.count > 9 else { return false }
    return fields[9].split(separator: "|").contains { folded($0).hasPrefix(parent) }
      || fields[4...7].contains { $0.split(separator: "|").contains { folded($0).hasPrefix(parent) } }
  }

  /// Whether a line has a name that ends in another.
  func has(ref: String, nameEndingIn name: String) -> Bool {
    guard let fields = rows[ref] else { return false }
    return fields[4...7].flatMap { $0.split(separator: "|") }.contains { $0.hasSuffix(name) && $0 != name }
  }

  /// A name in Simplified characters.
  func simplified(_ name: String) -> String { (try? simplifier.transliterate(name)) ?? name }

  /// Whether every character is one that Chinese words are written with.
  func isChinese(_ name: String) -> Bool {
    name.count > 1 && folded(name).allSatisfy { Self.isHan($0) && characters.contains($0) }
  }

  /// A Japanese name in the characters that Chinese text writes it with: 広島 as 廣島. Those that Chinese has, too, stay.
  func fromJapanese(_ name: String) -> String {
    String(name.map { characters.contains(contentsOf: folded(String($0))) ? $0 : shinjitai[$0] ?? $0 })
  }

  private static func isHan(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) }
  }

  /// Names without doubles, as the columns have them: those in Simplified text, the words that the dictionary knows first, and those that only Traditional text writes.
  func columns(_ names: [String]) -> (hans: [String], hant: [String]) {
    let forms = Dictionary(grouping: Set(names), by: { folded($0) })
    let order = forms.keys.sorted {
      let first = (standing(of: $0) == .place ? 0 : 1, $0.hasSuffix("市") ? 1 : 0, $0.count)
      let second = (standing(of: $1) == .place ? 0 : 1, $1.hasSuffix("市") ? 1 : 0, $1.count)
      return first == second ? $0.utf8.lexicographicallyPrecedes($1.utf8) : first < second
    }
    var columns: (hans: [String], hant: [String]) = ([], [])
    for key in order {
      let writings = (forms[key] ?? []).sorted()
      if let hans = writings.first(where: { simplified($0) == $0 }) {
        columns.hans.append(hans)
      } else if let hant = writings.first {
        columns.hant.append(hant)
      }
    }
    return columns
  }
}

extension Set<Character> {
  fileprivate func contains(contentsOf text: String) -> Bool { text.allSatisfy { contains($0) } }
}
