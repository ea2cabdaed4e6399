import ArgumentParser
import Hanflow

struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Convert text between scripts and spellings, line by line.",
    discussion: """
      -c takes OpenCC's configuration names (s2t t2s s2tw tw2s s2twp tw2sp s2hk hk2s s2hkp hk2sp t2tw tw2t t2hk hk2t t2jp jp2t) and means exactly \
      that source and target. --target finds each line's source itself and leaves alone what is already in the target.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var dictionaries: ImageOptions
  @Option(help: "zh-Hans, zh-Hans-CN, zh-Hant, zh-Hant-TW or zh-Hant-HK.") var target: String?
  @Option(name: .customShort("c"), help: "A configuration by its name.") var configuration: String?
  @Option(help: "hanflow, or icu: ICU's own transliterator, with -c t2s or s2t only.") var engine: ConversionEngine = .hanflow

  @Flag(help: "Longest keys alone, without words and context: faster, less right.") var fast = false

  func validate() throws {
    if (target == nil) == (configuration == nil) { throw ValidationError("give either --target or -c") }
    if engine == .icu, configuration != "t2s", configuration != "s2t" { throw ValidationError("--engine icu knows -c t2s and -c s2t only") }
  }

  func run() async throws {
    try await exiting {
      let image = try dictionaries.open()
      if engine == .icu {
        let id = configuration == "t2s" ? "Hant-Hans" : "Hans-Hant"
        _ = try Transliterator(id)
        try await input.run(.lines) { FilterWorker(eachLine: Self.icu(id)) }
      } else if let configuration {
        let model = try DictionaryHome.conversionModel(for: image)
        var options = ConversionOptions()
        options.isFast = fast
        let converter = try Converter(image, configuration: configuration, model: model, options: options)
        try await input.run(.lines) {
          var worker = converter.makeWorker()
          return FilterWorker(wholeBlocks: { worker.convert($0) })
        }
      } else if let target {
        let model = try DictionaryHome.conversionModel(for: image)
        var options = ConversionOptions()
        options.isFast = fast
        let converter = try TargetConverter(image, target: target, model: model, options: options)
        try await input.run(.lines) {
          FilterWorker(eachBlock: { block in
            let script = converter.script(of: block.sample)
            return { converter.convert(line: $0, in: script) }
          })
        }
      }
    }
  }

  private static func icu(_ id: String) -> (ArraySlice<UInt8>) -> [UInt8] {
    let transliterator = try? Transliterator(id)
    return { line in
      let text = String(decoding: line, as: UTF8.self)
      return Array(((try? transliterator?.transliterate(text)) ?? text).utf8)
    }
  }
}

enum ConversionEngine: String, CaseIterable, ExpressibleByArgument { case hanflow, icu }

struct SegmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "segment", abstract: "Cut text into words, one space between them, line by line.")

  @OptionGroup var input: InputOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @Option(help: "What counts as one word: news or ud.") var standard: Standard = .news

  func run() async throws {
    try await exiting {
      let (image, overlays) = try dictionaries.open()
      let vocabulary = try Segmenter.Vocabulary(image, overlays: overlays)
      let standard = standard
      try await input.run(.lines) {
        var segmenter = Segmenter(vocabulary, standard: standard)
        return FilterWorker(eachLine: { segmenter.spaced($0) })
      }
    }
  }
}
