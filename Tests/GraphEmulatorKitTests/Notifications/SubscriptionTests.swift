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
    ("me/messages", "Resource 'me/messages' is not supported for change notifications."),
    ("domains", "Resource 'domains' is not supported for change notifications."),
    ("groups/\(People.sales)/members/\(People.adele)", nil), ("users/\(People.adele)/displayName", nil),
    ("users/$count", nil), ("users?$filter=a eq 1", nil), ("", nil), ("users/\(People.adele)/memberOf", nil),
  ]) func isNotTaken(resource: String, message: String?) throws {
    let scene = try SubscribedEmulator()
    let reply = scene.subscribe(resource, "updated")
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["InvalidRequest"])
    if let message { #expect(reply.message == message) }
    #expect(scene.emulator.get("/subscriptions").items.isEmpty)
  }

  @Test func anObjectThatIsNotThereIsMissed() throws {
    let reply = try SubscribedEmulator().subscribe("users/\(People.nobody)", "updated")
    #expect(reply.status == 404)
    #expect(reply.errorCodes == ["Request_ResourceNotFound"])
    #expect(
      reply.message
        == "Resource '\(People.nobody)' does not exist or one of its queried reference-property objects are not present."
    )
  }

  @Test(arguments: [
    ("upserted", "2026-02-01T00:00:00Z", "", "InvalidRequest"),
    ("", "2026-02-01T00:00:00Z", "", "InvalidRequest"),
    ("updated,", "2026-02-01T00:00:00Z", "", "InvalidRequest"),
    ("updated", "2026-01-31T08:15:30Z", "", "InvalidRequest"),
    ("updated", "2026-03-02T00:00:00Z", "", "ExtensionError"),
    ("updated", "2026-02-01T00:00:00Z", #","includeResourceData":true"#, "InvalidRequest"),
    (
      "updated", "2026-02-01T00:00:00Z",
      #","includeResourceData":true,"encryptionCertificateId":"a","encryptionCertificate":"bm9uZQ==""#,
      "InvalidRequest"
    ),
  ]) func isRefused(changeType: String, end: String, more: String, code: String) throws {
    let scene = try SubscribedEmulator()
    let reply = scene.subscribe("users", changeType, until: end, more: more)
    #expect(reply.status == 400)
    #expect(reply.errorCodes == [code])
    #expect(scene.emulator.get("/subscriptions").items.isEmpty)
  }

  @Test func aLongClientStateIsRefused() throws {
    let scene = try SubscribedEmulator()
    let reply = scene.emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"users","changeType":"updated","notificationUrl":"\(scene.listener.url)",
       "expirationDateTime":"2026-02-01T00:00:00Z","clientState":"\(String(repeating: "s", count: 129))"}
      """)
    #expect(reply.status == 400)
    #expect(
      reply.message == "The value of 'clientState' exceeds the maximum length of 128 characters.")
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
    let reply = scene.subscribe("users", "updated")
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["ValidationError"])
    #expect(reply.message == message)
    #expect(scene.emulator.get("/subscriptions").items.isEmpty)
  }

  @Test func anEndpointHasToBeThere() throws {
    let scene = try SubscribedEmulator()
    scene.listener.stop()
    let reply = scene.subscribe("users", "updated")
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["ValidationError"])
    #expect(reply.message?.hasPrefix("Subscription validation request failed. ") == true)
  }

  @Test(arguments: [
    ("http://listener.example/x", "'listener.example' is neither."),
    ("https://169.254.169.254/latest", "'169.254.169.254' is neither."),
    ("http://127.0.0.1.example/x", "'127.0.0.1.example' is neither."),
    ("file:///etc/passwd", "no URL that notifications can be sent to."),
    ("no url", "no URL that notifications can be sent to."),
    ("gopher://localhost/x", "no URL that notifications can be sent to."),
  ]) func onlyNamedHostsAreCalled(url: String, message: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let reply = emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"users","changeType":"updated","notificationUrl":"\(url)",
       "expirationDateTime":"2026-02-01T00:00:00Z"}
      """)
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["InvalidRequest"])
    #expect(reply.message?.hasSuffix(message) == true, "\(reply.text)")
  }

  @Test func theLifecycleEndpointIsAskedToo() throws {
    let scene = try SubscribedEmulator()
    let other = try Listener { _ in Response(status: 500) }
    let reply = scene.subscribe(
      "users", "updated", more: #","lifecycleNotificationUrl":"\#(other.url)""#)
    #expect(
      reply.message == "Subscription validation request failed. HTTP status code is 'InternalServerError'.")
  }

  // MARK: Changing

  @Test func onlyItsEndAndItsEndpointCanBeChanged() throws {
    let scene = try SubscribedEmulator()
    let path = "/subscriptions/\(try scene.subscribed("users", "updated"))"
    let later = scene.emulator.send("PATCH", path, #"{"expirationDateTime":"2026-02-02T00:00:00Z"}"#)
    #expect(later.status == 200)
    #expect(later["expirationDateTime"] == "2026-02-02T00:00:00Z")
    #expect(later.text == scene.emulator.get(path).text)
    let reply = scene.emulator.send("PATCH", path, #"{"changeType":"deleted"}"#)
    #expect(reply.status == 400)
    #expect(
      reply.message == "Property 'changeType' of a subscription cannot be changed after its creation.")
    let elsewhere = scene.emulator.send("PATCH", path, #"{"notificationUrl":"http://127.0.0.1:1/x"}"#)
    #expect(elsewhere.errorCodes == ["ValidationError"])
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
