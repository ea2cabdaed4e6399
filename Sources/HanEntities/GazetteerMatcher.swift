import HanArticle
import HanLexicon

/// Finds the gazetteer's names in one article.
struct GazetteerMatcher {
  /// A name as it stands in the text, before it is known which rows may bear it here.
  struct Hit {
    var range: Range<Int>
    var book: Int
    var key: UInt32
  }

  /// Names of so many Han characters are believed against the cut of the words.
  private static let unmistakable = 4
  /// And in a hashtag, where no words are cut, names of so many.
  private static let inHashtag = 3
  /// Latin names of fewer letters count only as they are written in the dictionary.
  private static let shortLatin = 4

  let stage: EntitiesStage
  private var books: [GazetteerBook] { stage.gazetteer.books }

  /// The longest names from left to right; doubtful ones where the article speaks for them.
  func mentions(in reading: Reading) -> [Mention] {
    let (hits, context) = hits(in: reading)
    if hits.isEmpty { return [] }
    let support = support(of: hits, context, reading)
    var mentions: [Mention] = []
    mentions.reserveCapacity(hits.count)
    var taken = 0
    var index = 0
    while index < hits.count {
      let start = hits[index].range.lowerBound
      var best: Mention?
      while index < hits.count, hits[index].range.lowerBound == start {
        let mention = start >= taken ? mention(hits[index], reading, support) : nil
        if let mention, mention.range.count > best?.range.count ?? 0 { best = mention }
        index += 1
      }
      if let best {
        mentions.append(best)
        taken = best.range.upperBound
      }
    }
    return mentions
  }

  /// What the article says for each row.
  func support(of hits: [Hit], _ context: ContextWords, _ reading: Reading) -> GazetteerSupport {
    var support = GazetteerSupport(stage: stage, reading: reading, context: context, names: hits.count)
    for hit in hits {
      let book = books[hit.book]
      for posting in book.lexicon.names(hit.key) where !posting.isDoubtful && fits(posting, hit, reading) {
        support.name(book.base + posting.row, at: hit.range)
      }
    }
    return support
  }

  /// Every name at every place where one may begin and end, by place, the user's names first; and the context words that stand anywhere.
  func hits(in reading: Reading) -> (hits: [Hit], context: ContextWords) {
    var hits: [Hit] = []
    hits.reserveCapacity(reading.words.count / 4)
    var context = ContextWords(books)
    for book in books.indices { find(book, in: reading, &hits, &context) }
    if books.count > 1 { hits.sort { ($0.range.lowerBound, $0.book) < ($1.range.lowerBound, $1.book) } }
    return (hits, context)
  }

  private func find(_ book: Int, in reading: Reading, _ hits: inout [Hit], _ context: inout ContextWords) {
    let (beginnings, lexicon) = (books[book].beginnings, books[book].lexicon)
    let trie = lexicon.trie
    reading.folded.withUnsafeBufferPointer { text in
      beginnings.forEachPlace(in: text) { at in
        trie.forEachPrefix(of: text, from: at) { end, key in
          guard isUncut(at..<end, reading) else { return }
          context.note(key, in: book, at: at)
          if lexicon.isName(key), stands(at..<end, reading) { hits.append(Hit(range: at..<end, book: book, key: key)) }
        }
      }
    }
  }

  /// Whether the range begins and ends outside all runs of Latin letters and digits, or has their edges.
  private func isUncut(_ range: Range<Int>, _ reading: Reading) -> Bool {
    edge(range.lowerBound, inside: range, reading) && edge(range.upperBound, inside: range, reading)
  }

  /// Whether a name may begin and end here: at the edges of words.
  private func stands(_ range: Range<Int>, _ reading: Reading) -> Bool {
    if reading.isBoundary(range.lowerBound), reading.isBoundary(range.upperBound) { return true }
    if reading.hanCount(range) == 0 { return true }
    if isInHashtag(range, reading) { return reading.hanCount(range) >= Self.inHashtag }
    return reading.hanCount(range) >= Self.unmistakable && !isInsideOneWord(range, reading)
  }

  /// Whether it stands in #…#, which is one word.
  private func isInHashtag(_ range: Range<Int>, _ reading: Reading) -> Bool {
    reading.atom(at: range.lowerBound).map { reading.atoms[$0].kind == .hashtag } ?? false
  }

  private func isInsideOneWord(_ range: Range<Int>, _ reading: Reading) -> Bool {
    guard let word = reading.word(at: range.lowerBound) else { return false }
    return reading.words[word].range.upperBound >= range.upperBound
  }

  /// Whether no atom is cut here, save before `'s` and after a name that ends in Han.
  private func edge(_ at: Int, inside range: Range<Int>, _ reading: Reading) -> Bool {
    guard let atom = reading.atom(at: at), reading.atoms[atom].range.lowerBound < at else { return true }
    guard reading.atoms[atom].kind == .latin || reading.atoms[atom].kind == .numeral else {
      return reading.atoms[atom].kind == .hashtag
    }
    return at == range.upperBound && (reading.begins("'s", at: at) || reading.begins("’s", at: at))
  }

  private func mention(_ hit: Hit, _ reading: Reading, _ support: GazetteerSupport) -> Mention? {
    var best: (row: Int, strength: Int, isDoubtful: Bool)?
    let book = books[hit.book]
    for posting in book.lexicon.names(hit.key) where fits(posting, hit, reading) {
      let row = book.base + posting.row
      let strength = posting.isDoubtful ? support.doubtful(row, at: hit.range) : support.certain(row)
      guard strength > 0, strength >= best?.strength ?? 0 else { continue }
      if let best, best.strength == strength, !support.prefers(row, over: best.row, at: hit.range) { continue }
      best = (row, strength, posting.isDoubtful)
    }
    if let found = best, found.isDoubtful, found.strength < GazetteerSupport.Reason.named.strength {
      best?.row = atHome(hit, insteadOf: found.row, reading, support) ?? found.row
    }
    guard let best, let label = stage.gazetteer.label(best.row) else { return nil }
    return Mention(
      hit.range, label, stage.gazetteer.subtype(best.row), row: best.row, by: .gazetteer, rank: .firm,
      confidence: best.isDoubtful ? 0.9 : 0.99)
  }

  /// The one of several bearers of a doubtful name that the market of the article means by it.
  private func atHome(_ hit: Hit, insteadOf found: Int, _ reading: Reading, _ support: GazetteerSupport) -> Int? {
    let (book, postings) = (books[hit.book], books[hit.book].lexicon.names(hit.key))
    guard postings.count > 1, reading.region != nil else { return nil }
    let rows = postings.lazy.filter { $0.isDoubtful && fits($0, hit, reading) }.map { book.base + $0.row }
    return rows.first { support.isMeant($0, insteadOf: found, at: hit.range) }
  }

  /// Whether a short Latin name is written as the dictionary has it.
  func fits(_ posting: Lexicon.Posting, _ hit: Hit, _ reading: Reading) -> Bool {
    guard hit.range.count < Self.shortLatin, reading.source[hit.range.lowerBound] < 0x80 else { return true }
    return reading.source[hit.range].elementsEqual(books[hit.book].name(posting).utf8)
  }
}
