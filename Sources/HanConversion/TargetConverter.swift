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
  public init(_ image: Image, target: String) throws(LexiconError) {
    let configurations: (simplified: String?, traditional: String?)
    switch target {
    case "zh-Hans": configurations = (nil, "tw2s")
    case "zh-Hans-CN": configurations = (nil, "tw2sp")
    case "zh-Hant": configurations = ("s2t", nil)
    case "zh-Hant-TW": configurations = ("s2twp", "t2tw")
    case "zh-Hant-HK": configurations = ("s2hkp", "t2hk")
    default:
      throw LexiconError(.missing, "nothing is converted to '\(target)'; the targets are: \(Self.targets.joined(separator: " "))")
    }
    self.target = target
    isTraditional = configurations.simplified != nil
    detector = try WritingDetector(image)
    fromSimplified = if let name = configurations.simplified { try Converter(image, configuration: name) } else { nil }
    fromTraditional = if let name = configurations.traditional { try Converter(image, configuration: name) } else { nil }
  }

  /// The script of a text as a whole, for the lines that do not show their own.
  public func script(of text: ArraySlice<UInt8>) -> Writing.Script {
    text.withUnsafeBufferPointer { detector.scriptEvidence($0).script }
  }

  /// One line converted; `script` is that of the text it stands in.
  public func convert(line: ArraySlice<UInt8>, in script: Writing.Script) -> [UInt8] {
    converter(for: line, in: script)?.convert(Array(line)) ?? Array(line)
  }

  /// A whole text converted line by line, with every edit.
  public func conversion(of text: ArticleText, script: Writing.Script) -> Conversion {
    var output: [UInt8] = []
    var edits: [Edit] = []
    for line in text.bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if line.startIndex > 0 { output.append(10) }
      if let converter = converter(for: line, in: script) {
        let converted = converter.conversion(of: Array(line))
        output += converted.text
        edits += converted.edits.map { edit in
          Edit(range: (edit.range.lowerBound + line.startIndex)..<(edit.range.upperBound + line.startIndex), text: edit.text, rule: edit.rule)
        }
      } else {
        output += line
      }
    }
    return Conversion(target: target, text: output, edits: edits)
  }

  private func converter(for line: ArraySlice<UInt8>, in script: Writing.Script) -> Converter? {
    let evidence = line.withUnsafeBufferPointer { detector.scriptEvidence($0) }
    if evidence.simplified == 0, evidence.traditional == 0 {
      switch script {
      case .hans: return fromSimplified
      case .hant: return fromTraditional
      case .mixed, .none: return nil
      }
    }
    if isTraditional { return evidence.simplified >= max(1, evidence.traditional) ? fromSimplified : fromTraditional }
    return evidence.traditional > 0 ? fromTraditional : nil
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
