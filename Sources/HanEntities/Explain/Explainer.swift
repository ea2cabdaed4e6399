import HanArticle
import HanLexicon

/// Says why the names of one article were found: what stands in the article is asked once more, since none of it is kept while names are found.
struct Explainer {
  let stage: EntitiesStage
  let reading: Reading
  /// What stands at last, and the entities of it.
  let mentions: [Mention]
  let entities: [Entity]
  /// What was found before the model was asked.
  let heard: [Mention]

  func explanations() -> [Explanation] {
    let gazetteer = GazetteerEvidence(stage: stage, reading: reading)
    let model = stage.model.map { NameModelEvidence(model: $0, stage: stage, reading: reading, heard: heard) }
    return mentions.indices.map { index in
      let mention = mentions[index]
      var explanation = Explanation(rule: mention.rule.rawValue, evidence: [])
      switch mention.rule {
      case .gazetteer: explanation.evidence = gazetteer.evidence(of: mention)
      case .model: explanation.evidence = model?.evidence(of: mention) ?? []
      case .propagated: explanation.origin = source(of: index)
      default: explanation.evidence = RuleEvidence(stage: stage, reading: reading, mentions: mentions).evidence(of: mention)
      }
      if let twin = entities[index].aliasOf { explanation.origin = explanation.origin ?? twin }
      return explanation
    }
  }

  /// The mention that a name was found again by: one with the same text, or a foreign name that ends in it.
  private func source(of index: Int) -> Int? {
    let text = reading.key(mentions[index].range)
    let others = mentions.indices.filter { mentions[$0].rule != .propagated && mentions[$0].label == mentions[index].label }
    return others.first { reading.key(mentions[$0].range) == text } ?? others.first { reading.key(mentions[$0].range).suffix(text.count) == text }
  }
}
