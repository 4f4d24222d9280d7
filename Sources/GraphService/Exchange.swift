import EntityModel
import GraphStore
import HTTPMessages
import OData
import Planning

/// One request with what was found out about it before its path was looked at.
///
/// A class because everything that answers a request holds it, and each copy would count a dozen references.
final class Exchange: Sendable {
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
  let preferences: Preferences
  /// What the answer says besides its data.
  let format: ResponseFormat

  init(
    request: Request, ids: RequestIdentifiers, version: ServiceVersion, tenant: Tenant, caller: Caller,
    moment: Moment, target: RequestTarget
  ) {
    self.request = request
    self.ids = ids
    self.version = version
    self.tenant = tenant
    self.caller = caller
    self.moment = moment
    base = target.base(of: request, version: version.name)
    path = target.path
    query = target.query
    method = Method(request)
    preferences = Preferences(request.headers)
    format = ResponseFormat(request.headers)
  }
}

extension Exchange {
  /// How objects are written in the answer.
  var style: RepresentationStyle {
    var style = RepresentationStyle()
    style.namesLaterMembers = preferences.includesUnknownEnumMembers
    style.identifiesObjects = format.metadata == .full
    return style
  }
}

extension Method {
  /// `X-HTTP-Method` stands for clients that can only POST, and HEAD is a GET whose body is kept back
  /// (graph-platform 1.15).
  init(_ request: Request) {
    let override =
      request.method == "POST"
      ? request.headers[name: "x-http-method"] ?? request.headers[name: "x-http-method-override"] : nil
    self.init(name: override ?? request.method)
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
