package import JSON

/// Values that are right by their type and say nothing.
extension EntityModel {
  /// What stands for an answer that nobody makes: an empty collection, 0, an empty text, an object with the defaults of
  /// its members.
  package func stubValue(of type: TypeReference) -> JSONValue {
    if type.isCollection { return .array([]) }
    switch type.element {
    case .primitive(let primitive): return primitive.stub ?? zero(of: type) ?? .string("")
    case .enumeration(let name): return zero(of: type) ?? .string(enumType(name)?.members.first?.name ?? "")
    case .structured(let name): return self.type(name).map { .object(stub(of: $0)) } ?? .null
    }
  }

  /// Where the type is abstract, one of those below it, which the answer names.
  private func stub(of declared: StructuredType) -> JSONObject {
    let type = declared.isAbstract ? family(of: declared).first { !$0.isAbstract } ?? declared : declared
    var object: JSONObject = type === declared ? [:] : ["@odata.type": .string("#" + type.name)]
    for property in type.properties
    where !property.traits.isSelectOnly && property.type.element != .primitive(.stream) {
      let isKey = type.kind == .entity && property.name == "id"
      object[property.name] = isKey ? PrimitiveType.guid.stub : missingValue(of: property)
    }
    return object
  }
}

extension PrimitiveType {
  /// Of those for which there is no zero.
  fileprivate var stub: JSONValue? {
    switch self {
    case .binary, .string, .stream: ""
    case .date: "0001-01-01"
    case .dateTimeOffset: "0001-01-01T00:00:00Z"
    case .duration: "PT0S"
    case .guid: "00000000-0000-0000-0000-000000000000"
    case .timeOfDay: "00:00:00"
    case .untyped: .null
    case .boolean, .byte, .decimal, .double, .int16, .int32, .int64, .sbyte, .single: nil
    }
  }
}
