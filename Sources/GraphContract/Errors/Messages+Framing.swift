extension Messages {
  package func error(_ failure: FramingFailure) -> GraphError {
    switch failure {
    case .targetTooLong: GraphError(414, "RequestUriTooLong", "The request URI is too long.")
    case .headTooLarge:
      GraphError(431, "RequestHeaderFieldsTooLarge", "The request header fields are too large.")
    case .bodyUnframed:
      .badRequest("The length of the request body cannot be told from the request headers.")
    case .targetMalformed: .badRequest("The request target holds a character that it must not.")
    case .headMalformed: .badRequest("The request line or a header field is malformed.")
    case .hostMalformed: .badRequest("A request must have exactly one Host header field that names a host.")
    case .versionUnsupported:
      GraphError(505, "HTTPVersionNotSupported", "The version of the protocol is not supported.")
    case .late: GraphError(408, "RequestTimeout", "The request did not arrive in time.")
    case .bodyMalformed: .badRequest("The chunks of the request body are malformed.")
    case .targetFormUnknown:
      .badRequest(
        "The request target must be a path that begins with a slash, or a whole URL, without a fragment.")
    case .tunnelAskedFor:
      GraphError(501, "NotImplemented", "The service is no proxy: it opens no connections.")
    }
  }
}
