/// The elements that are open at a place of a page. Each step takes constant time for every element that it opens or closes, however broken the page.
struct HTMLElements {
  private struct Element {
    var name: String
    var isForeign: Bool
  }

  /// What an element says on whether its words are converted.
  private struct Allowance {
    var place: Int
    var isTouched: Bool
    /// Whether its end tag has come, though other elements that began in it go on.
    var isOver = false
  }

  private let isXML: Bool
  private var elements: [Element] = []
  private var allowances: [Allowance] = []
  /// Where the elements of a name stand.
  private var places: [String: [Int]] = [:]
  /// Where those stand that end tags do not reach through.
  private var walls: [Int] = []
  /// Where those stand that end tags of inline elements do not close.
  private var blocks: [Int] = []

  init(isXML: Bool) { self.isXML = isXML }

  /// Whether words are converted here.
  var isTouched: Bool { allowances.last?.isTouched ?? true }
  /// Whether this is XML, SVG or MathML.
  var isForeign: Bool { elements.last?.isForeign ?? isXML }

  /// `isTouched` is what the element itself says on whether its words are converted.
  mutating func open(_ name: String, isTouched: Bool?) {
    let place = elements.count
    var isForeign = isForeign
    switch name {
    case "svg", "math": isForeign = true
    case "foreignobject", "desc", "annotation-xml": isForeign = isXML
    default: break
    }
    if let isTouched { allowances.append(Allowance(place: place, isTouched: isTouched)) }
    places[name, default: []].append(place)
    if HTMLNames.walls.contains(name) { walls.append(place) }
    if !HTMLNames.inline.contains(name), !HTMLNames.asides.contains(name) { blocks.append(place) }
    elements.append(Element(name: name, isForeign: isForeign))
  }

  /// Closes an element and all in it; returns how many of them were asides. An end tag whose element is not open, or behind a wall, does nothing.
  mutating func close(_ name: String) -> Int {
    // What follows the end of the body is in it nonetheless.
    guard let place = place(of: name), name != "body", name != "html" else { return 0 }
    let wall =
      switch name {
      case "table": self.place(of: "template")
      case "template": nil as Int?
      case _ where HTMLNames.tableParts.contains(name): self.place(of: "table")
      default: walls.last
      }
    guard place >= wall ?? -1 else { return 0 }
    guard HTMLNames.inline.contains(name), let block = blocks.last, block > place else { return cut(to: place) }
    if HTMLNames.formatting.contains(name) { end(name, at: place) }
    return 0
  }

  /// Closes what a start tag says is over; returns how many asides were.
  mutating func closeImplied(by name: String) -> Int {
    guard let rule = HTMLNames.implied[name] else { return 0 }
    var first: Int?
    for end in rule.ends {
      guard let place = place(of: end), place < first ?? .max, !isHeld(place, end, rule.within) else { continue }
      first = place
    }
    return first.map { cut(to: $0) } ?? 0
  }

  private func isHeld(_ place: Int, _ name: String, _ within: [String]) -> Bool {
    if within.contains(where: { (self.place(of: $0) ?? -1) > place }) { return true }
    return !HTMLNames.tableParts.contains(name) && (walls.last ?? -1) > place
  }

  private func place(of name: String) -> Int? { places[name]?.last }

  /// Ends what a formatting element says; the elements in it stay open (HTML Standard, 13.2.6.4.7, the adoption agency algorithm).
  private mutating func end(_ name: String, at place: Int) {
    places[name]?.removeLast()
    var range = 0..<allowances.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if allowances[middle].place == place { allowances[middle].isOver = true }
      range = allowances[middle].place < place ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    dropAllowances()
  }

  private mutating func dropAllowances() {
    while let last = allowances.last, last.isOver || last.place >= elements.count { allowances.removeLast() }
  }

  private mutating func cut(to place: Int) -> Int {
    var asides = 0
    while elements.count > place, let element = elements.popLast() {
      if HTMLNames.asides.contains(element.name) { asides += 1 }
      if places[element.name]?.last == elements.count { places[element.name]?.removeLast() }
      if walls.last == elements.count { walls.removeLast() }
      if blocks.last == elements.count { blocks.removeLast() }
    }
    dropAllowances()
    return asides
  }
}
