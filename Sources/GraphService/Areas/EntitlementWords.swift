import GraphContract
import OData

extension ErrorTable {
  /// What entitlement management says in its own way (entitlement-management section 4); nil where it answers as
  /// the gateway.
  static func entitlementError(_ failure: RequestFailure) -> GraphError? {
    switch failure {
    case .missingObject(let id, _), .malformedIdentifier(let id):
      GraphError(404, "ResourceNotFound", "The resource '\(id)' was not found.")
    case .missingTarget(let navigation):
      GraphError(404, "ResourceNotFound", "The resource '\(navigation)' was not found.")
    case .referenceMissing(let property, _), .referenceUnsuitable(let property, _):
      GraphError(404, "ResourceNotFound", "The resource '\(property)' was not found.")
    case .methodNotAllowed(_, let allowed, _, _):
      GraphError(
        405, "MethodNotAllowed", "Specified HTTP method is not allowed for the request target.",
        headers: [("Allow", allowed.joined(separator: ", "))])
    case .payload(.missingProperty), .payload(.notNullable), .payload(.unknownMember), .payload(.outOfRange),
      .payload(.badReference):
      GraphError(400, "InvalidModel", "The model is invalid.")
    case .duplicateIdentifier, .duplicateValue: GraphError(400, "InvalidModel", "The model is invalid.")
    case .expansionNotAllowed, .unknownOption, .repeatedOption, .optionNotServed, .invalidPageToken:
      plain(failure)
    default: nil
    }
  }

  /// The directory's text under the code `BadRequest`.
  private static func plain(_ failure: RequestFailure) -> GraphError {
    var error = ErrorTable.error(failure, in: .gateway)
    error.code = "BadRequest"
    return error
  }
}
