/// The kinds of bytes that the HTML Standard tells apart.
enum HTMLBytes {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// Whether a tag's name that stands before `place` is whole.
  static func endsName(_ bytes: [UInt8], at place: Int) -> Bool {
    place < bytes.count && (isSpace(bytes[place]) || bytes[place] == 0x2F || bytes[place] == 0x3E)
  }

  /// Without white space at either end.
  static func trimmed(_ text: String) -> String {
    let from = text.utf8.drop(while: isSpace)
    guard let last = from.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(from[...last]) ?? ""
  }
}

/// What elements are, by their names.
enum HTMLNames {
  /// Words go on through their tags.
  static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "nobr", "q",
    "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"
  ]
  /// Those of them whose end tag counts wherever it stands.
  static let formatting: Set<String> = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
  /// Notes set beside the words: text of their own, while the words go on around them.
  static let asides: Set<String> = ["rp", "rt", "rtc"]
  /// Elements without an end tag.
  static let void: Set<String> = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track",
    "wbr"
  ]
  /// What is in them is for machines.
  static let untouched: Set<String> = [
    "code", "iframe", "kbd", "noembed", "noframes", "plaintext", "samp", "script", "style", "template", "tt", "var", "xmp"
  ]
  /// Their inside is not read as markup, …
  static let raw: Set<String> = ["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"]
  /// … but as text with references.
  static let rawText: Set<String> = ["textarea", "title"]

  /// Attributes that hold words.
  static let wordAttributes: Set<String> = ["alt", "aria-label", "label", "placeholder", "title"]
  /// The `name` or `property` of a meta element whose `content` is words.
  static let wordMeta: Set<String> = [
    "author", "description", "keywords", "og:description", "og:image:alt", "og:site_name", "og:title", "title", "twitter:description", "twitter:title"
  ]

  /// End tags of what stands outside do not reach in here, …
  static let walls: Set<String> = [
    "annotation-xml", "applet", "caption", "desc", "foreignobject", "marquee", "object", "table", "td", "template", "th"
  ]
  /// … but for these, which the table alone holds.
  static let tableParts: Set<String> = ["caption", "tbody", "td", "tfoot", "th", "thead", "tr"]

  /// What a start tag ends, where the page leaves out the end tag, and what keeps it from doing so.
  static let implied: [String: (ends: [String], within: [String])] = {
    var implied: [String: (ends: [String], within: [String])] = [:]
    for name in paragraphEnds { implied[name] = (["p"], ["button"]) }
    implied["li"] = (["li", "p"], ["ul", "ol", "menu", "dir"])
    for name in ["dd", "dt"] { implied[name] = (["dd", "dt", "p"], ["dl"]) }
    for name in ["option", "optgroup"] { implied[name] = (name == "option" ? ["option"] : ["option", "optgroup"], ["select"]) }
    for name in ["rb", "rp", "rt", "rtc"] { implied[name] = (["rb", "rp", "rt"] + (name == "rp" || name == "rt" ? [] : ["rtc"]), ["ruby"]) }
    for name in ["td", "th"] { implied[name] = (["td", "th", "caption"], ["table", "template"]) }
    implied["tr"] = (["tr", "td", "th", "caption", "colgroup"], ["table", "template"])
    for name in ["tbody", "tfoot", "thead"] {
      implied[name] = (["tbody", "tfoot", "thead", "tr", "td", "th", "caption", "colgroup"], ["table", "template"])
    }
    implied["button"] = (["button"], [])
    implied["body"] = (["head"], [])
    return implied
  }()

  private static let paragraphEnds = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search",
    "section", "summary", "table", "ul", "xmp"
  ]
}
