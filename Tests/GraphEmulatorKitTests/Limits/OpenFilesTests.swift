import Foundation
import TestSupport
import Testing

/// How few files the program may have open, and what it does with them.
@Suite struct OpenFilesTests {
  /// How many it says that it needs, started with too few.
  private func needed() throws -> Int {
    let server = try ServerProcess([], limits: "ulimit -n 24")
    #expect(server.waitForEnd() == 78)
    #expect(server.outputText() == "")
    let words = server.errorText().split(separator: " ")
    let needed = try #require(words.count > 11 ? Int(words[11]) : nil, "\(words)")
    #expect(words.joined(separator: " ") == Self.sentence(24, needed))
    return needed
  }

  private static func sentence(_ limit: Int, _ needed: Int) -> String {
    "Only \(limit) files may be open at the same time, and \(needed) have to be: raise the limit (ulimit -n).\n"
  }

  @Test func tooFewAreToldAtTheStart() throws {
    let needed = try needed()
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
    let server = try ServerProcess([], limits: "ulimit -n \(try needed() + more)")
    try server.waitUntilItListens()
    let idle = try (1...200).map { _ in try LocalConnection.open(port: server.port, patience: 10) }
    defer { for descriptor in idle { close(descriptor) } }
    let client = server.client
    let statuses = try (1...20).map { _ in try client.send("GET", "/users").status }
    #expect(statuses == Array(repeating: 200, count: 20))
    #expect(server.end(with: SIGTERM) == 0)
  }
}
