extension Messages {
  package func error(_ failure: FramingFailure) -> GraphError {
    switch failure {
    case .targetTooLong: GraphError(414, "RequestUriTooLong", "The request URI is too long.")
    case .headTooLarge:
      GraphError(431, "RequestHeaderFieldsTooLarge", "The request header fields are too large.")
    case .bodyUnframed:
      .badRequest("The length of the request body cannot be told from the request headers.")
    case .targetMalformed: .badRequest("The request target holds a character that it must not.")
    }
  }
}
