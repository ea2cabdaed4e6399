/// The keywords of JSON Schema (draft 2020-12) that our schema uses. A keyword it does not know is refused, so that nothing goes unchecked.
final class SchemaValidator {
  private static let checked: Set<String> = [
    "type", "required", "properties", "items", "enum", "const", "pattern", "minimum", "maximum", "minItems", "minLength", "$ref", "allOf"
  ]
  private static let unchecked: Set<String> = ["$schema", "$defs", "title", "description"]

  private let root: JSON
  private var patterns: [String: Regex<AnyRegexOutput>] = [:]

  init(_ root: JSON) throws {
    self.root = root
    try prepare(root, "#")
  }

  /// What is wrong with a value, each with its place in it; empty where nothing is.
  func faults(_ value: JSON) -> [String] { faults(value, root, "$") }

  private func prepare(_ schema: JSON, _ path: String) throws {
    for member in schema.members {
      guard Self.checked.contains(member.key) || Self.unchecked.contains(member.key) else {
        throw JSONFault(message: "\(path): unknown keyword \(member.key)", offset: 0)
      }
      switch member.key {
      case "properties", "$defs": for child in member.value.members { try prepare(child.value, "\(path)/\(member.key)/\(child.key)") }
      case "items": try prepare(member.value, "\(path)/items")
      case "allOf": for child in member.value.items { try prepare(child, "\(path)/allOf") }
      case "pattern": patterns[member.value.text ?? ""] = try Regex(member.value.text ?? "").matchingSemantics(.unicodeScalar)
      case "$ref": if resolve(member.value) == nil { throw JSONFault(message: "\(path): \(member.value) leads nowhere", offset: 0) }
      default: break
      }
    }
  }

  private func resolve(_ reference: JSON) -> JSON? {
    guard let parts = reference.text?.split(separator: "/"), parts.first == "#" else { return nil }
    return parts.dropFirst().reduce(root) { schema, key in schema?[String(key)] }
  }

  private func faults(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    schema.members.flatMap { faults(value, keyword: $0.key, $0.value, path) }
  }

  private func faults(_ value: JSON, keyword: String, _ demand: JSON, _ path: String) -> [String] {
    switch keyword {
    case "$ref": resolve(demand).map { faults(value, $0, path) } ?? []
    case "allOf": demand.items.flatMap { faults(value, $0, path) }
    case "properties": demand.members.flatMap { child in value[child.key].map { faults($0, child.value, "\(path).\(child.key)") } ?? [] }
    case "items": value.items.enumerated().flatMap { faults($1, demand, "\(path)[\($0)]") }
    case "required":
      value.isObject ? demand.items.compactMap { $0.text }.filter { value[$0] == nil }.map { "\(path): lacks \($0)" } : []
    default: holds(value, keyword, demand) ? [] : ["\(path): is not of \(keyword) \(demand)"]
    }
  }

  private func holds(_ value: JSON, _ keyword: String, _ demand: JSON) -> Bool {
    switch (keyword, value, demand) {
    case ("type", _, .string(let type)): value.isOf(type)
    case ("type", _, .array(let types)): types.contains { $0.text.map(value.isOf) ?? false }
    case ("enum", _, .array(let choices)): choices.contains(value)
    case ("const", _, _): value == demand
    case ("minimum", .number(let number), .number(let least)): number >= least
    case ("maximum", .number(let number), .number(let most)): number <= most
    case ("minItems", .array(let items), .number(let least)): Double(items.count) >= least
    case ("minLength", .string(let text), .number(let least)): Double(text.unicodeScalars.count) >= least
    // Where $ stands for the end alone, as in ECMA-262, a line end before it does not count.
    case ("pattern", .string(let text), .string(let pattern)):
      patterns[pattern].map { text.firstMatch(of: $0).map { !pattern.hasSuffix("$") || $0.range.upperBound == text.endIndex } ?? false } ?? false
    default: true
    }
  }
}

extension JSON {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }

  fileprivate func isOf(_ type: String) -> Bool {
    switch (self, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"), (.object, "object"): true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }
}
