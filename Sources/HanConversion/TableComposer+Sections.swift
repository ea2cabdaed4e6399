import HanArticle
import HanLexicon

/// When a key of a table holds.
enum KeyKind: UInt8 {
  /// Always.
  case certain = 0
  /// Where words begin and end at its borders.
  case bounded = 1
  /// Without a model; with one it is a vote for the readings of its characters.
  case vote = 2
  /// It changes nothing but keeps other keys from beginning inside it. It stands in a trie of its own.
  case guarding = 3
}

/// What a character of the Basic Multilingual Plane needs beside its plain replacement, in the highest byte of its cell.
enum CharacterFlag {
  /// It begins keys whose second character also has three bytes.
  static let pair: UInt32 = 1 << 24
  /// It has several readings.
  static let choice: UInt32 = 2 << 24
  /// It begins keys whose second character has not three bytes.
  static let walk: UInt32 = 4 << 24
  /// Its replacement has not three bytes: it is a key by itself.
  static let single: UInt32 = 16 << 24
  /// All that needs more than a look at the next character.
  static let special: UInt32 = choice | walk | apostrophe | single
  /// It may be an apostrophe: in a Latin word it stays.
  static let apostrophe: UInt32 = 8 << 24
}

extension TableComposer {
  /// A table is there twice where characters are chosen: with the keys that vote, and without them for those who ask the model.
  static func prefix(_ configuration: String, isLean: Bool) -> String { isLean ? "convert.\(configuration).lean" : "convert.\(configuration)" }

  /// The sections that ``ConversionTable`` reads.
  func sections() -> [(String, [UInt8])] {
    let odd = oddCharacters()
    let tables = tables(entries.merging(odd) { entry, _ in entry }, Self.prefix(chain.configuration, isLean: false))
    guard hasChoices else { return tables }
    let lean = entries.filter { $0.value.kind != .vote && !isSpelling($0.key, $0.value) }.merging(odd) { entry, _ in entry }
    return tables + self.tables(lean, Self.prefix(chain.configuration, isLean: true))
  }

  /// Whether a guard is but two characters whose readings the choosing pass knows: often no word, and beside a model there is nothing to guard.
  private func isSpelling(_ key: [UInt8], _ entry: Entry) -> Bool {
    entry.kind == .guarding && entry.term == 0 && key.count == 6 && !passWords.contains(key)
  }

  private func tables(_ all: [[UInt8]: Entry], _ name: String) -> [(String, [UInt8])] {
    let entries = all.filter { $0.value.kind != .guarding }
    let keys = entries.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let units = DoubleArray.section(keys, values: keys.indices.map { UInt32($0) })
    let borders = GuardBorders(
      keys: keys, guards: all.filter { $0.value.kind == .guarding }.keys.sorted { $0.lexicographicallyPrecedes($1) })
    var (pool, records): ([UInt8], [TableKey]) = ([], [])
    for (number, key) in keys.enumerated() {
      guard let entry = entries[key] else { continue }
      records.append(
        TableKey(
          offset: UInt32(pool.count), length: UInt16(entry.value.count), kind: entry.kind.rawValue, domain: entry.domain,
          after: borders.after[number]))
      pool += entry.value
    }
    let pairs = pairs(keys, units)
    return [
      ("\(name)/characters", ImageBuilder.section(characterTable(keys))), ("\(name)/keys", units),
      ("\(name)/guards", DoubleArray.section(borders.guards, values: borders.guards.indices.map { UInt32($0) })),
      ("\(name)/guardStarts", BitFilter.section(guardStarts(borders.guards))),
      ("\(name)/borders", BitFilter.section(borders.before)),
      ("\(name)/pairs", ImageBuilder.section(PairTable.build(pairs))),
      ("\(name)/filter", ImageBuilder.section(FirstFilter.build(pairs.map(\.first)))),
      ("\(name)/likely", BitFilter.section(likely(keys), spread: 24)), ("\(name)/ascii", asciiStarts(keys)), ("\(name)/pool", pool),
      ("\(name)/entries", ImageBuilder.section(records)), ("\(name)/domainNames", Array(domains.joined(separator: "\n").utf8)),
      ("\(name)/outputs", outputTable()), ("\(name)/terms", ImageBuilder.section(keys.compactMap { entries[$0]?.term }))
    ]
  }

  /// Characters that three bytes cannot replace.
  private func oddCharacters() -> [[UInt8]: Entry] {
    var odd: [[UInt8]: Entry] = [:]
    for (scalar, value) in characters {
      let source = Array(String(scalar).utf8)
      if source != value, source.count != 3 || value.count != 3 {
        odd[source] = Entry(value: value, kind: .certain)
      }
    }
    return odd
  }

  private func characterTable(_ keys: [[UInt8]]) -> [UInt32] {
    var table = (0..<UInt32(ChoiceList.tableSize)).map { Self.packed(Unicode.Scalar($0).map { Array(String($0).utf8) } ?? []) }
    for (scalar, value) in characters where scalar.value < ChoiceList.tableSize && value.count == 3 { table[Int(scalar.value)] = Self.packed(value) }
    for key in keys {
      let scalars = Self.scalars(key)
      guard let first = scalars.first, first.value < ChoiceList.tableSize else { continue }
      let flag = scalars.count == 1 ? CharacterFlag.single : String(scalars[1]).utf8.count == 3 ? CharacterFlag.pair : CharacterFlag.walk
      table[Int(first.value)] |= flag
    }
    guard hasChoices else { return table }
    for choice in choices.choices where choice.character.value < ChoiceList.tableSize {
      table[Int(choice.character.value)] |= CharacterFlag.choice
    }
    return table
  }

  /// Three bytes of UTF-8 in the order they are written.
  static func packed(_ bytes: [UInt8]) -> UInt32 { bytes.prefix(3).reversed().reduce(0) { $0 << 8 | UInt32($1) } }

  /// What every two characters that begin a key lead to.
  private func pairs(_ keys: [[UInt8]], _ units: [UInt8]) -> [PairTable.Entry] {
    var found: [UInt32: PairTable.Entry] = [:]
    units.withUnsafeBytes { units in
      guard let trie = DoubleArray(units) else { return }
      for (number, key) in keys.enumerated() where key.count >= 6 && key[0] & 0xF0 == 0xE0 && key[3] & 0xF0 == 0xE0 {
        let scalars = Self.scalars(key)
        let pair = scalars[0].value << 16 | scalars[1].value
        var entry = found[pair] ?? PairTable.Entry(first: pair, key: PairTable.none, unit: 0)
        if key.count == 6 {
          entry.key = UInt32(number)
        } else {
          entry.unit = trie.unit(of: key[..<6]) ?? 0
        }
        found[pair] = entry
      }
    }
    return found.values.sorted { $0.first < $1.first }
  }

  /// The hashes of all two characters that are a key, and of all three that begin one.
  private func likely(_ keys: [[UInt8]]) -> [UInt32] {
    keys.compactMap { key in
      let scalars = Self.scalars(key)
      guard scalars.count > 1, scalars[..<2].allSatisfy({ String($0).utf8.count == 3 }) else { return nil }
      let pair = PairTable.hash(scalars[0].value << 16 | scalars[1].value)
      return scalars.count > 2 ? ConversionTable.hash(pair, scalars[2].value) : pair
    }
  }

  /// The hashes of all two characters that begin a guard.
  private func guardStarts(_ guards: [[UInt8]]) -> Set<UInt32> {
    Set(
      guards.compactMap { guarding in
        // Read as the text is: what is no character of three bytes gives a number, too.
        guarding.count < 6
          ? nil
          : guarding.withUnsafeBufferPointer {
            PairTable.hash(Rewriter<NoListener>.scalar($0, 0) << 16 | Rewriter<NoListener>.scalar($0, 3))
          }
      })
  }

  /// Which bytes of ASCII begin keys.
  private func asciiStarts(_ keys: [[UInt8]]) -> [UInt8] {
    var starts = [UInt8](repeating: 0, count: 128)
    for key in keys { if let first = key.first, first < 0x80 { starts[Int(first)] = 1 } }
    return starts
  }

  /// By choice and reading, ``ChoiceList/most`` each: what is written, packed.
  private func outputTable() -> [UInt8] {
    ImageBuilder.section(outputs.flatMap { readings in (0..<ChoiceList.most).map { $0 < readings.count ? Self.packed(readings[$0]) : 0 } })
  }
}
