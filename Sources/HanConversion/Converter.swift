import HanArticle
import HanLexicon
import HanText

/// Converts text towards a target, finding each line's own script first; what is already in the target is left alone.
///
///     let converter = try Converter(target: "zh-Hant-TW")
///     converter.convert("软件在里面")   // 軟體在裡面
///
/// Immutable; shared by all tasks. Offsets of edits are bytes of the text given.
public struct Converter: Sendable {
  /// BCP 47.
  public let target: String
  private let detector: WritingDetector
  private let fromSimplified: ConfigurationConverter?
  private let fromTraditional: ConfigurationConverter?
  /// From Traditional text with the words of another region than most.
  private let fromNeighbour: (variant: String, converter: ConfigurationConverter)?
  private let isTraditional: Bool

  /// The targets that can be named; those with a region use its vocabulary where the script changes. Traditional text of another region keeps its words, since
  /// nothing in it tells for sure that they were not converted before: `hant-hk-tw` and `hant-tw-hk` say so.
  public static let targets = ["zh-Hans", "zh-Hans-CN", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]

  private struct Configurations {
    var simplified: String?
    var traditional: String?
    var neighbour: (variant: String, name: String)?
  }

  private static func configurations(_ target: String) -> Configurations? {
    switch target {
    case "zh-Hans": Configurations(traditional: "tw2s")
    case "zh-Hans-CN": Configurations(traditional: "hant-tw-hans", neighbour: ("zh-Hant-HK", "hant-hk-hans"))
    case "zh-Hant": Configurations(simplified: "s2t")
    case "zh-Hant-TW": Configurations(simplified: "hans-hant-tw", traditional: "t2tw")
    case "zh-Hant-HK": Configurations(simplified: "hans-hant-hk", traditional: "t2hk")
    default: nil
    }
  }

  /// Throws where the target is none of ``targets``. Without a model, readings are chosen by the dictionaries alone.
  public init(
    _ image: Image, target: String, model: ContextModel? = nil, options: ConversionOptions = ConversionOptions()
  ) throws(LexiconError) {
    guard let names = Self.configurations(target) else {
      throw LexiconError(.missing, "nothing is converted to '\(target)'; the targets are: \(Self.targets.joined(separator: " "))")
    }
    func converter(_ name: String?) throws(LexiconError) -> ConfigurationConverter? {
      if let name { try ConfigurationConverter(image, configuration: name, model: model, options: options) } else { nil }
    }
    self.target = target
    isTraditional = names.simplified != nil
    detector = try WritingDetector(image)
    fromSimplified = try converter(names.simplified)
    fromTraditional = try converter(names.traditional)
    fromNeighbour = if let neighbour = names.neighbour, let found = try converter(neighbour.name) { (neighbour.variant, found) } else { nil }
  }

  /// The domains that ``ConversionOptions/domains`` may name.
  public var domains: [String] {
    Array(Set([fromSimplified, fromTraditional, fromNeighbour?.converter].flatMap { $0?.domains ?? [] })).sorted()
  }

  /// How a text as a whole is written, for the lines that do not show it themselves.
  public func writing(of text: ArraySlice<UInt8>) -> Writing {
    let sample = ArticleText(repairing: Array(text.prefix(1 << 15)))
    var evidence = detector.evidence(sample)
    var writing = detector.writing(evidence, region: nil)
    if writing.script == .mixed {
      // Its Traditional lines are spelt as they show, however many Simplified ones there are: converted a second time, the text is judged the same.
      evidence.simplified = 0
      writing.variant = detector.writing(evidence, region: nil).variant
    }
    return writing
  }

  /// A text converted.
  public func convert(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: convert(lines: bytes[...], in: writing(of: bytes[...])), as: UTF8.self)
  }

  /// Lines of valid UTF-8 converted; `writing` is that of the text they stand in.
  public func convert(lines: ArraySlice<UInt8>, in writing: Writing) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(lines.count + lines.count / 8)
    var workers: [String: ConversionWorker] = [:]
    for stretch in stretches(ofLines: lines, in: writing) {
      if let converter = stretch.converter {
        output += workers[converter.configuration, default: converter.makeWorker()].convert(lines[stretch.range])
      } else {
        output += lines[stretch.range]
      }
    }
    return output
  }

  /// A whole text converted line by line, with every edit.
  public func conversion(of text: ArticleText, writing: Writing) -> Conversion {
    var output: [UInt8] = []
    var edits: [Edit] = []
    for stretch in stretches(ofLines: text.bytes[...], in: writing) {
      guard let converter = stretch.converter else {
        output += text.bytes[stretch.range]
        continue
      }
      let converted = converter.conversion(of: Array(text.bytes[stretch.range]))
      let start = stretch.range.lowerBound
      output += converted.text
      edits += converted.edits.map { edit in
        Edit(range: (edit.range.lowerBound + start)..<(edit.range.upperBound + start), text: edit.text, rule: edit.rule)
      }
    }
    return Conversion(target: target, text: output, edits: edits)
  }

  /// The places of a text that a person should look at, the most doubtful first.
  public func ambiguities(of text: ArticleText, writing: Writing) -> [Ambiguity] {
    stretches(ofLines: text.bytes[...], in: writing).flatMap { stretch -> [Ambiguity] in
      let start = stretch.range.lowerBound
      return (stretch.converter?.ambiguities(of: Array(text.bytes[stretch.range])) ?? []).map { found in
        var found = found
        found.range = (found.range.lowerBound + start)..<(found.range.upperBound + start)
        return found
      }
    }
    .sorted { ($0.margin, $0.range.lowerBound) < ($1.margin, $1.range.lowerBound) }
  }

  /// Lines with their ends, each cut where its script changes; stretches that meet and are converted alike are one.
  private func stretches(ofLines lines: ArraySlice<UInt8>, in writing: Writing) -> [Stretch] {
    var all: [Stretch] = []
    var at = lines.startIndex
    while at < lines.endIndex {
      let end = lines[at...].firstIndex(of: 10).map { $0 + 1 } ?? lines.endIndex
      for stretch in stretches(of: lines[at..<end], in: writing) {
        if let last = all.last, last.converter?.configuration == stretch.converter?.configuration {
          all[all.count - 1].range = last.range.lowerBound..<stretch.range.upperBound
        } else {
          all.append(stretch)
        }
      }
      at = end
    }
    return all
  }

  /// A part of a line and what converts it; nil leaves it alone.
  private struct Stretch {
    var range: Range<Int>
    var converter: ConfigurationConverter?
  }

  /// A line that shows one script, or none, is one stretch. In a line that shows both, each clause is looked at by itself: one with a character that is of
  /// the other script alone is converted as that.
  private func stretches(of line: ArraySlice<UInt8>, in writing: Writing) -> [Stretch] {
    let evidence = line.withUnsafeBufferPointer { detector.scriptEvidence($0) }
    guard evidence.simplified > 0, evidence.traditional > 0 else {
      return [Stretch(range: line.indices, converter: converter(evidence, in: writing))]
    }
    let majority = Writing(script: evidence.simplified > evidence.traditional ? .hans : .hant, variant: writing.variant)
    var stretches: [Stretch] = []
    for (clause, isProtected) in clauses(of: line) {
      let converter = isProtected ? nil : converter(line[clause].withUnsafeBufferPointer { detector.scriptEvidence($0) }, in: majority)
      if let last = stretches.last, last.converter?.configuration == converter?.configuration {
        stretches[stretches.count - 1].range = last.range.lowerBound..<clause.upperBound
      } else {
        stretches.append(Stretch(range: clause, converter: converter))
      }
    }
    return stretches
  }

  private func converter(_ evidence: WritingDetector.Evidence, in writing: Writing) -> ConfigurationConverter? {
    if evidence.simplified > 0, isTraditional { return fromSimplified }
    if evidence.traditional > 0 { return fromTraditional(writing) }
    if evidence.simplified > 0 { return nil }
    switch writing.script {
    case .hans: return fromSimplified
    case .hant: return fromTraditional(writing)
    case .mixed, .none: return nil
    }
  }

  private func fromTraditional(_ writing: Writing) -> ConfigurationConverter? {
    if let fromNeighbour, writing.variant == fromNeighbour.variant { fromNeighbour.converter } else { fromTraditional }
  }

  /// A line cut behind its punctuation: each character of the blocks General Punctuation, CJK Symbols and Full-width Forms, and ASCII's. What no conversion
  /// touches is a clause of its own.
  private func clauses(of line: ArraySlice<UInt8>) -> [(range: Range<Int>, isProtected: Bool)] {
    var clauses: [(range: Range<Int>, isProtected: Bool)] = []
    var start = line.startIndex
    var at = start
    while at < line.endIndex {
      if let end = protectedEnd(line, at) {
        if start < at { clauses.append((start..<at, false)) }
        clauses.append((at..<end, true))
        (start, at) = (end, end)
        continue
      }
      let length = min(UTF8Bytes.length(ofLead: line[at]), line.endIndex - at)
      let isMark =
        switch line[at] {
        case 0x21...0x2F, 0x3A...0x3F, 0x5B...0x60, 0x7B...0x7E: true
        case 0xE2: length == 3 && line[at + 1] == 0x80
        case 0xE3: length == 3 && line[at + 1] == 0x80 && line[at + 2] != 0x87
        case 0xEF: length == 3 && (line[at + 1] == 0xBC || line[at + 1] == 0xBD)
        default: false
        }
      at += length
      if isMark || at >= line.endIndex {
        clauses.append((start..<at, false))
        start = at
      }
    }
    return clauses
  }

  private func protectedEnd(_ line: ArraySlice<UInt8>, _ at: Int) -> Int? {
    guard line[at] == 0x3A || line[at] == 0x40 || line[at] == 0x60 else { return nil }
    let start = line.startIndex
    return line.withUnsafeBufferPointer { ProtectedSpan.end($0, at - start, $0.count) }.map { $0 + start }
  }
}

/// Writes the conversion of an article.
public struct ConvertStage: Stage {
  public let name = "convert"
  public let reads: [LayerID] = []
  public let writes = [LayerID(Conversions.self)]
  private let converter: Converter

  public init(_ converter: Converter) { self.converter = converter }

  public func makeWorker() -> any StageWorker { Worker(converter: converter) }

  private struct Worker: StageWorker {
    let converter: Converter

    mutating func process(_ article: inout Article) {
      let writing = converter.writing(of: article.text.bytes[...])
      article[Conversions.self] = [converter.conversion(of: article.text, writing: writing)]
    }
  }
}
