/// Finds the strings of JSON-LD: words, and the language they are in.
enum HTMLLinkedData {
  enum Value: Equatable {
    case words(Range<Int>)
    case language(Range<Int>)
  }

  private struct Container {
    var isObject: Bool
    /// The key that the next value belongs to.
    var key: String
    /// Whether it is in a context, where values name what the keys mean.
    var isContext: Bool
    var expectsKey: Bool
  }

  /// Keys of addresses, which may be relative, and of what the search engine is to fill in.
  private static let unworded: Set<String> = [
    "image", "item", "license", "logo", "mainEntityOfPage", "query-input", "sameAs", "target", "thumbnail", "url", "urlTemplate"
  ]

  /// Where they stand, between the quotation marks; none where the bytes are no JSON.
  static func values(_ bytes: [UInt8], in range: Range<Int>) -> [Value] {
    let isJSON = bytes.withUnsafeBufferPointer {
      var scanner = JSONScanner(UnsafeBufferPointer(rebasing: $0[range]))
      return scanner.isWholeValue()
    }
    guard isJSON else { return [] }
    var values: [Value] = []
    var open = [Container(isObject: false, key: "", isContext: false, expectsKey: false)]
    var at = range.lowerBound
    while at < range.upperBound {
      let top = open.count - 1
      switch bytes[at] {
      case 0x7B, 0x5B:
        let isObject = bytes[at] == 0x7B
        let isContext = open[top].isContext || open[top].key == "@context"
        open.append(Container(isObject: isObject, key: open[top].key, isContext: isContext, expectsKey: isObject))
      case 0x7D, 0x5D: if top > 0 { open.removeLast() }
      case 0x2C: open[top].expectsKey = open[top].isObject
      case 0x22:
        let string = (at + 1)..<stringEnd(bytes, from: at + 1, end: range.upperBound)
        at = string.upperBound
        if open[top].expectsKey {
          open[top].key = String(decoding: bytes[string], as: UTF8.self)
          open[top].expectsKey = false
        } else if !open[top].isContext, let value = value(bytes, string, key: open[top].key) {
          values.append(value)
        }
      default: break
      }
      at += 1
    }
    return values
  }

  private static func stringEnd(_ bytes: [UInt8], from start: Int, end: Int) -> Int {
    var at = start
    while at < end, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
    return min(at, end)
  }

  private static func value(_ bytes: [UInt8], _ range: Range<Int>, key: String) -> Value? {
    if key.utf8.first == 0x40 { return nil }
    let text = bytes[range]
    if key == "inLanguage" { return HTMLLanguage.isChinese(text) ? .language(range) : nil }
    if unworded.contains(key) || key.hasSuffix("Url") || key.hasSuffix("URL") { return nil }
    return isAddress(text) || isDate(text) || isLanguage(text) ? nil : .words(range)
  }

  /// `https://…`, `mailto:…`, `//host/…`, `/path`, slashes escaped or not; no spaces.
  private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    let text = Array(text.filter { $0 != 0x5C })
    if text.contains(where: HTMLBytes.isSpace) { return false }
    if text.first == 0x2F { return true }
    let scheme = text.prefix { HTMLBytes.isLetter($0) || HTMLBytes.isDigit($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    let rest = text[scheme.count...]
    if rest.starts(with: "://".utf8) { return !scheme.isEmpty }
    let name = String(decoding: scheme.map(HTMLBytes.lowercased), as: UTF8.self)
    return name.hasPrefix("www.") || (rest.first == 0x3A && ["data", "mailto", "tel", "urn"].contains(name))
  }

  /// ISO 8601: days, times, intervals, durations.
  private static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains(where: HTMLBytes.isDigit) && text.allSatisfy { HTMLBytes.isDigit($0) || "-:+./TZPYMWDHS ".utf8.contains($0) }
  }

  /// `zh-Hant-TW`
  private static func isLanguage(_ text: ArraySlice<UInt8>) -> Bool {
    let tags = text.split(separator: 0x2D, omittingEmptySubsequences: false)
    return (2...3).contains(tags[0].count) && tags[0].allSatisfy(HTMLBytes.isLetter)
      && tags.dropFirst().allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { HTMLBytes.isLetter($0) || HTMLBytes.isDigit($0) } }
  }
}
