/// A kind of finding about an article: a name and the type of its elements.
///
/// A stage of your own adds a layer of its own:
///
///     enum Quotations: Layer { typealias Element = Range<Int> }
///     article[Quotations.self] = [3..<9]
public protocol Layer: Sendable {
  associatedtype Element: Sendable
}

/// A layer's identity, as stages declare what they read and write.
public struct LayerID: Hashable, Sendable, CustomStringConvertible {
  private let id: ObjectIdentifier
  private let layer: any Layer.Type

  public init<L: Layer>(_ layer: L.Type) {
    id = ObjectIdentifier(layer)
    self.layer = layer
  }

  public var description: String { String(describing: layer) }

  public static func == (a: LayerID, b: LayerID) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The elements of one layer. A class, since asking an object for its class is cheaper than asking a value what it conforms to.
final class LayerBox<Element: Sendable>: Sendable {
  let elements: [Element]

  init(_ elements: [Element]) { self.elements = elements }
}

/// The layers of the contract. Each is written once, by one stage, and read by those after it.
public enum Sections: Layer { public typealias Element = Section }
public enum Sentences: Layer { public typealias Element = Sentence }
public enum Tokens: Layer { public typealias Element = Token }
public enum Numbers: Layer { public typealias Element = Number }
public enum Figures: Layer { public typealias Element = Figure }
public enum Entities: Layer { public typealias Element = Entity }
public enum Relations: Layer { public typealias Element = Relation }
public enum Facts: Layer { public typealias Element = Fact }
public enum Conversions: Layer { public typealias Element = Conversion }
