import Foundation
import GraphEmulatorKit
import Logging
import Testing

/// Where HTTPS is served, and what is said when it cannot be.
@Suite struct SecurePortFlagTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func start(_ arguments: [String], _ variables: [String: String] = [:]) throws -> ServerProcess {
    try ServerProcess(
      arguments, variables: variables.merging(["XDG_STATE_HOME": folder.path]) { $1 }, isSecure: true)
  }

  /// Tests are run side by side, and must not take each other's.
  @Test func aFreePortBesideAFreePort() throws {
    let server = try start([])
    let lines = try server.waitUntilItListens().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(!lines[1].hasSuffix(":8586"))
    #expect(server.end(with: SIGTERM) == 0)
  }

  @Test(
    arguments: [
      (["--no-https"], [:]), ([], ["GRAPH_EMULATOR_NO_HTTPS": "1"]),
      ([], ["GRAPH_EMULATOR_NO_HTTPS": "true"]),
      (["--no-https"], ["GRAPH_EMULATOR_HTTPS_PORT": "8586"]),
    ] as [([String], [String: String])]) func none(arguments: [String], variables: [String: String]) throws
  {
    let server = try start(arguments, variables)
    #expect(try server.waitUntilItListens() == "Listening on http://127.0.0.1:\(server.client.port)\n")
    #expect(try server.client.send("GET", "/_emulator/ca.pem", version: "").status == 404)
    // Nobody leads these names here without HTTPS.
    #expect(try server.client.send("GET", "/users", headers: ["Host": "graph.microsoft.com"]).status == 403)
    #expect(server.end(with: SIGTERM) == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func takenPortIsTold() throws {
    let first = try start([])
    let port = try #require(
      first.waitUntilItListens().split(separator: "\n")[1].split(separator: ":").last.map(String.init))
    let second = try start(["--https-port", port])
    #expect(second.waitForEnd() == 1)
    #expect(second.outputText() == "")
    #expect(
      second.errorText() == """
        Port \(port) of 127.0.0.1 is in use by another process. Choose another with --https-port (0 for a free one), \
        or leave HTTPS out with --no-https.

        """)
    let third = try start([], ["GRAPH_EMULATOR_HTTPS_PORT": port])
    #expect(third.waitForEnd() == 1)
    #expect(first.end(with: SIGTERM) == 0)
  }

  @Test(
    arguments: [
      (["--https-port", "-1"], [:], "--https-port takes a number from 0 to 65535, not -1."),
      (["--https-port", "65536"], [:], "--https-port takes a number from 0 to 65535, not 65536."),
      (
        ["--port", "8586"], [:], "--port and --https-port are both 8586: give one of them another number."
      ),
      (["--no-https", "--https-port", "0"], [:], "--no-https and --https-port exclude each other."),
      ([], ["GRAPH_EMULATOR_NO_HTTPS": "perhaps"], "GRAPH_EMULATOR_NO_HTTPS takes 1 or 0, not 'perhaps'."),
    ] as [([String], [String: String], String)])
  func whatCannotBeIsTold(arguments: [String], variables: [String: String], sentence: String) throws {
    let server = try start(arguments, variables)
    #expect(server.waitForEnd() == 64)
    #expect(server.errorText().split(separator: "\n").first == "Error: \(sentence)")
    #expect(server.outputText() == "")
  }

  // MARK: Behind a proxy

  @Test(
    arguments: [
      (["--trust-forwarded"], [:], "https://proxy.example:8443"),
      ([], ["GRAPH_EMULATOR_TRUST_FORWARDED": "1"], "https://proxy.example:8443"),
      (["--public-url", "https://graph.example/prefix"], [:], "https://graph.example/prefix"),
      ([], ["GRAPH_EMULATOR_PUBLIC_URL": "https://graph.example"], "https://graph.example"),
      ([], [:], nil),
    ] as [([String], [String: String], String?)])
  func rootOfLinks(arguments: [String], variables: [String: String], root: String?) throws {
    let server = try start(arguments + ["--no-https"], variables)
    try server.waitUntilItListens()
    let answer = try server.client.send(
      "GET", "/users?$select=id",
      headers: ["X-Forwarded-Proto": "https", "X-Forwarded-Host": "proxy.example:8443"])
    #expect(
      answer.text
        == #"{"@odata.context":"\#(root ?? server.client.url)/beta/$metadata#users(id)","value":[]}"#)
    #expect(server.end(with: SIGTERM) == 0)
  }

  // MARK: The library

  @Test func aTestPaysForItWhenItAsks() throws {
    let plain = try Emulator()
    try plain.start()
    #expect(plain.httpsURL == nil)
    #expect(plain.certificateAuthority == nil)
    plain.stop()
    var configuration = EmulatorConfiguration()
    configuration.port = 0
    configuration.httpsPort = 0
    configuration.logLevel = .critical
    configuration.dataDirectory = folder.path + "/data"
    let emulator = try Emulator(configuration)
    #expect(emulator.httpsURL == nil)
    try emulator.start()
    #expect(emulator.httpsURL?.hasPrefix("https://localhost:") == true)
    #expect(emulator.certificateAuthority == folder.path + "/data/certificates/ca.pem")
    #expect(
      try DevelopmentAuthority(dataDirectory: folder.path + "/data").path == emulator.certificateAuthority)
    emulator.stop()
  }
}
