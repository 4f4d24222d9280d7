import OData

extension Messages {
  package func error(_ failure: QueryFailure) -> GraphError {
    switch failure {
    case .unknownOption(let name), .optionNotServed(let name):
      .requestBadRequest("Unrecognized query argument specified: '\(name)'.")
    case .repeatedOption(let name):
      .badRequest(
        "Query option '\(name)' was specified more than once, but it must be specified at most once.")
    case .invalidNumber(let option, let text):
      .badRequest(
        "Invalid value '\(text)' for \(option) query option found. The \(option) query option requires a "
          + "non-negative integer value.")
    case .invalidBoolean(let option, let text):
      .badRequest(
        "Invalid value '\(text)' for \(option) query option found. Valid values are 'true' and 'false'.")
    case .invalidFormat(let text): .badRequest("The format '\(text)' is not supported.")
    case .syntax(let error): .badRequest(error.message)
    case .pageSizeOutOfRange(let text, let limit):
      GraphError(
        400, "Request_UnsupportedQuery",
        "Invalid page size specified: '\(text)'. Must be between 1 and \(limit) inclusive.")
    case .skipNotServed: .requestBadRequest("'$skip' is not supported by the service.")
    case .countNotServed: .requestBadRequest("$count is not currently supported.")
    case .invalidPageToken:
      GraphError(
        400, "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.")
    case .filterSyntax(let error): .badRequest("Invalid filter clause: \(error.message)")
    case .filterInvalid(let message): .badRequest("Invalid filter clause: \(message)")
    case .filterUnknownProperty(let name, let type), .filterNotSupported(let name, let type):
      .badRequest("Invalid filter clause: \(GraphError.noProperty(name, type))")
    case .filterRefused(let name, _, _):
      .badRequest("Invalid filter clause: The property '\(name)' cannot be used in the query option.")
    case .windowNeeded(let start, let end):
      GraphError(
        400, "ErrorInvalidParameter",
        "This request requires a time window specified by the query string parameters"
          + " \(start.capitalizedFirst) and \(end.capitalizedFirst).")
    case .invalidMoment(let option, let text):
      GraphError(400, "ErrorInvalidParameter", "The value '\(text)' of parameter '\(option)' is invalid.")
    case .filterNeeded(let name): .badRequest("A filter by the property '\(name)' is required.")
    case .orderNotSupported(let name, let type): .badRequest(GraphError.noProperty(name, type))
    case .searchNeedsHeader:
      GraphError(
        400, "Request_UnsupportedQuery",
        "Request with $search query parameter only works through MSGraph with a special request header: "
          + "'ConsistencyLevel: eventual'")
    case .searchInvalid(let message): .badRequest(message)
    case .filterNotServed, .operatorNeedsAdvanced, .tooManyClauses, .sortNotServed, .searchNotServed:
      .badRequest("The request is invalid.")
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
