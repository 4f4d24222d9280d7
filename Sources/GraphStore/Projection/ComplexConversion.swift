import EntityModel
import JSON

/// Complex values as a version of the service has them, when it is not the one whose names the store uses: members
/// that the version does not know are left out, others have another name or spelling.
///
/// Only where the two differ is stored text parsed; everywhere else it is copied.
struct ComplexConversion: Sendable {
  /// The version's own model.
  let model: EntityModel
  let declared: StructuredType

  /// nil when the stored text of the type is that of the version.
  init?(_ type: StructuredType, model: EntityModel, stored: EntityModel) {
    var differences = ModelDifferences(model: model, stored: stored)
    guard differences.has(type) else { return nil }
    self.model = model
    declared = type
  }

  func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    // The store wrote the text: it is JSON.
    guard let value = try? JSONValue.parse(Array(text)) else { return bytes.append(contentsOf: text) }
    bytes.append(json: converted(value, declared))
  }

  private func converted(_ value: JSONValue, _ type: StructuredType) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map { converted($0, type) })
    case .object(let object): .object(converted(object, type))
    case .null, .bool, .number, .string: value
    }
  }

  private func converted(_ object: JSONObject, _ declared: StructuredType) -> JSONObject {
    let annotation = object["@odata.type"]?.stringValue
    let type = annotation.flatMap { model.type(String($0.drop { $0 == "#" })) } ?? declared
    var members: [JSONObject.Member] = []
    if let annotation { members.append(JSONObject.Member(name: "@odata.type", value: .string(annotation))) }
    for property in type.properties {
      guard let value = object[property.storedName] else { continue }
      members.append(JSONObject.Member(name: property.name, value: converted(value, property)))
    }
    return JSONObject(members)
  }

  private func converted(_ value: JSONValue, _ property: Property) -> JSONValue {
    if case .structured(let name) = property.type.element, let type = model.type(name) {
      return converted(value, type)
    }
    guard property.isCamelCased, case .string(let text) = value else { return value }
    return .string(text.prefix(1).lowercased() + text.dropFirst())
  }
}

/// Which complex types of a version differ from the store's.
private struct ModelDifferences {
  let model: EntityModel
  let stored: EntityModel
  private var visited: Set<String> = []

  init(model: EntityModel, stored: EntityModel) {
    self.model = model
    self.stored = stored
  }

  /// Whether the type, one below it or one inside it has other members.
  mutating func has(_ type: StructuredType) -> Bool {
    guard model !== stored, visited.insert(type.name).inserted else { return false }
    guard let other = stored.type(type.storedName),
      other.properties.map(\.name) == type.properties.map(\.name),
      !type.properties.contains(where: \.isCamelCased)
    else { return true }
    let inner = type.properties.compactMap { property -> StructuredType? in
      guard case .structured(let name) = property.type.element else { return nil }
      return model.type(name)
    }
    for next in model.derivedTypes(of: type) + inner where has(next) { return true }
    return false
  }
}
