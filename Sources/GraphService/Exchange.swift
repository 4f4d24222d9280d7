import EntityModel
import GraphStore
import HTTPMessages
import OData

/// One request with what was found out about it before its path was looked at.
struct Exchange: Sendable {
  let request: Request
  let ids: RequestIdentifiers
  let version: ServiceVersion
  let tenant: Tenant
  let caller: Caller
  /// The moment of the request on the tenant's clock.
  let moment: Moment
  /// `http://localhost:8585/beta`: what every URL of the answer begins with.
  let base: String
  /// The path below the version, undecoded.
  let path: Substring
  /// The query without its `?`, undecoded.
  let query: Substring
  let method: Method

  /// A method that the service knows.
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case patch = "PATCH"
    case put = "PUT"
    case delete = "DELETE"
  }
}

/// The ids of a request and its answer (graph-platform 4.1).
struct RequestIdentifiers: Sendable {
  let request: String
  /// What the client calls it; the same as `request` when it says nothing.
  let client: String
}

/// Who asks.
enum Caller: Sendable, Equatable {
  /// A user, by id; nil for the signed-in user of the tenant's settings.
  case user(id: String?)
  /// An application by itself.
  case application(id: String?)
}
