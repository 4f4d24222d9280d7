import GraphContract
import GraphStore
import JSON
import Planning
import Tenants

/// What a URL holds that needs no token: values that are good for some time. Only the tenant that gave them out takes them
/// back, and only for what they were given out for.
struct SealedTicket {
  let purpose: OpenAddress.Purpose
  let values: [JSONValue]
  let expires: Moment

  init(_ purpose: OpenAddress.Purpose, _ values: [JSONValue], until expires: Moment) {
    (self.purpose, self.values, self.expires) = (purpose, values, expires)
  }

  /// - Returns: nil for what is none of this tenant's, and for one whose time is over.
  private init?(_ token: String, _ purpose: OpenAddress.Purpose, _ context: RequestContext) {
    guard let payload = Self.seal(purpose, context.tenant).open(token),
      let all = try? JSONValue.parse(payload).arrayValue, let ticks = all.last?.intValue,
      let expires = Moment(ticks: Int64(ticks)), context.moment < expires
    else { return nil }
    self.init(purpose, Array(all.dropLast()), until: expires)
  }

  /// The ticket that a GET of such a URL brings; nil as with the initializer.
  ///
  /// - Throws: `RoutingFailure.methodNotAllowed` for another method.
  static func brought(
    _ token: String, for purpose: OpenAddress.Purpose, by context: RequestContext
  ) throws(RoutingFailure) -> SealedTicket? {
    guard context.method == .get else {
      throw .methodNotAllowed(
        method: context.method.name, allowed: ["GET"], template: "~", path: String(context.path))
    }
    return SealedTicket(token, purpose, context)
  }

  /// The text that stands in the URL.
  func token(_ tenant: Tenant) -> String {
    let all = JSONValue.array(values + [.number(String(expires.ticks))])
    return Self.seal(purpose, tenant).sealed(all.bytes)
  }

  private static func seal(_ purpose: OpenAddress.Purpose, _ tenant: Tenant) -> TokenSeal {
    TokenSeal(purpose: "\(purpose.rawValue) \(tenant.name)", key: tenant.tokenKey)
  }
}
