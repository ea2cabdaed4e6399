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
  @usableFromInline let id: ObjectIdentifier
  @usableFromInline let layer: any Layer.Type

  @inlinable public init<L: Layer>(_ layer: L.Type) {
    id = ObjectIdentifier(layer)
    self.layer = layer
  }

  public var description: String { String(describing: layer) }

  @inlinable public static func == (a: LayerID, b: LayerID) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The elements of one layer. A class, since asking an object for its class is cheaper than asking a value what it conforms to.
@usableFromInline final class LayerBox<Element: Sendable>: Sendable {
  @usableFromInline let elements: [Element]

  @inlinable init(_ elements: [Element]) { self.elements = elements }
}

/// A layer of an article, and which one it is.
@usableFromInline struct WrittenLayer: Sendable {
  @usableFromInline let id: LayerID
  @usableFromInline let box: any AnyObject & Sendable

  @inlinable init(id: LayerID, box: any AnyObject & Sendable) {
    self.id = id
    self.box = box
  }
}

/// The layers of the contract. Each is written once, by one stage, and read by those after it.
public enum Sections: Layer { public typealias Element = Section }
public enum Sentences: Layer { public typealias Element = Sentence }
public enum Tokens: Layer { public typealias Element = Token }
public enum Numbers: Layer { public typealias Element = Number }
public enum Figures: Layer { public typealias Element = Figure }
public enum Entities: Layer { public typealias Element = Entity }
/// One for each entity, in their order; written only where it is asked for.
public enum Explanations: Layer { public typealias Element = Explanation }
public enum Relations: Layer { public typealias Element = Relation }
public enum Facts: Layer { public typealias Element = Fact }
public enum Conversions: Layer { public typealias Element = Conversion }
