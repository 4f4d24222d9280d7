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

  // MARK: Many

  @Test func fewCallsGoToOneServer() throws {
    var schedule = DeliverySchedule()
    let places = try (0..<40).map { number in
      DeliverySchedule.Place(
        tenant: try TenantName("t\(number % 3)"), url: "http://localhost:1/\(number)?a=http://x/")
    }
    var begun = places.filter { schedule.begin($0, at: .zero) }
    #expect(begun == Array(places.prefix(DeliverySchedule.serverLimit)))
    let other = DeliverySchedule.Place(tenant: try TenantName("t0"), url: "http://localhost:2#1")
    let beginsElsewhere = schedule.begin(other, at: .zero)
    #expect(beginsElsewhere)
    for place in begun { schedule.succeed(place) }
    // Who has waited for longest is next.
    begun = schedule.inTurn(places).filter { schedule.begin($0, at: .zero) }
    #expect(Set(begun).count == DeliverySchedule.serverLimit)
    #expect(Set(begun).isDisjoint(with: places.prefix(DeliverySchedule.serverLimit)))
  }

  @Test func callsAreNotUnlimited() throws {
    var schedule = DeliverySchedule()
    let places = try (0..<200).map { number in
      DeliverySchedule.Place(tenant: try TenantName("main"), url: "http://localhost:\(number)/")
    }
    let begun = places.filter { schedule.begin($0, at: .zero) }
    #expect(begun.count == DeliverySchedule.limit)
    _ = schedule.fail(begun[0], at: .zero)
    schedule.succeed(begun[1])
    #expect(places.filter { schedule.begin($0, at: .zero) } == [begun[1], places[DeliverySchedule.limit]])
  }

  @Test func manyEndpointsOfASlowServerHoldUpNobody() async throws {
    let scene = try SubscribedEmulator()
    let called = Collected<String>()
    let slow = try RawListener { caller in
      guard !caller.validate() else { return }
      called.add(caller.request)
      caller.waitUntilItLeaves()
    }
    for number in 0..<30 {
      let made = scene.emulator.send(
        "POST", "/subscriptions",
        """
        {"resource":"users","changeType":"updated","notificationUrl":"\(slow.url)/\(number)",
         "expirationDateTime":"2026-02-01T00:00:00Z"}
        """)
      #expect(made.status == 201)
    }
    _ = try scene.subscribed("users", "updated")
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"a"}"#)
    #expect(try await scene.listener.items(1).count == 1)
    // Each is called in its turn, though none has answered.
    let end = ContinuousClock.now + .seconds(60)
    while Set(called.all.map { $0.prefix { $0 != "\r\n" } }).count < 30, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(Set(called.all.map { $0.prefix { $0 != "\r\n" } }).count == 30)
  }

  // MARK: Sealed objects

  /// What was sent once and not taken is sent again as it was.
  @Test func anObjectIsSealedOnce() async throws {
    let scene = try SubscribedEmulator()
    _ = try scene.subscribed(
      "users", "updated",
      more: """
        ,"includeResourceData":true,"encryptionCertificateId":"mine","encryptionCertificate":"\(Self.certificate)"
        """)
    let calls = Collected<String>()
    scene.listener.answer { _ in
      calls.add("")
      return calls.all.count == 1 ? Response(status: 503) : nil
    }
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"a"}"#)
    let first = try #require(try await scene.listener.items(1).first)
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"b"}"#)
    let items = try await scene.listener.items(3, within: .seconds(60))
    #expect(items[1] == first)
    let sealed = items.compactMap { $0["encryptedContent"]?.objectValue }
    #expect(
      sealed.map { $0.members.map(\.name) }
        == Array(
          repeating: [
            "data", "dataKey", "dataSignature", "encryptionCertificateId", "encryptionCertificateThumbprint",
          ], count: 3))
    #expect(sealed[2] != sealed[0])
  }

  static let certificate =
    "MIICkzCCAXugAwIBAgIBATANBgkqhkiG9w0BAQsFADAMMQowCAYDVQQDDAFsMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAMMQowCAYDVQQDDAFsMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwAO9Sx5ZnyX3IwgEV3Pg37gFPqr3EajhWhQDRI64FVaYFSEYzUjtRz8m1BEk5zDxgaFtRol8jy7dpG07/GjuKpqM9gfaU2ILZspfEt90AvE+m8471QtjSO4x+rLYOooCkHTHg9DZXbgKPdVIKI9fqmZIG9t8LUG1s12yLjzRXsFTANIBn1QsmP5wZy5rkQ9CEpTq1fAI5L4umbucBkUBRS4v0mkISaiWx2VqFoa9F1h+Myo+zIKO1FsIwuK3yCF79Had2VBP0+hovk8WmQB4SFXccQACdXv5JjIVjmUsGU6XX0HASeCMQxXq3mBkONfA8Rxq0yCU3gQTaaNQXc1iqQIDAQABMA0GCSqGSIb3DQEBCwUAA4IBAQA5+fHHBo31oEpfWxqj7/u++bYBSKoq3JZrwFKsaO6g6RM71lwPvDUSiH8XwF8NMaeHinLuqOXai6xK6wtrNrtUkz5MWvjNm2snvSgiAeCpwjvWugQCyKwyRyaE0c3ieblH7nUaC8JgyJ3WjCkYu/+M+deiSWV+pqYFu8hCnoWto1ZIgMPFyIx8t0u4I/IW1ZhdxP/bZybU57FDMNlve2QvKKObYo3ZrHNcMfQp2bRAZBcDq/6u6WCgPUp2oiSqqR6vX+qWgnKtFPpBTeKb0DjrTZ2ZD6vRjwCq55PgHkTaduy/8WpOumbXuitfN9XAGYb/LeUgf6pWNiuJiCxy6zh3"
}
