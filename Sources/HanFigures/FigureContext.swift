import HanArticle

/// What the record says of the money in its text.
struct FigureContext {
  /// The currency of a bare 元.
  let currency: String

  init(region: String?) {
    currency =
      switch region {
      case "TW": "TWD"
      case "HK": "HKD"
      case "MO": "MOP"
      case "SG": "SGD"
      default: "CNY"
      }
  }
}
