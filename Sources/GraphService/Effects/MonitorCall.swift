import GraphContract
import GraphStore
import JSON
import Tenants

/// GET of the URL that says how an operation goes on. Here it is over when its answer is sent (page "Working with long
/// running actions").
struct MonitorCall {
  let context: RequestContext
  let token: String

  func answer() throws -> Answer {
    guard let ticket = try SealedTicket.brought(token, for: .monitor, by: context).flatMap(MonitorTicket.init)
    else { throw MonitorFailure.unknown }
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

  /// A day, in ticks: the URLs of the service are good for a short time.
  private static let life: Int64 = 86_400 * 10_000_000

  init(id: String) { self.id = id }

  /// nil for values that are none of an operation that goes on.
  init?(_ ticket: SealedTicket) {
    guard ticket.values.count == 1, let id = ticket.values[0].stringValue else { return nil }
    self.id = id
  }

  /// Below the service root.
  func path(_ tenant: Tenant, at moment: Moment) -> String {
    let ticket = SealedTicket(.monitor, [.string(id)], until: moment.adding(atMost: Self.life))
    return OpenAddress.path(.monitor, token: ticket.token(tenant))
  }
}
