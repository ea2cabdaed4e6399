import CICUShim
import HanArticle

/// How bytes stand for text, and the reading of them into UTF-8.
///
///     let decoded = Charset.decode(bytes)
public struct Charset: Sendable, Hashable, CustomStringConvertible {
  /// The name as ICU knows it.
  public let name: String

  public static let utf8 = Charset(known: "UTF-8")
  /// In the order that the byte order mark says, or that the text shows.
  public static let utf16 = Charset(known: "UTF-16")
  public static let utf16LE = Charset(known: "UTF-16LE")
  public static let utf16BE = Charset(known: "UTF-16BE")
  public static let gb18030 = Charset(known: "GB18030")
  public static let big5 = Charset(known: "Big5-HKSCS")

  private init(known name: String) { self.name = name }

  /// A charset by any name ICU knows (`gbk`, `big5`, `utf-16`, `big5-hkscs`…). GB2312 and GBK are read as GB18030 and Big5 as Big5-HKSCS: each contains the other.
  public init(named name: String) throws(TextError) {
    switch name.lowercased() {
    case "utf8", "utf-8", "utf-8-sig": self = .utf8
    case "utf16", "utf-16": self = .utf16
    case "utf16le", "utf-16le": self = .utf16LE
    case "utf16be", "utf-16be": self = .utf16BE
    case "gb2312", "gbk", "gb18030", "gb-18030", "cp936": self = .gb18030
    case "big5", "big-5", "big5-hkscs", "big5hkscs", "cp950": self = .big5
    default:
      guard hanicu_knows_charset(name) != 0 else {
        throw TextError(.unknownCharset, "no charset is named '\(name)'; utf-8, utf-16, gb18030, gbk, big5 and big5-hkscs are the usual ones")
      }
      self.name = name
    }
  }

  public var description: String { name }

  /// What decoding found.
  public struct Decoded: Sendable {
    public var text: [UInt8]
    public var charset: Charset
    /// The byte offset, in the input, of the first place that was no text and became U+FFFD.
    public var firstInvalid: Int?
  }

  /// Decodes bytes, detecting the charset unless it is given. The byte order mark of the charset is read and dropped.
  public static func decode(_ bytes: [UInt8], as named: Charset? = nil) -> Decoded {
    let (marked, markLength) = byteOrderMark(bytes)
    let charset = named.flatMap { $0 == .utf16 ? nil : $0 } ?? marked ?? (named == .utf16 ? detectUTF16(bytes) ?? .utf16BE : detect(bytes))
    let length = marked == charset ? markLength : 0
    let content = length == 0 ? bytes : Array(bytes[length...])
    if charset == .utf8 {
      let invalid = UTF8Bytes.firstInvalid(content)
      return Decoded(
        text: invalid == nil ? content : ArticleText(repairing: content).bytes, charset: charset, firstInvalid: invalid.map { $0 + length })
    }
    guard let converted = convert(content, charset) else {
      return Decoded(text: ArticleText(repairing: content).bytes, charset: .utf8, firstInvalid: 0)
    }
    return Decoded(text: converted.text, charset: charset, firstInvalid: converted.firstInvalid.map { $0 + length })
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> (Charset?, Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
    return (nil, 0)
  }

  private static func convert(_ bytes: [UInt8], _ charset: Charset) -> (text: [UInt8], firstInvalid: Int?, replaced: Int)? {
    guard bytes.count < Int(Int32.max) / 2 else { return nil }
    var units = [UInt16](repeating: 0, count: bytes.count * 2 + 16)
    var replaced: Int32 = 0
    var first: Int32 = 0
    var status: Int32 = 0
    let count = bytes.withUnsafeBytes { input in
      hanicu_decode(
        charset.name, input.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), &units, Int32(units.count), &replaced,
        &first, &status)
    }
    guard count >= 0 else { return nil }
    return (Array(String(decoding: units[..<Int(count)], as: UTF16.self).utf8), replaced > 0 ? Int(first) : nil, Int(replaced))
  }
}

extension Charset {
  /// How many bytes are looked at to tell a charset.
  public static let sampleLength = 1 << 16

  /// The charset the bytes are most likely in: UTF-8 where they are valid, else UTF-16 by its zeros and Han planes, else GB18030 or Big5 by how many of
  /// their characters lie where each standard keeps its most frequent ones.
  public static func detect(_ bytes: [UInt8]) -> Charset {
    let sample = Array(bytes.prefix(sampleLength))
    let invalid = UTF8Bytes.firstInvalid(sample)
    let hasZeros = sample.contains(0)
    if !hasZeros, invalid == nil || (bytes.count > sample.count && (invalid ?? 0) >= sample.count - 3) { return .utf8 }
    if let utf16 = detectUTF16(sample) { return utf16 }
    if invalid == nil { return .utf8 }
    let gb = frequentShare(sample, leads: 0xB0...0xD7) { $0 >= 0xA1 }
    let big5 = frequentShare(sample, leads: 0xA4...0xC6) { (0x40...0x7E).contains($0) || $0 >= 0xA1 }
    let utf8 = utf8Share(sample)
    if utf8 >= max(gb, big5) { return .utf8 }
    if gb == big5 { return fewerReplaced(sample) }
    return gb > big5 ? .gb18030 : .big5
  }

  /// UTF-16 without a mark: zero bytes beside ASCII, or every second byte in the range of Han and its punctuation.
  private static func detectUTF16(_ sample: [UInt8]) -> Charset? {
    guard sample.count >= 4, sample.count % 2 == 0 else { return nil }
    var likely = (little: 0, big: 0)
    for at in stride(from: 0, to: sample.count - 1, by: 2) {
      let (low, high) = (sample[at], sample[at + 1])
      if isHighByte(high, beside: low) { likely.little += 1 }
      if isHighByte(low, beside: high) { likely.big += 1 }
    }
    let pairs = sample.count / 2
    let best = max(likely.little, likely.big)
    guard best * 10 >= pairs * 9, abs(likely.little - likely.big) * 4 >= pairs else { return nil }
    return likely.little > likely.big ? .utf16LE : .utf16BE
  }

  private static func isHighByte(_ high: UInt8, beside low: UInt8) -> Bool {
    // Of the characters whose low byte is zero, only 一 (4E00) is not far rarer than the letter that the other order makes of it.
    if low == 0 { return high == 0x4E }
    return (0x4E...0x9F).contains(high) || high == 0x30 || high == 0xFF || high == 0x20 || high == 0
  }

  /// The share, among two-byte characters, of those whose lead byte lies where the standard's frequent characters are (GB 2312 level 1: B0-D7; Big5 level 1: A4-C6).
  private static func frequentShare(_ sample: [UInt8], leads: ClosedRange<UInt8>, _ isTrail: (UInt8) -> Bool) -> Double {
    var frequent = 0
    var all = 0
    var at = 0
    while at + 1 < sample.count {
      guard sample[at] >= 0x80 else {
        at += 1
        continue
      }
      all += 1
      if leads.contains(sample[at]), isTrail(sample[at + 1]) { frequent += 1 }
      at += 2
    }
    return all == 0 ? 0 : Double(frequent) / Double(all)
  }

  /// The share of the non-ASCII bytes that are part of well-formed UTF-8.
  private static func utf8Share(_ sample: [UInt8]) -> Double {
    let high = sample.count { $0 >= 0x80 }
    let repaired = ArticleText(repairing: sample).bytes
    var replaced = 0
    for at in repaired.indices.dropLast(2) where repaired[at] == 0xEF && repaired[at + 1] == 0xBF && repaired[at + 2] == 0xBD { replaced += 1 }
    return high == 0 ? 1 : Double(max(0, high - replaced * 2)) / Double(high)
  }

  private static func fewerReplaced(_ sample: [UInt8]) -> Charset {
    let gb = convert(sample, .gb18030)?.replaced ?? .max
    let big5 = convert(sample, .big5)?.replaced ?? .max
    return gb <= big5 ? .gb18030 : .big5
  }
}
