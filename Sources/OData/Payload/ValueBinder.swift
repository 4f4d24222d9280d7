package import EntityModel
package import JSON

/// Checks values against their types and brings them into the stored form: ids and times normalized, enumeration
/// members in the model's spelling, complex values whole and in model order.
package struct ValueBinder: Sendable {
  let model: EntityModel
  /// Members that a complex value does not mention stay out of it, so that a merge can tell.
  let keepsMissing: Bool
  /// Null brings a property back to its default.
  let takesNullForDefault: Bool
  /// Texts keep to the lengths of the model.
  let checksLengths: Bool

  package init(
    model: EntityModel, keepsMissing: Bool, takesNullForDefault: Bool = false, checksLengths: Bool = true
  ) {
    self.model = model
    self.keepsMissing = keepsMissing
    self.takesNullForDefault = takesNullForDefault
    self.checksLengths = checksLengths
  }

  package func value(
    _ value: JSONValue, of property: Property, in type: StructuredType, path: String
  ) throws(PayloadError) -> JSONValue {
    if property.type.isCollection { return try collection(value, property, type, path) }
    if value.isNull {
      guard takesNull(property, in: type) else {
        throw .notNullable(name: property.name, type: type, path: path)
      }
      return .null
    }
    let bound = try element(value, property, path)
    try checkLength(of: bound, property, type, path)
    return bound
  }

  /// A complex value that says nothing of a property that has no zero shows null, and is taken as it is shown.
  private func takesNull(_ property: Property, in type: StructuredType) -> Bool {
    property.isNullable || takesNullForDefault && property.defaultValue != nil
      || type.kind == .complex && model.missingValue(of: property).isNull
  }

  /// What has a limit cannot be empty either: null is what clears. Of a collection each element has it (CSDL 4.01, 7.2).
  private func checkLength(
    of value: JSONValue, _ property: Property, _ type: StructuredType, _ path: String
  ) throws(PayloadError) {
    guard checksLengths, let limit = property.maxLength, case .string(let text) = value else { return }
    guard !text.isEmpty, text.unicodeScalars.count <= limit else {
      throw .wrongLength(name: property.name, type: type, path: path)
    }
  }

  /// A value that is no property's: a parameter of an operation.
  package func value(
    _ value: JSONValue, named name: String, as type: TypeReference, path: String
  ) throws(PayloadError) -> JSONValue {
    let property = Property.plain(name, type)
    guard type.isCollection else { return try element(value, property, path) }
    guard case .array(let elements) = value else { throw .wrongKind(name: name, expected: type, path: path) }
    var bound: [JSONValue] = []
    for (index, value) in elements.enumerated() {
      bound.append(try element(value, property, "\(path)[\(index)]"))
    }
    return .array(bound)
  }

  private func collection(
    _ value: JSONValue, _ property: Property, _ type: StructuredType, _ path: String
  ) throws(PayloadError) -> JSONValue {
    guard !value.isNull else {
      guard property.isNullable else { throw .notNullable(name: property.name, type: type, path: path) }
      return .null
    }
    guard case .array(let elements) = value else {
      throw .wrongKind(name: property.name, expected: property.type, path: path)
    }
    // There is nothing that an element could be merged with: the collection is replaced.
    let binder = ValueBinder(model: model, keepsMissing: false, checksLengths: checksLengths)
    var bound: [JSONValue] = []
    for (index, value) in elements.enumerated() {
      guard !value.isNull else {
        throw .wrongKind(name: property.name, expected: property.type, path: "\(path)[\(index)]")
      }
      let element = try binder.element(value, property, "\(path)[\(index)]")
      try checkLength(of: element, property, type, "\(path)[\(index)]")
      bound.append(element)
    }
    return .array(bound)
  }

  private func element(_ value: JSONValue, _ property: Property, _ path: String) throws(PayloadError)
    -> JSONValue
  {
    switch property.type.element {
    case .primitive(let type):
      let bound = try PrimitiveBinder(name: property.name, type: type, path: path).bind(value)
      return property.traits.isCamelCased ? bound.pascalCased : bound
    case .enumeration(let name):
      let bound = try enumeration(value, name, property, path)
      return property.traits.isCamelCased ? bound.pascalCased : bound
    case .structured(let name):
      guard let declared = model.type(name) else {
        throw .typeUnknown(name: name, path: path)
      }
      return try complex(value, declared, property, path)
    }
  }

  /// Flags are written in value order without blanks: `group,user` becomes `user,group`.
  private func enumeration(
    _ value: JSONValue, _ name: String, _ property: Property, _ path: String
  ) throws(PayloadError) -> JSONValue {
    guard case .string(let text) = value else {
      throw .wrongKind(name: property.name, expected: property.type, path: path)
    }
    guard let type = model.enumType(name) else { throw .typeUnknown(name: name, path: path) }
    let words = type.isFlags ? text.split(separator: ",").map { $0.trimmingBlanks } : [text]
    var members: [EnumType.Member] = []
    for word in words {
      guard let member = type.member(named: word) else {
        throw .unknownMember(name: property.name, text: word, enumeration: name, path: path)
      }
      if !members.contains(member) { members.append(member) }
    }
    guard !members.isEmpty else {
      throw .unknownMember(name: property.name, text: text, enumeration: name, path: path)
    }
    return .string(members.sorted { $0.value < $1.value }.map(\.name).joined(separator: ","))
  }

  // MARK: Complex values

  private func complex(
    _ value: JSONValue, _ declared: StructuredType, _ property: Property, _ path: String
  ) throws(PayloadError) -> JSONValue {
    guard case .object(let object) = value else {
      throw .wrongKind(name: property.name, expected: property.type, path: path)
    }
    if let name = object.nameRepeatedInAnotherCase {
      throw .repeatedProperty(name: name, path: path + "." + name)
    }
    let type = try complexType(object, declared, path)
    var given: [String: JSONValue] = [:]
    var dynamic: [JSONObject.Member] = []
    for member in object.members where !Self.isAnnotation(member.name) {
      guard let inner = Self.valued(member.name, of: type) else {
        // Open types, such as custom security attributes, keep what they were given.
        if type.dynamicName(member.name) != nil {
          dynamic.append(member)
          continue
        }
        throw .unknownProperty(name: member.name, type: type, path: path + "." + member.name)
      }
      given[inner.name] = try self.value(member.value, of: inner, in: type, path: path + "." + member.name)
    }
    return .object(JSONObject(whole(type, declared, given).members + dynamic))
  }

  /// The property of that name. A complex value has no row that something could hang off: what its navigation
  /// property leads to is part of the value.
  private static func valued(_ name: String, of type: StructuredType) -> Property? {
    switch type.bodyMember(name) {
    case .property(let property): property
    case .navigation(let navigation): navigation.asValue
    case nil: nil
    }
  }

  private static func isAnnotation(_ name: String) -> Bool { name.hasPrefix("@") || name.contains("@odata.") }

  private func complexType(
    _ object: JSONObject, _ declared: StructuredType, _ path: String
  ) throws(PayloadError) -> StructuredType {
    guard let type = try model.annotatedType(object, declared, path) else {
      guard !declared.isAbstract else { throw .typeMissing(declared: declared, path: path) }
      return declared
    }
    guard !type.isAbstract else { throw .typeAbstract(type, path: path) }
    return type
  }

  /// The annotation where the place does not say the type, then every member in model order.
  private func whole(
    _ type: StructuredType, _ declared: StructuredType, _ given: [String: JSONValue]
  ) -> JSONObject {
    var members: [JSONObject.Member] = []
    if type.traits.alwaysAnnotated || type.name != declared.name {
      members.append(JSONObject.Member(name: "@odata.type", value: .string("#" + type.name)))
    }
    for property in type.properties {
      let value = given[property.name] ?? (keepsMissing ? nil : model.missingValue(of: property))
      guard let value else { continue }
      members.append(JSONObject.Member(name: property.storedName, value: value))
    }
    for navigation in type.navigationProperties {
      guard let value = given[navigation.name] else { continue }
      members.append(JSONObject.Member(name: navigation.storedName, value: value))
    }
    return JSONObject(members)
  }
}

extension JSONValue {
  /// `"pendingApproval"` as `"PendingApproval"`.
  fileprivate var pascalCased: JSONValue {
    guard case .string(let text) = self, let first = text.first else { return self }
    return .string(first.uppercased() + text.dropFirst())
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
