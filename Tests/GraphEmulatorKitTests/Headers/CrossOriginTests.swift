import GraphEmulatorKit
import HTTPMessages
import Logging
import Testing

/// Requests of pages that a browser shows.
@Suite struct CrossOriginTests {
  static let origin = HeaderField("Origin", "http://localhost:3000")
  static let foreign = HeaderField("Origin", "https://evil.example")
  static let allowed: Set = [
    "Access-Control-Allow-Origin: http://localhost:3000",
    "Access-Control-Expose-Headers: ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, "
      + "ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After",
  ]

  /// Without a token: a browser sends none with a preflight.
  static func preflight(_ target: String, _ fields: [HeaderField]) throws -> Reply {
    let headers = RequestHeaders([HeaderField("Host", "localhost:8585")] + fields)
    return Reply(
      try TestEmulator.people.get().core.respond(
        to: Request(method: "OPTIONS", target: target, headers: headers)))
  }

  @Test(arguments: [
    "/beta/users", "/v1.0/$batch", "/beta/$metadata", "/beta/", "/", "/v9/x", "/beta/nowhere", "*",
    "/beta/users/\(People.nobody)",
  ])
  func preflightsAreWelcomeEverywhere(target: String) throws {
    let reply = try Self.preflight(
      target,
      [
        Self.origin, HeaderField("Access-Control-Request-Method", "PATCH"),
        HeaderField("Access-Control-Request-Headers", "authorization,content-type,x-anything"),
      ])
    #expect(
      reply.whole
        == WholeAnswer(
          200,
          Self.allowed + [
            "Access-Control-Allow-Methods: PATCH",
            "Access-Control-Allow-Headers: authorization,content-type,x-anything",
            "Access-Control-Max-Age: 86400",
          ]))
  }

  @Test func nothingIsReflectedThatWasNotAskedFor() throws {
    let withoutHeaders = try Self.preflight(
      "/beta/users", [Self.origin, HeaderField("Access-Control-Request-Method", "GET")])
    #expect(
      withoutHeaders.whole
        == WholeAnswer(
          200, Self.allowed + ["Access-Control-Allow-Methods: GET", "Access-Control-Max-Age: 86400"]))
    #expect(try Self.preflight("/beta/users", [Self.origin]).whole == WholeAnswer(200, Array(Self.allowed)))
    #expect(try Self.preflight("/beta/users", []).whole == WholeAnswer(200))
  }

  static let answers: [(String, String, String?)] = [
    ("GET", "/users?$select=id", nil), ("GET", "/$metadata", nil), ("GET", "/users/\(People.nobody)", nil),
    ("GET", "/nowhere", nil), ("FOO", "/users", nil), ("POST", "/users", "{"), ("POST", "/$batch", "{}"),
    ("POST", "/$batch", #"{"requests":[{"id":"1","method":"GET","url":"/users"}]}"#),
    ("GET", "/admin/cloudLicensing/allotments/x", nil),
  ]

  /// With an origin an answer has two fields more, and else nothing changes but `Vary`.
  @Test(arguments: answers) func everyAnswerCanBeRead(method: String, path: String, body: String?) throws {
    let emulator = try TestEmulator.people.get()
    let plain = emulator.send(method, path, body).whole
    let crossing = emulator.send(method, path, body, headers: [Self.origin]).whole
    #expect(crossing.status == plain.status)
    #expect(
      emulator.send(method, path, body, headers: [Self.origin]).headers.contains(
        HeaderField("Vary", "Origin")))
    #expect(Set(crossing.headers) == Set(plain.headers).union(Self.allowed))
    #expect(Set(plain.headers).isDisjoint(with: Self.allowed))
  }

  @Test func refusalsCanBeRead() throws {
    let headers = RequestHeaders([HeaderField("Host", "localhost:8585"), Self.origin])
    let core = try TestEmulator.people.get().core
    let refused = Reply(core.respond(to: Request(method: "GET", target: "/beta/users", headers: headers)))
    #expect(refused.status == 401)
    #expect(Self.allowed.isSubset(of: refused.whole.headers))
    let tooLong = Request(method: "OPTIONS", target: "/", headers: headers, headState: .targetTooLong)
    #expect(Reply(core.respond(to: tooLong)).status == 414)
    #expect(Self.allowed.isSubset(of: Reply(core.respond(to: tooLong)).whole.headers))
  }

  /// Only the outer answer crosses an origin.
  @Test func itemsOfABatchAreNotMarked() throws {
    let reply = try TestEmulator.people.get().batch(
      #"{"id":"1","method":"GET","url":"/users/\#(People.adele)?$select=id","headers":{"Origin":"https://evil.example"}},"#
        + #"{"id":"2","method":"OPTIONS","url":"/users"}"#)
    let user = #"{"@odata.context":"B/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#
    #expect(reply.parts.first == Part.result("1", user))
    #expect(reply.outcomes == ["1 200", "2 405"])
    #expect(!reply.headers.contains { $0.name.hasPrefix("Access-Control") })
  }

  /// The control plane is closed to pages of other sites.
  @Test func theControlPlaneIsNotOpened() throws {
    let reply = Reply(
      try TestEmulator.people.get().core.respond(
        to: Request(
          method: "OPTIONS", target: "/_emulator/tenants",
          headers: RequestHeaders([HeaderField("Host", "localhost:8585"), Self.origin]))))
    #expect(reply.status == 403)
    #expect(!reply.headers.contains { $0.name.hasPrefix("Access-Control") })
  }

  // MARK: Pages of other sites

  /// Nothing but the refusal: no field lets a page read it.
  static func refusal(_ origin: String) -> WholeAnswer {
    .error(
      403, "AccessDenied",
      "Pages of '\(origin)' may not use the service. Start the emulator with --cors-origin and that text to let them."
    )
  }

  @Test(arguments: answers) func noForeignPageReadsAnAnswer(method: String, path: String, body: String?)
    throws
  {
    let reply = try TestEmulator.people.get().send(method, path, body, headers: [Self.foreign])
    #expect(reply.whole == Self.refusal("https://evil.example"))
    #expect(reply.headers.contains(HeaderField("Vary", "Origin")))
  }

  @Test(arguments: [
    "https://evil.example", "null", "http://localhost.evil.example", "http://localhost@evil.example",
    "http://evil.example:8585", "http://127.0.0.1.evil.example", "file://", "*", "",
  ]) func neitherDoesItsPreflight(origin: String) throws {
    let reply = try Self.preflight(
      "/beta/users",
      [HeaderField("Origin", origin), HeaderField("Access-Control-Request-Method", "DELETE")])
    #expect(reply.whole == Self.refusal(origin))
  }

  @Test func oneForeignOriginAmongSeveralIsEnough() throws {
    #expect(try Self.preflight("/beta/users", [Self.origin, Self.foreign]).status == 403)
  }

  /// What a page may send without a preflight has no effect either.
  @Test(
    arguments: ["https://evil.example", "null"], [nil, "text/plain", "application/x-www-form-urlencoded"])
  func aForeignFormChangesNothing(origin: String, type: String?) throws {
    let emulator = try TestEmulator()
    let body = #"{"displayName":"x","mailEnabled":false,"mailNickname":"x","securityEnabled":true}"#
    let reply = emulator.send(
      "POST", "/groups", body, headers: [HeaderField("Origin", origin)],
      contentType: type ?? "application/json")
    #expect(reply.status == 403)
    #expect(reply.errorCodes == ["AccessDenied"])
    #expect(emulator.get("/groups").items.isEmpty)
    #expect(emulator.send("POST", "/groups", body, headers: [Self.origin]).status == 201)
    #expect(emulator.get("/groups").items.count == 1)
  }

  @Test(arguments: [
    ("http://localhost", "http://localhost"), ("https://app.localhost:4200", "https://app.localhost:4200"),
    ("http://127.0.0.1:5173", "http://127.0.0.1:5173"), ("http://[::1]:80", "http://[::1]:80"),
    ("https://app.example", nil), ("https://other.example:444", nil),
  ]) func whoIsLetIn(origin: String, echo: String?) throws {
    let reply = try Self.preflight("/beta/users", [HeaderField("Origin", origin)])
    #expect(reply.header("Access-Control-Allow-Origin") == echo)
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.allowedOrigins = ["https://app.example", "https://other.example:444"]
    #expect(try Self.allowed(origin, configuration) == origin)
    configuration.allowedOrigins = ["*"]
    #expect(try Self.allowed(origin, configuration) == "*")
  }

  private static func allowed(_ origin: String, _ configuration: EmulatorConfiguration) throws -> String? {
    let core = try EmulatorCore(configuration)
    defer { core.close() }
    let headers = RequestHeaders([HeaderField("Host", "localhost"), HeaderField("Origin", origin)])
    return Reply(core.respond(to: Request(method: "GET", target: "/beta/users", headers: headers)))
      .header("Access-Control-Allow-Origin")
  }

  /// What the emulator itself serves under the name of the request is of the same site.
  @Test func ownPagesAreLetIn() throws {
    let headers = RequestHeaders([
      HeaderField("Host", "192.168.1.7:8585"), HeaderField("Origin", "http://192.168.1.7:8585"),
    ])
    let reply = Reply(
      try TestEmulator.people.get().core.respond(
        to: Request(method: "OPTIONS", target: "/beta/users", headers: headers)))
    #expect(reply.header("Access-Control-Allow-Origin") == "http://192.168.1.7:8585")
  }
}
