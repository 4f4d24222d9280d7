package import EntityModel
package import JSON

/// Values as a client has to see them where the stored text differs: members that the version of the service does not
/// know are left out, others have another name or spelling, and later members of enumerations are hidden.
///
/// Only where there is such a difference is stored text parsed; everywhere else it is copied.
package struct ValueConversion: Sendable {
  /// The version's own model.
  private let model: EntityModel
  private let property: Property
  /// Members that the version does not know may be there, and have other names.
  private let translates: Bool
  private let hidesLaterMembers: Bool

  /// nil when the stored text is what is sent.
  ///
  /// - Parameters:
  ///   - stored: the model whose names the store uses.
  ///   - translating: true for a value that has the members of all versions.
  package init?(
    _ property: Property, model: EntityModel, stored: EntityModel, style: RepresentationStyle,
    translating: Bool = false
  ) {
    var differences = ModelDifferences(model: model, stored: stored)
    translates = translating || differences.has(property.type)
    hidesLaterMembers = !style.namesLaterMembers && model.hasLaterMembers(property.type)
    guard translates || hidesLaterMembers else { return nil }
    self.model = model
    self.property = property
  }

  func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    // The store wrote the text: it is JSON.
    guard let value = try? JSONValue.parse(Array(text)) else { return bytes.append(contentsOf: text) }
    bytes.append(json: converted(value))
  }

  package func converted(_ value: JSONValue) -> JSONValue { converted(value, property) }

  private func converted(_ value: JSONValue, _ property: Property) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map { converted($0, property) })
    case .object(let object): .object(converted(object, property))
    case .string(let text): .string(converted(text, property))
    case .null, .bool, .number: value
    }
  }

  private func converted(_ text: String, _ property: Property) -> String {
    var text = text
    if hidesLaterMembers, case .enumeration(let name) = property.type.element,
      let later = model.enumType(name).flatMap(LaterMembers.init)
    {
      text = later.hiding(text)
    }
    return property.traits.isCamelCased ? text.prefix(1).lowercased() + text.dropFirst() : text
  }

  // MARK: Complex values

  private func converted(_ object: JSONObject, _ property: Property) -> JSONObject {
    guard case .structured(let name) = property.type.element, let declared = model.type(name) else {
      return object
    }
    let annotation = object["@odata.type"]?.stringValue
    let type = annotation.flatMap { model.type(annotation: $0) } ?? declared
    return translates ? translated(object, type) : JSONObject(object.members.map { converted($0, type) })
  }

  private func converted(_ member: JSONObject.Member, _ type: StructuredType) -> JSONObject.Member {
    guard let property = type.property(member.name) else { return member }
    return JSONObject.Member(name: member.name, value: converted(member.value, property))
  }

  private func translated(_ object: JSONObject, _ type: StructuredType) -> JSONObject {
    var members = object.members.filter { $0.name == "@odata.type" }
    for property in type.properties {
      guard let value = object[property.storedName] else { continue }
      members.append(JSONObject.Member(name: property.name, value: converted(value, property)))
    }
    for navigation in type.navigationProperties {
      guard let value = object[navigation.storedName] else { continue }
      members.append(JSONObject.Member(name: navigation.name, value: converted(value, navigation.asValue)))
    }
    return JSONObject(members)
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

  mutating func has(_ type: TypeReference) -> Bool {
    guard case .structured(let name) = type.element, let type = model.type(name) else { return false }
    return has(type)
  }

  /// Whether the type, one below it or one inside it has other members.
  private mutating func has(_ type: StructuredType) -> Bool {
    guard model !== stored, visited.insert(type.name).inserted else { return false }
    guard let other = stored.type(type.storedName),
      other.properties.map(\.name) == type.properties.map(\.name),
      !type.properties.contains(where: \.traits.isCamelCased)
    else { return true }
    let inner = type.properties.compactMap { property -> StructuredType? in
      guard case .structured(let name) = property.type.element else { return nil }
      return model.type(name)
    }
    for next in model.derivedTypes(of: type) + inner where has(next) { return true }
    return false
  }
}
