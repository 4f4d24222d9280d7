import EntityModel
import JSON

/// Completes complex values as the store keeps them: every member of their type, in model order, whatever the version
/// of the service that a client speaks knows of them, and however deep they are.
struct WholeValue {
  /// The store's own.
  let model: EntityModel

  /// - Parameter old: the value whose members stay where the new one does not name them; nil: those are missing.
  func value(_ value: JSONValue, as type: TypeReference, over old: JSONValue? = nil) -> JSONValue {
    guard case .structured(let name) = type.element, let declared = model.type(name) else { return value }
    return switch value {
    case .object(let object): .object(self.object(object, declared, over: old?.objectValue))
    // There is nothing that an element could be merged with: the collection is replaced.
    case .array(let elements): .array(elements.map { self.value($0, as: type) })
    case .null, .bool, .number, .string: value
    }
  }

  private func object(
    _ object: JSONObject, _ declared: StructuredType, over old: JSONObject?
  ) -> JSONObject {
    guard let type = type(of: object, declared) else { return object }
    var members = object.members.filter { $0.name.hasPrefix("@") }
    for property in type.properties {
      let old = old?[property.name]
      let value = object[property.name].map { self.value($0, as: property.type, over: old) }
      members.append(
        JSONObject.Member(name: property.name, value: value ?? old ?? model.missingValue(of: property)))
    }
    // What navigation leads to is part of the value; of other names the store's model knows nothing.
    let others = JSONObject(Self.undeclared(object, type))
    guard type.isOpen else { return JSONObject(members + others.members) }
    let kept = JSONObject(Self.undeclared(old ?? [:], type))
    return JSONObject(members + Self.dynamic(others, over: kept).members)
  }

  private static func undeclared(_ object: JSONObject, _ type: StructuredType) -> [JSONObject.Member] {
    object.members.filter { !$0.name.hasPrefix("@") && type.property($0.name) == nil }
  }

  /// A value that no type declares: null clears it, and the members of a complex one that are not named stay.
  static func dynamic(_ value: JSONValue, over old: JSONValue?) -> JSONValue? {
    guard case .object(let object) = value else { return value.isNull ? nil : value }
    return .object(dynamic(object, over: old?.objectValue ?? [:]))
  }

  private static func dynamic(_ new: JSONObject, over old: JSONObject) -> JSONObject {
    var object = old
    for member in new.members { object[member.name] = dynamic(member.value, over: object[member.name]) }
    return object
  }

  /// nil for a type that the store's model does not name so.
  private func type(of object: JSONObject, _ declared: StructuredType) -> StructuredType? {
    guard let annotation = object["@odata.type"]?.stringValue else { return declared }
    return model.type(annotation: annotation)
  }
}
