import Foundation
import TestSupport
import Testing

/// How few files the program may have open, and what it does with them.
@Suite struct OpenFilesTests {
  /// How many it says that it needs, started with too few.
  static func needed() throws -> Int {
    let server = try ServerProcess([], limits: "ulimit -n 24")
    #expect(server.waitForEnd() == 78)
    #expect(server.outputText() == "")
    let words = server.errorText().split(separator: " ")
    let needed = try #require(words.count > 11 ? Int(words[11]) : nil, "\(words)")
    #expect(words.joined(separator: " ") == sentence(24, needed))
    return needed
  }

  private static func sentence(_ limit: Int, _ needed: Int) -> String {
    "Only \(limit) files may be open at the same time, and \(needed) have to be: raise the limit (ulimit -n).\n"
  }

  @Test func tooFewAreToldAtTheStart() throws {
    let needed = try Self.needed()
    let server = try ServerProcess([], limits: "ulimit -n \(needed - 1)")
    #expect(server.waitForEnd() == 78)
    #expect(server.errorText() == Self.sentence(needed - 1, needed))
  }

  /// A limit that may be raised is none.
  @Test func softLimitIsRaised() throws {
    let server = try ServerProcess([], limits: "ulimit -Sn 24")
    try server.waitUntilItListens()
    #expect(try server.client.send("GET", "/users").status == 200)
  }

  /// Connections never take what answers need.
  @Test(arguments: [0, 18]) func idleConnectionsLeaveEnough(more: Int) throws {
    let server = try ServerProcess([], limits: "ulimit -n \(try Self.needed() + more)")
    try server.waitUntilItListens()
    let idle = try (1...200).map { _ in try LocalConnection.open(port: server.port, patience: 10) }
    defer { for descriptor in idle { close(descriptor) } }
    let client = server.client
    let statuses = try (1...20).map { _ in try client.send("GET", "/users").status }
    #expect(statuses == Array(repeating: 200, count: 20))
    #expect(server.end(with: SIGTERM) == 0)
  }

  /// It is counted how many connections there are. Their descriptors have higher numbers once databases are open below.
  @Test func filesThatOpenLaterTakeNoConnections() throws {
    let server = try ServerProcess([], limits: "ulimit -n \(try Self.needed())")
    try server.waitUntilItListens()
    for name in ["one", "two"] {
      #expect(try answer("POST", "/_emulator/tenants", #"{"id":"\#(name)"}"#, from: server)?.status == 201)
      let groups = try answer("GET", "/tenants/\(name)/v1.0/groups?$select=id", from: server)
      let context = "http://localhost/tenants/\(name)/v1.0/$metadata#groups(id)"
      #expect(groups == .init(status: 200, body: #"{"@odata.context":"\#(context)","value":[]}"#))
    }
    let idle = try (1...200).map { _ in try SocketClient(port: server.port) }
    for _ in 1...50 {
      #expect(
        try answer("GET", "/_emulator/health", from: server)
          == .init(status: 200, body: #"{"status":"ok"}"#))
    }
    withExtendedLifetime(idle) {}
    #expect(server.end(with: SIGTERM) == 0)
  }

  /// On a connection of its own.
  private func answer(
    _ method: String, _ target: String, _ body: String = "", from server: ServerProcess
  ) throws -> SocketClient.Answer? {
    let client = try SocketClient(port: server.port)
    try client.send(method, target, body)
    return client.answer()
  }
}
