import GraphEmulatorKit
import HTTPMessages
import Logging
import Testing

/// Requests under names that are led here (DNS rebinding).
@Suite struct HostTests {
  static func refusal(_ host: String) -> WholeAnswer {
    .error(
      403, "AccessDenied",
      "The host '\(host)' is not served. Start the emulator with --allow-host and its name to serve it.")
  }

  static func send(_ core: EmulatorCore, _ method: String, _ hosts: [String], _ fields: [HeaderField] = [])
    -> Reply
  {
    let headers = RequestHeaders(
      hosts.map { HeaderField("Host", $0) } + [HeaderField("Authorization", "Bearer x")] + fields)
    return Reply(
      core.respond(to: Request(method: method, target: "/beta/users?$select=id", headers: headers)))
  }

  @Test(
    arguments: [
      "evil.example", "evil.example:8585", "localhost.evil.example", "127.0.0.1.evil.example",
      "graph.microsoft.com", "emulator", "host.docker.internal", "user@localhost", "localhost, evil.example",
      "",
    ], ["GET", "POST", "OPTIONS", "DELETE"])
  func foreignOnesAreRefused(host: String, method: String) throws {
    let own = HeaderField("Origin", "http://\(host)")
    let core = try TestEmulator.people.get().core
    #expect(Self.send(core, method, [host], [own]).whole == Self.refusal(host))
    #expect(Self.send(core, method, ["localhost", host]).whole == Self.refusal(host))
  }

  @Test(arguments: [
    "localhost", "LOCALHOST:1", "a.localhost", "127.0.0.1", "[::1]:8585", "10.1.2.3", "[fe80::1]",
  ])
  func thoseOfThisMachineAndAddressesAreServed(host: String) throws {
    #expect(Self.send(try TestEmulator.people.get().core, "GET", [host]).status == 200)
  }

  /// HTTP/1.0 has none, and no browser leaves it out.
  @Test func noneIsServed() throws {
    #expect(Self.send(try TestEmulator.people.get().core, "GET", []).status == 200)
  }

  @Test(
    arguments: [
      (["graph.test"], "graph.test:8585", 200), (["graph.test"], "a.graph.test", 403),
      (["*.test"], "a.graph.test", 200), (["<local>"], "graph", 200), (["<local>"], "evil.example", 403),
      (["*"], "evil.example", 200), ([], "listened.test", 200),
    ])
  func moreIsAChoice(allowed: [String], host: String, status: Int) throws {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.host = "listened.test"
    configuration.allowedHosts = allowed
    let core = try EmulatorCore(configuration)
    defer { core.close() }
    #expect(Self.send(core, "GET", [host]).status == status)
  }

  private static let keySentence = "The admin key takes one or more visible ASCII characters, and no blanks."

  @Test(
    arguments: [
      ("", [], [], keySentence), (" key", [], [], keySentence),
      (
        nil, ["http://a"], [],
        "An allowed host has the form 'graph.test', '*.test', '<local>' or '*', not 'http://a'."
      ),
      (
        nil, [], ["app.example"],
        "An allowed origin has the form 'https://app.example:3000', 'null' or '*', not 'app.example'."
      ),
    ] as [(String?, [String], [String], String)])
  func whatCannotBeIsRefused(key: String?, hosts: [String], origins: [String], sentence: String) {
    var configuration = EmulatorConfiguration()
    configuration.adminKey = key
    configuration.allowedHosts = hosts
    configuration.allowedOrigins = origins
    #expect(throws: EmulatorError.configuration(reason: sentence)) { try Emulator(configuration) }
  }
}
