import HanArticle
import HanModel

/// The labels of the model of names, and what it hears of names that were found before it is asked.
enum NameLabels {
  /// The kinds of names that are learnt, as gold has them, and what they are called here: a place's label is settled later.
  static let kinds: [(name: String, label: Entity.Label)] = [("PER", .person), ("LOC", .loc), ("ORG", .org)]

  /// Outside, then by kind: begin, inside and end of a name, and a name of one word.
  static let set: LabelSet = {
    let names = ["O"] + kinds.flatMap { kind in ["B", "I", "E", "S"].map { "\($0)-\(kind.name)" } }
    // The bits of some places of a kind.
    func bits(_ places: UInt64, of kind: Int) -> UInt64 { places << UInt64(1 + kind * 4) }
    var (starts, ends): (UInt64, UInt64) = (1, 1)
    for kind in kinds.indices {
      starts |= bits(0b1001, of: kind)
      ends |= bits(0b1100, of: kind)
    }
    let next = names.indices.map { label -> UInt64 in
      guard let (kind, place) = meaning(UInt8(label)), place == .begin || place == .inside else { return starts }
      return bits(0b0110, of: kind)
    }
    return LabelSet(names, next: next, first: starts, last: ends)
  }()

  enum Place: Int { case begin, inside, end, single }

  /// The label of a word of a name.
  static func label(_ kind: Int, _ place: Place) -> UInt8 { UInt8(1 + kind * 4 + place.rawValue) }

  /// The kind and the place that a label stands for; nil outside.
  static func meaning(_ label: UInt8) -> (kind: Int, place: Place)? {
    label == 0 ? nil : Place(rawValue: Int(label - 1) % 4).map { (Int(label - 1) / 4, $0) }
  }

  /// The place of a word in a name of so many.
  static func place(_ index: Int, of count: Int) -> Place {
    if count == 1 { return .single }
    return index == 0 ? .begin : index == count - 1 ? .end : .inside
  }

  /// The number of ``found(_:_:)``'s letters, and of that of no name.
  static let letters = 41

  /// The letter of a word on which a name was found, from 1 on.
  static func found(_ mention: Mention, _ place: Place) -> UInt16 {
    let kind =
      switch mention.label {
      case .person: 0
      case .gpe, .loc: 1
      case .org: 2
      case .title: 3
      default: 4
      }
    return UInt16(1 + (kind * 4 + place.rawValue) * 2 + (mention.source == .gazetteer ? 1 : 0))
  }
}
