import HanArticle
import HanFigures
import HanLexicon
import HanText
import TestSupport

/// Reads figures in tests, with the dictionaries of this build.
enum FigureReader {
  static let image: Image = {
    do { return try TestImage.open() } catch { fatalError("no dictionaries: \(error)") }
  }()

  private static let stages: [any Stage] = {
    do {
      let words = try FigureWords(image)
      return [NumbersStage(words), FiguresStage(words)]
    } catch { fatalError("the stages cannot be made: \(error)") }
  }()

  static func article(_ text: String, date: String? = nil, region: String? = nil) -> Article {
    var article = Article(text: text)
    article.date = date.flatMap { PublicationDate($0) }
    article.region = region
    article[Atoms.self] = AtomScanner.atoms(of: article.text)
    for stage in stages {
      var worker = stage.makeWorker()
      worker.process(&article)
    }
    return article
  }

  /// The figures, each as `span kind amount-or-time`, with `bound` behind it where it is not exact, and the currency where there is one.
  static func figures(_ text: String, date: String? = nil, region: String? = nil) -> [String] {
    let article = article(text, date: date, region: region)
    return article[Figures.self].map { figure in
      let bound = figure.bound == .exact ? nil : figure.bound.rawValue
      let parts = [article.text[figure.range], figure.kind.rawValue, figure.amount.map(written), figure.time, figure.currency, bound]
      return parts.compactMap(\.self).joined(separator: " ")
    }
  }

  /// The numbers, each as `span amount`.
  static func numbers(_ text: String) -> [String] {
    let article = article(text)
    return article[Numbers.self].map { "\(article.text[$0.range]) \(written($0.amount))" }
  }

  /// `5`, `1/45`, `[1,10]`, `[1,10)`; an open end is empty.
  static func written(_ amount: Amount) -> String {
    switch amount {
    case .value(let value): value.description
    case .fraction(let numerator, let denominator): "\(numerator)/\(denominator)"
    case .interval(let min, let max, let exclusive): "[\(min?.description ?? ""),\(max?.description ?? "")\(exclusive ? ")" : "]")"
    case .durations(let min, let max): "[\(min),\(max)]"
    }
  }
}
