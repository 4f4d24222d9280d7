import EntityModel
import GraphContract
import OData

/// What the gateway, the directory and the closed types say about a body (graph-platform 1.15).
enum PayloadWords {
  static func plain(_ error: PayloadError) -> GraphError {
    switch error {
    case .notAnObject(let path): ErrorTable.badRequest(doesNotMatch(path))
    case .wrongKind(let name, let expected, _, let text): wrongKind(name, expected, text)
    case .badReference(let name, _): ErrorTable.badRequest(doesNotMatch(name))
    case .unknownProperty(let name, let type, _):
      ErrorTable.badRequest(
        "The property '\(name)' does not exist on type '\(type.name)'. Make sure to only use property names that "
          + "are defined by the type or mark the type as open type.")
    case .repeatedProperty(let name, _):
      ErrorTable.badRequest(
        "Multiple properties with the name '\(name)' were detected in a resource or a complex value. In OData, "
          + "duplicate property names are not allowed.")
    case .readOnlyProperty(let name, _, _):
      GraphError(400, "Request_BadRequest", "Property '\(name)' is read-only and cannot be set.")
    case .missingProperty(let name, let type, _), .notNullable(let name, let type, _):
      valueRequired(name, type)
    case .invalidLiteral(_, let text, let expected, _): ErrorTable.badRequest(cannotConvert(text, expected))
    case .unknownMember(_, let text, _, _): ErrorTable.badRequest("Requested value '\(text)' was not found.")
    case .outOfRange(let name, let text, _):
      ErrorTable.badRequest("The value '\(text)' of property '\(name)' is out of range.")
    case .typeMissing(let declared, _):
      ErrorTable.badRequest(
        "An '@odata.type' is needed: the type '\(declared.name)' is abstract and cannot be created.")
    case .typeUnknown(let name, _):
      ErrorTable.badRequest("The type '\(name)' in the request payload is not known.")
    case .typeAbstract(let type, _):
      ErrorTable.badRequest("The type '\(type.name)' is abstract and cannot be created.")
    case .typeMismatch(let type, let declared, _):
      ErrorTable.badRequest(
        "The type '\(type.name)' in the request payload is not assignable to the expected type '\(declared.name)'."
      )
    }
  }

  private static func wrongKind(_ name: String, _ expected: TypeReference, _ text: String?) -> GraphError {
    guard let text, case .primitive(let type) = expected.element, type != .string else {
      return ErrorTable.badRequest(doesNotMatch(name))
    }
    return ErrorTable.badRequest(cannotConvert(text, type))
  }

  static func cannotConvert(_ text: String, _ type: PrimitiveType) -> String {
    type == .guid
      ? "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details."
      : "Cannot convert the literal '\(text)' to the expected type '\(type.rawValue)'."
  }

  private static func doesNotMatch(_ name: String) -> String {
    "Property \(name == "$" ? "" : name) in payload has a value that does not match schema."
      .replacing("Property  in", with: "The root value in")
  }

  private static func valueRequired(_ name: String, _ type: StructuredType) -> GraphError {
    let message = "A value is required for property '\(name)' of resource '\(resource(type))'."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "PropertyValueRequired", message: message, target: name)])
  }

  /// The short name of a type with a capital, as messages write it: `User`.
  static func resource(_ type: StructuredType) -> String {
    type.shortName.prefix(1).uppercased() + type.shortName.dropFirst()
  }
}
