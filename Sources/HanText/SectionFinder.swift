import HanArticle
import HanLexicon

/// Tells the parts of a plain-text page apart, line by line: title, dateline, byline, body, caption, comments and the furniture around them.
public struct SectionFinder: Sendable {
  private struct Mark: Sendable {
    enum Place: String, Sendable { case start, end, inside, prefix }
    /// Where it stands in ``texts``.
    let text: Range<Int>
    let place: Place
    let kind: Section.Kind
    let longest: Int
    /// Of one that stands at the start of a line, its first bytes as a number.
    let head: UInt32
  }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private struct Line {
    var range: Range<Int>
    /// Unicode scalars.
    var length: Int
    var kind: Section.Kind?
    /// The end of a dateline at the beginning of a body line.
    var prefixEnd: Int?
  }

  private let marks: [Mark]
  /// Those that end a dateline at the head of a line.
  private let prefixes: [Mark]
  /// In how many bytes of a line one may stand, and by value whether a byte is the third of one: of their first characters, all of three bytes.
  private let longestPrefix: Int
  private let prefixBytes: [Bool]
  /// The bytes of all marks: to look through them costs no reference counts.
  private let texts: [UInt8]

  public init(_ image: Image) throws(LexiconError) {
    let lexicon = try Lexicon(image, "furniture")
    var texts: [UInt8] = []
    let all: [Mark] = (0..<lexicon.count).compactMap { row in
      let record = lexicon.record(row: row)
      guard let text = record["mark"], !text.isEmpty, let place = Mark.Place(rawValue: record["place"] ?? ""),
        let kind = Section.Kind(rawValue: record["kind"] ?? "")
      else { return nil }
      texts += Array(text.utf8)
      let longest = Int(record["longest"] ?? "") ?? 0
      return Mark(
        text: (texts.count - text.utf8.count)..<texts.count, place: place, kind: kind, longest: longest, head: Self.head(text.utf8))
    }
    self.texts = texts
    marks = all.filter { $0.place != .prefix }
    let prefixes = all.filter { $0.place == .prefix && $0.text.count >= 3 }
    longestPrefix = (prefixes.map(\.longest).max() ?? 0) * 3
    prefixBytes = (0..<256).map { byte in prefixes.contains { Int(texts[$0.text.lowerBound + 2]) == byte } }
    self.prefixes = prefixes
  }

  /// The sections of an article, in text order; lines of one kind that follow each other are one section.
  public func sections(of article: Article) -> [Section] {
    article.text.bytes.withUnsafeBufferPointer { bytes in
      var lines = Self.lines(bytes, article)
      texts.withUnsafeBufferPointer { texts in for index in lines.indices { classify(&lines[index], bytes, texts) } }
      Self.markComments(&lines, bytes)
      Self.markTitle(&lines, bytes, article.titleLength)
      Self.markPageHead(&lines, bytes)
      return Self.joined(lines)
    }
  }

  private static func lines(_ bytes: Bytes, _ article: Article) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      var range = start..<end
      while let first = range.first, bytes[first] <= 0x20 { range = (first + 1)..<range.upperBound }
      while let last = range.last, bytes[last] <= 0x20 { range = range.lowerBound..<last }
      let length = bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      if !range.isEmpty { lines.append(Line(range: range, length: length)) }
      start = end + 1
    }
    return lines
  }

  private func classify(_ line: inout Line, _ bytes: Bytes, _ texts: Bytes) {
    let text = bytes[line.range]
    line.prefixEnd = prefixEnd(text, texts)
    if Self.isSentence(text) { return }
    let (length, head) = (line.length, Self.head(text))
    line.kind =
      marks.first { mark in
        length <= mark.longest && (mark.place != .start || mark.head == head) && Self.stands(Bytes(rebasing: texts[mark.text]), mark.place, in: text)
      }?.kind
    if line.kind == nil, line.length <= 40, Self.isTimestamp(text) { line.kind = .dateline }
    if line.kind == nil, Self.isMenu(text) { line.kind = .boilerplate }
  }

  /// Where the first of the marks that end a dateline ends. Nearly all places are passed over with one look at what character begins there.
  private func prefixEnd(_ text: Slice<Bytes>, _ texts: Bytes) -> Int? {
    let bytes = text.base
    var best = (mark: prefixes.count, end: 0)
    var at = text.startIndex
    while at + 2 < text.endIndex, best.mark > 0, at - text.startIndex <= longestPrefix {
      let lead = bytes[at]
      if lead & 0xF0 == 0xE0, prefixBytes[Int(bytes[at + 2])] {
        best =
          prefixes[..<best.mark].indices.first { index in
            let mark = Bytes(rebasing: texts[prefixes[index].text])
            return at + mark.count <= min(text.endIndex, text.startIndex + prefixes[index].longest * 3) && text[at...].starts(with: mark)
          }.map { ($0, at + prefixes[$0].text.count) } ?? best
      }
      at += lead < 0x80 ? 1 : UTF8Bytes.length(ofLead: lead)
    }
    return best.mark < prefixes.count ? best.end : nil
  }

  /// The first two bytes, which tell most characters apart.
  private static func head(_ text: some Collection<UInt8>) -> UInt32 { text.prefix(2).reduce(0) { $0 << 8 | UInt32($1) } }

  /// A line whose parts stand between two bars or arrows or more.
  private static func isMenu(_ text: Slice<Bytes>) -> Bool {
    var bars = 0
    var at = text.startIndex
    while at < text.endIndex {
      if text[at] == 0x7C || (text[at] == 0x3E && at > text.startIndex && text[at - 1] == 0x20) { bars += 1 }
      // ｜ is EF BD 9C.
      if text[at] == 0xEF, at + 2 < text.endIndex, text[at + 1] == 0xBD, text[at + 2] == 0x9C { bars += 1 }
      at += 1
    }
    return bars >= 2
  }

  private static func stands(_ mark: Bytes, _ place: Mark.Place, in text: Slice<Bytes>) -> Bool {
    switch place {
    case .start: text.starts(with: mark)
    case .end: text.count >= mark.count && text.suffix(mark.count).elementsEqual(mark)
    case .inside, .prefix: end(of: mark, in: text) != nil
    }
  }

  /// The end of the first place where a mark stands. Its last byte is looked at before those between: Han characters often share their first.
  private static func end(of mark: Bytes, in text: Slice<Bytes>) -> Int? {
    guard let first = mark.first, let last = mark.last, text.count >= mark.count else { return nil }
    let bytes = text.base
    var at = text.startIndex
    let end = text.endIndex - mark.count
    while at <= end {
      let lead = bytes[at]
      if lead == first, bytes[at + mark.count - 1] == last, bytes[at..<(at + mark.count)].elementsEqual(mark) { return at + mark.count }
      at += lead < 0x80 ? 1 : UTF8Bytes.length(ofLead: lead)
    }
    return nil
  }

  /// A line with a full date and a time of day, or one that is little but digits and their marks.
  private static func isTimestamp(_ text: Slice<Bytes>) -> Bool {
    let digits = text.count { (48...57).contains($0) }
    let marks = text.count { [0x2D, 0x2F, 0x3A, 0x2E, 0x20].contains($0) }
    if digits >= 6, text.first.map({ (48...57).contains($0) }) == true, (digits + marks) * 2 >= text.count { return true }
    return text.contains(0x3A) && PageDate.first(in: text) != nil
  }

  /// Readers' comments begin at their heading or at the first line that is a floor number (`1 楼`), with the name before it, and run to the end.
  private static func markComments(_ lines: inout [Line], _ bytes: Bytes) {
    guard let floor = lines.firstIndex(where: { $0.kind == .comment || isFloor(bytes[$0.range]) }) else { return }
    var first = floor
    while first > 0, first > floor - 2, lines[first - 1].length <= 20, lines[first - 1].kind == nil { first -= 1 }
    for index in first..<lines.count { lines[index].kind = .comment }
  }

  /// Digits and 楼 or 樓, alone or with white space behind.
  private static func isFloor(_ text: Slice<Bytes>) -> Bool {
    let rest = text.drop { (48...57).contains($0) }
    let word = rest.drop { $0 == 0x20 }
    guard rest.count < text.count, word.starts(with: "楼".utf8) || word.starts(with: "樓".utf8) else { return false }
    let next = word.dropFirst(3)
    return next.isEmpty || next.first == 0x20 || next.starts(with: [0xE3, 0x80, 0x80])
  }

  /// The record's own title; or, before the first sentence, the line of 8 to 50 characters with the byline or dateline under it; or the first such line.
  private static func markTitle(_ lines: inout [Line], _ bytes: Bytes, _ titleLength: Int) {
    if titleLength > 0 {
      for index in lines.indices where lines[index].range.upperBound <= titleLength { lines[index].kind = .title }
      return
    }
    guard lines.count > 1 else { return }
    let head = lines.prefix { $0.kind != nil || ($0.length <= 50 && !isSentence(bytes[$0.range])) }.indices
    let candidates = head.filter { lines[$0].kind == nil && (8...50).contains(lines[$0].length) }
    let signed = candidates.first { index in
      index + 1 < lines.count && (lines[index + 1].kind == .byline || lines[index + 1].kind == .dateline)
    }
    guard let title = signed ?? candidates.first else { return }
    lines[title].kind = .title
    if signed != nil {
      for index in lines.indices.prefix(title) where lines[index].kind == nil { lines[index].kind = .boilerplate }
    }
  }

  private static func isSentence(_ text: Slice<Bytes>) -> Bool {
    text.count >= 3 && text.suffix(3).elementsEqual([0xE3, 0x80, 0x82])
  }

  /// Between title and body, lines too short for a sentence are the page's own: names of sites, columns, sections.
  private static func markPageHead(_ lines: inout [Line], _ bytes: Bytes) {
    guard let body = lines.firstIndex(where: { $0.kind == nil && ($0.length > 12 || isSentence(bytes[$0.range])) }) else { return }
    for index in lines.indices.prefix(body) where lines[index].kind == nil { lines[index].kind = .boilerplate }
    // Behind the body, headlines of other articles follow the furniture that announces them.
    for index in lines.indices.dropFirst(body + 1) where lines[index].kind == nil && lines[index - 1].kind == .boilerplate {
      if lines[index].length <= 40, !endsSentence(bytes[lines[index].range]) { lines[index].kind = .boilerplate }
    }
  }

  /// Whether a line ends as a sentence of a body does, not as a headline: in one of 。”」
  private static func endsSentence(_ text: Slice<Bytes>) -> Bool {
    ["。", "”", "」"].contains { text.count >= 3 && text.suffix(3).elementsEqual($0.utf8) }
  }

  private static func joined(_ lines: [Line]) -> [Section] {
    var sections: [Section] = []
    func add(_ range: Range<Int>, _ kind: Section.Kind) {
      if let last = sections.last, last.kind == kind {
        sections[sections.count - 1].range = last.range.lowerBound..<range.upperBound
      } else {
        sections.append(Section(range: range, kind: kind))
      }
    }
    for line in lines {
      if line.kind == nil, let end = line.prefixEnd, end < line.range.upperBound {
        add(line.range.lowerBound..<end, .dateline)
        add(end..<line.range.upperBound, .body)
      } else {
        add(line.range, line.kind ?? .body)
      }
    }
    return sections
  }
}
