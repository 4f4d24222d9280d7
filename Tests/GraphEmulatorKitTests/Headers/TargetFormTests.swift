import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// Targets in all forms that HTTP has, and in none (RFC 9112, section 3.2).
@Suite struct TargetFormTests {
  static let noForm = WholeAnswer.error(
    400, "BadRequest",
    "The request target must be a path that begins with a slash, or a whole URL, without a fragment.")
  static let noTunnel = WholeAnswer.error(
    501, "NotImplemented", "The service is no proxy: it opens no connections.")

  private static func send(
    _ method: String, _ target: String, host: String? = "localhost:8585", _ fields: [HeaderField] = []
  ) throws -> Reply {
    let host = host.map { [HeaderField("Host", $0)] } ?? []
    let headers = RequestHeaders(host + [HeaderField("Authorization", "Bearer x")] + fields)
    return Reply(
      try TestEmulator.people.get().core.respond(
        to: Request(method: method, target: target, headers: headers)))
  }

  // MARK: Whole URLs

  static let adele = #"{"@odata.context":"B/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#

  @Test(arguments: ["localhost:8585", "evil.example", nil])
  func hostBesideAWholeURLDoesNotCount(host: String?) throws {
    let target = "/beta/users/\(People.adele)?$select=id"
    #expect(try Self.send("GET", "http://localhost:8585\(target)", host: host).whole == .ok(Self.adele))
    #expect(try Self.send("GET", "HTTP://localhost:8585\(target)", host: host).whole == .ok(Self.adele))
    let foreign = try Self.send("GET", "http://evil.example\(target)", host: host)
    #expect(foreign.whole == HostTests.refusal("evil.example"))
  }

  /// Links lead to where the client is, and a page of that host is one of the service's own.
  @Test func hostOfAWholeURLIsTheRequests() throws {
    let origin = HeaderField("Origin", "http://10.1.2.3")
    let reply = try Self.send("GET", "http://10.1.2.3/v1.0/users?$top=1&$select=id", [origin])
    #expect(reply["@odata.context"] == "http://10.1.2.3/v1.0/$metadata#users(id)")
    #expect(reply.header("Access-Control-Allow-Origin") == "http://10.1.2.3")
  }

  @Test(arguments: ["http://localhost", "http://localhost/", "https://localhost?$top=1"])
  func noPathIsTheRoot(target: String) throws {
    let page = try Self.send("GET", target)
    #expect(page.status == 200)
    #expect(page.text == (try Self.send("GET", "/", host: "localhost").text))
  }

  @Test func controlPlaneTakesThemToo() throws {
    for path in ["health", "version", "nowhere"] {
      let whole = try Self.send("GET", "http://localhost/_emulator/\(path)", host: "evil.example")
      #expect(whole.whole == (try Self.send("GET", "/_emulator/\(path)").whole))
    }
    let foreign = try Self.send("GET", "http://evil.example/_emulator/metrics")
    #expect(foreign.status == 403)
    #expect(foreign.message == "The control plane is not served under the host 'evil.example'.")
  }

  // MARK: No targets

  @Test(
    arguments: [
      "beta/users", "", "users", "*", "http:///beta/users", "http://", "http://?a",
      "http://u@localhost/beta/users",
      "http://local host/", "http:/beta/users", "ftp://localhost/beta/users", "localhost:8585",
      "/beta/users#a", "/beta/users?$top=1#a", "/#", "#", "http://localhost/beta/users#a",
      "/_emulator/health#a",
      "_emulator/health",
    ], ["GET", "POST", "DELETE"])
  func othersAreRefused(target: String, method: String) throws {
    #expect(try Self.send(method, target).whole == Self.noForm)
  }

  // MARK: Of one method

  @Test func optionsAsksAboutTheWholeServer() throws {
    #expect(try Self.send("OPTIONS", "*").whole == Self.send("OPTIONS", "/beta/users").whole)
    #expect(try Self.send("OPTIONS", "*").status == 200)
  }

  @Test(arguments: ["localhost:8585", "evil.example:443", "[::1]:80"])
  func tunnelsAreNotOpened(target: String) throws {
    #expect(try Self.send("CONNECT", target).whole == Self.noTunnel)
  }

  @Test(arguments: ["localhost", "http://localhost:80/", "u@h:1", ":1", "*"])
  func connectTakesAHostAndAPort(target: String) throws {
    #expect(try Self.send("CONNECT", target).whole == Self.noForm)
  }
}
