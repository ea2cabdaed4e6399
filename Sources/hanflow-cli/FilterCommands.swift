import ArgumentParser
import Hanflow

struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Convert text between scripts and spellings, line by line.",
    discussion: """
      -c takes OpenCC's configuration names (s2t t2s s2tw tw2s s2twp tw2sp s2hk hk2s s2hkp hk2sp t2tw tw2t t2hk hk2t t2jp jp2t) and means exactly \
      that source and target. --target finds each line's source itself and leaves alone what is already in the target. URLs, @names and `code` stay.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var dictionaries: ImageOptions
  @OptionGroup var choice: ConversionChoice
  @Option(help: "lines, or html: words are converted, lang and charset are set, every other byte stays. Files that end in .html are html.")
  var inputFormat: InputFormat?
  @Flag(help: "Print every edit beside its line, with the rule that asked for it.") var explain = false
  @Flag(help: "Print the places that a person should look at, the most doubtful first: a file for --decisions.") var ambiguities = false
  @Option(help: "hanflow, or icu: ICU's own transliterator, with -c t2s or s2t only.") var engine: ConversionEngine = .hanflow

  func validate() throws {
    if engine == .icu, choice.configuration != "t2s", choice.configuration != "s2t" {
      throw ValidationError("--engine icu knows -c t2s and -c s2t only")
    }
    if explain, ambiguities { throw ValidationError("give either --explain or --ambiguities") }
    if ambiguities, choice.fast { throw ValidationError("--fast doubts nothing; give --ambiguities without it") }
    if explain || ambiguities, inputFormat == .html { throw ValidationError("--explain and --ambiguities read text, not html") }
    if let inputFormat, inputFormat != .lines, inputFormat != .html { throw ValidationError("--input-format takes lines or html here") }
  }

  func run() async throws {
    try await exiting {
      if engine == .icu {
        let id = choice.configuration == "t2s" ? "Hant-Hans" : "Hans-Hant"
        _ = try Transliterator(id)
        return try await input.run(.lines) { FilterWorker(eachLine: Self.icu(id)) }
      }
      let converter = try choice.converter(over: dictionaries.open())
      if explain || ambiguities {
        let report = ConversionReport(explain ? .edits : .ambiguities)
        try await input.run(.text) { ReportWorker { report.text(of: $0, by: converter) } }
      } else if let inputFormat {
        try await input.run(inputFormat) { ConversionBlockWorker(converter) }
      } else {
        try await input.run(nil, otherwise: .lines) { ConversionBlockWorker(converter) }
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

/// What is converted to what, and how.
struct ConversionChoice: ParsableArguments {
  @Option(help: "zh-Hans, zh-Hans-CN, zh-Hant, zh-Hant-TW or zh-Hant-HK.") var target: String?
  @Option(name: .customShort("c"), help: "A configuration by its name.") var configuration: String?
  @Flag(help: "Longest keys alone, without words and context: faster, less right.") var fast = false
  @Option(help: "Use the vocabulary of a domain, such as computing. May be given again.") var domain: [String] = []
  @Option(help: "keep, or convert: “ ” and 「 」 as the target has them.") var quotes: ConversionOptions.Quotes = .keep
  @Option(help: "A TSV of your own terms, source and target; they count before everything else, and protect where both are the same.") var terms:
    String?
  @Option(help: "A TSV of decisions, as --ambiguities prints it, with the last column set right.") var decisions: String?

  func validate() throws {
    if (target == nil) == (configuration == nil) { throw ValidationError("give either --target or -c") }
    if fast, decisions != nil { throw ValidationError("--decisions are about what --fast does not ask; give one of them") }
  }

  func converter(over image: Image) throws(LexiconError) -> AnyConverter {
    var options = ConversionOptions()
    options.isFast = fast
    options.domains = Set(domain)
    options.quotes = quotes
    if let terms { options.terms = try UserTerms(path: terms) }
    if let decisions { options.decisions = try Decisions(path: decisions) }
    let model = fast ? nil : try DictionaryHome.conversionModel(for: image)
    let converter: AnyConverter =
      if let configuration {
        .configuration(try ConfigurationConverter(image, configuration: configuration, model: model, options: options))
      } else {
        .target(try Converter(image, target: target ?? "", model: model, options: options))
      }
    for name in domain where !converter.domains.contains(name) {
      throw LexiconError(.missing, "no vocabulary here is of a domain '\(name)'; the domains are: \(converter.domains.joined(separator: " "))")
    }
    return converter
  }
}

extension ConversionOptions.Quotes: ExpressibleByArgument {}

enum ConversionEngine: String, CaseIterable, ExpressibleByArgument { case hanflow, icu }
