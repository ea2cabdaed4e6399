import HanArticle
import HanLexicon

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a word says inside an island: how unlikely it is, and which readings its characters have.
struct IslandWord {
  /// -ln of its share among all words, in steps of 1/180.
  var cost: UInt32
  /// By character, up to ``most``: its reading, or ``none``.
  var votes: [UInt8]

  static let most = 8
  static let none: UInt8 = 3
  static let scale = 180.0
  static let costBits: UInt32 = 12

  var packed: UInt32 {
    var value = min(cost, 1 << Self.costBits - 1)
    for at in 0..<Self.most { value |= UInt32(at < votes.count ? votes[at] : Self.none) << (Self.costBits + UInt32(at) * 2) }
    return value
  }

  @inline(__always) static func cost(_ packed: UInt32) -> Int32 { Int32(packed & (1 << costBits - 1)) }

  @inline(__always) static func vote(_ packed: UInt32, _ at: Int) -> UInt8 {
    at < most ? UInt8(packed >> (costBits + UInt32(at) * 2) & 3) : none
  }
}

/// Composes the words by which islands are cut: in Simplified characters, from the words of both scripts and the phrases of conversion.
struct IslandComposer {
  static let section = "islands/words"
  static let roots = "islands/roots"
  static let pairs = "islands/pairs"
  static let likely = "islands/likely"
  /// Words rarer than this count only where they tell a reading; longer ones never.
  private static let leastCount = 20
  /// What a phrase that no dictionary of words counts costs, and the rarest share.
  private static let uncounted = 14.0
  private static let rarest = 1e-9

  private let back: ReadBack
  private let phrases: [[Unicode.Scalar]: [Unicode.Scalar]]

  init(_ image: Image, choices: ChoiceList) throws(LexiconError) {
    back = try ReadBack(image, choices: choices)
    phrases = try Self.phrases(image)
  }

  /// How the dictionaries spell phrases of two and more characters.
  static func phrases(_ image: Image) throws(LexiconError) -> [[Unicode.Scalar]: [Unicode.Scalar]] {
    var phrases: [[Unicode.Scalar]: [Unicode.Scalar]] = [:]
    let forth = try Lexicon(image, "pass.\(TableComposer.choosingPass)")
    for row in 0..<forth.count {
      let source = Array(forth.text(row: row, column: 0).unicodeScalars)
      let target = Array((forth.list(row: row, column: 1).first ?? "").unicodeScalars)
      if source.count > 1, source.count <= PhraseVotes.lengths.upperBound, source.count == target.count, phrases[source] == nil {
        phrases[source] = target
      }
    }
    return phrases
  }

  private struct Count {
    var simplified = 0
    var traditional = 0
    var best = 0
    var spelling: [Unicode.Scalar] = []
  }

  /// `files` have the columns word count tag.
  func sections(_ files: [TSVFile]) -> [(String, [UInt8])] {
    var counts: [[Unicode.Scalar]: Count] = [:]
    for file in files {
      for row in file.rows {
        let word = Array(row.fields[0].unicodeScalars)
        guard word.count <= IslandWord.most, word.allSatisfy({ (0x3400...0x9FFF).contains($0.value) }), let count = Int(row.fields[1]) else {
          continue
        }
        let key = word.map(back.character)
        let isTraditional = file.name.hasSuffix("hant.tsv")
        var sum = counts[key] ?? Count()
        if isTraditional {
          sum.traditional += count
          if count > sum.best { (sum.best, sum.spelling) = (count, word) }
        } else {
          sum.simplified += count
        }
        counts[key] = sum
      }
    }
    for phrase in phrases.keys where phrase.count <= IslandWord.most && counts[phrase] == nil { counts[phrase] = Count() }
    let words = words(counts)
    let trie = DoubleArray.section(words.map(\.key), values: words.map(\.value))
    return [
      (Self.section, trie), (Self.roots, roots(words)), (Self.pairs, ImageBuilder.section(PairTable.build(pairs(words, trie)))),
      (Self.likely, BitFilter.section(likely(words)))
    ]
      + PhraseVotes.sections(phrases, back)
  }

  /// What every two characters that begin a word lead to; the key is what the word of two says.
  private func pairs(_ words: [(key: [UInt8], value: UInt32)], _ section: [UInt8]) -> [PairTable.Entry] {
    var found: [UInt32: PairTable.Entry] = [:]
    section.withUnsafeBytes { section in
      guard let trie = DoubleArray(section) else { return }
      for word in words where word.key.count >= 6 {
        let pair = word.key.withUnsafeBufferPointer { Rewriter<NoListener>.scalar($0, 0) << 16 | Rewriter<NoListener>.scalar($0, 3) }
        var entry = found[pair] ?? PairTable.Entry(first: pair, key: PairTable.none, unit: 0)
        if word.key.count == 6 { entry.key = word.value } else { entry.unit = trie.unit(of: word.key[..<6]) ?? 0 }
        found[pair] = entry
      }
    }
    return found.values.sorted { $0.first < $1.first }
  }

  /// The hashes of all two characters that begin a word, and of all three that begin a longer one.
  private func likely(_ words: [(key: [UInt8], value: UInt32)]) -> Set<UInt32> {
    var hashes: Set<UInt32> = []
    for word in words where word.key.count >= 6 {
      word.key.withUnsafeBufferPointer { key in
        let pair = PairTable.hash(Rewriter<NoListener>.scalar(key, 0) << 16 | Rewriter<NoListener>.scalar(key, 3))
        hashes.insert(pair)
        if key.count >= 9 { hashes.insert(ConversionTable.hash(pair, Rewriter<NoListener>.scalar(key, 6))) }
      }
    }
    return hashes
  }

  /// What each character says as a word by itself.
  private func roots(_ words: [(key: [UInt8], value: UInt32)]) -> [UInt8] {
    var roots = [UInt32](repeating: PairTable.none, count: ChoiceList.tableSize)
    for word in words where word.key.count == 3 {
      roots[Int(word.key.withUnsafeBufferPointer { Rewriter<NoListener>.scalar($0, 0) })] = word.value
    }
    return ImageBuilder.section(roots)
  }

  /// The words in byte order, with what each says.
  private func words(_ counts: [[Unicode.Scalar]: Count]) -> [(key: [UInt8], value: UInt32)] {
    let simplifiedTotal = Double(max(1, counts.values.reduce(0) { $0 + $1.simplified }))
    let traditionalTotal = Double(max(1, counts.values.reduce(0) { $0 + $1.traditional }))
    var words: [(key: [UInt8], value: UInt32)] = []
    for (word, count) in counts {
      let votes = votes(word, count)
      let isCounted = count.simplified + count.traditional > 0
      if word.count > 1, count.simplified + count.traditional < Self.leastCount, votes.allSatisfy({ $0 == IslandWord.none }) { continue }
      let share = Double(count.simplified) / simplifiedTotal / 2 + Double(count.traditional) / traditionalTotal / 2
      let cost = isCounted ? -log(max(share, Self.rarest)) : Self.uncounted
      words.append((TableComposer.bytes(word), IslandWord(cost: UInt32(cost * IslandWord.scale), votes: votes).packed))
    }
    return words.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// The readings by the phrases of conversion, else by how Traditional text spells the word most.
  private func votes(_ word: [Unicode.Scalar], _ count: Count) -> [UInt8] {
    let spelling = word.count > 1 ? phrases[word] ?? count.spelling : []
    return word.indices.map { at in
      guard at < spelling.count, let found = back.reading(word[at], spelling[at]) else { return IslandWord.none }
      return UInt8(found.reading)
    }
  }
}
