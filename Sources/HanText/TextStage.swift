import HanArticle
import HanLexicon

/// Reads a decoded text: how it is written, its sections, its atoms and its sentences.
public struct TextStage: Stage {
  public let name = "text"
  public let reads: [LayerID] = []
  public let writes = [LayerID(Atoms.self), LayerID(Sections.self), LayerID(Sentences.self)]
  private let detector: WritingDetector
  private let finder: SectionFinder

  public init(_ image: Image) throws(LexiconError) {
    detector = try WritingDetector(image)
    finder = try SectionFinder(image)
  }

  public func makeWorker() -> any StageWorker { Worker(detector: detector, finder: finder) }

  private struct Worker: StageWorker {
    let detector: WritingDetector
    let finder: SectionFinder

    mutating func process(_ article: inout Article) {
      let evidence = detector.evidence(article.text)
      let writing = detector.writing(evidence, region: article.region)
      article.writing = writing
      article.region = article.region ?? detector.region(evidence, writing)
      let atoms = AtomScanner.atoms(of: article.text)
      article[Atoms.self] = atoms
      let sections = finder.sections(of: article)
      article[Sections.self] = sections
      if article.date == nil { article.pageDate = PageDate.find(in: article.text, sections) }
      article[Sentences.self] = SentenceBreaker.sentences(of: article.text, atoms: atoms)
    }
  }
}
