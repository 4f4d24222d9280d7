import JSON

extension Messages {
  package func error(_ failure: OutageFailure) -> GraphError {
    switch failure {
    case .throttled(let seconds):
      GraphError(
        429, "TooManyRequests", "Please retry again later.",
        inner: ["code": "429", "message": "Please retry after", "status": "429"], headers: retry(seconds))
    case .unavailable(let seconds):
      GraphError(503, "ServiceNotAvailable", "The service is not available.", headers: retry(seconds))
    case .timedOut: GraphError(504, "GatewayTimeout", "The service did not answer the gateway in time.")
    case .failed: GraphError(500, "InternalServerError", "The server could not process the request.")
    case .unknown(let status): GraphError(status, "UnknownError", "")
    }
  }

  private func retry(_ seconds: Int?) -> [(String, String)] {
    seconds.map { [("Retry-After", String($0))] } ?? []
  }
}
