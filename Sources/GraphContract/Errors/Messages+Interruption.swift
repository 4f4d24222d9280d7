extension Messages {
  /// All of them are 503: SDKs try again by themselves, and what waited in vain may well be served then.
  package func error(_ failure: InterruptionFailure) -> GraphError {
    switch failure {
    case .timedOut(let limit):
      interrupted("The request was stopped since it took longer than \(limit.inSeconds).")
    case .waitedTooLong(let limit):
      interrupted(
        "The request was not served within \(limit.inSeconds): others are still at work.", retryAfter: 10)
    case .clientLeft: interrupted("The request was stopped since the client has closed the connection.")
    case .serverStops: interrupted("The request was stopped since the service ends.", retryAfter: 10)
    }
  }

  /// - Parameter retryAfter: seconds after which it is worth trying again; nil where it would take as long.
  private func interrupted(_ message: String, retryAfter: Int? = nil) -> GraphError {
    GraphError(
      503, "ServiceNotAvailable", message, headers: retryAfter.map { [("Retry-After", String($0))] } ?? [])
  }
}

extension Duration {
  /// `30 seconds`, `0.25 seconds`
  fileprivate var inSeconds: String {
    let seconds = self / .seconds(1)
    if seconds == 1 { return "1 second" }
    return seconds == seconds.rounded() ? "\(components.seconds) seconds" : "\(seconds) seconds"
  }
}
