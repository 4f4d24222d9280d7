extension Messages {
  package func error(_ failure: StateFailure) -> GraphError {
    switch failure {
    case .missingObject(let id, _): .resourceNotFound(id)
    case .malformedIdentifier(let id): .requestBadRequest("Invalid object identifier '\(id)'.")
    case .missingTarget(let navigation): .resourceNotFound(navigation)
    case .missingStream(let name, let code, let message):
      .resourceNotFound(name).saying(code, message)
    case .duplicateValue(let property, _): conflict(property)
    case .duplicateIdentifier: conflict("id")
    case .alreadyLinked(let property):
      .requestBadRequest(
        "One or more added object references already exist for the following modified properties: '\(property)'."
      )
    case .notLinked(_, let id): .resourceNotFound(id)
    case .syncStateNotFound(let restart):
      GraphError(
        410, "syncStateNotFound",
        "The sync state of the token is not found. Start anew without a token.",
        headers: [("Location", restart)])
    }
  }

  private func conflict(_ property: String) -> GraphError {
    let message = "Another object with the same value for property \(property) already exists."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "ObjectConflict", message: message, target: property)])
  }
}
