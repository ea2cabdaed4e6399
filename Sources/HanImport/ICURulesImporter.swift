import HanLexicon
import HanText

/// ICU's own rules between Traditional and Simplified, as its transliterators state them.
struct ICURulesImporter: Importer {
  let name = "icu"
  let folder = "conversion/icu"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    var files: [ImportedFolder.File] = []
    for id in ["Hans-Hant", "Hant-Hans"] {
      do {
        let rows = Self.rows(try Transliterator(id).rules)
        files.append(
          .init(
            name: "\(id.lowercased()).tsv", header: ["source", "target", "before", "after"], rows: rows, source: "utrans_toRules(\"\(id)\")",
            checksum: "ICU \(ICU.version)"))
      } catch {
        throw LexiconError(.missing, error.message)
      }
    }
    return ImportedFolder(summary: "The transliteration rules of ICU \(ICU.version) (CLDR).", licence: "Unicode-3.0", files: files)
  }

  /// Lines such as `單于 > 单于;` and `[一七]{余} > 餘;`: the braces hold what is replaced, the brackets what must stand beside it.
  static func rows(_ rules: String) -> [[String]] {
    rules.split(separator: "\n").compactMap { rule in
      let sides = rule.split(separator: ">").map { $0.filter { $0 != " " && $0 != ";" } }
      guard sides.count == 2 else { return nil }
      var before = "", source = sides[0], after = ""
      if let open = source.firstIndex(of: "{"), let close = source.firstIndex(of: "}") {
        before = String(source[..<open])
        after = String(source[source.index(after: close)...])
        source = String(source[source.index(after: open)..<close])
      }
      return [source, sides[1], set(before), set(after)]
    }
  }

  private static func set(_ text: String) -> String { text.filter { $0 != "[" && $0 != "]" } }
}
