import GraphEmulatorKit
import HTTPMessages
import JSON
import Logging
import Testing

/// Answers behind a proxy: nothing but the root of their links differs.
@Suite struct ProxiedAnswerTests {
  private static func emulator(_ configure: (inout EmulatorConfiguration) -> Void = { _ in }) throws
    -> TestEmulator
  {
    try TestEmulator(
      String(People.seed.dropLast()) + #", "clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}}"#,
      configure)
  }

  private static let usual = Result { try emulator() }
  private static let trusting = Result { try emulator { $0.trustsForwarded = true } }
  private static let publicRoot = "https://graph.example:8443/prefix"
  private static let published = Result {
    try emulator {
      $0.publicURL = publicRoot + "/"
      $0.trustsForwarded = true
    }
  }

  private static let fields = [
    HeaderField("X-Forwarded-Proto", "https"), HeaderField("X-Forwarded-Host", "proxy.example"),
    HeaderField("X-Forwarded-Port", "8443"),
  ]

  /// Context, links of pages and of objects, of lists within objects, of changes, of the service.
  static let reads = [
    "/users?$top=1&$select=id", "/users/\(People.adele)?$select=id", "/users/delta?$select=id",
    "/groups/\(People.sales)?$select=id&$expand=members($select=id)", "",
    "/groups/\(People.sales)/members/$ref",
  ]

  private static func expect(
    _ path: String, of emulator: TestEmulator, _ fields: [HeaderField], toHave root: String
  ) throws {
    let usual = try Self.usual.get().send("GET", path)
    let found = emulator.send("GET", path, headers: fields)
    #expect(usual.text.contains("http://localhost:8585/"), "\(usual.text)")
    #expect(found.status == usual.status)
    // Sealed tokens are of the tenant, and each has its own.
    let token = #/\$(skip|delta)token=[^"]*/#
    #expect(
      found.text.replacing(token, with: "T")
        == usual.text.replacing("http://localhost:8585", with: root).replacing(token, with: "T"))
  }

  @Test(arguments: reads) func notBelievedUnasked(path: String) throws {
    try Self.expect(path, of: try Self.usual.get(), Self.fields, toHave: "http://localhost:8585")
  }

  @Test(arguments: reads) func believedWhenTold(path: String) throws {
    try Self.expect(path, of: try Self.trusting.get(), Self.fields, toHave: "https://proxy.example:8443")
  }

  @Test(arguments: reads) func saidOnceForAll(path: String) throws {
    try Self.expect(path, of: try Self.published.get(), Self.fields, toHave: Self.publicRoot)
    try Self.expect(
      path, of: try Self.published.get(), [HeaderField("Host", "graph.example")], toHave: Self.publicRoot)
  }

  /// The link of the next page is one of the proxy's, and leads back here through it.
  @Test func pagesFollow() throws {
    let emulator = try Self.published.get()
    let link = try #require(emulator.get("/users?$top=2&$select=id")["@odata.nextLink"]?.stringValue)
    #expect(link.hasPrefix(Self.publicRoot + "/beta/users?"))
    let next = emulator.get(String(link.dropFirst((Self.publicRoot + "/beta").count)))
    #expect(next.values("id") == [People.diego])
  }

  @Test func locationsAndReferences() throws {
    let emulator = try Self.emulator { $0.publicURL = Self.publicRoot }
    let group = emulator.send(
      "POST", "/groups",
      #"""
      {"displayName":"G","mailEnabled":false,"mailNickname":"g","securityEnabled":true,
       "members@odata.bind":["\#(Self.publicRoot)/beta/users/\#(People.alex)"]}
      """#)
    let id = try #require(group["id"]?.stringValue)
    #expect(group.status == 201)
    #expect(group.header("Location") == "\(Self.publicRoot)/beta/groups/\(id)")
    #expect(emulator.get("/groups/\(id)/members?$select=id").values("id") == [People.alex])
    #expect(
      emulator.send(
        "POST", "/groups/\(id)/members/$ref",
        #"{"@odata.id":"\#(Self.publicRoot)/beta/directoryObjects/\#(People.diego)"}"#
      ).status == 204)
    #expect(emulator.get("/groups/\(id)/members?$select=id").values("id") == [People.alex, People.diego])
  }

  @Test(arguments: [false, true]) func partsOfABatch(isPublished: Bool) throws {
    let emulator = try (isPublished ? Self.published : Self.trusting).get()
    let root = isPublished ? Self.publicRoot : "https://proxy.example:8443"
    // A part says nothing of the way that the whole came.
    let batch = #"""
      {"requests":[
        {"id":"1","method":"GET","url":"\#(root)/v1.0/users/\#(People.adele)?$select=id",
         "headers":{"X-Forwarded-Host":"part.example"}},
        {"id":"2","method":"GET","url":"/users?$top=1&$select=id"}]}
      """#
    let reply = emulator.send("POST", "/$batch", batch, headers: Self.fields)
    let bodies = reply["responses"]?.arrayValue?.compactMap { $0.objectValue?["body"]?.objectValue } ?? []
    #expect(bodies.count == 2)
    #expect(bodies.first?["@odata.context"] == .string("\(root)/beta/$metadata#users(id)/$entity"))
    #expect(bodies.first?["id"] == .string(People.adele))
    #expect(bodies.last?["@odata.context"] == .string("\(root)/beta/$metadata#users(id)"))
    #expect(bodies.last?["@odata.nextLink"]?.stringValue?.hasPrefix("\(root)/beta/users?") == true)
  }

  @Test func whereToSignIn() throws {
    let reply = try Self.published.get().send("GET", "/users", headers: [HeaderField("Authorization", "")])
    #expect(reply.status == 401)
    #expect(
      reply.header("WWW-Authenticate")?.contains(
        #"authorization_uri="https://graph.example:8443/prefix/common/oauth2/authorize""#) == true)
  }

  /// A proxy is believed about links, not about who may come in.
  @Test func hostsAreCheckedAllTheSame() throws {
    let evil = [HeaderField("Host", "evil.example"), HeaderField("X-Forwarded-Host", "localhost")]
    #expect(
      try Self.trusting.get().send("GET", "/users", headers: evil).whole == HostTests.refusal("evil.example"))
    #expect(
      try Self.published.get().send("GET", "/users", headers: evil).whole == HostTests.refusal("evil.example")
    )
    #expect(
      try Self.published.get().send("GET", "/users", headers: [HeaderField("Host", "graph.example")]).status
        == 200)
  }

  /// The proxy is on this machine, but its clients need not be.
  @Test(arguments: ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"])
  func theControlPlaneIsNotForThem(field: String) throws {
    func status(_ emulator: TestEmulator, _ fields: [HeaderField]) -> Int {
      let headers = RequestHeaders([HeaderField("Host", "localhost:8585")] + fields)
      return emulator.core.respond(
        to: Request(method: "GET", target: "/_emulator/metrics", headers: headers)
      ).status
    }
    let passedOn = [HeaderField(field, "192.0.2.1")]
    #expect(status(try Self.usual.get(), passedOn) == 200)
    for emulator in [try Self.trusting.get(), try Self.published.get()] {
      #expect(status(emulator, passedOn) == 403)
      #expect(status(emulator, []) == 200)
    }
  }

  @Test func publicURLThatCannotBe() {
    var configuration = EmulatorConfiguration()
    configuration.publicURL = "graph.example"
    #expect(
      throws: EmulatorError.configuration(
        reason:
          "The public URL has the form 'https://graph.example:8443' or 'https://graph.example/prefix', not 'graph.example'."
      )
    ) { try Emulator(configuration) }
  }
}
