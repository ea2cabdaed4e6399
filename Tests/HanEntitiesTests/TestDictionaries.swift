import HanArticle
import HanLexicon
import TestSupport

@testable import HanEntities

/// A stage over few dictionaries: the project's own lists of surnames, endings and cues, and the words and entities written here.
enum TestDictionaries {
  static let words = """
    word	count	tag
    一	900	m
    中国	900	ns
    中国人	300	n
    公司	900	n
    创始人	90	n
    北京	500	ns
    大学	500	n
    家	900	q
    工程	400	n
    总裁	90	n
    所	900	q
    有限公司	300	n
    由	900	p
    的	9000	uj
    苹果	300	n
    表示	900	v
    记者	500	n
    说	9000	v
    这	900	r
    银行	500	n
    """

  static let entities = """
    ref	label	subtype	tickers	hans	hant	tw	hk	latin	context	checked
    company:apple	ORG	COMPANY	NASDAQ:AAPL	苹果公司|苹果?				Apple	iPhone|库克	
    company:deepseek	ORG	COMPANY		深度求索				DeepSeek		
    company:microsoft	ORG	COMPANY	NASDAQ:MSFT	微软				Microsoft		
    company:nvidia	ORG	COMPANY	NASDAQ:NVDA	英伟达		輝達		NVIDIA		
    company:tencent	ORG	COMPANY	HKEX:00700	腾讯						
    company:tsmc	ORG	COMPANY	TWSE:2330|NYSE:TSM	台积电						
    country:cn	GPE			中国						
    country:us	GPE			美国						
    gov:cbc-taiwan	ORG	GOV		台湾央行|央行?					新台币	
    gov:fed	ORG	GOV		美联储				Fed		
    gov:pboc	ORG	GOV		中国人民银行|央行?					人民币	
    media:xinhua	ORG	MEDIA		新华社						
    org:as-roma	ORG	OTHER		罗马?					意甲	
    person:elon-musk	PERSON			埃隆·马斯克				Elon Musk		
    person:jensen-huang	PERSON			黄仁勋						
    place:beijing	GPE			北京						
    place:changchun	GPE			长春						
    place:chaoyang-beijing	GPE			朝阳区?					北京	
    place:cn-220104	GPE			朝阳区?					长春	
    place:rome	GPE			罗马						
    product:deepseek-v3	PRODUCT							DeepSeek-V3		
    tech:daily-average-return	TECH							Daily Average Return		
    tech:double-attention-routing	TECH							DAR		
    title:ceo	TITLE			首席执行官				CEO		
    title:editor	TITLE			编辑						
    title:founder	TITLE			创始人						
    title:head-of-state	TITLE			总统						
    title:journalist	TITLE			记者						
    title:president	TITLE			总裁						
    """

  static let stage: Result<EntitiesStage, any Error> = Result {
    let folder = try TemporaryFolder()
    for name in copied { try folder.write(try Repository.bytes("Dictionaries/\(name)"), to: name) }
    try folder.write("\(words)\n".utf8, to: "words/words.tsv")
    try folder.write("\(entities)\n".utf8, to: "entities/entities.tsv")
    let image = try Image(bytes: try DictionaryFolder(folder.path).image(), origin: "test")
    return try EntitiesStage(image)
  }

  private static var copied: [String] {
    let names = FileBytes.files(below: "\(Repository.root)/Dictionaries/names", suffix: ".tsv").map { "names/\($0)" }
    return names + ["schemas.tsv", "text/fold.tsv", "conversion/opencc/ts-characters.tsv"]
  }

  /// The article with this text, its words between bars.
  static func article(_ barred: String) -> Article {
    var article = Article(text: String(barred.filter { $0 != "|" }))
    var tokens: [Token] = []
    var at = 0
    for word in barred.split(separator: "|") {
      let end = at + word.utf8.count
      if barred.contains("|"), word.contains(where: { $0 != " " }) { tokens.append(Token(range: at..<end)) }
      at = end
    }
    if !tokens.isEmpty { article[Tokens.self] = tokens }
    return article
  }

  /// Where a text stands first in an article.
  static func range(of text: String, in article: Article) -> Range<Int>? {
    let (bytes, wanted) = (article.text.bytes, Array(text.utf8))
    return bytes.indices.first { bytes[$0...].starts(with: wanted) }.map { $0..<($0 + wanted.count) }
  }

  /// The same, with the names found in it.
  static func read(_ barred: String, region: String? = nil) throws -> Article {
    var article = article(barred)
    article.region = region
    var worker = try stage.get().makeWorker()
    worker.process(&article)
    return article
  }

  /// The names as `text/LABEL` or `text/LABEL/ref`.
  static func names(_ barred: String, region: String? = nil) throws -> [String] {
    let article = try read(barred, region: region)
    return article[Entities.self].map { entity in
      "\(article.text[entity.range])/\(entity.label.rawValue)" + (entity.ref.map { "/\($0)" } ?? "")
    }
  }

  /// The relations as `person title org` or `org ticker`.
  static func relations(_ barred: String) throws -> [String] {
    let article = try read(barred)
    let entities = article[Entities.self]
    func text(_ index: Int?) -> String { index.map { article.text[entities[$0].range] } ?? "-" }
    return article[Relations.self].map {
      switch $0 {
      case .holdsTitle(let person, let title, let org): "\(text(person)) \(text(title)) \(text(org))"
      case .listedAs(let org, let ticker): "\(text(org)) \(text(ticker))"
      }
    }
  }
}
