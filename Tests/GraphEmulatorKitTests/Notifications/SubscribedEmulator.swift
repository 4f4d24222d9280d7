import Foundation
import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Tenants
import Testing

/// An emulator with people, a standing clock and a listener that somebody subscribes with.
struct SubscribedEmulator {
  let emulator: TestEmulator
  let listener: Listener
  static let now = "2026-01-31T08:15:30Z"

  init(_ seed: String = People.seed) throws {
    emulator = try .frozen(seed)
    listener = try Listener()
  }

  /// - Parameter more: members beside those that are needed, each with a comma before it.
  func subscribe(
    _ resource: String, _ changeType: String, until end: String = "2026-02-01T00:00:00Z", more: String = "",
    version: String = "v1.0"
  ) -> Reply {
    emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"\(resource)","changeType":"\(changeType)","notificationUrl":"\(listener.url)",
       "expirationDateTime":"\(end)","clientState":"secret"\(more)}
      """, version: version)
  }

  /// The id of a subscription that is made.
  func subscribed(
    _ resource: String, _ changeType: String, until end: String = "2026-02-01T00:00:00Z", more: String = ""
  ) throws -> String {
    let reply = subscribe(resource, changeType, until: end, more: more)
    try #require(reply.status == 201, "\(reply.text)")
    return try #require(reply["id"]?.stringValue)
  }

  /// Sets the tenant's clock, which goes on standing.
  func set(clock: String) throws {
    let tenant = try #require(emulator.core.tenants.mainTenant)
    tenant.clock.mode = .frozen(try #require(Moment(clock)))
  }
}

extension JSONObject {
  /// As one line, without what differs from run to run.
  func text(without names: String...) -> String {
    var object = self
    for name in names { object[name] = nil }
    return JSONValue.object(object).text
  }
}
