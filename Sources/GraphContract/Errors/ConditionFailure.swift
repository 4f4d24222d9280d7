/// What a client says, or does not say, that it knows of an object keeps it from changing it (`If-Match`).
package enum ConditionFailure: RequestFailure {
  /// It knows another state; in the words of the type.
  case changed(code: String, message: String)
  /// It has to say which state it knows.
  case missing(code: String, message: String)

  /// The model says the code and the message; the statuses are those of HTTP (RFC 9110, 15.5.13).
  package func told(by messages: any Messages) -> GraphError {
    switch self {
    case .changed(let code, let message): GraphError(412, code, message)
    case .missing(let code, let message): GraphError(400, code, message)
    }
  }
}
