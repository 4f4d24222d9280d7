import EntityModel

extension Messages {
  package func error(_ failure: BodyFailure) -> GraphError {
    switch failure {
    case .empty: .badRequest("Empty Payload. JSON content expected.")
    case .contentTypeMissing:
      .badRequest("Write requests (excluding DELETE) must contain the Content-Type header declaration.")
    case .contentTypeUnsupported: .badRequest("Entity only allows writes with a JSON Content-Type header.")
    case .malformedJSON, .undecodable:
      .badRequest(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid "
          + "JSON format.")
    case .tooLarge: GraphError(413, "RequestEntityTooLarge", "The request entity is too large.")
    case .encodingUnsupported(let name):
      GraphError(415, "UnsupportedMediaType", "The content encoding '\(name)' is not supported.")
    case .payload(let failure): error(failure)
    case .typeChanged(let from, let to):
      .badRequest("An object of type '\(from.name)' cannot become one of type '\(to.name)'.")
    case .parametersMissing(let operation, let names):
      .requestBadRequest(
        "One or more parameters of the operation '\(operation)' are missing from the request payload. The missing "
          + "parameters are: \(names.joined(separator: ", ")).")
    case .parameterUnknown(let operation, let name):
      .badRequest(
        "The parameter '\(name)' in the request payload is not a valid parameter for the operation '\(operation)'."
      )
    }
  }
}
