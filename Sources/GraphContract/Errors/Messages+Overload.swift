extension Messages {
  package func error(_ failure: OverloadFailure) -> GraphError {
    switch failure {
    case .connections: overloaded("The service has no place for another connection.")
    case .bytes: overloaded("The service holds as many answers as it may that were not read yet.")
    }
  }

  private func overloaded(_ message: String) -> GraphError {
    GraphError(503, "ServiceNotAvailable", message, headers: [("Retry-After", "1")])
  }
}
