import Hanflow

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Times the stages of numbers and figures by themselves, in one thread: what reads, decodes and writes is not in it.
///
///     stages news.txt              a line is a text; the first 1, 4 and 16 MB
///     stages --hostile             texts made to be slow, 1, 4 and 16 MB of each
@main struct Stages {
  static let sizes = [1, 4, 16]
  static let hostile = ["1234567890", "一二三四五六七八九", "近3亿元，增5%、第三季1月3日", "1、2、", "上", "3万 ", "1/2/", "5元6角"]

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let first = arguments.first else {
      print("usage: stages FILE… | --hostile")
      exit(64)
    }
    let words = try FigureWords(try DictionaryHome.open())
    print("text\tMB\tnumbers s\tMB/s\tfigures s\tMB/s")
    for name in first == "--hostile" ? hostile : Array(arguments) {
      let bytes = first == "--hostile" ? Self.repeated(name) : try FileBytes.read(name)
      // A corpus that was cut at a whole line may be a little smaller.
      for size in sizes where bytes.count > size * 990_000 {
        let part = bytes.prefix(size * 1_000_000)
        measure(name, first == "--hostile" ? [Article(text: ArticleText(repairing: Array(part)))] : articles(part), words)
      }
    }
  }

  private static func repeated(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return (0...(16_000_000 / bytes.count)).flatMap { _ in bytes }
  }

  private static func articles(_ bytes: ArraySlice<UInt8>) -> [Article] {
    bytes.split(separator: 10).map { Article(text: ArticleText(repairing: Array($0))) }
  }

  /// The least of three rounds, since the others have more of the machine's noise in them.
  private static func measure(_ name: String, _ texts: [Article], _ words: FigureWords) {
    var best = [Double.infinity, .infinity]
    let size = Double(texts.reduce(0) { $0 + $1.text.count }) / 1_000_000
    for _ in 0..<3 {
      var articles = texts
      for index in articles.indices { articles[index][Atoms.self] = AtomScanner.atoms(of: articles[index].text) }
      for (place, stage) in [NumbersStage(words) as any Stage, FiguresStage(words)].enumerated() {
        var worker = stage.makeWorker()
        let start = seconds()
        for index in articles.indices { worker.process(&articles[index]) }
        best[place] = min(best[place], seconds() - start)
      }
    }
    let cells = best.flatMap { [rounded($0), rounded(size / $0)] }
    print("\(name.split(separator: "/").last ?? "")\t\(rounded(size))\t\(cells.joined(separator: "\t"))")
  }

  private static func rounded(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }

  /// CPU time of this thread.
  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
