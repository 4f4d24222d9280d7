import EntityModel
import JSON

/// Makes bodies from the model: an object with a value for each member that a client may give.
struct RouteSample {
  let model: EntityModel

  /// - Returns: nil for a type that none derives from and that is abstract.
  func object(of type: StructuredType, depth: Int = 0) -> JSONValue? {
    guard let own = concrete(type) else { return nil }
    var object = JSONObject()
    if own !== type || depth == 0 { object["@odata.type"] = .string("#\(own.name)") }
    for property in own.properties where isGiven(property) {
      if let value = value(of: property.type, depth: depth) { object[property.name] = value }
    }
    return .object(object)
  }

  /// The type itself, or the first that derives from it and is not abstract.
  func concrete(_ type: StructuredType) -> StructuredType? { model.family(of: type).first { !$0.isAbstract } }

  private func isGiven(_ property: Property) -> Bool {
    let traits = property.traits
    return property.name != "id" && !traits.isComputed && !traits.isHidden && traits.derived == nil
  }

  private func value(of type: TypeReference, depth: Int) -> JSONValue? {
    let value: JSONValue? =
      switch type.element {
      case .primitive(let primitive): Self.value(of: primitive)
      case .enumeration(let name): (model.enumType(name)?.members.first).map { .string($0.name) }
      case .structured(let name):
        depth < 4 ? model.type(name).flatMap { object(of: $0, depth: depth + 1) } : nil
      }
    return type.isCollection ? .array(value.map { [$0] } ?? []) : value
  }

  private static func value(of type: PrimitiveType) -> JSONValue {
    switch type {
    case .boolean: .bool(true)
    case .byte, .int16, .int32, .int64, .sbyte: .number(7)
    case .decimal, .double, .single: .number("1.5")
    case .date: "2026-01-02"
    case .dateTimeOffset: "2026-01-02T03:04:05Z"
    case .duration: "PT1H"
    case .guid: "12121212-0000-4000-8000-000000000001"
    case .timeOfDay: "08:15:30.0000000"
    case .binary, .stream: "AQID"
    case .string, .untyped: "Sample"
    }
  }
}
