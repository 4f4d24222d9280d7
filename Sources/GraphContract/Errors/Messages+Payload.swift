package import EntityModel
package import OData

extension Messages {
  /// What the gateway, the directory and the closed types say about a body (graph-platform 1.15).
  package func error(_ failure: PayloadError) -> GraphError {
    switch failure {
    case .notAnObject(let path): .mismatch(path)
    case .wrongKind(let name, let expected, _, let text): wrongKind(name, expected, text)
    case .badReference(let name, _): .mismatch(name)
    case .unknownProperty(let name, let type, _):
      .badRequest(
        "The property '\(name)' does not exist on type '\(type.name)'. Make sure to only use property names that "
          + "are defined by the type or mark the type as open type.")
    case .repeatedProperty(let name, _):
      .badRequest(
        "Multiple properties with the name '\(name)' were detected in a resource or a complex value. In OData, "
          + "duplicate property names are not allowed.")
    case .readOnlyProperty(let name, _, _):
      .requestBadRequest("Property '\(name)' is read-only and cannot be set.")
    case .missingProperty(let name, let type, _), .notNullable(let name, let type, _):
      valueRequired(name, type)
    case .invalidLiteral(_, let text, let expected, _): .badRequest(conversion(of: text, to: expected))
    case .unknownMember(_, let text, _, _): .badRequest("Requested value '\(text)' was not found.")
    case .outOfRange(let name, let text, _):
      .badRequest("The value '\(text)' of property '\(name)' is out of range.")
    case .wrongLength(let name, let type, _): wrongLength(name, type)
    case .typeMissing(let declared, _):
      .badRequest(
        "An '@odata.type' is needed: the type '\(declared.name)' is abstract and cannot be created.")
    case .typeUnknown(let name, _): .badRequest("The type '\(name)' in the request payload is not known.")
    case .typeAbstract(let type, _):
      .badRequest("The type '\(type.name)' is abstract and cannot be created.")
    case .typeMismatch(let type, let declared, _):
      .badRequest(
        "The type '\(type.name)' in the request payload is not assignable to the expected type '\(declared.name)'."
      )
    }
  }

  private func wrongKind(_ name: String, _ expected: TypeReference, _ text: String?) -> GraphError {
    guard let text, case .primitive(let type) = expected.element, type != .string else {
      return .mismatch(name)
    }
    return .badRequest(conversion(of: text, to: type))
  }

  private func conversion(of text: String, to type: PrimitiveType) -> String {
    type == .guid
      ? "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details."
      : "Cannot convert the literal '\(text)' to the expected type '\(type.rawValue)'."
  }

  private func wrongLength(_ name: String, _ type: StructuredType) -> GraphError {
    let message = "Invalid value specified for property '\(name)' of resource '\(type.resourceName)'."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "InvalidValue", message: message, target: name)])
  }

  private func valueRequired(_ name: String, _ type: StructuredType) -> GraphError {
    let message = "A value is required for property '\(name)' of resource '\(type.resourceName)'."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "PropertyValueRequired", message: message, target: name)])
  }
}

extension StructuredType {
  /// The short name with a capital, as messages write it: `User`.
  package var resourceName: String { shortName.prefix(1).uppercased() + shortName.dropFirst() }
}

extension GraphError {
  /// - Parameter name: of the property; `$` for the body itself.
  fileprivate static func mismatch(_ name: String) -> GraphError {
    .badRequest(
      name == "$"
        ? "The root value in payload has a value that does not match schema."
        : "Property \(name) in payload has a value that does not match schema.")
  }
}
