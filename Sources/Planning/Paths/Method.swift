/// What a request wants done.
package enum Method: Sendable, Equatable {
  case get
  case post
  case patch
  case put
  case delete
  /// One that no resource takes.
  case unknown(String)

  /// - Parameter name: `get` is another one than `GET` (RFC 9110, 9.1); HEAD is a GET whose body is kept back.
  package init(name: String) {
    switch name {
    case "GET", "HEAD": self = .get
    case "POST": self = .post
    case "PATCH": self = .patch
    case "PUT": self = .put
    case "DELETE": self = .delete
    default: self = .unknown(name)
    }
  }

  package var name: String {
    switch self {
    case .get: "GET"
    case .post: "POST"
    case .patch: "PATCH"
    case .put: "PUT"
    case .delete: "DELETE"
    case .unknown(let name): name
    }
  }
}
