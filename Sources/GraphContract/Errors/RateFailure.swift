/// A request was one too many for a limit that counts them.
package struct RateFailure: RequestFailure, Equatable, CustomStringConvertible {
  /// Name of the limit.
  package let limit: String
  /// In seconds.
  package let retryAfter: Int
  /// What is told of the limit, where it is.
  package let headers: [GraphError.Header]

  package init(limit: String, retryAfter: Int, headers: [GraphError.Header]) {
    (self.limit, self.retryAfter, self.headers) = (limit, retryAfter, headers)
  }

  package func told(by messages: any Messages) -> GraphError {
    var error = messages.error(OutageFailure.throttled(retryAfter: retryAfter))
    error.headers += headers
    return error
  }

  package var description: String { "exceeded(limit: \"\(limit)\", retryAfter: \(retryAfter))" }
}
