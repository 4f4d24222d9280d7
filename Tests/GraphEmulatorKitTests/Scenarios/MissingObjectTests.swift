import HTTPMessages
import JSON
import Testing

/// Ids that lead nowhere, in the words of each workload.
@Suite struct MissingObjectTests {
  @Test(arguments: [
    ("/users/\(People.nobody)", People.nobody), ("/users/nobody@contoso.example", "nobody@contoso.example"),
    ("/users/\(People.nobody)/memberOf", People.nobody), ("/groups/\(People.nobody)", People.nobody),
    ("/users/\(People.nobody)/cloudLicensing/assignments", People.nobody),
    ("/groups/\(People.adele)", People.adele), ("/devices/\(People.nobody)", People.nobody),
    ("/groups/\(People.sales)/members/\(People.alex)", People.alex),
    ("/directoryObjects/\(People.adele)/microsoft.graph.group", People.adele),
    ("/users/\(People.adele)/manager", "manager"),
  ]) func directory(path: String, id: String) throws {
    let reply = try TestEmulator.people.get().get(path)
    #expect(reply.whole == .missingObject(id))
  }

  @Test(arguments: ["/groups/abc", "/devices/abc", "/directoryObjects/abc"]) func malformed(path: String)
    throws
  {
    let reply = try TestEmulator.people.get().get(path)
    #expect(
      reply.whole
        == .error(400, "Request_BadRequest", "Invalid object identifier 'abc'."))
  }

  /// The id of a product is that of the tenant and that of the product.
  @Test(arguments: [
    People.exchange, "abc", "\(People.nobody)_x", "\(People.nobody)_\(People.nobody)_\(People.nobody)",
  ]) func malformedProduct(id: String) throws {
    #expect(
      try TestEmulator.people.get().get("/subscribedSkus/\(id)").whole
        == .error(400, "Request_BadRequest", "Invalid object identifier '\(id)'."))
  }

  @Test(arguments: [
    ("/subscribedSkus/\(People.nobody)_\(People.exchange)", "\(People.nobody)_\(People.exchange)"),
    ("/domains/nowhere.example", "nowhere.example"),
  ]) func otherKeys(path: String, id: String) throws {
    #expect(try TestEmulator.people.get().get(path).whole == .missingObject(id))
  }

  @Test(arguments: [
    ("/admin/cloudLicensing/allotments/x", "allotmentId"),
    ("/admin/cloudLicensing/assignments/x", "assignmentId"),
    ("/admin/cloudLicensing/allotments/x/assignments", "allotmentId"),
    ("/admin/cloudLicensing/allotments/powerBI/assignments/first", "assignmentId"),
    ("/users/\(People.alex)/cloudLicensing/assignments/first", "assignmentId"),
    ("/users/\(People.adele)/cloudLicensing/usageRights/x", "usageRightId"),
    ("/admin/cloudLicensing/allotments/exchange/waitingMembers/x", "waitingMemberId"),
    ("/admin/cloudLicensing/assignmentErrors/x", "assignmentErrorId"),
    ("/groups/\(People.sales)/cloudLicensing/assignments/first/allotment", "assignmentId"),
    ("/admin/cloudLicensing/allotments/exchange/owner", "owner"),
  ]) func licensing(path: String, property: String) throws {
    let reply = try TestEmulator.people.get().get(path)
    #expect(
      reply.whole
        == .licensing(
          404, "notFound", "resourceNotFound", "The requested resource was not found.", property: property))
  }

  static let profile = People.profile

  @Test(arguments: [
    "\(People.nobody)", "x", "\(profile)/assignments/x", "\(profile)/microsoft.graph.iosVpnConfiguration",
    "\(People.nobody)/assignments",
  ]) func intune(path: String) throws {
    let reply = try TestEmulator.everyWorkload.get().get("/deviceManagement/deviceConfigurations/\(path)")
    #expect(
      reply.whole
        == .intune(404, "ResourceNotFound"))
  }

  @Test(arguments: [
    ("accessPackageAssignments/\(People.nobody)", People.nobody), ("accessPackages/x", "x"),
    ("accessPackageCatalogs/x/accessPackages", "x"),
    ("accessPackages/\(People.package)/accessPackageAssignmentPolicies/y", "y"),
  ]) func entitlement(path: String, id: String) throws {
    let reply = try TestEmulator.everyWorkload.get().get("/identityGovernance/entitlementManagement/\(path)")
    #expect(
      reply.whole
        == .error(404, "ResourceNotFound", "The resource '\(id)' was not found."))
  }

  /// The ids of the header stand in the body, and a client's own id comes back in both.
  @Test func tellsTheIdsOfTheRequest() throws {
    let emulator = try TestEmulator.people.get()
    let client = HeaderField("client-request-id", "my-id-1")
    let reply = emulator.send("GET", "/users/\(People.nobody)", headers: [client])
    let id = try #require(reply.header("request-id"))
    #expect(id.wholeMatch(of: #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#) != nil)
    #expect(reply.header("client-request-id") == "my-id-1")
    #expect(
      reply["error"]?.objectValue?["innerError"]
        == ["date": "2026-01-31T08:15:30", "request-id": .string(id), "client-request-id": "my-id-1"])
    #expect(emulator.get("/users/\(People.nobody)").header("request-id") != id)
  }

  /// It goes into a header field of the answer, which would not be there with one.
  @Test(arguments: ["a\u{1}b", "a\tb", "\u{7f}", "\u{1b}[31m"])
  func idWithControlCharactersIsNoneAtAll(id: String) throws {
    let client = HeaderField("client-request-id", id)
    let reply = try TestEmulator.people.get().send("GET", "/users/\(People.nobody)", headers: [client])
    #expect(reply.header("client-request-id") == reply.header("request-id"))
    let inner = reply["error"]?.objectValue?["innerError"]?.objectValue
    #expect(inner?["client-request-id"] == inner?["request-id"])
  }

  @Test(arguments: [
    ("GET", "/users"), ("GET", "/users/x"), ("DELETE", "/users/\(People.alex)"), ("GET", "/nothing"),
  ])
  func everyAnswerHasTheCommonHeaders(method: String, path: String) throws {
    let reply = try TestEmulator.frozen(People.seed).send(method, path)
    #expect(reply.header("client-request-id") == reply.header("request-id"))
    #expect(reply.header("Cache-Control") == "no-cache")
    #expect(reply.header("Vary") == "Accept-Encoding")
    #expect(
      reply.header("x-ms-ags-diagnostic")
        == #"{"ServerInfo":{"DataCenter":"Local","Slice":"E","Ring":"5","ScaleUnit":"000","RoleInstance":"EMULATOR01"}}"#
    )
    #expect(reply.header("Strict-Transport-Security") == nil)
  }
}
