import GraphContract
import GraphStore
import JSON
import Planning
import Tenants

/// GET of the URL that says how an operation goes on. Here it is over when its answer is sent (page "Working with long
/// running actions").
struct MonitorCall {
  let context: RequestContext
  let token: String

  func answer() throws -> Answer {
    guard context.method == .get else {
      throw RoutingFailure.methodNotAllowed(
        method: context.method.name, allowed: ["GET"], template: "~", path: String(context.path))
    }
    guard let ticket = MonitorTicket(token, context.tenant), context.moment < ticket.expires else {
      throw MonitorFailure.unknown
    }
    let state: JSONObject = [
      "percentageComplete": .number("100.0"), "resourceId": .string(ticket.id), "status": "completed",
    ]
    return .json(JSONValue.object(state).bytes, status: 202)
  }
}

/// What such a URL holds.
struct MonitorTicket {
  /// Of the object that was made.
  let id: String
  let expires: Moment

  /// A day, in ticks: the URLs of the service are good for a short time.
  private static let life: Int64 = 86_400 * 10_000_000

  init(id: String, at moment: Moment) {
    self.id = id
    expires = moment.adding(atMost: Self.life)
  }

  /// nil for what is none of this tenant's.
  init?(_ token: String, _ tenant: Tenant) {
    guard let payload = Self.seal(tenant).open(token), let values = try? JSONValue.parse(payload).arrayValue,
      values.count == 2, let id = values[0].stringValue, let ticks = values[1].intValue,
      let expires = Moment(ticks: Int64(ticks))
    else { return nil }
    (self.id, self.expires) = (id, expires)
  }

  /// Below the service root.
  func path(_ tenant: Tenant) -> String {
    let values: JSONValue = [.string(id), .number(String(expires.ticks))]
    return OpenAddress.path(.monitor, token: Self.seal(tenant).sealed(values.bytes))
  }

  private static func seal(_ tenant: Tenant) -> TokenSeal {
    TokenSeal(purpose: "monitor \(tenant.name)", key: tenant.tokenKey)
  }
}
