import EntityModel
import JSON

/// A stored value as an export writes it: without what a load puts there by itself.
struct ExportedValue {
  private let model: EntityModel

  init(_ model: EntityModel) { self.model = model }

  /// nil for a value that is left out: null and empty ones, unless a default would take their place.
  func written(_ value: JSONValue, _ property: Property) -> JSONValue? {
    switch value {
    case .null: return property.defaultValue.map { $0.isNull || !property.isNullable } ?? true ? nil : .null
    case .array(let elements):
      if elements.isEmpty { return property.defaultValue.map { $0 == [] } ?? true ? nil : value }
      return .array(elements.map { element($0, property) })
    case .object: return element(value, property)
    case .bool, .number, .string: return value
    }
  }

  private func element(_ value: JSONValue, _ property: Property) -> JSONValue {
    guard case .object(let object) = value, case .structured(let name) = property.type.element,
      let declared = model.type(name)
    else { return value }
    return .object(complex(object, declared))
  }

  private func complex(_ object: JSONObject, _ declared: StructuredType) -> JSONObject {
    let annotation = object["@odata.type"]?.stringValue
    let type = annotation.flatMap { model.type(annotation: $0) } ?? declared
    return JSONObject(
      object.members.compactMap { member in
        if member.name == "@odata.type" { return type === declared ? nil : member }
        guard let property = type.property(member.name) else { return member }
        return written(member.value, property).map { JSONObject.Member(name: member.name, value: $0) }
      })
  }
}
