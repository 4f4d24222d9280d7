import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import Logging
import Testing

@Suite("A tenant's own port")
struct OwnPortTests {
  private let emulator: Emulator
  private let all: HTTPClient

  init() throws {
    emulator = try Emulator(seed: .json(#"{"groups":[{"displayName":"Everybody's"}]}"#))
    try emulator.start()
    all = HTTPClient(url: emulator.url)
  }

  private func tenant(_ body: String) throws -> HTTPClient.Answer {
    try all.send("POST", "/_emulator/tenants", body, version: "")
  }

  private static func names(_ answer: HTTPClient.Answer) throws -> [String] {
    let rows = try JSONValue.parse(answer.text).objectValue?["value"]?.arrayValue ?? []
    return rows.compactMap { $0.objectValue?["displayName"]?.stringValue }
  }

  @Test("Whatever comes in there is for that tenant; it closes with the tenant")
  func life() throws {
    defer { emulator.stop() }
    let made = try tenant(#"{"id":"shop","port":true,"seed":{"groups":[{"displayName":"Sales"}]}}"#)
    #expect(made.status == 201)
    let port = try #require(try JSONValue.parse(made.text).objectValue?["port"]?.intValue)
    #expect(made.text == #"{"id":"shop","graphUrl":"http://127.0.0.1:\#(port)","port":\#(port)}"#)
    #expect(try all.send("GET", "/_emulator/tenants/shop", version: "").text == made.text)
    let own = HTTPClient(url: "http://127.0.0.1:\(port)")
    let groups = "/groups?$select=displayName"
    #expect(try Self.names(own.send("GET", groups)) == ["Sales"])
    #expect(try Self.names(own.send("GET", groups, headers: ["x-emulator-tenant": "shop"])) == ["Sales"])
    #expect(try Self.names(own.send("GET", "/beta" + groups, version: "/tenants/shop")) == ["Sales"])
    #expect(try Self.names(all.send("GET", groups)) == ["Everybody's"])
    let link = try own.send("GET", groups).text
    #expect(link.contains(#""@odata.context":"http://127.0.0.1:\#(port)/beta/$metadata#groups"#))
    // Requests are kept as they were sent.
    let kept = try own.send("GET", "/_emulator/tenants/shop/requests", version: "").text
    #expect(kept.components(separatedBy: "x-emulator-tenant").count == 2)
    #expect(kept.contains(#"{"name":"x-emulator-tenant","value":"shop"}"#))
    #expect(try own.send("DELETE", "/_emulator/tenants/shop", version: "").status == 204)
    #expect(try all.send("GET", "/_emulator/tenants", version: "").text.contains("shop") == false)
    #expect(Self.closes(port))
  }

  /// Whether nobody listens there once what is under way has ended, which is soon.
  private static func closes(_ port: Int) -> Bool {
    for _ in 1...2000 {
      guard (try? SocketClient(port: port)) != nil else { return true }
      usleep(10_000)
    }
    return false
  }

  @Test(
    "Links that an operator or a proxy says the beginning of lead to the tenant as well",
    arguments: [
      ("https://graph.example/prefix", [:]),
      (nil, ["X-Forwarded-Proto": "https", "X-Forwarded-Host": "graph.example"]),
    ] as [(String?, [String: String])])
  func statedRoots(publicURL: String?, headers: [String: String]) throws {
    var configuration = EmulatorConfiguration()
    (configuration.port, configuration.logLevel) = (0, .critical)
    (configuration.publicURL, configuration.trustsForwarded) = (publicURL, publicURL == nil)
    let emulator = try Emulator(configuration)
    try emulator.start()
    defer { emulator.stop() }
    let all = HTTPClient(url: emulator.url)
    let made = try all.send(
      "POST", "/_emulator/tenants",
      #"{"id":"shop","port":true,"seed":{"groups":[{"displayName":"A"},{"displayName":"B"}]}}"#,
      version: "")
    let port = try #require(try JSONValue.parse(made.text).objectValue?["port"]?.intValue)
    let own = HTTPClient(url: "http://127.0.0.1:\(port)")
    let first = try own.send("GET", "/groups?$select=displayName&$top=1", headers: headers)
    let link = try #require(
      try JSONValue.parse(first.text).objectValue?["@odata.nextLink"]?.stringValue)
    let root = publicURL ?? "https://graph.example"
    #expect(link.hasPrefix(root + "/tenants/shop/beta/groups?"))
    let path = String(link.dropFirst(root.count))
    let second = try all.send("GET", path, headers: headers, version: "")
    #expect(try (Self.names(first) + Self.names(second)).sorted() == ["A", "B"])
    #expect(try own.send("GET", path, headers: headers, version: "").text == second.text)
  }

  @Test(
    "A request that names two tenants is for neither",
    arguments: [
      ("/v1.0/groups", ["x-emulator-tenant": "default"], "default"),
      ("/tenants/default/v1.0/groups", [:], "default"),
      ("/tenants/default/v1.0/groups", ["x-emulator-tenant": "shop"], "default"),
      ("/v1.0/groups", ["x-emulator-tenant": "nobody"], "nobody"),
    ])
  func contradiction(path: String, headers: [String: String], other: String) throws {
    defer { emulator.stop() }
    let made = try tenant(#"{"id":"shop","port":true}"#)
    let port = try #require(try JSONValue.parse(made.text).objectValue?["port"]?.intValue)
    let answer = try HTTPClient(url: "http://127.0.0.1:\(port)").send(
      "GET", path, headers: headers, version: "")
    #expect(answer.status == 400)
    let error = try #require(try JSONValue.parse(answer.text).objectValue?["error"]?.objectValue)
    #expect(error["code"] == "BadRequest")
    #expect(
      error["message"]
        == .string(
          "The request is for two tenants, 'shop' and '\(other)': its port, its header and its path must name the same."
        ))
    #expect(error["innerError"]?.objectValue?["request-id"] != nil)
  }

  @Test("At any port the client learns where it finds each tenant by the host that it uses itself")
  func addresses() throws {
    var configuration = EmulatorConfiguration()
    (configuration.port, configuration.logLevel) = (0, .critical)
    (configuration.host, configuration.adminKey) = ("0.0.0.0", "key")
    let emulator = try Emulator(configuration)
    try emulator.start()
    defer { emulator.stop() }
    func list(_ port: Int) throws -> String {
      try HTTPClient(url: "http://localhost:\(port)").send("GET", "/_emulator/tenants", version: "").text
    }
    let made = try HTTPClient(url: "http://127.0.0.1:\(emulator.port)").send(
      "POST", "/_emulator/tenants", #"{"id":"shop","port":true}"#, version: "")
    let port = try #require(try JSONValue.parse(made.text).objectValue?["port"]?.intValue)
    #expect(made.text == #"{"id":"shop","graphUrl":"http://127.0.0.1:\#(port)","port":\#(port)}"#)
    let all =
      #"{"value":[{"id":"default","graphUrl":"http://localhost:\#(emulator.port)/tenants/default"},"#
      + #"{"id":"shop","graphUrl":"http://localhost:\#(port)","port":\#(port)}]}"#
    #expect(try list(emulator.port) == all)
    #expect(try list(port) == all)
  }

  @Test("Who has a port that is this program's is said")
  func whose() throws {
    defer { emulator.stop() }
    let made = try tenant(#"{"id":"shop","port":true}"#)
    let port = try #require(try JSONValue.parse(made.text).objectValue?["port"]?.intValue)
    let answer = try tenant(#"{"id":"other","port":\#(port)}"#)
    #expect(answer.status == 409)
    #expect(
      answer.text
        == #"{"error":{"code":"PortUnavailable","message":"Port \#(port) is that of the tenant 'shop'."}}"#)
    #expect(try all.send("GET", "/_emulator/tenants/other", version: "").status == 404)
  }

  @Test("A port that is taken leaves no tenant behind")
  func taken() throws {
    defer { emulator.stop() }
    let answer = try tenant(#"{"id":"shop","port":\#(emulator.port)}"#)
    #expect(answer.status == 409)
    #expect(
      answer.text
        == #"{"error":{"code":"PortUnavailable","message":"Port \#(emulator.port) is one that this emulator serves all tenants at."}}"#
    )
    #expect(try all.send("GET", "/_emulator/tenants/shop", version: "").status == 404)
    #expect(try tenant(#"{"id":"shop","port":false}"#).status == 201)
  }

  @Test("There is an end to their number, and an emulator that does not listen has none")
  func limit() throws {
    for number in 0..<64 {
      #expect(try tenant(#"{"id":"t\#(number)","port":true}"#).status == 201)
    }
    let more = try tenant(#"{"id":"more","port":true}"#)
    #expect(more.status == 409)
    #expect(
      more.text
        == #"{"error":{"code":"TooManyPorts","message":"64 tenants have ports of their own, which is as many as may have."}}"#
    )
    emulator.stop()
    let silent = try SignIn().send("POST", "/_emulator/tenants", body: #"{"id":"shop","port":true}"#)
    #expect(silent.status == 409)
    #expect(
      silent.text
        == #"{"error":{"code":"PortUnavailable","message":"This emulator does not listen anywhere."}}"#)
  }
}

@Suite("Who signs in to a tenant that the request names")
struct StatedTenantSignInTests {
  @Test("The names that all tenants share stand for that one")
  func password() throws {
    let signIn = try SignIn()
    let id = "99999999-0000-4000-8000-000000000001"
    let seed =
      #"{"organization":[{"id":"\#(id)"}],"users":[{"userPrincipalName":"bob@shop.example","passwordProfile":{"password":"pass-Bob-1"}}]}"#
    let made = signIn.send("POST", "/_emulator/tenants", body: #"{"id":"shop","seed":\#(seed)}"#)
    #expect(made.status == 201)
    func token(_ headers: [HeaderField]) -> Reply {
      signIn.token(
        [
          "grant_type": "password", "client_id": SignIn.client, "username": "bob@shop.example",
          "password": "pass-Bob-1", "scope": "https://graph.microsoft.com/User.Read",
        ], tenant: "organizations", headers: headers)
    }
    let header = HeaderField("x-emulator-tenant", "shop")
    let found = token([header])
    #expect(found.status == 200)
    #expect(try signIn.claims(found.text("access_token"))["tid"] == .string(id))
    #expect(token([]).status == 400)
    #expect(token([HeaderField("x-emulator-tenant", "nobody")]).status == 400)
  }

  private static let shop = "99999999-0000-4000-8000-000000000001"

  @Test(
    "A request to sign in that names two tenants was taken for one of them",
    arguments: [
      // The tenant whose port it is, the header, the path, the other one that is told.
      ("shop", "default", "common", "default"), ("shop", "nobody", "common", "nobody"),
      ("shop", nil, SignIn.tenant, "default"), (nil, "shop", SignIn.tenant, "default"),
      ("shop", "shop", "contoso.example", "default"), ("default", nil, shop, "shop"),
    ] as [(String?, String?, String, String)])
  func contradiction(port: String?, header: String?, path: String, other: String) throws {
    let signIn = try SignIn()
    let made = signIn.send(
      "POST", "/_emulator/tenants", body: #"{"id":"shop","seed":{"organization":[{"id":"\#(Self.shop)"}]}}"#)
    #expect(made.status == 201)
    let own = port ?? header ?? ""
    for place in [
      "oauth2/v2.0/token", "oauth2/token", "discovery/v2.0/keys", "v2.0/.well-known/openid-configuration",
    ] {
      var request = Request(
        method: place.hasSuffix("token") ? "POST" : "GET", target: "/\(path)/\(place)",
        headers: RequestHeaders(
          [HeaderField("Host", "localhost:8585")]
            + (header.map { [HeaderField("x-emulator-tenant", $0)] } ?? [])))
      request.statedTenant = port
      let answer = Reply(signIn.emulator.core.respond(to: request))
      #expect(answer.status == 400)
      #expect(answer["error"] == "invalid_request")
      #expect(
        answer["error_description"]?.stringValue?.hasPrefix(
          "The request is for two tenants, '\(own)' and '\(other)': its port, its header and its path must name the same. Trace ID: "
        ) == true)
      #expect(answer["error_codes"] == [])
    }
  }

  @Test("Of two header fields that name different tenants the first won where somebody signs in")
  func twoHeaderFields() throws {
    let signIn = try SignIn()
    let answer = signIn.get(
      "/common/discovery/v2.0/keys",
      headers: ["default", "nobody"].map { HeaderField("x-emulator-tenant", $0) })
    #expect(answer.status == 400)
    #expect(answer["error"] == "invalid_request")
    #expect(
      answer["error_description"]?.stringValue?.hasPrefix(
        "The request is for two tenants, 'default' and 'nobody': its port, its header and its path must name the same. Trace ID: "
      ) == true)
    #expect(answer["error_codes"] == [])
  }

  @Test("A token of another tenant is none for whoever asks at a tenant's own port who has signed in")
  func foreignToken() throws {
    let signIn = try SignIn()
    #expect(signIn.send("POST", "/_emulator/tenants", body: #"{"id":"shop"}"#).status == 201)
    let token = signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": "adele@contoso.example",
      "password": "pass-Adele-1", "scope": "openid profile https://graph.microsoft.com/User.Read",
    ])["access_token"]?.stringValue
    let headers = [HeaderField("Authorization", "Bearer \(try #require(token))")]
    #expect(signIn.get("/oidc/userinfo", headers: headers).status == 200)
    let foreign = signIn.get(
      "/oidc/userinfo", headers: headers + [HeaderField("x-emulator-tenant", "shop")])
    #expect(foreign.status == 401)
  }
}
