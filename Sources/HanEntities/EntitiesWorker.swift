import HanArticle
import HanLexicon
import HanModel

/// Finds the names of one article after another.
struct EntitiesWorker: StageWorker {
  private let stage: EntitiesStage
  private let reading: Reading
  /// Built when first asked for, since few articles ask.
  private lazy var places = stage.gazetteer.placeRows()
  private lazy var listings = stage.gazetteer.listingRows()
  private let features: NameFeatures?
  private let decoder: TagDecoder?

  init(_ stage: EntitiesStage) {
    self.stage = stage
    features = stage.model.flatMap(NameFeatures.init)
    reading = Reading(features)
    decoder = features == nil ? nil : stage.model.map(TagDecoder.init)
  }

  mutating func process(_ article: inout Article) {
    reading.read(article, stage)
    let (mentions, unlinked, tickers) = entities(from: found())
    var entities = unlinked
    AliasRule(stage: stage, reading: reading).link(&entities)
    cluster(&entities)
    article[Entities.self] = entities
    article[Relations.self] = listings(entities, tickers) + TitleRule(vocabulary: stage.vocabulary, reading: reading, entities: entities).relations()
    if stage.isExplaining { article[Explanations.self] = explanations(of: mentions, entities) }
  }

  /// Found out anew from what was found: nothing is kept for them before they are asked for.
  private mutating func explanations(of mentions: [Mention], _ entities: [Entity]) -> [Explanation] {
    Explainer(stage: stage, reading: reading, mentions: mentions, entities: entities, heard: ruled()).explanations()
  }

  // MARK: Finding

  /// An article as the model of names hears of it: its words, and what was found before the model is asked.
  mutating func heard(_ article: Article) -> (reading: Reading, known: [Mention]) {
    reading.read(article, stage)
    return (reading, ruled())
  }

  /// The mentions that stand, in text order.
  private mutating func found() -> [Mention] {
    var names = ruled()
    if let features, let decoder {
      let rule = NameModelRule(stage: stage, reading: reading, features: features, decoder: decoder)
      names = rule.merged(names, rule.mentions(beside: names))
    }
    names = TitleMarksRule(reading: reading).without(names)
    let propagated = Propagation(names, in: reading).mentions(beside: names)
    return AddressRule(stage: stage, reading: reading).joined(Mention.settled(names + propagated))
  }

  /// What the gazetteer knows, what single names look like, and what is built on those, in text order.
  private mutating func ruled() -> [Mention] {
    let known = GazetteerMatcher(stage: stage).mentions(in: reading)
    let edges = KnownEdges(known)
    var candidates = known
    candidates.reserveCapacity(known.count * 2 + 8)
    candidates += PersonRule(stage: stage, reading: reading, edges: edges).mentions()
    let foreign = ForeignNameRule(stage: stage, reading: reading, edges: edges).mentions()
    candidates += foreign
    candidates += DictionaryNameRule(stage: stage, reading: reading).mentions()
    candidates += AbbreviationRule(stage: stage, reading: reading).mentions { places }
    let first = Mention.settled(candidates)
    let names = KnownNames(first.contains { $0.rank == .weak } ? first.filter { $0.rank > .weak } : first)
    let sounds = Dictionary(
      foreign.filter { $0.confidence <= 0.5 }.map { ($0.range.upperBound, $0.range.lowerBound) }, uniquingKeysWith: { min($0, $1) })
    candidates = first
    candidates += BylineRule(stage: stage, reading: reading, known: names).mentions()
    candidates += LatinNameRule(stage: stage, reading: reading, known: names, edges: edges).mentions()
    candidates += PlaceRule(stage: stage, reading: reading, known: names, sounds: sounds).mentions()
    candidates += OrganisationRule(stage: stage, reading: reading, known: names).mentions()
    candidates = Mention.settled(candidates)
    candidates.removeAll { $0.rank <= .weak }
    return candidates
  }

  // MARK: Writing

  /// What stands at last, the entities of it, and the listing that each ticker among them names.
  private mutating func entities(from mentions: [Mention]) -> ([Mention], entities: [Entity], listings: [Int: String]) {
    func companies() -> [Int] { mentions.filter { $0.label == .org }.compactMap(\.row) }
    let tickers = TickerRule(stage: stage, reading: reading).tickers(companies: companies) { listings }
    if tickers.isEmpty { return (mentions, mentions.map { entity($0, listing: nil) }, [:]) }
    let codes = Dictionary(tickers.map { ($0.mention.range, $0.listing) }, uniquingKeysWith: { first, _ in first })
    let all = Mention.settled(mentions + tickers.map(\.mention))
    let entities = all.map { entity($0, listing: codes[$0.range]) }
    let named = all.indices.compactMap { index in codes[all[index].range].map { (index, $0) } }
    return (all, entities, Dictionary(named, uniquingKeysWith: { first, _ in first }))
  }

  private func entity(_ mention: Mention, listing: String?) -> Entity {
    var entity = Entity(
      range: mention.range, label: mention.label, subtype: mention.label == .org ? mention.subtype : nil,
      ref: mention.row.map(stage.gazetteer.ref), source: mention.source)
    entity.confidence = mention.confidence
    entity.tickers = listing.map { [$0] } ?? mention.row.map(stage.gazetteer.tickers) ?? []
    return entity
  }

  /// Mentions of one unknown entity get one number: those with the same text, and those that the document equates.
  private func cluster(_ entities: inout [Entity]) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    for index in entities.indices where entities[index].ref == nil {
      let alias = entities[index].aliasOf.flatMap { entities.indices.contains($0) ? entities[$0].cluster : nil }
      let number = alias ?? numbers[reading.key(entities[index].range)] ?? numbers.count + 1
      numbers[reading.key(entities[index].range)] = number
      entities[index].cluster = number
    }
  }

  /// Which organisation a ticker lists: the one it is an alias of, else the nearest before it with the same reference.
  private func listings(_ entities: [Entity], _ tickers: [Int: String]) -> [Relation] {
    var lastOrganisation: [String: Int] = [:]
    var relations: [Relation] = []
    for (index, entity) in entities.enumerated() {
      if tickers[index] != nil {
        let org = entity.aliasOf ?? entity.ref.flatMap { lastOrganisation[$0] }
        if let org { relations.append(.listedAs(org: org, ticker: index)) }
      } else if entity.label == .org, let ref = entity.ref {
        lastOrganisation[ref] = index
      }
    }
    return relations
  }
}
