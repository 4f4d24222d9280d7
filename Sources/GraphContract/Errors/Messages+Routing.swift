import OData

extension Messages {
  package func error(_ failure: RoutingFailure) -> GraphError {
    switch failure {
    case .unknownVersion(let version): .badRequest("Invalid version: \(version)")
    case .pathSyntax(let error): .badRequest(error.message)
    case .unknownSegment(let segment): .badRequest("Resource not found for the segment '\(segment)'.")
    case .collectionInTheMiddle(let segment):
      .requestBadRequest(
        "The request URI is not valid. Since the segment '\(segment)' refers to a collection, this must be the "
          + "last segment in the request URI. All intermediate segments must refer to a single resource.")
    case .argument(let fault): .badRequest(fault.message)
    case .addressTooLong(let limit):
      .badRequest("A path between colons has \(limit) characters at most.")
    case .methodNotAllowed(_, let allowed, _, _): .methodNotAllowed("Request_BadRequest", allowed)
    case .segmentMissing(let segment, let advice):
      GraphError(
        501, "NotImplemented",
        "Microsoft Graph has the segment '\(segment)', and the emulator has not."
          + (advice.isEmpty ? "" : " " + advice))
    case .notImplemented(let feature):
      GraphError(501, "NotImplemented", "This emulator does not imitate \(feature).")
    }
  }
}

extension ArgumentFault {
  fileprivate var message: String {
    switch self {
    case .action(let name):
      "The request URI is not valid. The segment '\(name)' cannot include key predicates, however it may end with "
        + "empty parenthesis."
    case .repeated(let name): "The name '\(name)' is in the parentheses of a segment more than once."
    case .unnamed(let value, let operation):
      "The value '\(value)' has no name that says which parameter of the operation '\(operation)' it is for."
    }
  }
}
