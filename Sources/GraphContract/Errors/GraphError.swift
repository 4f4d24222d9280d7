package import JSON

/// A failure as the client sees it: status, code and message of the error envelope and what hangs off it.
///
/// Rules throw it directly, since only they know the words; everything that the engine finds wrong by itself
/// travels as facts and becomes one of these by the messages of its workload.
package struct GraphError: Error, Sendable, Equatable {
  package struct Detail: Sendable, Equatable {
    package let code: String
    package let message: String
    package let target: String?
    /// Members after these.
    package let more: JSONObject

    package init(code: String, message: String, target: String?, more: JSONObject = [:]) {
      self.code = code
      self.message = message
      self.target = target
      self.more = more
    }
  }

  package var status: Int
  package var code: String
  package var message: String
  package var target: String?
  package var details: [Detail]
  /// Members of `innerError` before date and ids.
  package var inner: JSONObject
  /// Headers beside those of every answer: `Allow`, `Retry-After`, `WWW-Authenticate`.
  package var headers: [Header]
  /// Raised behind the gateway: a workload may send the message of such an error in a form of its own.
  package var comesFromBackEnd = false

  package struct Header: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    _ status: Int, _ code: String, _ message: String, target: String? = nil, details: [Detail] = [],
    inner: JSONObject = [:], headers: [(String, String)] = []
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.target = target
    self.details = details
    self.inner = inner
    self.headers = headers.map { Header(name: $0.0, value: $0.1) }
  }
}

extension GraphError {
  /// The same under another code, and with other words where there are some.
  ///
  /// - Parameter code: nil: as it is.
  package func saying(_ code: String?, _ message: String?) -> GraphError {
    var error = self
    if let code { error.code = code }
    if let message { error.message = message }
    return error
  }
}
