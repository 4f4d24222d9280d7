import GraphContract
import GraphStore

/// What is wrong with a subscription, in the service's words as far as they are known (graph-platform 5.4).
enum SubscriptionError {
  static func invalid(_ message: String) -> GraphError { GraphError(400, "InvalidRequest", message) }

  static func resourceNotServed(_ resource: String) -> GraphError {
    invalid("Resource '\(resource.shortened)' is not supported for change notifications.")
  }

  static func changeType(_ text: String) -> GraphError {
    invalid(
      "Invalid changeType '\(text.shortened)': it takes created, updated and deleted, separated by commas.")
  }

  static func tooLong(_ property: String, limit: Int) -> GraphError {
    invalid("The value of '\(property)' exceeds the maximum length of \(limit) characters.")
  }

  static func unchangeable(_ property: String) -> GraphError {
    invalid("Property '\(property)' of a subscription cannot be changed after its creation.")
  }

  static func expiresTooLate(minutes: Int64) -> GraphError {
    GraphError(
      400, "ExtensionError", "Subscription expiration can only be \(minutes) minutes in the future.")
  }

  static func tlsVersion(_ text: String) -> GraphError {
    GraphError(
      400, "ValidationError",
      "latestSupportedTlsVersion takes v1_0, v1_1, v1_2 and v1_3, not '\(text.shortened)'.")
  }

  static let objectsNotServed = invalid("includeResourceData is not supported for this resource.")

  static let expiresTooEarly = invalid("Subscription expiration must be in the future.")

  static let certificateMissing = invalid(
    "encryptionCertificate and encryptionCertificateId are required when includeResourceData is true.")

  static let certificateInvalid = invalid(
    "encryptionCertificate takes the Base64 text of an X.509 certificate with an RSA key of 2048 to 4096 bits."
  )
}

// MARK: Endpoints

extension SubscriptionError {
  /// nil for one that may be called.
  static func refusal(_ answer: EndpointAnswer, url: String) -> GraphError? {
    switch answer {
    case .confirmed: nil
    case .invalidURL: invalid("'\(url.shortened)' is no URL that notifications can be sent to.")
    case .hostNotAllowed(let host):
      invalid(
        "Notifications go to this machine and to hosts named with --notify-host only; '\(host.shortened)' is neither."
      )
    case .status(let status): failed("HTTP status code is '\(name(ofStatus: status))'.")
    case .wrongToken:
      failed("Notification endpoint must respond with 200 OK to validation request.")
    case .timedOut: GraphError(400, "ValidationError", "Subscription validation request timed out.")
    case .busy:
      GraphError(
        503, "ServiceNotAvailable",
        "Too many batches wait for notification endpoints. Create the subscription by a request of its own.",
        headers: [("Retry-After", "10")])
    case .unreachable(let reason):
      failed("Notification endpoint must respond with 200 OK to validation request. \(reason)")
    }
  }

  private static func failed(_ why: String) -> GraphError {
    GraphError(400, "ValidationError", "Subscription validation request failed. \(why)")
  }

  /// As .NET calls them, which is how the service tells them.
  private static func name(ofStatus status: Int) -> String {
    switch status {
    case 201: "Created"
    case 202: "Accepted"
    case 204: "NoContent"
    case 301: "MovedPermanently"
    case 302: "Found"
    case 307: "TemporaryRedirect"
    case 308: "PermanentRedirect"
    case 400: "BadRequest"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "NotFound"
    case 405: "MethodNotAllowed"
    case 410: "Gone"
    case 415: "UnsupportedMediaType"
    case 429: "TooManyRequests"
    case 500: "InternalServerError"
    case 501: "NotImplemented"
    case 502: "BadGateway"
    case 503: "ServiceUnavailable"
    case 504: "GatewayTimeout"
    default: "\(status)"
    }
  }
}

extension String {
  /// What an error says again of what was sent: enough to know it by.
  var shortened: String { count > 200 ? String(prefix(200)) + "…" : self }
}
