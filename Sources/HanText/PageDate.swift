import HanArticle

/// Reads the date that a page bears in its own furniture, for articles whose record names none.
enum PageDate {
  /// The first full date (2025年9月16日, 2025-09-16, 2025/9/16) in a dateline, byline or page furniture.
  static func find(in text: ArticleText, _ sections: [Section]) -> PublicationDate? {
    text.bytes.withUnsafeBufferPointer { bytes in
      for section in sections where [.dateline, .byline, .boilerplate].contains(section.kind) {
        if let date = first(in: bytes[section.range]) { return date }
      }
      return nil
    }
  }

  /// The first full date in a stretch of text.
  static func first(in text: Slice<UnsafeBufferPointer<UInt8>>) -> PublicationDate? {
    for start in text.indices {
      if let date = date(text[start...], at: start) { return date }
    }
    return nil
  }

  private static func date(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) -> PublicationDate? {
    if start > 0, isDigit(bytes.base[start - 1]) { return nil }
    guard let year = number(bytes, digits: 4...4), (1900...2100).contains(year.value),
      let first = separator(bytes[year.end...], "年"), let month = number(bytes[first...], digits: 1...2),
      let second = separator(bytes[month.end...], "月"), let day = number(bytes[second...], digits: 1...2)
    else { return nil }
    return PublicationDate("\(CalendarDay.pad(year.value, 4))-\(CalendarDay.pad(month.value, 2))-\(CalendarDay.pad(day.value, 2))")
  }

  private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, digits: ClosedRange<Int>) -> (value: Int, end: Int)? {
    let run = bytes.prefix { isDigit($0) }
    guard digits.contains(run.count) else { return nil }
    return (run.reduce(0) { $0 * 10 + Int($1 - 48) }, run.endIndex)
  }

  /// Past a hyphen, a slash, a point or the Chinese unit.
  private static func separator(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ unit: StaticString) -> Int? {
    if let byte = bytes.first, byte == 0x2D || byte == 0x2F || byte == 0x2E { return bytes.startIndex + 1 }
    let length = unit.utf8CodeUnitCount
    let isUnit = bytes.prefix(length).elementsEqual(UnsafeBufferPointer(start: unit.utf8Start, count: length))
    return isUnit ? bytes.startIndex + length : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
