package import JSON

extension EntityModel {
  /// What a complex value has of a property that nobody said anything of: what can never be null is the zero of its type.
  package func missingValue(of property: Property) -> JSONValue {
    if let value = property.defaultValue { return value }
    if property.type.isCollection { return .array([]) }
    return property.isNullable ? .null : zero(of: property.type) ?? .null
  }

  /// 0, false, or the member of an enumeration with the value 0; nil for a type that has none, such as texts and times.
  package func zero(of type: TypeReference) -> JSONValue? {
    switch type.element {
    case .primitive(let type): type.zero
    case .enumeration(let name): enumType(name)?.members.first { $0.value == 0 }.map { .string($0.name) }
    case .structured: nil
    }
  }
}

extension PrimitiveType {
  fileprivate var zero: JSONValue? {
    switch self {
    case .boolean: .bool(false)
    case .byte, .decimal, .double, .int16, .int32, .int64, .sbyte, .single: .number(0)
    case .binary, .date, .dateTimeOffset, .duration, .guid, .stream, .string, .timeOfDay, .untyped: nil
    }
  }
}
