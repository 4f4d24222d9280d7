import EntityModel
import GraphContract
import JSON

/// Texts of users, groups and devices as clients give them: none is empty (null is what clears), and some are words of a
/// short list. How long they may be the model says.
struct DirectoryTexts {
  private let model: EntityModel

  init(_ model: EntityModel) { self.model = model }

  /// Refuses what cannot be, and brings words into the pages' spelling.
  ///
  /// - Parameter old: what is there is not looked at again; nothing of a new object.
  func settle(
    _ new: inout [String: JSONValue], changing old: [String: JSONValue] = [:], of type: StructuredType
  ) throws {
    try check(new, changing: old, of: type)
    try ClosedWords.settle(&new, changing: old, of: type)
  }

  /// The same of an object as it is stored.
  func settle(_ new: inout JSONObject, changing old: JSONObject, of type: StructuredType) throws {
    let before = Self.values(new)
    var values = before
    try settle(&values, changing: Self.values(old), of: type)
    for (name, value) in values where value != before[name] { new[name] = value }
  }

  /// - Throws: `GraphError` for the first empty text, in the order of the model.
  private func check(
    _ new: [String: JSONValue], changing old: [String: JSONValue], of type: StructuredType
  ) throws {
    for property in type.properties {
      let name = property.storedName
      guard let value = new[name], value != old[name] else { continue }
      try check(value, changing: old[name], property, of: type)
    }
  }

  private func check(
    _ value: JSONValue, changing old: JSONValue?, _ property: Property, of type: StructuredType
  ) throws {
    switch value {
    case .string, .array:
      guard !Self.holdsEmptyText(value) else {
        throw DirectoryError.invalidValue(property.name, of: type.resourceName)
      }
    case .object(let object):
      // What other parts of the service keep with a user, as messages of a mailbox, may be empty.
      guard case .structured(let name) = property.type.element, let complex = model.type(name),
        complex.traits.workload != nil
      else { return }
      try check(Self.values(object), changing: Self.values(old?.objectValue ?? [:]), of: complex)
    case .null, .bool, .number: return
    }
  }

  private static func values(_ object: JSONObject) -> [String: JSONValue] {
    Dictionary(object.members.map { ($0.name, $0.value) }) { first, _ in first }
  }

  private static func holdsEmptyText(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.isEmpty
    case .array(let elements): elements.contains(where: holdsEmptyText)
    case .object(let object): object.members.contains { holdsEmptyText($0.value) }
    case .null, .bool, .number: false
    }
  }
}
