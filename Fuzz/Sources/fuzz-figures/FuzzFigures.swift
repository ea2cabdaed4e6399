import Hanflow

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Feeds any bytes to the stages of numbers and figures, and stops where they trap or break what must hold on every text.
@main struct FuzzFigures {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { bytes, length in
      FuzzFigures.check(Array(UnsafeBufferPointer(start: bytes, count: length)))
      return 0
    }
  }

  private static let words: FigureWords = {
    do { return try FigureWords(try DictionaryHome.open()) } catch { fatalError("no dictionaries: \(error)") }
  }()

  private static func check(_ bytes: [UInt8]) {
    var article = Article(text: ArticleText(repairing: bytes))
    // The first byte says what the record knows besides.
    article.date = (bytes.first ?? 0) & 1 == 0 ? nil : PublicationDate("2024-02-29")
    article.region = (bytes.first ?? 0) & 2 == 0 ? nil : "TW"
    article[Atoms.self] = AtomScanner.atoms(of: article.text)
    for stage in [NumbersStage(words) as any Stage, FiguresStage(words)] {
      var worker = stage.makeWorker()
      worker.process(&article)
    }
    for ranges in [article[Numbers.self].map(\.range), article[Figures.self].map(\.range)] { check(ranges, in: article.text) }
    for figure in article[Figures.self] {
      if case .value(let value)? = figure.amount { precondition(ExactDecimal(value.description) == value, "a value is not what it is written as") }
    }
  }

  private static func check(_ ranges: [Range<Int>], in text: ArticleText) {
    var end = 0
    for range in ranges {
      precondition(range.lowerBound >= end && !range.isEmpty && range.upperBound <= text.count, "ranges overlap or leave the text")
      for place in [range.lowerBound, range.upperBound] where place < text.count {
        precondition(text.bytes[place] & 0xC0 != 0x80, "a range cuts a character")
      }
      end = range.upperBound
    }
  }
}
