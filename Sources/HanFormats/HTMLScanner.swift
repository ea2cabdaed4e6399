/// A piece of a page; one after the other the pieces are the page, byte for byte.
struct HTMLToken: Equatable {
  enum Kind: Equatable {
    /// Running text, in which character references stand.
    case text
    /// A CDATA section, and what stands in it.
    case cdata(Range<Int>)
    /// The inside of a script, a style sheet and the like: neither tags nor references are read in it.
    case raw
    case start(HTMLTag)
    /// An end tag and its element's name.
    case end(String)
    /// Comments, doctypes, instructions, and tags the page breaks off in.
    case other
  }

  var kind: Kind
  var range: Range<Int>
}

/// A start tag. Names are lower case.
struct HTMLTag: Equatable {
  struct Attribute: Equatable {
    var name: String
    /// Between the quotes; nil where there is no equals sign.
    var value: Range<Int>?
    /// The quotation mark around the value, 0 where there is none.
    var quote: UInt8 = 0
    /// Where the name ends.
    var nameEnd: Int
  }

  var name: String
  var nameEnd: Int
  var attributes: [Attribute] = []
  /// Whether it ends in `/>`.
  var closesItself = false
}

/// Cuts a page into pieces as the tokenizer of the HTML Standard (13.2.5) does, in one walk and without ever refusing.
struct HTMLScanner {
  let bytes: [UInt8]
  /// Whether the next piece stands in XML, SVG or MathML, where CDATA sections are text and `/>` closes.
  var isForeign: Bool
  private var at = 0
  /// The element whose inside is not read as markup and comes next.
  private var rawElement: String?
  /// Elements of which no end tag follows; looking for it once is enough.
  private var endless: Set<String> = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isForeign = false
    isForeign = isXML
  }

  /// Whether the page says it is XML.
  var isXML: Bool { holds("<?xml", at: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) }

  /// The next piece; nil at the end.
  mutating func next() -> HTMLToken? {
    if let name = rawElement {
      rawElement = nil
      if let token = inside(of: name) { return token }
    }
    guard at < bytes.count else { return nil }
    let start = at
    if beginsMarkup(at) {
      let kind = markup()
      return HTMLToken(kind: kind, range: start..<at)
    }
    repeat { at += 1 } while at < bytes.count && !beginsMarkup(at)
    return HTMLToken(kind: .text, range: start..<at)
  }

  /// The bytes of a range, ASCII letters in lower case.
  func lowercased(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].lazy.map(HTMLBytes.lowercased), as: UTF8.self)
  }

  private func beginsMarkup(_ place: Int) -> Bool {
    guard bytes[place] == 0x3C, place + 1 < bytes.count else { return false }
    switch bytes[place + 1] {
    case 0x21, 0x3F: return true
    case 0x2F: return place + 2 < bytes.count
    default: return HTMLBytes.isLetter(bytes[place + 1])
    }
  }

  private mutating func markup() -> HTMLToken.Kind {
    if bytes[at + 1] == 0x2F {
      return HTMLBytes.isLetter(bytes[at + 2]) ? tag(isEnd: true) : skip(past: ">", from: at + 2)
    }
    if HTMLBytes.isLetter(bytes[at + 1]) { return tag(isEnd: false) }
    if holds("<!--", at: at) { return comment() }
    if isForeign, holds("<![CDATA[", at: at) {
      let start = at + 9
      _ = skip(past: "]]>", from: start)
      return .cdata(start..<(start <= at - 3 && holds("]]>", at: at - 3) ? at - 3 : at))
    }
    return skip(past: ">", from: at + 2)
  }

  private mutating func skip(past end: StaticString, from start: Int) -> HTMLToken.Kind {
    at = start
    while at < bytes.count {
      if holds(end, at: at) {
        at += end.utf8CodeUnitCount
        return .other
      }
      at += 1
    }
    return .other
  }

  private mutating func comment() -> HTMLToken.Kind {
    at += 4
    for empty in [">", "->"] as [StaticString] where holds(empty, at: at) {
      at += empty.utf8CodeUnitCount
      return .other
    }
    while at < bytes.count {
      for end in ["-->", "--!>"] as [StaticString] where holds(end, at: at) {
        at += end.utf8CodeUnitCount
        return .other
      }
      at += 1
    }
    return .other
  }

  private mutating func tag(isEnd: Bool) -> HTMLToken.Kind {
    let start = at + (isEnd ? 2 : 1)
    at = start
    advance { !HTMLBytes.isSpace($0) && $0 != 0x2F && $0 != 0x3E }
    var tag = HTMLTag(name: lowercased(start..<at), nameEnd: at)
    while true {
      let gap = at
      advance { HTMLBytes.isSpace($0) || $0 == 0x2F }
      guard at < bytes.count else { return .other }
      if bytes[at] == 0x3E {
        tag.closesItself = at > gap && bytes[at - 1] == 0x2F
        at += 1
        break
      }
      tag.attributes.append(attribute())
    }
    if isEnd { return .end(tag.name) }
    if HTMLNames.raw.contains(tag.name), !(isForeign && tag.closesItself) { rawElement = tag.name }
    return .start(tag)
  }

  private mutating func attribute() -> HTMLTag.Attribute {
    let start = at
    // An equals sign that comes first belongs to the name.
    at += 1
    advance { !HTMLBytes.isSpace($0) && $0 != 0x2F && $0 != 0x3E && $0 != 0x3D }
    var attribute = HTMLTag.Attribute(name: lowercased(start..<at), nameEnd: at)
    advance(HTMLBytes.isSpace)
    guard at < bytes.count, bytes[at] == 0x3D else {
      at = attribute.nameEnd
      return attribute
    }
    at += 1
    advance(HTMLBytes.isSpace)
    guard at < bytes.count else { return attribute }
    let first = bytes[at]
    if first == 0x22 || first == 0x27 {
      let value = at + 1
      at = value
      advance { $0 != first }
      attribute.value = value..<at
      attribute.quote = first
      at = min(at + 1, bytes.count)
    } else {
      let value = at
      advance { !HTMLBytes.isSpace($0) && $0 != 0x3E }
      attribute.value = value..<at
    }
    return attribute
  }

  /// What stands between the tags of an element that is not read as markup; nil where nothing does.
  private mutating func inside(of name: String) -> HTMLToken? {
    let start = at
    let isText = HTMLNames.rawText.contains(name)
    let end = name == "script" ? scriptEnd() : name == "plaintext" || endless.contains(name) ? nil : elementEnd(name)
    if end == nil, isText {
      // A browser would take the rest of the page for a title. Its words are worth more as a page.
      endless.insert(name)
      return nil
    }
    at = end ?? bytes.count
    return at > start ? HTMLToken(kind: isText ? .text : .raw, range: start..<at) : nil
  }

  private func elementEnd(_ name: String) -> Int? {
    (at..<max(at, bytes.count)).first { bytes[$0] == 0x3C && closes(name, at: $0) }
  }

  /// A script in a comment in a script does not end it (script data double escaped state).
  private func scriptEnd() -> Int? {
    var place = at
    var isEscaped = false
    var isNested = false
    while place < bytes.count {
      if bytes[place] == 0x2D, isEscaped, holds("-->", at: place) {
        (isEscaped, isNested) = (false, false)
      } else if bytes[place] == 0x3C {
        if closes("script", at: place) {
          guard isNested else { return place }
          isNested = false
        } else if holds("<!--", at: place) {
          isEscaped = true
          // Its dashes may be those of the end, too.
          place += 1
        } else if isEscaped, holds("<script", at: place), HTMLBytes.endsName(bytes, at: place + 7) {
          isNested = true
        }
      }
      place += 1
    }
    return nil
  }

  private func closes(_ name: String, at place: Int) -> Bool {
    let start = place + 2
    let end = start + name.utf8.count
    guard holds("</", at: place), end < bytes.count, HTMLBytes.endsName(bytes, at: end) else { return false }
    return bytes[start..<end].lazy.map(HTMLBytes.lowercased).elementsEqual(name.utf8)
  }

  /// Whether the bytes at `place` are these, letters of either case.
  private func holds(_ text: StaticString, at place: Int) -> Bool {
    guard place >= 0, place + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where HTMLBytes.lowercased(bytes[place + index]) != HTMLBytes.lowercased(text.utf8Start[index]) { return false }
    return true
  }

  private mutating func advance(_ condition: (UInt8) -> Bool) {
    while at < bytes.count, condition(bytes[at]) { at += 1 }
  }
}
