/// The service has trouble of its own, or does not want more requests now.
package enum OutageFailure: RequestFailure, Equatable {
  /// Seconds to wait; nil: it does not say.
  case throttled(retryAfter: Int?)
  case unavailable(retryAfter: Int?)
  /// The gateway has got no answer in time.
  case timedOut
  case failed
  /// Any other status: the gateway could not read what was behind it (graph-platform 3.9).
  case unknown(status: Int)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
