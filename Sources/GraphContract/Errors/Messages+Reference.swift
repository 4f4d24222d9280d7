extension Messages {
  package func error(_ failure: ReferenceFailure) -> GraphError {
    switch failure {
    case .missing(_, let sent): .resourceNotFound(sent)
    case .unsuitable(let property, _): .resourceNotFound(property)
    case .malformed(let property, _):
      .requestBadRequest("Invalid URL format specified in @odata.bind for \(property)")
    case .empty: .badRequest("Unexpected empty reference: the body has no '@odata.id'.")
    case .noBody: .requestBadRequest("Empty Payload. JSON content expected.")
    case .fixed(let property): .badRequest("The value of '\(property)' does not match the request URL.")
    case .tooMany(let property, let limit):
      .requestBadRequest("At most \(limit) objects can be bound to '\(property)' in one request.")
    case .writeToReference: .badRequest("Write requests are only supported on contained entities")
    case .patchOfReferences:
      .badRequest("The request is currently not supported on the targeted entity set")
    }
  }
}

extension GraphError {
  /// 404 for an id, or for what is referred to.
  package static func resourceNotFound(_ name: String) -> GraphError {
    GraphError(
      404, "Request_ResourceNotFound",
      "Resource '\(name)' does not exist or one of its queried reference-property objects are not present.")
  }
}
