import GraphEmulatorKit
import HTTPMessages
import Testing

/// Requests of pages that a browser shows.
@Suite struct CrossOriginTests {
  static let origin = HeaderField("Origin", "https://app.example")
  static let allowed: Set = [
    "Access-Control-Allow-Origin: *",
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

  /// With an origin an answer has two fields more, and else nothing changes.
  @Test(arguments: answers) func everyAnswerCanBeRead(method: String, path: String, body: String?) throws {
    let emulator = try TestEmulator.people.get()
    let plain = emulator.send(method, path, body).whole
    let crossing = emulator.send(method, path, body, headers: [Self.origin]).whole
    #expect(crossing.status == plain.status)
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
      #"{"id":"1","method":"GET","url":"/users/\#(People.adele)?$select=id","headers":{"Origin":"https://app.example"}},"#
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
}
