/// Why an entity was found, for people: what found it, and what spoke for it.
public struct Explanation: Sendable, Equatable {
  /// `gazetteer`, `model`, `propagated`, or the name of a rule, such as `organisation-suffix`: stable for ever.
  public var rule: String
  /// The lines of dictionaries, words of the text and weights that spoke for it, the weightiest first.
  public var evidence: [String]
  /// The index, in the entities, of the mention that this one was found by.
  public var origin: Int?

  public init(rule: String, evidence: [String], origin: Int? = nil) {
    self.rule = rule
    self.evidence = evidence
    self.origin = origin
  }
}
