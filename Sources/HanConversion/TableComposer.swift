import HanArticle
import HanLexicon

/// Composes the table of one configuration.
struct TableComposer {
  /// What a key becomes. `term` is the line of the regional vocabulary that says so, and one; 0 where the passes do.
  struct Entry {
    var value: [UInt8]
    var kind: KeyKind
    var domain: UInt8 = 0
    var term: UInt32 = 0
  }

  /// How many ways a later pass's key may be written in the source are tried.
  private static let mostSpellings = 128
  /// A key of more characters than this holds wherever it stands.
  static let longestBounded = 3

  let chain: PassChain
  let choices: ChoiceList
  /// Whether the source is Simplified, so that characters have to be chosen.
  let hasChoices: Bool
  private(set) var characters: [Unicode.Scalar: [UInt8]] = [:]
  private(set) var entries: [[UInt8]: Entry] = [:]
  private(set) var domains: [String] = []
  /// The keys that a later pass knows as words; those of the choosing pass only say how a phrase is spelled.
  private(set) var passWords: Set<[UInt8]> = []
  /// What each choice's readings are written as.
  private(set) var outputs: [[[UInt8]]] = []

  static let choosingPass = "hans-hant"

  init(_ chain: PassChain, choices: ChoiceList) {
    self.chain = chain
    self.choices = choices
    let choosing = chain.passes.firstIndex { $0.name == Self.choosingPass }
    hasChoices = choosing != nil
    if let choosing {
      outputs = choices.choices.map { choice in choice.readings.map { chain.convert(Self.bytes($0.prefix(1)), from: choosing + 1) } }
    }
  }

  /// Adds what the passes hold.
  mutating func addPasses() {
    var spellings: [Unicode.Scalar: Set<Unicode.Scalar>] = [:]
    var phrases: Set<[UInt8]> = []
    for (number, pass) in chain.passes.enumerated() {
      for row in 0..<pass.lexicon.count {
        let source = Array(pass.lexicon.bytes(row: row, column: 0))
        let scalars = Self.scalars(source)
        if scalars.count == 1 {
          characters[scalars[0]] = chain.convert(source)
          if number + 1 < chain.passes.count {
            for target in pass.lexicon.list(row: row, column: 1) where target.unicodeScalars.count == 1 {
              if let target = target.unicodeScalars.first {
                spellings[target, default: []].formUnion((spellings[scalars[0]] ?? []).union([scalars[0]]))
              }
            }
          }
        } else if number == 0 {
          phrases.insert(source)
        } else {
          let words = sources(of: scalars, spellings).filter { chain.convert($0, to: number) == source }
          phrases.formUnion(words)
          if pass.name != Self.choosingPass { passWords.formUnion(words) }
        }
      }
    }
    for phrase in phrases { add(phrase) }
  }

  /// Every way to write a key of a later pass in the source.
  private func sources(of key: [Unicode.Scalar], _ spellings: [Unicode.Scalar: Set<Unicode.Scalar>]) -> [[UInt8]] {
    var all: [[UInt8]] = [[]]
    for scalar in key {
      let ways = [scalar] + (spellings[scalar] ?? []).subtracting([scalar]).sorted()
      if all.count * ways.count > Self.mostSpellings { return [] }
      all = all.flatMap { start in ways.map { start + Array(String($0).utf8) } }
    }
    return all
  }

  private mutating func add(_ key: [UInt8]) {
    let value = chain.convert(key)
    let plain = plainly(key)
    if value != plain {
      entries[key] = Entry(value: value, kind: kind(key, value, plain))
    } else if isOverruled(key, value) {
      entries[key] = Entry(value: value, kind: .certain)
    } else {
      entries[key] = Entry(value: value, kind: .guarding)
    }
  }

  /// Whether a later pass writes a character in another way than the choosing pass reads it here: of itself, the context would choose it again.
  private func isOverruled(_ key: [UInt8], _ value: [UInt8]) -> Bool {
    guard let choosing = chain.passes.firstIndex(where: { $0.name == Self.choosingPass }) else { return false }
    let (source, read, written) = (Self.scalars(key), Self.scalars(chain.convert(key, to: choosing + 1)), Self.scalars(value))
    guard source.count == read.count, source.count == written.count else { return false }
    return source.indices.contains { at in
      guard let choice = choices[source[at]], let reading = choices.reading(choice, read[at]) else { return false }
      return outputs[choice][reading] != Array(String(written[at]).utf8)
    }
  }

  private func plainly(_ key: [UInt8]) -> [UInt8] { Self.scalars(key).flatMap { characters[$0] ?? Array(String($0).utf8) } }

  /// A key that does nothing but choose readings is a vote among others; all other short keys hold where they cut no word.
  private func kind(_ key: [UInt8], _ value: [UInt8], _ plain: [UInt8]) -> KeyKind {
    let (source, target, usual) = (Self.scalars(key), Self.scalars(value), Self.scalars(plain))
    let otherwise = source.count > Self.longestBounded ? KeyKind.certain : .bounded
    guard hasChoices, source.count == target.count, usual.count == target.count else { return otherwise }
    for at in source.indices where target[at] != usual[at] {
      guard let choice = choices[source[at]], outputs[choice].contains(Array(String(target[at]).utf8)) else { return otherwise }
    }
    return .vote
  }

  /// Adds the vocabulary of a region, behind the passes' own. `spelling` writes Simplified words as the source spells them,
  /// `variants` Traditional ones as the target does.
  mutating func addTerms(
    _ terms: [RegionalTerm], from source: String, to target: String, spelling: ([UInt8]) -> [UInt8], variants: ([UInt8]) -> [UInt8]
  ) {
    for term in terms where term.read.isEmpty || term.read.contains(source) {
      guard let written = term.forms[target]?.first.map({ variants(Array($0.utf8)) }) else { continue }
      let domain = domainNumber(term.domain)
      for read in term.forms[source] ?? [] where read.unicodeScalars.count > 1 && !written.elementsEqual(read.utf8) {
        let key = Array(read.utf8)
        // What the passes say of words counts first, but not how they spell a phrase; and what holds everywhere before what holds in one domain.
        if let entry = entries[key], entry.kind != .guarding,
          entry.term == 0 ? domain > 0 || passWords.contains(key) || !hasChoices : entry.domain == 0 && domain > 0
        {
          continue
        }
        entries[key] = Entry(value: written, kind: .bounded, domain: domain, term: UInt32(term.row + 1))
      }
      // What is written already is not converted again.
      for key in term.unless.map({ spelling(Array($0.utf8)) }) + [written] {
        if entries[key] == nil { entries[key] = Entry(value: chain.convert(key), kind: .guarding, term: UInt32(term.row + 1)) }
      }
    }
  }

  private mutating func domainNumber(_ name: String) -> UInt8 {
    if name.isEmpty { return 0 }
    if let known = domains.firstIndex(of: name) { return UInt8(known + 1) }
    domains.append(name)
    return UInt8(domains.count)
  }

  static func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] { Array(String(decoding: bytes, as: UTF8.self).unicodeScalars) }

  static func bytes(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt8] { scalars.flatMap { Array(String($0).utf8) } }
}
