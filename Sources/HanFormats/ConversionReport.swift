import HanArticle
import HanConversion
import HanPipeline
import HanText

/// A converter by a target or by a configuration.
public enum AnyConverter: Sendable {
  case target(Converter)
  case configuration(ConfigurationConverter)

  /// BCP 47: what the result is written in.
  public var target: String {
    switch self {
    case .target(let converter): converter.target
    case .configuration(let converter): converter.target
    }
  }

  /// The domains that have vocabulary of their own.
  public var domains: [String] {
    switch self {
    case .target(let converter): converter.domains
    case .configuration(let converter): converter.domains
    }
  }

  /// A text converted, with every edit.
  public func conversion(of text: ArticleText) -> Conversion {
    switch self {
    case .target(let converter): converter.conversion(of: text, writing: converter.writing(of: text.bytes[...]))
    case .configuration(let converter): converter.conversion(of: text.bytes)
    }
  }

  /// The doubtful places of a text.
  public func ambiguities(of text: ArticleText) -> [Ambiguity] {
    switch self {
    case .target(let converter): converter.ambiguities(of: text, writing: converter.writing(of: text.bytes[...]))
    case .configuration(let converter): converter.ambiguities(of: text.bytes)
    }
  }
}

/// What a conversion did, for people.
public struct ConversionReport: Sendable {
  public enum Kind: Sendable { case edits, ambiguities }

  private let kind: Kind

  public init(_ kind: Kind) { self.kind = kind }

  /// The report on one text. `path` names it.
  public func text(of block: InputBlock, by converter: AnyConverter) -> [UInt8] {
    let text = ArticleText(repairing: block.bytes)
    return Array((kind == .edits ? edits(text, converter) : ambiguities(text, block.input.path, converter)).utf8)
  }

  /// Each line with an edit, what it became, and a line an edit: line and column, what became what, and why.
  private func edits(_ text: ArticleText, _ converter: AnyConverter) -> String {
    let conversion = converter.conversion(of: text)
    var report = ""
    var edit = 0
    // How far the result is ahead of the source.
    var drift = 0
    for (number, line) in Self.lines(text.bytes).enumerated() {
      let first = edit
      while edit < conversion.edits.count, conversion.edits[edit].range.lowerBound < line.upperBound { edit += 1 }
      if first == edit { continue }
      let start = line.lowerBound + drift
      for edit in conversion.edits[first..<edit] { drift += edit.text.utf8.count - edit.range.count }
      let target = start..<(line.upperBound + drift)
      report += "\(text[line])\n\(String(decoding: conversion.text[target], as: UTF8.self))\n"
      for edit in conversion.edits[first..<edit] {
        let column = text.offsets.scalarOffset(ofUTF8: edit.range.lowerBound) - text.offsets.scalarOffset(ofUTF8: line.lowerBound) + 1
        report += "  \(number + 1):\(column)\t\(text[edit.range])\t\(edit.text)\t\(edit.rule ?? "")\n"
      }
    }
    return report
  }

  /// A comment with the place, the lead and the other readings, and the line of a file of decisions.
  private func ambiguities(_ text: ArticleText, _ path: String, _ converter: AnyConverter) -> String {
    let found = converter.ambiguities(of: text)
    let lines = Self.lineNumbers(text.bytes, of: found.map(\.range.lowerBound))
    return zip(found, lines).map { found, line in
      let margin = Double(Int(found.margin * 100)) / 100
      return "# \(path):\(line) lead \(margin), or \(found.alternatives.joined(separator: " "))\n"
        + [found.before, found.source, found.after, found.target].joined(separator: "\t") + "\n"
    }
    .joined()
  }

  /// The lines that places stand in, the bytes read once.
  private static func lineNumbers(_ bytes: [UInt8], of places: [Int]) -> [Int] {
    var numbers = places
    var (line, at) = (1, 0)
    for index in places.indices.sorted(by: { places[$0] < places[$1] }) {
      line += bytes[at..<places[index]].count { $0 == 10 }
      at = places[index]
      numbers[index] = line
    }
    return numbers
  }

  private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var (lines, start): ([Range<Int>], Int) = ([], 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      lines.append(start..<(end > start && bytes[end - 1] == 13 ? end - 1 : end))
      start = end + 1
    }
    return lines
  }
}

/// Gives the report on each input.
public struct ReportWorker: BlockWorker {
  private let report: (InputBlock) -> [UInt8]

  public init(_ report: @escaping (InputBlock) -> [UInt8]) { self.report = report }

  public mutating func process(_ block: InputBlock) -> [UInt8] { report(block) }
}

/// Converts blocks of lines, and whole pages of HTML.
public struct ConversionBlockWorker: BlockWorker {
  private let converter: AnyConverter
  private var filter: FilterWorker

  public init(_ converter: AnyConverter) {
    self.converter = converter
    switch converter {
    case .configuration(let converter):
      var worker = converter.makeWorker()
      filter = FilterWorker(wholeBlocks: { _ in { worker.convert($0) } })
    case .target(let converter):
      filter = FilterWorker(wholeBlocks: { block in
        let writing = converter.writing(of: block.sample)
        return { converter.convert(lines: $0, in: writing) }
      })
    }
  }

  /// The beginning of a page's words: its markup may be longer than what is looked at.
  private static func sample(_ page: [UInt8]) -> ArraySlice<UInt8> {
    var sample: [UInt8] = []
    for byte in page where byte >= 0x80 || (sample.last ?? 0x20) >= 0x80 {
      sample.append(byte >= 0x80 ? byte : 0x20)
      if sample.count >= 1 << 15, byte < 0x80 { break }
    }
    return sample[...]
  }

  public mutating func process(_ block: InputBlock) -> [UInt8] {
    guard block.input.format == .html else { return filter.process(block) }
    let edits: ([UInt8]) -> [Edit]
    switch converter {
    case .configuration(let converter): edits = { converter.conversion(of: $0).edits }
    case .target(let converter):
      // How the page is written tells how a run of its text is.
      let writing = converter.writing(of: Self.sample(block.bytes))
      edits = { converter.conversion(of: ArticleText(repairing: $0), writing: writing).edits }
    }
    // What is written is UTF-8, whatever was read.
    let page = HTMLConverter(language: converter.target, charset: "utf-8") { text in text.contains { $0 >= 0x80 } ? edits(text) : [] }
    return page.convert(block.bytes)
  }
}
