import HanArticle
import HanLexicon

/// Tells in which script and spelling a text is written, and of whose market it speaks.
public struct WritingDetector: Sendable {
  /// How many bytes are read for words that tell a spelling or a market; the script is counted over the same.
  static let sampleLength = 1 << 15

  private let classes: CharacterClasses
  private let words: Lexicon
  /// By scalar of the Basic Multilingual Plane, whether one of the words begins with it.
  private let beginsWord: [Bool]
  private let variants: [String?]
  private let regions: [String?]

  public init(_ image: Image) throws(LexiconError) {
    classes = try CharacterClasses(image)
    let words = try Lexicon(image, "writing")
    func cells(_ name: String) -> [String?] {
      let column = words.column(name) ?? 0
      return (0..<words.count).map { row in words.text(row: row, column: column) }.map { $0.isEmpty ? nil : $0 }
    }
    variants = cells("variant")
    regions = cells("region")
    self.words = words
    var beginsWord = [Bool](repeating: false, count: 1 << 16)
    words.trie.forEachCharacter { scalar, _ in beginsWord[scalar] = true }
    self.beginsWord = beginsWord
  }

  /// What was counted in a text.
  public struct Evidence: Sendable {
    public var simplified = 0
    public var traditional = 0
    var variants: [String: Int] = [:]
    var regions: [String: Int] = [:]

    /// The script: of two, the one that outweighs the other ten to one, else mixed.
    public var script: Writing.Script {
      if simplified == 0, traditional == 0 { return .none }
      if simplified > traditional * 10 { return .hans }
      return traditional > simplified * 10 ? .hant : .mixed
    }
  }

  /// Counts the characters of one script alone; nothing else.
  public func scriptEvidence(_ bytes: UnsafeBufferPointer<UInt8>) -> Evidence {
    var evidence = Evidence()
    forEachHan(bytes) { _, characterClass in count(characterClass, &evidence) }
    return evidence
  }

  /// Everything that tells how a text is written.
  public func evidence(_ text: ArticleText) -> Evidence {
    var evidence = Evidence()
    text.bytes.withUnsafeBufferPointer { all in
      let bytes = UnsafeBufferPointer(rebasing: all[..<min(all.count, Self.sampleLength)])
      forEachHan(bytes) { at, characterClass in
        count(characterClass, &evidence)
        guard beginsWord[DoubleArray.scalar(bytes[at], bytes[at + 1], bytes[at + 2])] else { return }
        words.trie.forEachPrefix(of: bytes, from: at) { _, key in
          for posting in words.postings(key) {
            if let variant = variants[posting.row] { evidence.variants[variant, default: 0] += 1 }
            if let region = regions[posting.row] { evidence.regions[region, default: 0] += 1 }
          }
        }
      }
    }
    return evidence
  }

  /// The writing of a text; `region`, where its record names one, decides between spellings that the text itself does not tell apart.
  public func writing(_ evidence: Evidence, region: String?) -> Writing {
    let script = evidence.script
    switch script {
    case .none: return Writing(script: .none, variant: nil)
    case .hans: return Writing(script: .hans, variant: "zh-Hans-CN")
    case .mixed: return Writing(script: .mixed, variant: evidence.simplified >= evidence.traditional ? "zh-Hans-CN" : traditional(evidence, region))
    case .hant: return Writing(script: .hant, variant: traditional(evidence, region))
    }
  }

  private func traditional(_ evidence: Evidence, _ region: String?) -> String {
    let taiwan = evidence.variants["zh-Hant-TW", default: 0] + (region == "TW" ? 2 : 0)
    let hongKong = evidence.variants["zh-Hant-HK", default: 0] + (region == "HK" || region == "MO" ? 2 : 0)
    if taiwan == hongKong { return "zh-Hant" }
    return taiwan > hongKong ? "zh-Hant-TW" : "zh-Hant-HK"
  }

  /// The market a text speaks of: the one whose words it uses most, else the one it is spelt for.
  public func region(_ evidence: Evidence, _ writing: Writing) -> String? {
    let best = evidence.regions.max { ($0.value, $1.key) < ($1.value, $0.key) }
    if let best, best.value >= 2 { return best.key }
    switch writing.variant {
    case "zh-Hans-CN": return "CN"
    case "zh-Hant-TW": return "TW"
    case "zh-Hant-HK": return "HK"
    default: return best?.key
    }
  }

  private func count(_ characterClass: CharacterClass, _ evidence: inout Evidence) {
    if characterClass.isEmpty { return }
    if characterClass.contains(.simplified) { evidence.simplified += 1 }
    if characterClass.contains(.traditional) { evidence.traditional += 1 }
  }

  private func forEachHan(_ bytes: UnsafeBufferPointer<UInt8>, _ found: (Int, CharacterClass) -> Void) {
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead & 0xF0 == 0xE0, at + 2 < bytes.count {
        let scalar = UInt32(lead & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
        if scalar >= 0x3400 { found(at, classes[scalar]) }
        at += 3
      } else {
        at += 1
      }
    }
  }
}
