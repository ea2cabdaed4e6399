import HanArticle

/// Writes what was found for people: a heading and a table a document.
public struct TableWriter: Sendable {
  private let stages: Set<String>

  public init(stages: Set<String>) { self.stages = stages }

  /// The tables of one article.
  public func text(_ article: Article) -> [UInt8] { Array("\(article.id)\n".utf8) }

  /// What is said of a record that could not be processed.
  public func text(_ error: RecordError) -> [UInt8] { Array("\(error.id)  \(error.code): \(error.message)\n\n".utf8) }
}
