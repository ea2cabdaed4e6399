import HanArticle
import HanDictionaries
import HanLexicon
import HanText

/// Where the tests find what is not theirs: the sources, the samples, the dictionaries and what the build made of them.
public enum Repository {
  /// The package's own folder.
  public static let root = folder(of: #filePath, up: 3)

  /// The bytes of a file below the root.
  public static func bytes(_ path: String) throws -> [UInt8] { try FileBytes.read("\(root)/\(path)") }

  /// The path of what the build put beside the tests, or above them where they are a bundle of several folders.
  public static func built(_ name: String) throws -> String {
    guard let code = han_dictionaries_home() else { throw LexiconError(.missing, "the loader does not say where the tests are") }
    for up in 1...5 {
      let path = "\(folder(of: String(cString: code), up: up))/\(name)"
      if FileBytes.exists(path) { return path }
    }
    throw LexiconError(.missing, "\(name) was not built beside the tests; run swift build --build-tests", at: String(cString: code))
  }

  private static func folder(of path: String, up: Int) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast(up).joined(separator: "/")
  }
}

/// The dictionary image of this build, opened once.
public enum TestImage {
  private static let opened = Result<Image, any Error> {
    try Image(mapping: Repository.built("Hanflow_HanDictionaries.resources/image.bin"))
  }

  private static let model = Result<Image, any Error> { try Image(mapping: Repository.built("Hanflow_HanDictionaries.resources/convert.model")) }

  public static func open() throws -> Image { try opened.get() }

  /// The file of the model of conversion that the build laid beside the image.
  public static func conversionModel() throws -> Image { try model.get() }
}

/// The samples, by their names.
public enum Samples {
  /// The text files, in byte order.
  public static let texts = FileBytes.files(below: "\(Repository.root)/Samples", suffix: ".txt")
  public static let records = "articles.jsonl"

  /// A sample decoded.
  public static func text(_ name: String) throws -> ArticleText {
    ArticleText(repairing: Charset.decode(try Repository.bytes("Samples/\(name)")).text)
  }
}
