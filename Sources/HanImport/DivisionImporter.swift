import HanLexicon

/// The divisions of the People's Republic of China down to counties, from PyPI `cpca`, with the codes of GB/T 2260 for ids.
///
/// A name that several divisions bear (朝阳区, 鼓楼区) holds for one of them where the article names what it belongs to.
struct DivisionImporter: Importer {
  let name = "cpca"
  let folder = "entities/cpca"
  private static let source = "cpca/resources/adcodes.csv"
  private static let nations = "cpca/resources/56_nations.csv"

  func read(_ packages: PackageFolder, beside dictionaries: String) throws(LexiconError) -> ImportedFolder {
    let package = try packages.package("cpca")
    let known = try KnownNames(dictionaries, before: ["cldr"])
    let divisions = Divisions(try packages.lines(Self.source), nations: try packages.lines(Self.nations))
    let rows = divisions.all.compactMap { Self.row($0, divisions, known)?.cells }
    let file = ImportedFolder.File(
      name: "divisions.tsv", header: EntityRow.header, rows: rows, source: Self.source, checksum: package.checksum(of: Self.source))
    return ImportedFolder(
      summary: "Provinces, prefectures and counties of the People's Republic of China, from PyPI \(package.name) \(package.version).",
      licence: package.licence, files: [file])
  }

  /// The row of a division; nil where it is written by hand, or no name is left.
  private static func row(_ division: Division, _ divisions: Divisions, _ known: KnownNames) -> EntityRow? {
    guard !isWritten(division, divisions, known) else { return nil }
    var row = EntityRow(ref: "place:cn-\(division.code)", label: "GPE", checked: "cpca")
    let short = division.short == division.name ? nil : division.short
    row.hans = [full(division, divisions, known), short.flatMap { Self.short($0, division, divisions, known) }].compactMap { $0 }
    row.context = divisions.parents(of: division).flatMap { [$0.short, $0.name] }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return row.hasName ? row : nil
  }

  /// Whether the division stands among what is written by hand: by its whole name, or by its short one where that is no other division's.
  private static func isWritten(_ division: Division, _ divisions: Divisions, _ known: KnownNames) -> Bool {
    let isPlace = { (bearer: KnownNames.Bearer) in ["GPE", "LOC"].contains(bearer.label) }
    let places = known.bearers(of: division.name).filter(isPlace)
    // 台北中山区 is another place than Dalian's.
    let isOnly = divisions.bearers(ofName: division.name) == 1
    if isOnly, places.contains(where: { !known.has(ref: $0.ref, nameEndingIn: division.name) }) { return true }
    let parents = divisions.parents(of: division)
    if places.contains(where: { place in parents.contains { known.speaks(place.ref, of: $0.short) } }) { return true }
    return divisions.isFirst(division) && known.bearers(of: division.short).contains(where: isPlace)
  }

  private static func full(_ division: Division, _ divisions: Divisions, _ known: KnownNames) -> String? {
    // A name that a place by hand bears only in its context is shared: each has its own.
    let bearers = known.bearers(of: division.name)
    guard bearers.allSatisfy({ $0.isDoubtful && ["GPE", "LOC"].contains($0.label) }) else { return nil }
    // 东区 and 城区 are a part of any town, 开发区 and 新城区 of many.
    let isPart = division.name.hasSuffix("区") && [division.name, division.short].allSatisfy { known.standing(of: $0) == .word }
    if division.name.count == 2, division.name.hasSuffix("区") { return nil }
    return isPart || known.isNoPlace(division.name) || !bearers.isEmpty || divisions.bearers(ofName: division.name) > 1
      ? "\(division.name)?" : division.name
  }

  /// 昌黎 of 昌黎县; a county's only where the dictionary of words has it as a place. A district's (西山, 南湖) is oftener a hill or a lake.
  private static func short(_ short: String, _ division: Division, _ divisions: Divisions, _ known: KnownNames) -> String? {
    guard short.count > 1, known.bearers(of: short).isEmpty, !known.isNoPlace(short) else { return nil }
    switch known.standing(of: short) {
    case .place: break
    case .unknown where division.level < .county: break
    default: return nil
    }
    let isDistrict = division.level == .county && division.name.hasSuffix("区") && short.count == 2
    if divisions.isFirst(division), !isDistrict { return short }
    return divisions.isBorneAbove(division) ? nil : "\(short)?"
  }
}

/// One of the divisions.
private struct Division {
  enum Level: Int, Comparable {
    case province, prefecture, county
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// Six digits of GB/T 2260.
  var code: String
  var name: String
  /// The name without the word that says what it is: 昌黎, 延边.
  var short: String

  var level: Level { code.hasSuffix("0000") ? .province : code.hasSuffix("00") ? .prefecture : .county }
}

/// All divisions, and who bears which name.
private struct Divisions {
  private(set) var all: [Division] = []
  private var byCode: [String: Division] = [:]
  private var names: [String: Int] = [:]
  private var shorts: [String: [Division]] = [:]

  /// Places in the list of codes that are no division.
  private static let placeholders: Set<String> = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"]
  /// What a name ends in, the longest first.
  private static let endings = ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "省", "市", "州", "盟", "区", "县", "旗"]

  init(_ lines: [String], nations: [String]) {
    // 维吾尔自治区 and 塔吉克自治县 leave the 族 out.
    let peoples = ["各族"] + nations + nations.filter { $0.count > 2 }.map { String($0.dropLast()) }
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 1, fields[0].count >= 6, !Self.placeholders.contains(fields[1]) else { continue }
      let division = Division(code: String(fields[0].prefix(6)), name: fields[1], short: Self.short(fields[1], peoples))
      guard byCode.updateValue(division, forKey: division.code) == nil else { continue }
      all.append(division)
      names[division.name, default: 0] += 1
      shorts[division.short, default: []].append(division)
    }
  }

  /// The name without its ending and without the peoples whom it names.
  private static func short(_ name: String, _ peoples: [String]) -> String {
    guard let ending = endings.first(where: { name.hasSuffix($0) && name.count > $0.count + 1 }) else { return name }
    var short = name.dropLast(ending.count)
    while ending.hasPrefix("自治"), let people = peoples.first(where: { short.hasSuffix($0) && short.count > $0.count + 1 }) {
      short = short.dropLast(people.count)
    }
    return String(short)
  }

  func bearers(ofName name: String) -> Int { names[name] ?? 0 }

  /// Whether a short name means this division: no other of its level or above has it.
  func isFirst(_ division: Division) -> Bool {
    !(shorts[division.short] ?? []).contains { $0.code != division.code && $0.level <= division.level }
  }

  /// Whether a division of a level above has the same short name.
  func isBorneAbove(_ division: Division) -> Bool { (shorts[division.short] ?? []).contains { $0.level < division.level } }

  /// What a division belongs to: the prefecture, or the province where there is none between.
  func parents(of division: Division) -> [Division] {
    let codes = division.level == .county ? ["\(division.code.prefix(4))00", "\(division.code.prefix(2))0000"] : ["\(division.code.prefix(2))0000"]
    return codes.lazy.filter { $0 != division.code }.compactMap { byCode[$0] }.first.map { [$0] } ?? []
  }
}
