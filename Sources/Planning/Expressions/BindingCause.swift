import OData

/// What the binder found wrong, as far as the services' words tell one thing from another.
enum BindingCause {
  /// The name, and the type that has no such property.
  case unknownProperty(String, type: String)
  /// The path, and the type that has the property.
  case notFilterable(String, type: String)
  /// The binder's own message says it.
  case other

  init(_ kind: BindingError.Kind) {
    switch kind {
    case .unknownProperty(let name, let type): self = .unknownProperty(name, type: type)
    case .notFilterable(let path, let type): self = .notFilterable(path, type: type)
    case .incompatibleOperands, .incompatibleOperand, .unknownFunction, .noSignature, .notBoolean,
      .notOrderable, .unknownMember, .invalidLiteral, .collection, .notCollection, .notStructured,
      .unknownType, .unrelatedType, .recursiveAlias, .repeatedName, .invalidPattern, .notSupported,
      .searchWithoutProperty, .notSearchable:
      self = .other
    }
  }
}
