import EntityModel
import GraphStore
import JSON

/// Tells what a seed says once more of an object from what it changes, so that an export that is merged into the tenant
/// that it is of leaves everything as it was.
struct SaidAgain {
  private let transaction: WriteTransaction
  private let values: ExportedValue

  init(_ transaction: WriteTransaction) {
    self.transaction = transaction
    values = ExportedValue(transaction.model)
  }

  /// Whether a value is the one that a property has: members have no order, and null ones of complex values are left
  /// out as an export does.
  func isKnown(_ said: JSONValue, of property: Property, in entity: Entity) -> Bool {
    guard let stored = entity.properties[property.name] else { return false }
    if said == stored { return true }
    guard !said.isNull, !stored.isNull else { return false }
    return values.written(said, property)?.inOrderOfNames == values.written(stored, property)?.inOrderOfNames
  }

  /// Whether annotations say what an export would, those of streams aside.
  func isKnown(_ annotations: JSONObject, of entity: Entity) throws -> Bool {
    let said = annotations.members.filter { $0.name != SeedStreams.annotation }
    guard !said.isEmpty else { return true }
    let stored = try ExportedAnnotations(transaction).all(of: entity, transaction.exportRules(for: entity))
    return said.allSatisfy { $0.value.inOrderOfNames == stored[$0.name]?.inOrderOfNames }
  }
}

extension JSONValue {
  fileprivate var inOrderOfNames: JSONValue {
    switch self {
    case .object(let object):
      .object(
        JSONObject(
          object.members.sorted { $0.name < $1.name }
            .map { JSONObject.Member(name: $0.name, value: $0.value.inOrderOfNames) }))
    case .array(let elements): .array(elements.map(\.inOrderOfNames))
    case .null, .bool, .number, .string: self
    }
  }
}
