/// A line of `Dictionaries/entities`.
struct EntityRow {
  static let header = ["ref", "label", "subtype", "tickers", "hans", "hant", "tw", "hk", "latin", "context", "checked"]

  var ref: String
  var label: String
  var subtype = ""
  var tickers: [String] = []
  /// Names in Simplified text; those that the context must turn on bear a `?`.
  var hans: [String] = []
  var hant: [String] = []
  var tw: [String] = []
  var hk: [String] = []
  var latin: [String] = []
  var context: [String] = []
  var checked: String

  var hasName: Bool { !(hans.isEmpty && hant.isEmpty && tw.isEmpty && hk.isEmpty && latin.isEmpty) }

  var cells: [String] {
    // Words without a name to turn on would be looked up for nothing.
    let isDoubtful = (hans + hant + tw + hk + latin).contains { $0.hasSuffix("?") }
    let lists = [tickers, hans, hant, tw, hk, latin, isDoubtful ? context : []].map { $0.joined(separator: "|") }
    return [ref, label, subtype] + lists + [checked]
  }
}
