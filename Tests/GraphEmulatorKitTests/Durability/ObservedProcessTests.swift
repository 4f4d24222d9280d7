import Foundation
import JSON
import Testing

/// What a server writes of its requests on standard error, and what its variables may say.
@Suite struct ObservedProcessTests {
  /// Its lines, without the time that each begins with.
  private func lines(_ arguments: [String], _ send: (HTTPClient) throws -> Void) throws -> [String] {
    let server = try ServerProcess(arguments)
    try server.waitUntilItListens()
    try send(server.client)
    #expect(server.end(with: SIGTERM) == 0)
    return server.errorText().split(separator: "\n").map(String.init)
  }

  private static let unknown = "/nowhere?$skiptoken=secret"

  @Test func oneLineForARequest() throws {
    let lines = try lines(["--log-level", "info"]) { client in
      try client.send("GET", "/users")
      try client.send("GET", Self.unknown)
      try client.send("GET", "/users", version: "/tenants/nobody/beta")
      try client.send("GET", "/_emulator/health", version: "")
      try client.send("GET", "/_emulator/version", version: "")
    }
    let time = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z info request /#
    let rest = try lines.map { line in
      _ = try #require(line.prefixMatch(of: time), "\(line)")
      return line.replacing(time, with: "").replacing(#/ms=[0-9.]+/#, with: "ms=1")
        .replacing(#/bytes=\d+/#, with: "bytes=1").replacing(
          #/request-id=[0-9a-f-]{36}/#, with: "request-id=1")
    }
    #expect(
      rest == [
        "method=GET path=/beta/users status=200 ms=1 bytes=1 request-id=1 tenant=default",
        "method=GET path=\"/beta/nowhere?$skiptoken=…\" status=400 ms=1 bytes=1 request-id=1 tenant=default error=BadRequest",
        "method=GET path=/tenants/nobody/beta/users status=404 ms=1 bytes=1 request-id=1 error=TenantNotFound",
        "method=GET path=/_emulator/version status=200 ms=1 bytes=1",
      ])
  }

  @Test func asJSONAndWhy() throws {
    let lines = try lines(["--log-level", "debug", "--log-format", "json"]) { client in
      try client.send("GET", Self.unknown)
    }
    let objects = try lines.map { try #require(JSONValue.parse($0).objectValue) }
    #expect(
      objects.map(\.names) == [
        [
          "time", "level", "message", "method", "path", "status", "ms", "bytes", "request-id", "tenant",
          "error",
        ], ["time", "level", "message", "request-id", "error", "reason"],
      ])
    #expect(objects.first?["path"] == "/beta/nowhere?$skiptoken=…")
    #expect(objects.first?["status"] == .number(400))
    #expect(objects.last?["message"] == "refused")
    #expect(objects.last?["reason"] == #"RoutingFailure.unknownSegment("nowhere")"#)
    #expect(objects.first?["request-id"] == objects.last?["request-id"])
  }

  @Test("of sign-ins the tenant and the error, and no password") func signIns() throws {
    let folder = try TemporaryFolder()
    let seed = try folder.file("seed.json", SignIn.seed(""))
    let form =
      "grant_type=password&client_id=\(SignIn.client)&username=adele%40contoso.example&scope=User.Read"
    let lines = try lines(["--log-level", "debug", "--seed", seed]) { client in
      try client.send(
        "POST", "/\(SignIn.tenant)/oauth2/v2.0/token?client_secret=s3cret", form + "&password=s3cret",
        version: ""
      )
    }
    let shapes = lines.map { line in
      line.replacing(#/^\S+/#, with: "T").replacing(#/ms=[0-9.]+/#, with: "ms=1")
        .replacing(#/bytes=\d+/#, with: "bytes=1").replacing(
          #/request-id=[0-9a-f-]{36}/#, with: "request-id=1")
    }
    #expect(
      shapes == [
        "T info request method=POST path=\"/\(SignIn.tenant)/oauth2/v2.0/token?client_secret=…\" status=400 ms=1 "
          + "bytes=1 request-id=1 tenant=default error=AADSTS50126",
        "T debug refused request-id=1 error=AADSTS50126 reason=SignInFailure.passwordWrong",
      ])
  }

  @Test func nothingAboveInfo() throws {
    #expect(try lines(["--log-level", "warning"]) { try $0.send("GET", Self.unknown) } == [])
  }

  @Test("seeds that are not loaded are a warning, since it was told at info", arguments: ["info", "warning"])
  func ignoredSeeds(level: String) throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "--log-level", level, "--data", folder.path + "/data", "--seed", try folder.file("seed.json", "{}"),
    ]
    #expect(try lines(arguments) { _ in } == [])
    let again = try lines(arguments) { _ in }
    #expect(
      again.map { $0.replacing(#/^\S+/#, with: "T") } == [
        "T warning The tenant 'default' has its data from before: the seeds of this start are not loaded."
      ])
  }

  // MARK: Variables

  @Test(arguments: [
    (
      ["GRAPH_EMULATOR_PROT": "1"],
      "GRAPH_EMULATOR_PROT stands for no option; there are GRAPH_EMULATOR_ADMIN_KEY, "
    ),
    (["GRAPH_EMULATOR_": "1"], "GRAPH_EMULATOR_ stands for no option; there are GRAPH_EMULATOR_ADMIN_KEY, "),
    (["GRAPH_EMULATOR_JOURNAL": "x"], "GRAPH_EMULATOR_JOURNAL takes a number, not 'x'."),
    (["GRAPH_EMULATOR_LOG_FORMAT": "xml"], "GRAPH_EMULATOR_LOG_FORMAT takes one of text, json, not 'xml'."),
  ]) func wrongVariables(variables: [String: String], sentence: String) throws {
    let server = try ServerProcess([], variables: variables)
    #expect(server.waitForEnd() == 64)
    #expect(server.errorText().hasPrefix("Error: \(sentence)"))
    #expect(server.outputText() == "")
  }

  @Test("what Kubernetes says of a service is no option") func serviceVariables() throws {
    let server = try ServerProcess(
      [],
      variables: [
        "GRAPH_EMULATOR_SERVICE_HOST": "10.0.0.7", "GRAPH_EMULATOR_SERVICE_PORT": "8585",
        "GRAPH_EMULATOR_PORT": "tcp://10.0.0.7:8585", "GRAPH_EMULATOR_PORT_8585_TCP_ADDR": "10.0.0.7",
      ])
    try server.waitUntilItListens()
    #expect(server.end(with: SIGTERM) == 0)
  }

  @Test(arguments: [
    (["--data", ""], "--data is empty: give it a value, or leave it out."),
    (["--host", ""], "--host is empty: give it a value, or leave it out."),
    (["--port", "99999"], "--port takes a number from 0 to 65535, not 99999."),
    (["--journal", "-1"], "--journal takes a number from 0 to 100000, not -1."),
    (["--journal-bodies", "9999999"], "--journal-bodies takes a number from 0 to 1048576, not 9999999."),
  ]) func wrongFlags(arguments: [String], sentence: String) throws {
    let server = try ServerProcess(arguments)
    #expect(server.waitForEnd() == 64)
    let lines = server.errorText().split(separator: "\n")
    #expect(lines.first == "Error: \(sentence)")
    #expect(lines.last == "  See 'graph-emulator serve --help' for more information.")
  }
}
