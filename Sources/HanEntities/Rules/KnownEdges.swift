/// Where titles and places of the gazetteer begin and end in an article: what stands beside them may be a name.
struct KnownEdges {
  private var titleStarts: Set<Int> = []
  private var titleEnds: Set<Int> = []
  private var places: Set<Int> = []

  init(_ mentions: [Mention]) {
    for mention in mentions {
      switch mention.label {
      case .title:
        titleStarts.insert(mention.range.lowerBound)
        titleEnds.insert(mention.range.upperBound)
      case .gpe, .loc: places.insert(mention.range.upperBound)
      default: break
      }
    }
  }

  func titleBegins(at place: Int) -> Bool { titleStarts.contains(place) }
  func titleEnds(at place: Int) -> Bool { titleEnds.contains(place) }
  func placeEnds(at place: Int) -> Bool { places.contains(place) }
}
