package import EntityModel

/// The type of a single value in an expression.
package enum ValueType: Sendable {
  /// That of `null`, which fits everywhere.
  case null
  case primitive(PrimitiveType)
  case enumeration(EnumType)
  /// An entity or a complex value.
  case structured(StructuredType)

  /// As messages call it: `Edm.String`, `microsoft.graph.user`.
  package var name: String {
    switch self {
    case .null: "Edm.Untyped"
    case .primitive(let type): type.rawValue
    case .enumeration(let type): type.name
    case .structured(let type): type.name
    }
  }

  package var primitive: PrimitiveType? {
    guard case .primitive(let type) = self else { return nil }
    return type
  }

  package var isBoolean: Bool { primitive == .boolean }

  package var isNumeric: Bool { primitive?.numericRank != nil }

  /// Whether its values have an order: no streams and no structures.
  package var isOrdered: Bool {
    switch self {
    case .null, .enumeration: true
    case .primitive(let type): type != .stream && type != .untyped && type != .binary
    case .structured: false
    }
  }
}

extension ValueType: Equatable {
  package static func == (one: ValueType, other: ValueType) -> Bool { one.name == other.name }
}

extension PrimitiveType {
  /// Position in the order of numeric promotion (OData URL Conventions 4.01, section 5.1.1.17); nil for others.
  package var numericRank: Int? {
    switch self {
    case .sbyte: 0
    case .byte: 1
    case .int16: 2
    case .int32: 3
    case .int64: 4
    case .decimal: 5
    case .single: 6
    case .double: 7
    default: nil
    }
  }

  package var isNumeric: Bool { numericRank != nil }

  package var isInteger: Bool { (numericRank ?? 5) < 5 }

  package var isTemporal: Bool {
    self == .date || self == .dateTimeOffset || self == .timeOfDay || self == .duration
  }
}

extension EntityModel {
  /// The element type of a reference; nil when it names a type that the model does not have.
  package func valueType(_ reference: TypeReference) -> ValueType? {
    switch reference.element {
    case .primitive(let type): .primitive(type)
    case .enumeration(let name): enumType(name).map(ValueType.enumeration)
    case .structured(let name): type(name).map(ValueType.structured)
    }
  }

  /// The derived types that have the member when the type itself has not: a cast is not needed, as in paths.
  func typesDeclaring(_ name: String, below type: StructuredType) -> [StructuredType] {
    type.member(name) == nil ? derivedTypes(of: type).filter { $0.member(name) != nil } : []
  }

  /// The member of the type, or else of the first derived type that has it.
  func member(_ name: String, of type: StructuredType) -> Member? {
    type.member(name) ?? typesDeclaring(name, below: type).first?.member(name)
  }

  /// The type of that name as `cast` and `isof` write it.
  func valueType(named name: String) -> ValueType? {
    if let primitive = PrimitiveType.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() })
    {
      return .primitive(primitive)
    }
    return enumType(name).map(ValueType.enumeration) ?? type(name).map(ValueType.structured)
  }
}
