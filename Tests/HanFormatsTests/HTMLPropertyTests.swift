import HanArticle
import TestSupport
import Testing

@testable import HanFormats

/// What holds for any page, however broken.
@Suite struct HTMLPropertyTests {
  /// Whole tags and halves of tags. The page's language is that which it is converted to.
  private static let markup = [
    "<html lang=\"zh-TW\">", "<p lang=zh-TW>", "<meta http-equiv=content-language content='zh-TW'>", "<meta property=og:locale content=zh_TW>", "<p>",
    "</p>", "<b>", "</b>", "<i ",
    "<", ">", "/", "/>", "=", "\"", "'", "<!--", "-->", "--!>", "<!", "<?", "<![CDATA[", "]]>", "</", "<a title=\"", "<img alt='", "<p title=",
    "<title>", "</title>", "<script>",
    "</script>", "<script", "<script type=application/ld+json>", "{\"a\":\"", "\"}", "[", "\\", "\\u", "<style>", "</style>", "<textarea>",
    "</textarea>", "<svg>", "</svg>", "<svg/>",
    "<ruby>", "<rt>", "</rt>", "</ruby>", "<table>", "<tr>", "<td translate=no>", "</table>", "<div class=notranslate>", "</div>",
    "<span translate=yes>", "</span>", "<code>", "</code>",
    "<template>", "</template>", "&", "&nbsp;", "&#x53D1;", "&#", ";", "<li>", "</li>", "<br>", "<plaintext", "<math>", "<foreignObject>", "<?xml ?>"
  ]

  private func page(_ generator: inout SplitMix64) -> [UInt8] {
    var page: [UInt8] = []
    for _ in 0..<generator.below(60) {
      switch generator.below(10) {
      case 0: page += RandomText.bytes(&generator, upTo: 6)
      case 1...4: page += Array(RandomText.mixed(&generator, pieces: 3).utf8)
      default: page += Array((generator.pick(Self.markup) ?? "").utf8)
      }
    }
    return page
  }

  @Test("The pieces of any page are the page, one after the other, and none is empty", arguments: 0..<20)
  func pieces(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let page = page(&generator)
      var scanner = HTMLScanner(page)
      var at = 0
      while let token = scanner.next() {
        #expect(token.range.lowerBound == at && !token.range.isEmpty)
        at = token.range.upperBound
      }
      #expect(at == page.count)
    }
  }

  @Test("Where nothing is edited and the language is the page's own, every byte stays", arguments: 0..<20)
  func identity(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let converter = HTMLConverter(language: "zh-TW") { _ in [] }
    for _ in 0..<200 {
      let page = page(&generator)
      #expect(converter.convert(page) == page)
    }
  }

  @Test("Text given is valid UTF-8, and edits in it come out in the page alone where they were made", arguments: 0..<20)
  func reversal(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    // A character that random pages do not have, and that takes as many bytes.
    let converter = HTMLConverter(language: "zh-TW") { text in
      #expect(UTF8Bytes.firstInvalid(text) == nil)
      return text.indices.filter { text[$0...].starts(with: "展".utf8) }.map { Edit(range: $0..<($0 + 3), text: "㋿") }
    }
    for _ in 0..<200 {
      let page = page(&generator)
      let output = converter.convert(page)
      #expect(output.count == page.count)
      for at in page.indices where output[at] != page[at] {
        let isChanged = (max(0, at - 2)...at).contains { page[$0...].starts(with: "展".utf8) && output[$0...].starts(with: "㋿".utf8) }
        #expect(isChanged, "byte \(at) of \(String(decoding: page, as: UTF8.self))")
      }
    }
  }

  /// The tags of a page, and what else of it no edit may change.
  private func shape(_ page: [UInt8]) -> [String] {
    var scanner = HTMLScanner(page)
    var elements = HTMLElements(isXML: scanner.isXML)
    var shape: [String] = []
    while let token = scanner.next() {
      switch token.kind {
      case .start(let tag):
        shape.append("\(tag.name) \(tag.attributes.map { "\($0.name) \($0.value == nil) \($0.quote)" }) \(tag.closesItself)")
        _ = elements.closeImplied(by: tag.name)
        let isEmpty = tag.closesItself && (elements.isForeign || tag.name == "svg" || tag.name == "math")
        if !isEmpty, !HTMLNames.void.contains(tag.name) { elements.open(tag.name, isTouched: nil) }
      case .end(let name):
        shape.append("/" + name)
        _ = elements.close(name)
      case .other: shape.append(String(decoding: page[token.range], as: UTF8.self))
      case .raw: shape.append("raw")
      case .cdata: shape.append("cdata")
      // Text may vanish.
      case .text: break
      }
      scanner.isForeign = elements.isForeign
    }
    return shape
  }

  /// Edits anywhere, most of them with what tags and quotations are made of.
  private static func edits(_ text: [UInt8], _ generator: inout SplitMix64) -> [Edit] {
    let texts = ["", "<b>", "\"'", "&lt;", "]]>", "</script>", "發", "-->", "a=b c", "\\", "ipt>", "t;"]
    return text.indices.compactMap { at in
      if generator.below(4) > 0 { return nil }
      return Edit(range: at..<min(text.count, at + generator.below(9)), text: generator.pick(texts) ?? "")
    }
  }

  @Test("Whatever edits say, the page keeps its tags", arguments: 0..<20)
  func structure(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let page = page(&generator)
      var choice = SplitMix64(seed: generator.next())
      let output = HTMLConverter(language: "zh-TW") { Self.edits($0, &choice) }.convert(page)
      #expect(shape(output) == shape(page), "\(String(decoding: page, as: UTF8.self))")
    }
  }

  @Test("Whatever edits say, JSON-LD stays JSON with the same keys", arguments: 0..<20)
  func linkedData(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let head = Array("<script type=application/ld+json>".utf8)
    for _ in 0..<200 {
      let values = (0..<3).map { _ in
        (0..<generator.below(8)).map { _ in
          generator.pick(["发", "a", "/", "\\n", "\\\"", "\\\\", "\\u53d1", "</", "<!--", "scr", "ipt", "\\/", "&lt;", "展 "]) ?? ""
        }.joined()
      }
      let json = "{\"a\":\"\(values[0])\",\"@b\":[\"\(values[1])\",{\"发\":\"\(values[2])\"}]}"
      if json.contains("</script") { continue }
      var choice = SplitMix64(seed: generator.next())
      let page = head + Array("\(json)</script>发".utf8)
      let output = HTMLConverter(language: "zh-TW") { Self.edits($0, &choice) }.convert(page)
      #expect(shape(output) == shape(page), "\(json)")
      var scanner = HTMLScanner(output)
      let raw = [scanner.next(), scanner.next()].last.flatMap { $0 }?.range ?? 0..<0
      let keys = output[raw].withUnsafeBufferPointer { buffer in
        var scanner = JSONScanner(buffer)
        return (try? scanner.object())?.keys.sorted()
      }
      #expect(keys == ["@b", "a"], "\(json)")
    }
  }

  @Test(
    "A page broken in one way all through takes time by its length",
    .timeLimit(.minutes(1)),
    arguments: [
      ["<"], ["<a"], ["<a "], ["<a b="], ["<a b=\""], ["<!--"], ["<!-"], ["<![CDATA["], ["<svg><![CDATA["], ["</"], ["</b>"], ["<b></i>"],
      ["<title>"], ["<textarea>"], ["<script>"],
      ["<script><!--<script>"], ["&"], ["&a"], ["&#"], ["<rt>"], ["<ruby><rt>"], ["<td>"], ["<table><td>"], ["<b>发"], ["发\u{FFFC}"],
      ["<p translate=no>"], ["{\"a\":"],
      ["<script type=application/ld+json>[\"发\"]</script>"], ["<b>", "<div>", "</b>"], ["<div>", "<i>", "</div>"], ["<i>", "<table><td>", "</i>"],
      ["<span>", "<div>", "</span>"],
      ["<code>", "<div>", "</code>"], ["<ruby><rt>", "发", "</ruby>"]
    ])
  func time(parts: [String]) {
    let page = parts.flatMap { Array(String(repeating: $0, count: 300_000 / parts.count / $0.utf8.count).utf8) }
    let toy = ToyConverter()
    let output = HTMLConverter(language: "zh-TW") { $0.count < 1_000 ? toy.edits($0) : [] }.convert(page)
    #expect(output.count == page.count)
  }
}
