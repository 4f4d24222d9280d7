import GraphEmulatorKit
import GraphStore
import JSON
import Tenants
import Testing

/// What owners are told of their subscriptions.
@Suite struct LifecycleTests {
  private func scene() throws -> (SubscribedEmulator, Listener, String) {
    (try SubscribedEmulator(), try Listener(), "")
  }

  @Test func theOwnerIsAskedBeforeTheEnd() async throws {
    let (scene, lifecycle, _) = try scene()
    let id = try scene.subscribed(
      "users", "updated", more: #","lifecycleNotificationUrl":"\#(lifecycle.url)""#)
    try scene.set(clock: "2026-01-31T23:44:59Z")
    #expect(lifecycle.items.isEmpty)
    try scene.set(clock: "2026-01-31T23:45:00Z")
    let tenant = try #require(scene.emulator.get("/organization").values("id").first)
    // No request has to come for it.
    let items = try await lifecycle.items(1)
    #expect(
      items.map { JSONValue.object($0) } == [
        [
          "subscriptionId": .string(id), "subscriptionExpirationDateTime": "2026-02-01T00:00:00Z",
          "tenantId": .string(tenant), "organizationId": .string(tenant), "clientState": "secret",
          "lifecycleEvent": "reauthorizationRequired",
        ]
      ])
    #expect(scene.emulator.send("POST", "/subscriptions/\(id)/reauthorize").status == 204)
    try scene.set(clock: "2026-02-01T00:00:00Z")
    #expect(scene.emulator.get("/subscriptions/\(id)").status == 404)
    #expect(lifecycle.items.count == 1)
  }

  @Test func aSubscriptionToAnObjectEndsWithIt() async throws {
    let (scene, lifecycle, _) = try scene()
    let id = try scene.subscribed(
      "devices/\(People.kiosk)", "deleted", more: #","lifecycleNotificationUrl":"\#(lifecycle.url)""#)
    #expect(scene.emulator.send("DELETE", "/devices/\(People.kiosk)").status == 204)
    #expect(try await scene.listener.items(1).map { $0["changeType"] } == ["deleted"])
    #expect(try await lifecycle.items(1).map { $0["lifecycleEvent"] } == ["subscriptionRemoved"])
    #expect(scene.emulator.get("/subscriptions/\(id)").status == 404)
  }

  @Test func whatNobodyTookInFourHoursIsMissed() async throws {
    let (scene, lifecycle, _) = try scene()
    _ = try scene.subscribed(
      "users", "updated", more: #","lifecycleNotificationUrl":"\#(lifecycle.url)""#)
    scene.listener.stop()
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"a"}"#)
    try scene.set(clock: "2026-01-31T12:16:00Z")
    #expect(try await lifecycle.items(1).map { $0["lifecycleEvent"] } == ["missed"])
    let tenant = try #require(scene.emulator.core.tenants.mainTenant)
    #expect(try !tenant.store.waitingEndpoints().contains(scene.listener.url))
  }
}
