import Foundation
import GraphEmulatorKit
import Logging
import Testing

/// Requests without an end, beside others, and how they come to one.
@Suite struct EndlessRequestTests {
  private static let adele = "11111111-0000-4000-8000-000000000001"

  private func emulator(timeout: Duration = .zero) throws -> (Emulator, EndlessLayer) {
    var configuration = EmulatorConfiguration()
    configuration.port = 0
    configuration.logLevel = .critical
    configuration.requestTimeout = timeout
    let layer = EndlessLayer()
    let emulator = try Emulator(
      configuration,
      seed: .json(#"{"users": [{"id": "\#(Self.adele)", "userPrincipalName": "adele@contoso.example"}]}"#),
      layers: [layer])
    try emulator.start()
    return (emulator, layer)
  }

  /// Connections with a request each, all of which are at work.
  private func begin(
    _ targets: [String], at emulator: Emulator, _ layer: EndlessLayer
  ) throws -> [SocketClient] {
    let before = layer.count
    let clients = try targets.map { target in
      let client = try SocketClient(port: emulator.port)
      try client.send(target.hasSuffix("write") ? "POST" : "GET", target)
      return client
    }
    while layer.count < before + targets.count { usleep(1000) }
    return clients
  }

  @Test func healthAndObjectsAreServedBesideEndlessRequests() throws {
    let (emulator, layer) = try emulator()
    defer { emulator.stop() }
    let endless = try begin(
      ["/beta/endless/read", "/beta/endless/write", "/beta/endless/write"]
        + Array(repeating: "/beta/endless/read", count: 5), at: emulator, layer)
    let client = try SocketClient(port: emulator.port)
    let expected = [
      ("/_emulator/health", 200), ("/_emulator/version", 200), ("/beta/users/\(Self.adele)", 200),
      ("/beta/users/adele@contoso.example", 200), ("/_emulator/tenants/nobody/export", 404),
    ]
    for _ in 1...20 {
      for (target, status) in expected {
        try client.send("GET", target)
        #expect(client.answer()?.status == status)
      }
    }
    // None of them has ended meanwhile.
    #expect(layer.ends == [])
    #expect(endless.filter(\.hasNews).count == 0)
  }

  @Test func deadlineEndsThem() throws {
    let (emulator, layer) = try emulator(timeout: .milliseconds(300))
    defer { emulator.stop() }
    let clients = try begin(
      ["/beta/endless/read", "/beta/endless/write", "/beta/endless/read"], at: emulator, layer)
    for client in clients { #expect(client.answer()?.status == 503) }
    #expect(
      layer.ends.sorted() == [
        "GET timedOut(after: 0.3 seconds)", "GET timedOut(after: 0.3 seconds)",
        "POST timedOut(after: 0.3 seconds)",
      ])
    #expect(try HTTPClient(url: emulator.url).send("GET", "/users").status == 200)
  }

  /// Requests beyond the lane's threads wait, and their time runs.
  @Test func waitingForAThreadCounts() throws {
    let (emulator, layer) = try emulator(timeout: .seconds(1))
    defer { emulator.stop() }
    let threads = Lanes.threads(cores: ProcessInfo.processInfo.activeProcessorCount)[1]
    let endless = try begin(
      Array(repeating: "/beta/endless/read", count: threads), at: emulator, layer)
    let late = try SocketClient(port: emulator.port)
    try late.send("GET", "/beta/users")
    let answer = late.answer()
    // Whether its thread or its deadline comes first, an answer there is.
    #expect(
      answer?.status == 200
        || answer?.body.contains("The request was not served within 1 second") == true)
    for client in endless { #expect(client.answer()?.status == 503) }
    #expect(layer.ends.count == threads)
  }

  @Test(arguments: ["/beta/endless/read", "/beta/endless/write"])
  func leavingEndsThem(target: String) throws {
    let (emulator, layer) = try emulator()
    defer { emulator.stop() }
    _ = try begin([target], at: emulator, layer)
    while layer.ends.isEmpty { usleep(1000) }
    #expect(layer.ends == [target.hasSuffix("write") ? "POST clientLeft" : "GET clientLeft"])
    let client = HTTPClient(url: emulator.url)
    #expect(try client.send("PATCH", "/users/\(Self.adele)", #"{"jobTitle":"Clerk"}"#).status == 204)
    #expect(try client.send("GET", "/users/\(Self.adele)/jobTitle/$value").text == "Clerk")
  }

  @Test func stoppingEndsThem() throws {
    let (emulator, layer) = try emulator()
    let clients = try begin(
      ["/beta/endless/read", "/beta/endless/write", "/beta/endless/write", "/beta/endless/read"],
      at: emulator,
      layer)
    emulator.stop()
    #expect(
      layer.ends.sorted() == ["GET serverStops", "GET serverStops", "POST serverStops", "POST serverStops"])
    for client in clients { #expect(client.answer()?.status == 503) }
  }
}
