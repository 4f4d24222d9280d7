import GraphEmulatorKit
import HTTPMessages
import Logging
import Testing

/// Requests without a token.
@Suite struct AuthorizationTests {
  static let challenge =
    "WWW-Authenticate: Bearer realm=\"\", authorization_uri=\"http://localhost:8585/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\""

  static func ask(_ core: EmulatorCore, _ method: String, _ target: String, _ authorization: String?) -> Reply
  {
    var fields = [HeaderField("Host", "localhost:8585")]
    if let authorization { fields.append(HeaderField("Authorization", authorization)) }
    return Reply(core.respond(to: Request(method: method, target: target, headers: RequestHeaders(fields))))
  }

  @Test(
    arguments: [nil, "", "Bearer", "Bearer "], ["/beta/users", "/v1.0/deviceManagement/deviceConfigurations"])
  func refuses(authorization: String?, target: String) throws {
    var expected = WholeAnswer.error(401, "InvalidAuthenticationToken", "Access token is empty.")
    expected.headers = (expected.headers + [Self.challenge]).sorted()
    #expect(Self.ask(try TestEmulator.people.get().core, "GET", target, authorization).whole == expected)
  }

  /// The client came by that host, and by it finds where to sign in: over HTTPS where that is served.
  @Test(
    arguments: [
      ("graph.localhost:443", true, 8586, "https://graph.localhost:443"),
      ("localhost:8585", false, 8586, "https://localhost:8586"),
      ("Graph.LocalHost", false, 443, "https://graph.localhost"), ("[::1]:8585", false, 9, "https://[::1]:9"),
      ("10.0.0.1", false, nil, "http://10.0.0.1"), ("10.0.0.1", true, nil, "https://10.0.0.1"),
    ] as [(String, Bool, Int?, String)])
  func namesWhereToSignIn(host: String, isOverTLS: Bool, securePort: Int?, root: String) throws {
    let request = Request(
      method: "GET", target: "/beta/users", headers: RequestHeaders([HeaderField("Host", host)]),
      securePort: securePort, isOverTLS: isOverTLS)
    #expect(
      Reply(try TestEmulator.people.get().core.respond(to: request)).header("WWW-Authenticate")
        == #"Bearer realm="", authorization_uri="\#(root)/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000""#
    )
  }

  /// Nothing is told about a path before the caller is known.
  @Test func refusesBeforeItLooks() throws {
    let core = try TestEmulator.people.get().core
    for (method, target) in [("GET", "/beta/nothing"), ("DELETE", "/beta/users"), ("POST", "/beta/users")] {
      #expect(Self.ask(core, method, target, nil).status == 401)
    }
  }

  @Test(arguments: ["/beta/", "/v1.0", "/beta/$metadata", "/v1.0/%24metadata"])
  func theModelNeedsNoToken(target: String) throws {
    #expect(Self.ask(try TestEmulator.people.get().core, "GET", target, nil).status == 200)
  }

  @Test(arguments: ["Bearer test", "bearer test", "Bearer a.b.c"]) func takesAnyToken(authorization: String)
    throws
  {
    #expect(Self.ask(try TestEmulator.people.get().core, "GET", "/beta/users", authorization).status == 200)
  }

  @Test func needsNoneWhenSwitchedOff() throws {
    var configuration = EmulatorConfiguration()
    configuration.authentication = .off
    configuration.logLevel = .critical
    let core = try EmulatorCore(configuration)
    defer { core.close() }
    #expect(
      Self.ask(core, "GET", "/beta/users", nil).whole
        == .ok(#"{"@odata.context":"B/$metadata#users","value":[]}"#))
  }
}
