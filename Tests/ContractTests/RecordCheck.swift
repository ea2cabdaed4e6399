import Testing

/// What must hold of every line that the command writes, beyond the schema.
struct RecordCheck {
  /// The text's pieces in the unit that its offsets count, each with the scalar boundary it must not break.
  private let pieces: [String?]
  private let record: JSON

  init(_ record: JSON) throws {
    self.record = record
    let text = try #require(record["text"]?.text)
    // A piece is the text that begins with that unit; units inside a scalar begin none.
    pieces = text.unicodeScalars.flatMap { scalar -> [String?] in
      let width =
        switch record["offsets"]?.text {
        case "utf8": Unicode.UTF8.width(scalar)
        case "utf16": Unicode.UTF16.width(scalar)
        default: 1
        }
      return [String(scalar)] + [String?](repeating: nil, count: width - 1)
    }
  }

  /// The text of a range; nil where it lies outside the text or breaks a scalar.
  func slice(_ start: Int, _ end: Int) -> String? {
    guard 0 <= start, start <= end, end <= pieces.count else { return nil }
    for place in [start, end] where place < pieces.count && pieces[place] == nil { return nil }
    return pieces[start..<end].compactMap { $0 }.joined()
  }

  /// Every range slices the text, spans to their own text; layers whose elements may not overlap are in order.
  func expectPlaces() throws {
    for layer in ["sections", "sentences", "tokens", "numbers", "figures", "entities"] {
      for element in record[layer]?.items ?? [] { try expectSlice(element, layer, named: element["text"]?.text) }
    }
    for warning in record["warnings"]?.items ?? [] where warning["start"] != nil { try expectSlice(warning, "warnings", named: nil) }
    for layer in ["sections", "sentences", "tokens", "figures"] {
      var end = 0
      for element in record[layer]?.items ?? [] {
        #expect(try #require(element["start"]?.integer) >= end, "\(layer) overlap or are out of order")
        end = try #require(element["end"]?.integer)
      }
    }
    try expectTokensAreTheText()
    try expectEditsMakeTheConversion()
    try expectReferences()
  }

  private func expectSlice(_ element: JSON, _ layer: String, named text: String?) throws {
    let (start, end) = (try #require(element["start"]?.integer), try #require(element["end"]?.integer))
    let slice = slice(start, end)
    #expect(slice?.isEmpty == false, "\(layer) \(start)..<\(end) is no part of the text")
    // Text is compared by its scalars: e and an acute are not é.
    if let text, let slice { #expect(Array(slice.unicodeScalars) == Array(text.unicodeScalars), "\(layer) \(start)..<\(end)") }
  }

  private func expectTokensAreTheText() throws {
    guard let tokens = record["tokens"]?.items else { return }
    var end = 0
    for place in try tokens.map({ (try #require($0["start"]?.integer), try #require($0["end"]?.integer)) }) + [(pieces.count, pieces.count)] {
      let between = slice(end, place.0) ?? "x"
      #expect(between.unicodeScalars.allSatisfy { $0.properties.isWhitespace }, "'\(between)' is in no token")
      end = place.1
    }
  }

  private func expectEditsMakeTheConversion() throws {
    guard let conversion = record["conversion"] else { return }
    var (made, end) = ("", 0)
    for edit in conversion["edits"]?.items ?? [] {
      let (from, to) = (try #require(edit["start"]?.integer), try #require(edit["end"]?.integer))
      made += try #require(slice(end, from)) + #require(edit["text"]?.text)
      end = to
    }
    made += try #require(slice(end, pieces.count))
    #expect(Array(made.unicodeScalars) == Array(try #require(conversion["text"]?.text).unicodeScalars))
  }

  private func expectReferences() throws {
    let figures = Set((record["figures"]?.items ?? []).compactMap { $0["id"]?.text })
    let entities = Set((record["entities"]?.items ?? []).compactMap { $0["id"]?.text })
    #expect(figures.count == record["figures"]?.items.count ?? 0 && entities.count == record["entities"]?.items.count ?? 0, "ids stand twice")
    for entity in record["entities"]?.items ?? [] { if let alias = entity["aliasOf"]?.text { #expect(entities.contains(alias)) } }
    for relation in record["relations"]?.items ?? [] {
      for member in relation.members where member.key != "type" { #expect(entities.contains(member.value.text ?? "")) }
    }
    for fact in record["facts"]?.items ?? [] { #expect(figures.contains(fact["figure"]?.text ?? "")) }
  }
}
