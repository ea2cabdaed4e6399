import HanArticle
import HanLexicon

/// Says which line of a dictionary a name stands in, and what turned it on where it is doubtful.
struct GazetteerEvidence {
  private let stage: EntitiesStage
  private let reading: Reading
  private let matcher: GazetteerMatcher
  private let hits: [GazetteerMatcher.Hit]
  private let support: GazetteerSupport

  init(stage: EntitiesStage, reading: Reading) {
    self.stage = stage
    self.reading = reading
    matcher = GazetteerMatcher(stage: stage)
    let (hits, context) = matcher.hits(in: reading)
    self.hits = hits
    support = matcher.support(of: hits, context, reading)
  }

  func evidence(of mention: Mention) -> [String] {
    guard let row = mention.row, let book = stage.gazetteer.book(of: row), let (hit, posting) = name(of: row, in: mention.range) else { return [] }
    var evidence = ["\(book.lexicon.written(posting.row)) \(book.name(posting))\(posting.isDoubtful ? "?" : "")"]
    if posting.isDoubtful { evidence.append(turningOn(row, book, hit.range)) }
    if hit.range.upperBound < mention.range.upperBound {
      evidence.append("with \(text(hit.range.upperBound..<mention.range.upperBound)) behind it")
    }
    if mention.range.lowerBound < hit.range.lowerBound {
      evidence.append("within \(text(mention.range.lowerBound..<hit.range.lowerBound))")
    }
    return evidence
  }

  /// The longest name of the row's in a range; the mention may have grown beyond it.
  private func name(of row: Int, in range: Range<Int>) -> (GazetteerMatcher.Hit, Lexicon.Posting)? {
    let inside = hits.filter { range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= range.upperBound }
    for hit in inside.sorted(by: { $0.range.count > $1.range.count }) {
      if let posting = posting(of: row, hit) { return (hit, posting) }
    }
    return nil
  }

  private func posting(of row: Int, _ hit: GazetteerMatcher.Hit) -> Lexicon.Posting? {
    let book = stage.gazetteer.books[hit.book]
    return book.lexicon.names(hit.key).first { book.base + $0.row == row && matcher.fits($0, hit, reading) }
  }

  private func turningOn(_ row: Int, _ book: GazetteerBook, _ range: Range<Int>) -> String {
    switch support.reason(row, at: range) {
    case nil: return "whom the news of \(reading.region ?? "the market") means by it"
    case .listed: return "listed beside an organisation"
    case .market: return "before \(reading.cueText(.market, beginningAt: range.upperBound, stage.vocabulary) ?? "a word of the market")"
    case .match: return "beside a word of the match"
    case .context: return "with \(contextWord(row, book, range) ?? "a word of its context") in the article"
    case .named:
      let other = hits.first { hit in posting(of: row, hit).map { !$0.isDoubtful } ?? false }
      return "with its name \(other.map { text($0.range) } ?? "") in the article"
    }
  }

  /// The context word nearest to the name, as the article writes it.
  private func contextWord(_ row: Int, _ book: GazetteerBook, _ range: Range<Int>) -> String? {
    guard let place = support.context.nearest(of: row, to: range.lowerBound), let column = book.lexicon.column("context") else { return nil }
    let words = book.lexicon.list(row: row - book.base, column: column).map { stage.fold.fold(Array($0.utf8)) }
    return words.filter { reading.folded[place...].starts(with: $0) }.max { $0.count < $1.count }.map { text(place..<(place + $0.count)) }
  }

  private func text(_ range: Range<Int>) -> String { reading.text(range) }
}

extension Lexicon {
  /// The file and line that a row was written in: `entities/places.tsv:12`.
  func written(_ row: Int) -> String { place(row: row).map { "\($0.file):\($0.line)" } ?? name }
}

extension Reading {
  /// The text of a range as it stands.
  func text(_ range: Range<Int>) -> String { String(decoding: source[range.clamped(to: 0..<source.count)], as: UTF8.self) }

  /// The word with this role that begins here.
  func cueText(_ role: NameVocabulary.Cue, beginningAt start: Int, _ vocabulary: NameVocabulary) -> String? {
    guard cue(role, beginningAt: start, vocabulary) else { return nil }
    return vocabulary.cues.longest(in: folded, from: start, where: { isBoundary($0) }).map { text(start..<$0.end) }
  }

  /// The word with this role that ends here.
  func cueText(_ role: NameVocabulary.Cue, endingAt end: Int, _ vocabulary: NameVocabulary) -> String? {
    guard cue(role, endingAt: end, vocabulary) else { return nil }
    return stride(from: end - 3, through: max(0, end - 18), by: -3).first { isBoundary($0) && has(role, $0..<end, vocabulary) }.map { text($0..<end) }
  }
}
