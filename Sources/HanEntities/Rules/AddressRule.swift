import HanArticle
import HanLexicon

/// Joins places that adjoin, from the greater to the smaller, to one: 四川省资阳市雁江区. It denotes what the last of them does.
struct AddressRule {
  let stage: EntitiesStage
  let reading: Reading

  func joined(_ mentions: [Mention]) -> [Mention] {
    var joined: [Mention] = []
    joined.reserveCapacity(mentions.count)
    for mention in mentions {
      if let last = joined.last, isPlace(last), isPlace(mention), last.range.upperBound == mention.range.lowerBound, isPart(mention) {
        var address = mention
        address.range = last.range.lowerBound..<mention.range.upperBound
        joined[joined.count - 1] = address
      } else {
        joined.append(mention)
      }
    }
    return joined
  }

  private func isPlace(_ mention: Mention) -> Bool { (mention.label == .gpe || mention.label == .loc) && mention.rank > .weak }

  /// Whether the name says by its ending what part of the greater place it is.
  private func isPart(_ mention: Mention) -> Bool {
    stage.vocabulary.placeSuffixes.tail(of: mention.range, in: reading) != nil
  }
}
