import HanArticle

/// What an input holds: one document, a document a line, or a JSON record a line.
public enum InputFormat: String, Sendable, CaseIterable {
  case text, lines, jsonl, html
}

/// A record that cannot be processed; it comes out in its place.
public struct RecordError: Error, Sendable {
  /// A stable word for programs.
  public var code: String
  /// What is wrong and what to do.
  public var message: String
  public var id: String
  public var meta: [UInt8]?
}

/// Turns a JSONL line into an article.
public struct RecordReader: Sendable {
  /// What stands in for a record's own date and region.
  public var date: String?
  public var region: String?

  public init(date: String? = nil, region: String? = nil) {
    self.date = date
    self.region = region
  }

  /// Reads one line; `id` is used where the record has none.
  public func article(_ line: ArraySlice<UInt8>, id: String) throws(RecordError) -> Article {
    let result: Result<Article, RecordError> = line.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      do throws(JSONScanner.Fault) {
        let members = try scanner.object()
        guard let at = UTF8Bytes.firstInvalid(bytes) else { return article(scanner, members, id) }
        let message = "\(Self.place(bytes, at)); name the charset with --encoding"
        let meta = members["meta"].flatMap { UTF8Bytes.firstInvalid(Array(bytes[$0])) == nil ? Array(bytes[$0]) : nil }
        return .failure(RecordError(code: "invalidUTF8", message: message, id: Self.id(scanner, members) ?? id, meta: meta))
      } catch {
        return .failure(RecordError(code: "invalidJSON", message: "\(error.message) (byte \(error.offset) of the line)", id: id))
      }
    }
    return try result.get()
  }

  /// The record's own id: a string, or whatever else stands there, as it stands.
  private static func id(_ scanner: JSONScanner, _ members: [String: Range<Int>]) -> String? {
    members["id"].flatMap { text(scanner, $0) }
  }

  /// The string that a value is, or the value as it is written; nil for null.
  private static func text(_ scanner: JSONScanner, _ range: Range<Int>) -> String? {
    let asWritten = String(decoding: scanner.bytes[range], as: UTF8.self)
    return scanner.string(in: range) ?? (asWritten == "null" ? nil : asWritten)
  }

  /// `byte 17: 0xff cannot begin a character`
  private static func place(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> String {
    let byte = String(bytes[at], radix: 16)
    let isStray = (0x80..<0xC2).contains(bytes[at]) || bytes[at] >= 0xF5
    return "byte \(at): 0x\(byte) \(isStray ? "cannot begin a character" : "begins a character that is cut short")"
  }

  private func article(_ scanner: JSONScanner, _ members: [String: Range<Int>], _ id: String) -> Result<Article, RecordError> {
    func string(_ key: String) -> String? { members[key].flatMap { scanner.string(in: $0) } }
    // What is no string is given on as it stands, so that it is told to be none.
    func written(_ key: String) -> String? { members[key].flatMap { Self.text(scanner, $0) } }
    let id = Self.id(scanner, members) ?? id
    let meta = members["meta"].map { Array(scanner.bytes[$0]) }
    guard let text = string("text") else {
      let message = members["text"] == nil ? "the record has no text; give it a member \"text\"" : "the member \"text\" must be a string"
      return .failure(RecordError(code: "missingText", message: message, id: id, meta: meta))
    }
    let title = string("title").map { $0.isEmpty ? "" : $0 + "\n" } ?? ""
    var article = Article(id: id, text: title + text)
    article.titleLength = title.utf8.count
    article.meta = meta
    describe(&article, date: written("date"), region: written("region"))
    return .success(article)
  }

  /// Sets date and region, the record's own or those that stand in; what is none becomes a warning.
  public func describe(_ article: inout Article, date own: String? = nil, region ownRegion: String? = nil) {
    if let text = own ?? date {
      article.date = PublicationDate(text)
      if article.date == nil {
        article.warnings.append(Warning(code: "invalidDate", message: "'\(text)' is no date; write YYYY, YYYY-MM or YYYY-MM-DD"))
      }
    }
    if let region = ownRegion ?? region {
      if region.utf8.count == 2, region.utf8.allSatisfy({ (65...90).contains($0) }) {
        article.region = region
      } else {
        article.warnings.append(Warning(code: "invalidRegion", message: "'\(region)' is no region; write ISO 3166-1 alpha-2, such as CN, TW or HK"))
      }
    }
  }
}
