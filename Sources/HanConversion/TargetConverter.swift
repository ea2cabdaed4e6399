import HanArticle
import HanLexicon
import HanText

/// Converts text towards a target, finding each line's own script first; what is already in the target is left alone.
///
///     let converter = try TargetConverter(image, target: "zh-Hant-TW")
public struct TargetConverter: Sendable {
  /// BCP 47.
  public let target: String
  private let detector: WritingDetector
  private let fromSimplified: Converter?
  private let fromTraditional: Converter?
  private let isTraditional: Bool

  /// The targets that can be named.
  public static let targets = ["zh-Hans", "zh-Hans-CN", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]

  /// Throws where the target is none of ``targets``.
  public init(
    _ image: Image, target: String, model: ContextModel? = nil, options: ConversionOptions = ConversionOptions()
  ) throws(LexiconError) {
    let configurations: (simplified: String?, traditional: String?)
    switch target {
    case "zh-Hans": configurations = (nil, "tw2s")
    case "zh-Hans-CN": configurations = (nil, "hant-tw-hans")
    case "zh-Hant": configurations = ("s2t", nil)
    case "zh-Hant-TW": configurations = ("hans-hant-tw", "t2tw")
    case "zh-Hant-HK": configurations = ("hans-hant-hk", "t2hk")
    default:
      throw LexiconError(.missing, "nothing is converted to '\(target)'; the targets are: \(Self.targets.joined(separator: " "))")
    }
    self.target = target
    isTraditional = configurations.simplified != nil
    detector = try WritingDetector(image)
    fromSimplified = if let name = configurations.simplified { try Converter(image, configuration: name, model: model, options: options) } else { nil }
    fromTraditional = if let name = configurations.traditional { try Converter(image, configuration: name, model: model, options: options) } else { nil }
  }

  /// The script of a text as a whole, for the lines that do not show their own.
  public func script(of text: ArraySlice<UInt8>) -> Writing.Script {
    text.withUnsafeBufferPointer { detector.scriptEvidence($0).script }
  }

  /// One line converted; `script` is that of the text it stands in.
  public func convert(line: ArraySlice<UInt8>, in script: Writing.Script) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(line.count + line.count / 8)
    for stretch in stretches(of: line, in: script) {
      if let converter = stretch.converter {
        output += converter.convert(Array(line[stretch.range]))
      } else {
        output += line[stretch.range]
      }
    }
    return output
  }

  /// A whole text converted line by line, with every edit.
  public func conversion(of text: ArticleText, script: Writing.Script) -> Conversion {
    var output: [UInt8] = []
    var edits: [Edit] = []
    for line in text.bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if line.startIndex > 0 { output.append(10) }
      for stretch in stretches(of: line, in: script) {
        guard let converter = stretch.converter else {
          output += line[stretch.range]
          continue
        }
        let converted = converter.conversion(of: Array(line[stretch.range]))
        let start = stretch.range.lowerBound
        output += converted.text
        edits += converted.edits.map { edit in
          Edit(range: (edit.range.lowerBound + start)..<(edit.range.upperBound + start), text: edit.text, rule: edit.rule)
        }
      }
    }
    return Conversion(target: target, text: output, edits: edits)
  }

  /// A part of a line and what converts it; nil leaves it alone.
  private struct Stretch {
    var range: Range<Int>
    var converter: Converter?
  }

  /// A line that shows one script, or none, is one stretch. In a line that shows both, each clause is looked at by itself: one with a character that is
  /// Simplified alone is converted as Simplified.
  private func stretches(of line: ArraySlice<UInt8>, in script: Writing.Script) -> [Stretch] {
    let evidence = line.withUnsafeBufferPointer { detector.scriptEvidence($0) }
    guard isTraditional, evidence.simplified > 0, evidence.traditional > 0 else {
      return [Stretch(range: line.indices, converter: converter(evidence, in: script))]
    }
    let majority: Writing.Script = evidence.simplified > evidence.traditional ? .hans : .hant
    var stretches: [Stretch] = []
    for clause in clauses(of: line) {
      let converter = converter(line[clause].withUnsafeBufferPointer { detector.scriptEvidence($0) }, in: majority)
      if let last = stretches.last, last.converter?.configuration == converter?.configuration {
        stretches[stretches.count - 1].range = last.range.lowerBound..<clause.upperBound
      } else {
        stretches.append(Stretch(range: clause, converter: converter))
      }
    }
    return stretches
  }

  private func converter(_ evidence: WritingDetector.Evidence, in script: Writing.Script) -> Converter? {
    if evidence.simplified > 0, isTraditional { return fromSimplified }
    if evidence.traditional > 0 { return fromTraditional }
    if evidence.simplified > 0 { return nil }
    switch script {
    case .hans: return fromSimplified
    case .hant: return fromTraditional
    case .mixed, .none: return nil
    }
  }

  /// A line cut behind its punctuation: each character of the blocks General Punctuation, CJK Symbols and Full-width Forms, and ASCII's.
  private func clauses(of line: ArraySlice<UInt8>) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = line.startIndex
    var at = start
    while at < line.endIndex {
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
        clauses.append(start..<at)
        start = at
      }
    }
    return clauses
  }
}

/// Writes the conversion of an article.
public struct ConvertStage: Stage {
  public let name = "convert"
  public let reads: [LayerID] = []
  public let writes = [LayerID(Conversions.self)]
  private let converter: TargetConverter

  public init(_ converter: TargetConverter) { self.converter = converter }

  public func makeWorker() -> any StageWorker { Worker(converter: converter) }

  private struct Worker: StageWorker {
    let converter: TargetConverter

    mutating func process(_ article: inout Article) {
      let script = converter.script(of: article.text.bytes[...])
      article[Conversions.self] = [converter.conversion(of: article.text, script: script)]
    }
  }
}
