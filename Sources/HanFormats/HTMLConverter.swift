import HanArticle

/// Converts the words of a page and leaves every other byte as it was.
///
/// Words are text, the attributes that readers see, what the head says about the page, and the strings of its JSON-LD. Text that inline tags cut is read as one.
public struct HTMLConverter {
  private let language: String
  private let charset: String?
  private let edits: ([UInt8]) -> [Edit]

  /// `language` is the BCP 47 tag put into `lang`, `charset` what the page is to say it is written in where it says so (nil leaves that alone); `edits` says
  /// what is to become of a piece of running text, valid UTF-8.
  public init(language: String, charset: String? = nil, edits: @escaping ([UInt8]) -> [Edit]) {
    self.language = language
    self.charset = charset
    self.edits = edits
  }

  /// The page converted. Bytes that are not UTF-8 stay as they are.
  public func convert(_ html: [UInt8]) -> [UInt8] {
    var walk = HTMLWalk(html, language: language, charset: charset, edits: edits)
    let changes = walk.changes().sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var output: [UInt8] = []
    output.reserveCapacity(html.count + html.count / 8)
    var at = 0
    for change in changes where change.range.lowerBound >= at {
      output += html[at..<change.range.lowerBound]
      output += change.bytes
      at = change.range.upperBound
    }
    output += html[at...]
    return output
  }
}

/// What language a page says it is in.
enum HTMLLanguage {
  /// Whether a language tag is that of Chinese in Han characters; what is in Latin letters or Bopomofo is not converted, and keeps its tag.
  static func isChinese(_ tag: ArraySlice<UInt8>) -> Bool {
    let parts = tag.map(HTMLBytes.lowercased).split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x5F }
    return parts[0].elementsEqual("zh".utf8) && !parts.contains { $0.elementsEqual("latn".utf8) || $0.elementsEqual("bopo".utf8) }
  }

  /// Whether a language tag is that of another language that is written in Han characters.
  static func hasOtherHan(_ tag: ArraySlice<UInt8>) -> Bool {
    let first = tag.prefix { HTMLBytes.isLetter($0) }.map(HTMLBytes.lowercased)
    return first.elementsEqual("ja".utf8) || first.elementsEqual("ko".utf8)
  }

  /// The target as Open Graph writes it; nil where that has no name for it.
  static func locale(_ language: String) -> String? {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }
    guard parts.first == "zh" else { return nil }
    if parts.contains("tw") { return "zh_TW" }
    if parts.contains("hk") || parts.contains("mo") { return "zh_HK" }
    return parts.contains("hant") ? "zh_TW" : "zh_CN"
  }
}

/// One walk over a page.
private struct HTMLWalk {
  private let page: [UInt8]
  private let language: String
  private let charset: String?
  private let edits: ([UInt8]) -> [Edit]
  private var scanner: HTMLScanner
  private var elements: HTMLElements
  /// The running text, and that of asides within it.
  private var runs = [HTMLRun()]
  private var found: [HTMLChange] = []
  /// Whether the raw text that comes next is JSON-LD.
  private var isLinkedData = false

  init(_ page: [UInt8], language: String, charset: String?, edits: @escaping ([UInt8]) -> [Edit]) {
    self.page = page
    self.language = language
    self.charset = charset
    self.edits = edits
    scanner = HTMLScanner(page)
    elements = HTMLElements(isXML: scanner.isXML)
  }

  /// What changes, in no order.
  mutating func changes() -> [HTMLChange] {
    while let token = scanner.next() {
      switch token.kind {
      case .text: text(token.range, .text)
      case .cdata(let range): text(range, .cdata)
      case .raw: if isLinkedData { linkedData(token.range) }
      case .start(let tag): start(tag)
      case .end(let name): end(name)
      case .other: break
      }
    }
    leaveAsides(runs.count - 1)
    endRun()
    return found
  }

  private mutating func text(_ range: Range<Int>, _ form: HTMLForm) {
    if elements.isTouched {
      runs[runs.count - 1].append(page, range, form)
    } else {
      runs[runs.count - 1].appendNeutral()
    }
  }

  private mutating func end(_ name: String) {
    leaveAsides(elements.close(name))
    if !HTMLNames.inline.contains(name), !HTMLNames.asides.contains(name) { endRun() }
    scanner.isForeign = elements.isForeign
  }

  private mutating func start(_ tag: HTMLTag) {
    leaveAsides(elements.closeImplied(by: tag.name))
    let isAside = HTMLNames.asides.contains(tag.name)
    if !HTMLNames.inline.contains(tag.name), !isAside { endRun() }
    let allowance = allowance(of: tag)
    let isTouched = allowance ?? (isForMachines(tag) ? false : nil)
    if isTouched ?? elements.isTouched { attributes(of: tag) }
    isLinkedData =
      (allowance ?? elements.isTouched) && tag.name == "script"
      && HTMLBytes.trimmed(String(value("type", of: tag).prefix { $0 != ";" })) == "application/ld+json"
    let isEmpty = tag.closesItself && (elements.isForeign || tag.name == "svg" || tag.name == "math")
    if isEmpty || HTMLNames.void.contains(tag.name) { return }
    elements.open(tag.name, isTouched: isTouched)
    if isAside { runs.append(HTMLRun()) }
    scanner.isForeign = elements.isForeign
  }

  /// A template that makes a shadow tree is shown at once.
  private func isForMachines(_ tag: HTMLTag) -> Bool {
    guard HTMLNames.untouched.contains(tag.name) else { return false }
    return tag.name != "template" || !tag.attributes.contains { $0.name == "shadowrootmode" }
  }

  /// What a tag itself says on whether it may be translated.
  private func allowance(of tag: HTMLTag) -> Bool? {
    var allowance: Bool?
    var hasTranslate = false
    for attribute in tag.attributes {
      let text = page[attribute.value ?? 0..<0]
      if attribute.name == "class", text.split(whereSeparator: HTMLBytes.isSpace).contains(where: { $0.elementsEqual("notranslate".utf8) }) {
        return false
      }
      if attribute.name == "lang", tag.name != "html", HTMLLanguage.hasOtherHan(text) { allowance = allowance ?? false }
      if attribute.name != "translate" || hasTranslate { continue }
      hasTranslate = true
      let value = HTMLBytes.trimmed(scanner.lowercased(attribute.value ?? 0..<0))
      allowance = value == "no" ? false : value == "yes" || value.isEmpty ? true : allowance
    }
    return allowance
  }

  /// The value of an attribute in lower case; empty where there is none.
  private func value(_ name: String, of tag: HTMLTag) -> String {
    HTMLBytes.trimmed(scanner.lowercased(tag.attributes.first { $0.name == name }?.value ?? 0..<0))
  }

  private mutating func attributes(of tag: HTMLTag) {
    let isRoot = tag.name == "html"
    for attribute in tag.attributes {
      if attribute.name == "lang" || attribute.name == "xml:lang" {
        if isRoot || HTMLLanguage.isChinese(page[attribute.value ?? 0..<0]) { set(attribute, language) }
      } else if HTMLNames.wordAttributes.contains(attribute.name) {
        words(attribute)
      }
    }
    if let charset, tag.name == "meta", let declared = tag.attributes.first(where: { $0.name == "charset" }), declared.value != nil,
      value("charset", of: tag) != charset
    {
      set(declared, charset)
    }
    if isRoot, !tag.attributes.contains(where: { $0.name == "lang" }) { insert(" lang=", language, at: tag.nameEnd) }
    if tag.name == "meta" { meta(tag) }
    if tag.name == "input", ["submit", "button", "reset"].contains(value("type", of: tag)) {
      for attribute in tag.attributes where attribute.name == "value" { words(attribute) }
    }
  }

  private mutating func meta(_ tag: HTMLTag) {
    guard let content = tag.attributes.first(where: { $0.name == "content" }) else { return }
    let names = [value("name", of: tag), value("property", of: tag)]
    if value("http-equiv", of: tag) == "content-language" {
      set(content, language)
    } else if value("http-equiv", of: tag) == "content-type" {
      if let charset, value("content", of: tag).contains("charset="), !value("content", of: tag).hasSuffix("charset=\(charset)") {
        set(content, "text/html; charset=\(charset)")
      }
    } else if names.contains("og:locale") {
      let known = ["zh_cn", "zh_tw", "zh_hk"].contains(value("content", of: tag))
      if known, let locale = HTMLLanguage.locale(language) { set(content, locale) }
    } else if names.contains(where: HTMLNames.wordMeta.contains) {
      words(content)
    }
  }

  private mutating func set(_ attribute: HTMLTag.Attribute, _ text: String) {
    guard let range = attribute.value else { return insert("=", text, at: attribute.nameEnd) }
    if page[range].elementsEqual(text.utf8) { return }
    if let bytes = HTMLForm.attribute(quote: attribute.quote).written(text) { found.append(HTMLChange(range: range, bytes: bytes)) }
  }

  /// A value in quotation marks where the page has none.
  private mutating func insert(_ lead: String, _ text: String, at place: Int) {
    guard let bytes = HTMLForm.attribute(quote: 0x22).written(text) else { return }
    found.append(HTMLChange(range: place..<place, bytes: Array(lead.utf8) + [0x22] + bytes + [0x22]))
  }

  private mutating func words(_ attribute: HTMLTag.Attribute) {
    if let range = attribute.value { convert(range, .attribute(quote: attribute.quote)) }
  }

  private mutating func linkedData(_ range: Range<Int>) {
    for value in HTMLLinkedData.values(page, in: range) {
      switch value {
      case .words(let range): convert(range, .json)
      case .language(let range):
        if !page[range].elementsEqual(language.utf8), let bytes = HTMLForm.json.written(language) {
          found.append(HTMLChange(range: range, bytes: bytes))
        }
      }
    }
  }

  private mutating func convert(_ range: Range<Int>, _ form: HTMLForm) {
    var run = HTMLRun()
    run.append(page, range, form)
    convert(run)
  }

  private mutating func convert(_ run: HTMLRun) {
    if !run.isBlank { found += run.changes(edits(run.text), of: page) }
  }

  /// The running text is over.
  private mutating func endRun() {
    convert(runs[runs.count - 1])
    runs[runs.count - 1] = HTMLRun()
  }

  /// So many asides are over, and the words around them go on.
  private mutating func leaveAsides(_ count: Int) {
    for _ in 0..<count {
      if let run = runs.popLast() { convert(run) }
    }
  }
}
