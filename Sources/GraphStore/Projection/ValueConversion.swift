package import EntityModel
package import JSON

/// Values as a client has to see them where the stored text differs: members that the version of the service does not
/// know are left out, others have another name or spelling, and later members of enumerations are hidden.
///
/// Only where there is such a difference is stored text parsed; everywhere else it is copied.
package struct ValueConversion: Sendable {
  /// The version's own model.
  private let model: EntityModel
  private let stored: EntityModel
  private let property: Property
  /// What declares the property; nil for a value that is none.
  private let type: StructuredType?
  /// Members that the version does not know may be there, and have other names.
  private let translates: Bool
  /// Members of enumerations are hidden; nil: of none that the value may hold.
  private let hiding: HidingTypes?

  /// nil when the stored text is what is sent.
  ///
  /// - Parameters:
  ///   - type: what declares the property; nil for a value that is none.
  ///   - stored: the model whose names the store uses.
  ///   - translating: true for a value that has the members of all versions.
  package init?(
    _ property: Property, of type: StructuredType? = nil, model: EntityModel, stored: EntityModel,
    style: RepresentationStyle, translating: Bool = false
  ) {
    var differences = ModelDifferences(model: model, stored: stored)
    let kept = type.flatMap { stored.type($0.storedName)?.property(property.storedName) }
    translates = translating || differences.has(property.type, keptAs: kept?.type)
    let hiding = HidingTypes(
      model, stored: model === stored ? nil : stored, hidesLater: !style.namesLaterMembers)
    var search = hiding
    self.hiding = search.has(property, type) ? hiding : nil
    guard translates || self.hiding != nil else { return nil }
    (self.model, self.stored, self.property, self.type) = (model, stored, property, type)
  }

  func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    // The store wrote the text: it is JSON.
    guard let value = try? JSONValue.parse(Array(text)) else { return bytes.append(contentsOf: text) }
    bytes.append(json: converted(value))
  }

  package func converted(_ value: JSONValue) -> JSONValue { converted(value, property, type) }

  private func converted(_ value: JSONValue, _ property: Property, _ type: StructuredType?) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.compactMap { element($0, property, type) })
    case .object(let object): .object(converted(object, property))
    case .string(let text): converted(text, property, type).map(JSONValue.string) ?? .null
    case .null, .bool, .number: value
    }
  }

  /// nil for one that cannot be said: no element is null.
  private func element(_ value: JSONValue, _ property: Property, _ type: StructuredType?) -> JSONValue? {
    let shown = converted(value, property, type)
    return shown.isNull && !value.isNull ? nil : shown
  }

  private func converted(_ text: String, _ property: Property, _ type: StructuredType?) -> String? {
    var text = text
    if let members = hiding?.members(of: property, type) {
      guard let shown = members.hiding(text) else { return nil }
      text = shown
    }
    return property.traits.isCamelCased ? text.prefix(1).lowercased() + text.dropFirst() : text
  }

  // MARK: Complex values

  private func converted(_ object: JSONObject, _ property: Property) -> JSONObject {
    guard case .structured(let name) = property.type.element, let declared = model.type(name) else {
      return object
    }
    let annotation = object["@odata.type"]?.stringValue
    // A type of that name may be another one here, which this place cannot have.
    let known = annotation.flatMap { model.type(annotation: $0) }.flatMap {
      model.isKind($0, of: declared) ? $0 : nil
    }
    guard translates else { return JSONObject(object.members.map { converted($0, known ?? declared) }) }
    let type = known ?? annotation.flatMap { nearest($0, below: declared) } ?? declared
    var members = object.members.filter { known != nil && $0.name == "@odata.type" }
    if known == nil, type !== declared {
      members = [JSONObject.Member(name: "@odata.type", value: .string("#" + type.name))]
    }
    return JSONObject(members + translated(object, type))
  }

  /// What the version knows of a type that only the store knows: the nearest base that the place can have.
  private func nearest(_ annotation: String, below declared: StructuredType) -> StructuredType? {
    var type = stored.type(annotation: annotation)
    while let current = type {
      if let found = model.type(storedAs: current.name), model.isKind(found, of: declared) { return found }
      type = current.baseType
    }
    return nil
  }

  private func converted(_ member: JSONObject.Member, _ type: StructuredType) -> JSONObject.Member {
    guard let property = type.property(member.name) else { return member }
    return JSONObject.Member(name: member.name, value: converted(member.value, property, type))
  }

  /// The members that the type has in this version, and of an open one all others.
  private func translated(_ object: JSONObject, _ type: StructuredType) -> [JSONObject.Member] {
    var members: [JSONObject.Member] = []
    for property in type.properties {
      guard let value = object[property.storedName] else { continue }
      members.append(JSONObject.Member(name: property.name, value: converted(value, property, type)))
    }
    for navigation in type.navigationProperties {
      guard let value = object[navigation.storedName] else { continue }
      members.append(
        JSONObject.Member(name: navigation.name, value: converted(value, navigation.asValue, nil)))
    }
    guard type.isOpen else { return members }
    let declared = Set(type.properties.map(\.storedName) + type.navigationProperties.map(\.storedName))
    return members + object.members.filter { !$0.name.hasPrefix("@") && !declared.contains($0.name) }
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

  /// - Parameter kept: the type that the store's model declares there; nil: the same.
  mutating func has(_ type: TypeReference, keptAs kept: TypeReference?) -> Bool {
    guard model !== stored, case .structured(let name) = type.element, let type = model.type(name) else {
      return false
    }
    if case .structured(let other)? = kept?.element, other != type.storedName { return true }
    return has(type)
  }

  /// Whether the type, one below it or one inside it has other members, or there are others below it.
  private mutating func has(_ type: StructuredType) -> Bool {
    guard visited.insert(type.name).inserted else { return false }
    let derived = model.derivedTypes(of: type)
    guard let other = stored.type(type.storedName),
      other.properties.map(\.name) == type.properties.map(\.name),
      Set(stored.derivedTypes(of: other).map(\.name)).isSubset(of: derived.map(\.storedName)),
      !type.properties.contains(where: \.traits.isCamelCased)
    else { return true }
    for property in type.properties
    where has(property.type, keptAs: other.property(property.storedName)?.type) { return true }
    for next in derived where has(next) { return true }
    return false
  }
}
