import HanArticle

/// What found a name. The raw value is what an explanation calls it, stable for ever.
enum NameRule: String {
  case gazetteer, model, propagated
  case abbreviation, byline, person, ticker
  case foreignName = "foreign-name"
  case foreignPlace = "foreign-place"
  case latinBesideHan = "latin-beside-han"
  case latinCompany = "latin-company"
  case latinPerson = "latin-person"
  case latinSuffix = "latin-suffix"
  case organisationSuffix = "organisation-suffix"
  case organisationWord = "organisation-word"
  case placeSuffix = "place-suffix"
  case placeWord = "place-word"

  /// Where what it finds comes from, as an entity says it.
  var source: Entity.Source {
    switch self {
    case .gazetteer: .gazetteer
    case .model: .model
    case .propagated: .propagated
    default: .rule
    }
  }
}
