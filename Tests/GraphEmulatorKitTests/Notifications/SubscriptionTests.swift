import HTTPMessages
import JSON
import Testing

/// `/subscriptions` itself: what is taken, what is refused, and what endpoints have to say to it.
@Suite struct SubscriptionTests {
  @Test func aSubscriptionIsMadeAndShown() throws {
    let scene = try SubscribedEmulator()
    let made = scene.subscribe("users", "created,updated,deleted")
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "V/subscriptions/\(id)",
          """
          {"@odata.context":"V/$metadata#subscriptions/$entity","id":"\(id)","applicationId":null,
           "creatorId":"\(People.adele)","changeType":"created,updated,deleted","clientState":"secret",
           "notificationUrl":"\(scene.listener.url)","lifecycleNotificationUrl":null,"resource":"users",
           "expirationDateTime":"2026-02-01T00:00:00Z","latestSupportedTlsVersion":"v1_2","includeResourceData":null,
           "encryptionCertificate":null,"encryptionCertificateId":null,"notificationQueryOptions":null,
           "notificationUrlAppId":null}
          """))
    let shown = scene.emulator.send("GET", "/subscriptions/\(id)", version: "v1.0")
    #expect(shown.status == 200)
    #expect(shown.text == made.text)
    #expect(scene.emulator.send("GET", "/subscriptions").values("id") == [id])
    #expect(scene.emulator.send("DELETE", "/subscriptions/\(id)").whole == .noContent)
    #expect(scene.emulator.send("GET", "/subscriptions").items.isEmpty)
  }

  @Test(arguments: [
    "users", "/users", "groups", "devices", "users/\(People.adele)", "/groups/\(People.sales)",
    "groups('\(People.sales)')", "groups/\(People.sales)/members", "users/adele@contoso.example",
  ]) func isTaken(resource: String) throws {
    #expect(try SubscribedEmulator().subscribe(resource, "updated").status == 201)
  }

  @Test(arguments: [
    "me/memberOf", "domains", "groups/\(People.sales)/members/\(People.adele)",
    "users/\(People.adele)/displayName", "users/$count", "users?$filter=a eq 1", "",
    "users/\(People.adele)/memberOf",
  ]) func isNotTaken(resource: String) throws {
    let scene = try SubscribedEmulator()
    #expect(
      scene.subscribe(resource, "updated").whole
        == .error(
          400, "InvalidRequest", "Resource '\(resource)' is not supported for change notifications."))
    #expect(scene.emulator.get("/subscriptions").items.isEmpty)
  }

  @Test func anObjectThatIsNotThereIsMissed() throws {
    #expect(
      try SubscribedEmulator().subscribe("users/\(People.nobody)", "updated").whole
        == .missingObject(People.nobody))
  }

  private static let later = "2026-02-01T00:00:00Z"
  private static let sealing = #","includeResourceData":true"#

  @Test(
    arguments: [
      ("upserted", later, "", changeType("upserted")), ("", later, "", changeType("")),
      ("updated,", later, "", changeType("updated,")),
      (
        "updated", "2026-01-31T08:15:30Z", "",
        .error(400, "InvalidRequest", "Subscription expiration must be in the future.")
      ),
      (
        "updated", "2026-03-02T00:00:00Z", "",
        .error(
          400, "ExtensionError", "Subscription expiration can only be 41760 minutes in the future.")
      ),
      (
        "updated", later, sealing,
        .error(
          400, "InvalidRequest",
          "encryptionCertificate and encryptionCertificateId are required when includeResourceData is true.")
      ),
      (
        "updated", later, sealing + #","encryptionCertificateId":"a","encryptionCertificate":"bm9uZQ==""#,
        .error(
          400, "InvalidRequest",
          "encryptionCertificate takes the Base64 text of an X.509 certificate with an RSA key of 2048 to 4096 bits."
        )
      ),
      ("updated", later, #","latestSupportedTlsVersion":"v1_4""#, tlsVersion("v1_4")),
      ("updated", later, #","latestSupportedTlsVersion":"""#, tlsVersion("")),
    ] as [(String, String, String, WholeAnswer)])
  func isRefused(changeType: String, end: String, more: String, answer: WholeAnswer) throws {
    let scene = try SubscribedEmulator()
    #expect(scene.subscribe("users", changeType, until: end, more: more).whole == answer)
    #expect(scene.emulator.get("/subscriptions").items.isEmpty)
  }

  private static func changeType(_ text: String) -> WholeAnswer {
    .error(
      400, "InvalidRequest",
      "Invalid changeType '\(text)': it takes created, updated and deleted, separated by commas.")
  }

  private static func tlsVersion(_ text: String) -> WholeAnswer {
    .error(
      400, "ValidationError",
      "latestSupportedTlsVersion takes v1_0, v1_1, v1_2 and v1_3, not '\(text)'.")
  }

  @Test(arguments: ["v1_0", "v1_1", "v1_2", "v1_3"]) func takesVersionsOfTLS(version: String) throws {
    let reply = try SubscribedEmulator().subscribe(
      "users", "updated", more: #","latestSupportedTlsVersion":"\#(version)""#)
    #expect(reply.status == 201)
    #expect(reply["latestSupportedTlsVersion"] == .string(version))
  }

  /// As the service ignores members that only it sets.
  @Test func anIdIsIgnored() throws {
    let scene = try SubscribedEmulator()
    let reply = scene.subscribe("users", "updated", more: #","id":"\#(People.nobody)""#)
    #expect(reply.status == 201)
    let id = try #require(reply["id"]?.stringValue)
    #expect(id != People.nobody)
    #expect(scene.emulator.get("/subscriptions").values("id") == [id])
  }

  /// What was sent is said again as far as anybody reads it.
  @Test func longTextsAreCut() throws {
    let scene = try SubscribedEmulator()
    let long = String(repeating: "x", count: 100_000)
    #expect(
      scene.subscribe(long, "updated").whole
        == .error(
          400, "InvalidRequest",
          "Resource '\(long.prefix(200))…' is not supported for change notifications."))
    #expect(scene.subscribe("users", long).whole == Self.changeType(long.prefix(200) + "…"))
    #expect(
      scene.subscribe("users/\(long)", "updated").whole == .missingObject(long.prefix(200) + "…"))
    #expect(
      Self.subscribe(scene.emulator, at: "x:" + long).whole
        == .error(
          400, "InvalidRequest",
          "'x:\(long.prefix(198))…' is no URL that notifications can be sent to."))
  }

  @Test func aLongClientStateIsRefused() throws {
    let state = String(repeating: "s", count: 129)
    let emulator = try TestEmulator.frozen(People.seed)
    #expect(
      Self.subscribe(emulator, at: "http://127.0.0.1:1/x", more: #","clientState":"\#(state)""#).whole
        == .error(
          400, "InvalidRequest",
          "The value of 'clientState' exceeds the maximum length of 128 characters."))
  }

  @Test func aShortLifeIsMadeLonger() throws {
    let reply = try SubscribedEmulator().subscribe("users", "updated", until: "2026-01-31T08:20:00Z")
    #expect(reply["expirationDateTime"] == "2026-01-31T09:00:30Z")
  }

  // MARK: Endpoints

  @Test(arguments: [
    (404, "text/plain", "", "Subscription validation request failed. HTTP status code is 'NotFound'."),
    (302, "text/plain", "", "Subscription validation request failed. HTTP status code is 'Found'."),
    (
      200, "text/plain", "wrong",
      "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request."
    ),
    (
      200, "application/json", nil,
      "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request."
    ),
  ]) func anEndpointHasToSayYes(status: Int, type: String, body: String?, message: String) throws {
    let scene = try SubscribedEmulator()
    scene.listener.answer { request in
      Response(
        status: status,
        headers: [HeaderField("Content-Type", type), HeaderField("Location", "http://127.0.0.1:1/")],
        body: Array((body ?? Listener.token(request) ?? "").utf8))
    }
    #expect(scene.subscribe("users", "updated").whole == .error(400, "ValidationError", message))
    #expect(scene.emulator.get("/subscriptions").items.isEmpty)
  }

  @Test func anEndpointHasToBeThere() throws {
    let scene = try SubscribedEmulator()
    scene.listener.stop()
    #expect(scene.subscribe("users", "updated").whole == Self.nobodyThere)
  }

  private static let nobodyThere = WholeAnswer.error(
    400, "ValidationError",
    """
    Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. \
    No connection could be made.
    """)

  private static func subscribe(_ emulator: TestEmulator, at url: String, more: String = "") -> Reply {
    emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"users","changeType":"updated","notificationUrl":"\(url)",
       "expirationDateTime":"2026-02-01T00:00:00Z"\(more)}
      """)
  }

  @Test(arguments: [
    ("http://listener.example/x", "listener.example"), ("https://169.254.169.254/latest", "169.254.169.254"),
    ("http://127.0.0.1.example/x", "127.0.0.1.example"), ("http://0127.0.0.1/x", "0127.0.0.1"),
    ("http://2130706433/x", "2130706433"), ("http://[::ffff:127.0.0.1]/x", "[::ffff:127.0.0.1]"),
    ("http://Listener.Example./x", "listener.example"),
  ]) func onlyNamedHostsAreCalled(url: String, host: String) throws {
    #expect(
      Self.subscribe(try .frozen(People.seed), at: url).whole
        == .error(
          400, "InvalidRequest",
          "Notifications go to this machine and to hosts named with --notify-host only; '\(host)' is neither."
        ))
  }

  @Test(arguments: [
    "file:///etc/passwd", "no url", "", "gopher://localhost/x", "http:///x", "localhost/x",
    "http://localhost:0/x", "http://localhost:65536/x", "http://localhost:99999/x",
    "http://localhost:99999999999999999999/x", "http://localhost:x/x", "http://localhost:-1/x",
    "http://user@localhost/x", "http://user:secret@localhost/x", "http://:@localhost/x",
    "http://@localhost/x",
    "http://localhost@listener.example/x", "http://[::1/x",
  ]) func isNoEndpoint(url: String) throws {
    #expect(
      Self.subscribe(try .frozen(People.seed), at: url).whole
        == .error(400, "InvalidRequest", "'\(url)' is no URL that notifications can be sent to."))
  }

  @Test func theLifecycleEndpointIsAskedToo() throws {
    let scene = try SubscribedEmulator()
    let other = try Listener { _ in Response(status: 500) }
    #expect(
      scene.subscribe("users", "updated", more: #","lifecycleNotificationUrl":"\#(other.url)""#).whole
        == .error(
          400, "ValidationError",
          "Subscription validation request failed. HTTP status code is 'InternalServerError'."))
  }

  // MARK: Changing

  @Test func onlyItsEndAndItsEndpointCanBeChanged() throws {
    let scene = try SubscribedEmulator()
    let path = "/subscriptions/\(try scene.subscribed("users", "updated"))"
    let later = scene.emulator.send("PATCH", path, #"{"expirationDateTime":"2026-02-02T00:00:00Z"}"#)
    #expect(later.status == 200)
    #expect(later["expirationDateTime"] == "2026-02-02T00:00:00Z")
    #expect(later.text == scene.emulator.get(path).text)
    #expect(
      scene.emulator.send("PATCH", path, #"{"changeType":"deleted"}"#).whole
        == .error(
          400, "InvalidRequest",
          "Property 'changeType' of a subscription cannot be changed after its creation."))
    #expect(
      scene.emulator.send("PATCH", path, #"{"latestSupportedTlsVersion":"x"}"#).whole
        == Self.tlsVersion("x"))
    #expect(
      scene.emulator.send("PATCH", path, #"{"notificationUrl":"http://127.0.0.1:1/x"}"#).whole
        == Self.nobodyThere)
    #expect(scene.emulator.get(path)["notificationUrl"] == .string(scene.listener.url))
    #expect(scene.emulator.send("POST", path + "/reauthorize").whole == .noContent)
  }

  @Test func itEndsByTheTenantsClock() throws {
    let scene = try SubscribedEmulator()
    let path = "/subscriptions/\(try scene.subscribed("users", "updated"))"
    try scene.set(clock: "2026-01-31T23:59:59Z")
    #expect(scene.emulator.get(path).status == 200)
    try scene.set(clock: "2026-02-01T00:00:00Z")
    #expect(scene.emulator.get(path).status == 404)
  }

  @Test func exportsLeaveThemOut() throws {
    let scene = try SubscribedEmulator()
    let before = try scene.emulator.export()
    _ = try scene.subscribed("users", "updated")
    #expect(try scene.emulator.export() == before)
  }
}
