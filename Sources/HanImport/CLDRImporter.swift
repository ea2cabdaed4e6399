import HanLexicon
import HanText

/// The names of countries and territories in Simplified and Traditional Chinese, from CLDR as ICU carries it.
struct CLDRImporter: Importer {
  let name = "cldr"
  let folder = "entities/cldr"
  /// The countries that are written by hand, with more names than CLDR has.
  static let handWritten = "entities/countries.tsv"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    let own = try TSVFile(path: "\(dictionaries)/\(Self.handWritten)", name: Self.handWritten)
    let known = Set(own.rows.map { String($0.fields[0]) })
    let rows = ICU.countries.compactMap(Self.row).filter { !known.contains($0[0]) }
    let header = ["ref", "label", "subtype", "tickers", "hans", "hant", "tw", "hk", "latin", "context", "checked"]
    let file = ImportedFolder.File(
      name: "countries.tsv", header: header, rows: rows, source: "uloc_getDisplayCountry", checksum: "ICU \(ICU.version)")
    return ImportedFolder(
      summary: "The names of countries and territories (CLDR, through ICU \(ICU.version)).", licence: "Unicode-3.0", files: [file])
  }

  private static func row(_ country: String) -> [String]? {
    guard let hans = ICU.countryName(country, locale: "zh_Hans"), let english = ICU.countryName(country, locale: "en") else { return nil }
    let tw = ICU.countryName(country, locale: "zh_Hant_TW").map { names($0, except: []) } ?? []
    let hk = ICU.countryName(country, locale: "zh_Hant_HK").map { names($0, except: tw) } ?? []
    let cells = [names(hans, except: []), tw, hk].map { $0.joined(separator: "|") }
    guard !cells[0].isEmpty else { return nil }
    return ["country:\(country.lowercased())", "GPE", "", "", cells[0], "", cells[1], cells[2], english, "", ""]
  }

  /// CLDR's name, and the names in it: `中国香港特别行政区` stays whole; of `缅甸（緬甸）` both count. A name of one character is none.
  private static func names(_ name: String, except others: [String]) -> [String] {
    let parts = name.split { "（）()".contains($0) }.map { $0.filter { $0 != " " } }
    return parts.filter { $0.count > 1 && !others.contains($0) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
