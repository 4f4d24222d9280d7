import EntityModel
import GraphContract
import JSON
import OData

/// The words that each area has for what the engine finds wrong (graph-platform 3.3 to 3.6 and 6.2, and section 4
/// of the licensing, Intune and entitlement references).
enum ErrorTable {
  /// - Parameter area: of the segment that fails, or of the path's last one for options, bodies and methods.
  static func error(_ failure: RequestFailure, in area: Area) -> GraphError {
    if area == .licensing, let error = licensingError(failure) { return error }
    if area == .intune, let error = intuneError(failure) { return error }
    if area == .entitlement, let error = entitlementError(failure) { return error }
    if area == .directory, let error = directoryError(failure) { return error }
    return gatewayError(failure)
  }

  /// The errors that are the same in every area, and the plain forms of the others.
  private static func gatewayError(_ failure: RequestFailure) -> GraphError {
    switch failure {
    case .unknownVersion, .unknownSegment, .collectionInTheMiddle, .methodNotAllowed, .notImplemented:
      routingError(failure)
    case .tokenMissing, .applicationAsCaller, .missingObject, .malformedIdentifier, .missingTarget:
      objectError(failure)
    case .emptyBody, .contentTypeMissing, .contentTypeUnsupported, .malformedJSON, .bodyTooLarge,
      .bodyUndecodable, .encodingUnsupported, .targetTooLong, .headTooLarge,
      .bodyUnframed, .targetMalformed:
      transportError(failure)
    case .payload(let error): PayloadWords.plain(error)
    case .referenceMissing, .referenceMalformed, .referenceUnsuitable, .referenceFixed, .referenceEmpty,
      .tooManyReferences, .writeToReference, .patchOfReferences, .typeChanged, .parametersMissing,
      .parameterUnknown, .duplicateValue, .duplicateIdentifier, .alreadyLinked, .notLinked:
      contentError(failure)
    default: queryError(failure)
    }
  }

  private static func routingError(_ failure: RequestFailure) -> GraphError {
    switch failure {
    case .unknownVersion(let version): GraphError(400, "BadRequest", "Invalid version: \(version)")
    case .unknownSegment(let segment):
      GraphError(400, "BadRequest", "Resource not found for the segment '\(segment)'.")
    case .collectionInTheMiddle(let segment):
      GraphError(
        400, "Request_BadRequest",
        "The request URI is not valid. Since the segment '\(segment)' refers to a collection, this must be the "
          + "last segment in the request URI. All intermediate segments must refer to a single resource.")
    case .methodNotAllowed(_, let allowed, _, _):
      GraphError(
        405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.",
        headers: [("Allow", allowed.joined(separator: ", "))])
    case .notImplemented(let feature):
      GraphError(501, "NotImplemented", "This emulator does not imitate \(feature).")
    default: badRequest("The request is invalid.")
    }
  }

  private static func objectError(_ failure: RequestFailure) -> GraphError {
    switch failure {
    case .tokenMissing(let host):
      GraphError(
        401, "InvalidAuthenticationToken", "Access token is empty.",
        headers: [("WWW-Authenticate", Authentication.challenge(host: host))])
    case .applicationAsCaller(let alias):
      badRequest("/\(alias) request is only valid with delegated authentication flow.")
    case .missingObject(let id, _): GraphError(404, "Request_ResourceNotFound", Self.doesNotExist(id))
    case .malformedIdentifier(let id):
      GraphError(400, "Request_BadRequest", "Invalid object identifier '\(id)'.")
    case .missingTarget(let navigation):
      GraphError(404, "Request_ResourceNotFound", Self.doesNotExist(navigation))
    default: badRequest("The request is invalid.")
    }
  }

  static func doesNotExist(_ name: String) -> String {
    "Resource '\(name)' does not exist or one of its queried reference-property objects are not present."
  }

  private static func transportError(_ failure: RequestFailure) -> GraphError {
    switch failure {
    case .emptyBody: badRequest("Empty Payload. JSON content expected.")
    case .contentTypeMissing:
      badRequest("Write requests (excluding DELETE) must contain the Content-Type header declaration.")
    case .contentTypeUnsupported: badRequest("Entity only allows writes with a JSON Content-Type header.")
    case .malformedJSON, .bodyUndecodable:
      badRequest(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid "
          + "JSON format.")
    case .targetTooLong: GraphError(414, "RequestUriTooLong", "The request URI is too long.")
    case .headTooLarge:
      GraphError(431, "RequestHeaderFieldsTooLarge", "The request header fields are too large.")
    case .bodyUnframed: badRequest("The length of the request body cannot be told from the request headers.")
    case .targetMalformed: badRequest("The request target holds a character that it must not.")
    case .bodyTooLarge: GraphError(413, "RequestEntityTooLarge", "The request entity is too large.")
    case .encodingUnsupported(let name):
      GraphError(415, "UnsupportedMediaType", "The content encoding '\(name)' is not supported.")
    default: badRequest("The request is invalid.")
    }
  }

  private static func contentError(_ failure: RequestFailure) -> GraphError {
    switch failure {
    case .referenceMissing(_, let sent): GraphError(404, "Request_ResourceNotFound", Self.doesNotExist(sent))
    case .referenceUnsuitable(let property, _):
      GraphError(404, "Request_ResourceNotFound", Self.doesNotExist(property))
    case .referenceMalformed(let property, _):
      GraphError(400, "Request_BadRequest", "Invalid URL format specified in @odata.bind for \(property)")
    case .referenceEmpty: badRequest("Unexpected empty reference: the body has no '@odata.id'.")
    case .referenceFixed(let property):
      badRequest("The value of '\(property)' does not match the request URL.")
    case .tooManyReferences(let property, let limit):
      GraphError(
        400, "Request_BadRequest", "At most \(limit) objects can be bound to '\(property)' in one request.")
    case .writeToReference: badRequest("Write requests are only supported on contained entities")
    case .patchOfReferences: badRequest("The request is currently not supported on the targeted entity set")
    case .typeChanged(let from, let to):
      badRequest("An object of type '\(from.name)' cannot become one of type '\(to.name)'.")
    case .parametersMissing(let operation, let names):
      GraphError(
        400, "Request_BadRequest",
        "One or more parameters of the operation '\(operation)' are missing from the request payload. The missing "
          + "parameters are: \(names.joined(separator: ", ")).")
    case .parameterUnknown(let operation, let name):
      badRequest(
        "The parameter '\(name)' in the request payload is not a valid parameter for the operation '\(operation)'."
      )
    case .duplicateValue(let property, _): conflict(property)
    case .duplicateIdentifier: conflict("id")
    case .alreadyLinked(let property):
      GraphError(
        400, "Request_BadRequest",
        "One or more added object references already exist for the following modified properties: '\(property)'."
      )
    case .notLinked(_, let id): GraphError(404, "Request_ResourceNotFound", Self.doesNotExist(id))
    default: badRequest("The request is invalid.")
    }
  }

  private static func conflict(_ property: String) -> GraphError {
    let message = "Another object with the same value for property \(property) already exists."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "ObjectConflict", message: message, target: property)])
  }

  private static func queryError(_ failure: RequestFailure) -> GraphError {
    switch failure {
    case .unknownOption(let name), .optionNotServed(let name):
      GraphError(400, "Request_BadRequest", "Unrecognized query argument specified: '\(name)'.")
    case .repeatedOption(let name):
      badRequest(
        "Query option '\(name)' was specified more than once, but it must be specified at most once.")
    case .invalidNumber(let option, let text):
      badRequest(
        "Invalid value '\(text)' for \(option) query option found. The \(option) query option requires a "
          + "non-negative integer value.")
    case .pageSizeOutOfRange(let text, let limit):
      GraphError(
        400, "Request_UnsupportedQuery",
        "Invalid page size specified: '\(text)'. Must be between 1 and \(limit) inclusive.")
    case .skipNotServed: GraphError(400, "Request_BadRequest", "'$skip' is not supported by the service.")
    case .invalidBoolean(let option, let text):
      badRequest(
        "Invalid value '\(text)' for \(option) query option found. Valid values are 'true' and 'false'.")
    case .invalidFormat(let text): badRequest("The format '\(text)' is not supported.")
    case .invalidPageToken: GraphError(400, "Directory_ExpiredPageToken", Self.expiredToken)
    case .syncStateNotFound(let restart):
      GraphError(
        410, "syncStateNotFound",
        "The sync state of the token is not found. Start anew without a token.",
        headers: [("Location", restart)])
    case .filterSyntax(let error): badRequest("Invalid filter clause: \(error.message)")
    case .filterInvalid(let message): badRequest("Invalid filter clause: \(message)")
    case .filterUnknownProperty(let name, let type), .filterNotSupported(let name, let type):
      badRequest("Invalid filter clause: \(Self.noProperty(name, type))")
    case .selectSyntax(let error): badRequest("Parsing OData Select and Expand failed: \(error.message)")
    case .querySyntax(let error): badRequest(error.message)
    case .unknownSelected(let name, let type), .unknownExpanded(let name, let type):
      badRequest("Parsing OData Select and Expand failed: \(Self.noProperty(name, type))")
    case .expansionTooDeep(let name):
      badRequest("Parsing OData Select and Expand failed: '\(name)' is nested too deeply.")
    case .expansionNotAllowed(let name):
      GraphError(
        400, "ExpandNotSupported",
        "Expand is not allowed for property '\(name)' according to the entity schema.")
    case .expansionsNotServed:
      badRequest(
        "Parsing OData Select and Expand failed: Only one navigation property can be expanded in a request.")
    case .expansionOptionNotServed(let option, let name):
      badRequest(
        "Parsing OData Select and Expand failed: The query option '\(option)' is not supported in the expansion "
          + "of '\(name)'.")
    case .selectInvalid(let text):
      badRequest(
        "Parsing OData Select and Expand failed: Term '\(text)' is not valid in a $select or $expand expression."
      )
    case .servedSinglyOnly: GraphError(501, "NotImplemented", "This operation target is not yet supported.")
    case .orderNotSupported(let name, let type): badRequest(Self.noProperty(name, type))
    case .countNotServed: GraphError(400, "Request_BadRequest", "$count is not currently supported.")
    case .searchNeedsHeader:
      GraphError(
        400, "Request_UnsupportedQuery",
        "Request with $search query parameter only works through MSGraph with a special request header: "
          + "'ConsistencyLevel: eventual'")
    case .searchInvalid(let message): badRequest(message)
    default: badRequest("The request is invalid.")
    }
  }

  static let expiredToken =
    "The specified page token value has expired and can no longer be included in your request."

  static func noProperty(_ name: String, _ type: StructuredType) -> String {
    "Could not find a property named '\(name)' on type '\(type.name)'."
  }

  static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }
}
