import Foundation
import GraphStore
import HTTPMessages
import JSON
import Tenants
import Testing

@testable import GraphEmulatorKit

/// That messages come, however the endpoint and the emulator do meanwhile.
@Suite struct DeliveryTests {
  @Test func anEndpointThatIsDownHearsLater() async throws {
    let scene = try SubscribedEmulator()
    _ = try scene.subscribed("users", "updated")
    scene.listener.answer { _ in Response(status: 503) }
    for title in ["a", "b", "c"] {
      scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"\#(title)"}"#)
    }
    _ = try await scene.listener.items(1)
    let refused = scene.listener.calls.count
    scene.listener.answer(nil)
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"d"}"#)
    // What was refused comes again, in one call with what followed.
    let end = ContinuousClock.now + .seconds(20)
    while scene.listener.calls.count == refused, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
    }
    let call = try #require(scene.listener.calls.last)
    #expect(try JSONValue.parse(call.body).objectValue?["value"]?.arrayValue?.count == 4)
  }

  @Test func aSlowEndpointHoldsUpNobody() async throws {
    let scene = try SubscribedEmulator()
    let slow = try Listener { Listener.token($0) == nil ? Response(status: 202, delay: .seconds(10)) : nil }
    let made = scene.emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"users","changeType":"updated","notificationUrl":"\(slow.url)",
       "expirationDateTime":"2026-02-01T00:00:00Z"}
      """)
    #expect(made.status == 201)
    _ = try scene.subscribed("users", "updated")
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"a"}"#)
    #expect(try await scene.listener.items(1).count == 1)
    // Nobody has heard its answer, so that it is told again.
    #expect(try await slow.items(1).first?["resource"] == .string("Users/\(People.alex)"))
  }

  @Test func messagesOutliveTheEmulator() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "outbox-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let listener = try Listener()
    let configure: (inout EmulatorConfiguration) -> Void = { $0.dataDirectory = folder.path() }
    do {
      let emulator = try TestEmulator(People.seed, configure)
      let made = emulator.send(
        "POST", "/subscriptions",
        """
        {"resource":"users","changeType":"updated","notificationUrl":"\(listener.url)",
         "expirationDateTime":"2099-01-01T00:00:00Z"}
        """)
      #expect(made.errorCodes == ["ExtensionError"])
      let clock = try #require(emulator.core.tenants.mainTenant).clock.now
      let end = try #require(clock.adding(ticks: 864_000_000_000)).seconds
      #expect(
        emulator.send(
          "POST", "/subscriptions",
          """
          {"resource":"users","changeType":"updated","notificationUrl":"\(listener.url)",
           "expirationDateTime":"\(end)"}
          """
        ).status == 201)
      listener.answer { _ in Response(status: 503) }
      emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"a"}"#)
      _ = try await listener.items(1)
    }
    let refused = listener.items.count
    listener.answer(nil)
    let emulator = try TestEmulator("{}", configure)
    let items = try await listener.items(refused + 1)
    #expect(items.last?["resource"] == .string("Users/\(People.alex)"))
    withExtendedLifetime(emulator) {}
  }

  @Test func aTenantThatIsEmptiedTellsNothing() async throws {
    let scene = try SubscribedEmulator()
    _ = try scene.subscribed("users", "updated")
    scene.listener.answer { _ in Response(status: 503) }
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"a"}"#)
    _ = try await scene.listener.items(1)
    try scene.emulator.load(People.seed, replacing: true)
    scene.listener.answer(nil)
    #expect(scene.emulator.get("/subscriptions").items.isEmpty)
    let tenant = try #require(scene.emulator.core.tenants.mainTenant)
    #expect(try tenant.store.waitingEndpoints().isEmpty)
    #expect(tenant.store.nextAwaited == nil)
  }

  @Test func pausesGrowToAMinute() throws {
    var schedule = DeliverySchedule()
    let tenant = try TenantName("main")
    let place = DeliverySchedule.Place(tenant: tenant, url: "http://localhost/")
    var now = Duration.zero
    var pauses: [Int64] = []
    for _ in 1...9 {
      let (begins, beginsAgain) = (schedule.begin(place, at: now), schedule.begin(place, at: now))
      #expect(begins && !beginsAgain, "one call at a time")
      let pause = schedule.fail(place, at: now)
      let beginsEarly = schedule.begin(place, at: now + pause - .milliseconds(1))
      #expect(!beginsEarly)
      pauses.append(pause.components.seconds)
      now += pause
    }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    let beginsAtLast = schedule.begin(place, at: now)
    #expect(beginsAtLast)
    schedule.succeed(place)
    _ = schedule.begin(place, at: now)
    let pause = schedule.fail(place, at: now)
    #expect(pause == .seconds(1), "a success ends the pauses")
  }
}
