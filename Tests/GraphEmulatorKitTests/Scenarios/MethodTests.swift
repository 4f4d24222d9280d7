import HTTPMessages
import JSON
import Testing

/// Methods that a known path does not take.
@Suite struct MethodTests {
  static let refused: [(String, String, WholeAnswer)] = [
    ("PUT", "/users/\(People.adele)", .notAllowed("Request_BadRequest", "DELETE, GET, PATCH")),
    ("DELETE", "/users", .notAllowed("Request_BadRequest", "GET, POST")),
    ("PATCH", "/groups", .notAllowed("Request_BadRequest", "GET, POST")),
    ("POST", "/subscribedSkus", .notAllowed("Request_BadRequest", "GET")),
    ("POST", "/users/\(People.adele)/licenseDetails", .notAllowed("Request_BadRequest", "GET")),
    ("POST", "/admin/cloudLicensing/allotments", .notAllowed("methodNotAllowed", "GET")),
    ("PATCH", "/admin/cloudLicensing/allotments/exchange", .notAllowed("methodNotAllowed", "GET")),
    ("DELETE", "/admin/cloudLicensing/allotments/exchange", .notAllowed("methodNotAllowed", "GET")),
    ("PATCH", "/admin/cloudLicensing", .notAllowed("methodNotAllowed", "GET")),
    ("DELETE", "/admin/cloudLicensing", .notAllowed("methodNotAllowed", "GET")),
    ("POST", "/admin/cloudLicensing/assignmentErrors", .notAllowed("methodNotAllowed", "GET")),
    (
      "POST", "/admin/cloudLicensing/allotments/exchange/waitingMembers",
      .notAllowed("methodNotAllowed", "GET")
    ),
    ("DELETE", "/admin/cloudLicensing/assignments", .notAllowed("methodNotAllowed", "GET, POST")),
    ("PUT", "/admin/cloudLicensing/assignments/first", .notAllowed("methodNotAllowed", "DELETE, GET, PATCH")),
    ("DELETE", "/users/\(People.adele)/cloudLicensing/usageRights/x", .notAllowed("methodNotAllowed", "GET")),
    ("PATCH", "/users/\(People.adele)/cloudLicensing", .notAllowed("methodNotAllowed", "GET")),
    ("POST", "\(entitlement)/accessPackageAssignments", .notAllowed("MethodNotAllowed", "GET")),
    ("PATCH", "\(entitlement)/accessPackageAssignments/x", .notAllowed("MethodNotAllowed", "DELETE, GET")),
    ("PATCH", entitlement, .notAllowed("MethodNotAllowed", "GET")),
    ("DELETE", entitlement, .notAllowed("MethodNotAllowed", "GET")),
    ("DELETE", "\(entitlement)/settings", .notAllowed("MethodNotAllowed", "GET, PATCH")),
    ("POST", "\(entitlement)/availableAccessPackages", .notAllowed("MethodNotAllowed", "GET")),
    ("POST", "\(entitlement)/accessPackageSuggestions", .notAllowed("MethodNotAllowed", "GET")),
    ("FOO", "/users", .notAllowed("Request_BadRequest", "GET, POST")),
    ("TRACE", "/users/\(People.adele)", .notAllowed("Request_BadRequest", "DELETE, GET, PATCH")),
    ("CONNECT", "/users/\(People.adele)/displayName", .notAllowed("Request_BadRequest", "GET")),
    ("MERGE", "/users/\(People.adele)/assignLicense", .notAllowed("Request_BadRequest", "POST")),
    ("MERGE", "/users/$count", .notAllowed("Request_BadRequest", "GET")),
    ("FOO", "/groups/\(People.sales)/members/$ref", .notAllowed("Request_BadRequest", "DELETE, GET, POST")),
    ("FOO", "/users/\(People.adele)/manager/$ref", .notAllowed("Request_BadRequest", "DELETE, GET, PUT")),
    ("FOO", "/admin/cloudLicensing/assignments", .notAllowed("methodNotAllowed", "GET, POST")),
    ("FOO", "\(entitlement)/accessPackages", .notAllowed("MethodNotAllowed", "GET, POST")),
    ("FOO", "/$metadata", .notAllowed("Request_BadRequest", "GET")),
    ("FOO", "/", .notAllowed("Request_BadRequest", "GET")),
    ("FOO", "/$batch", .notAllowed("Request_BadRequest", "POST")),
    ("GET", "/$batch", .notAllowed("Request_BadRequest", "POST")),
    ("FOO", "/nowhere", .unknownSegment("nowhere")),
    ("FOO", profiles, noRoute("~/singleton/navigation", "FOO", profiles)),
    ("PUT", "\(profiles)/x", noRoute("~/singleton/navigation/key", "PUT", "\(profiles)/x")),
    ("DELETE", profiles, noRoute("~/singleton/navigation", "DELETE", profiles)),
    (
      "DELETE", "\(profiles)/x/assignments",
      noRoute("~/singleton/navigation/key/navigation", "DELETE", "\(profiles)/x/assignments")
    ),
  ]

  static let entitlement = "/identityGovernance/entitlementManagement"
  static let profiles = "/deviceManagement/deviceConfigurations"

  static func noRoute(_ template: String, _ method: String, _ path: String) -> WholeAnswer {
    .error(
      400, "No method match route template",
      "No OData route exists that match template \(template) with http verb \(method) for request /DeviceConfiguration_2601/StatelessDeviceConfigurationFEService\(path)."
    )
  }

  @Test(arguments: refused) func refuses(method: String, path: String, expected: WholeAnswer) throws {
    let body = method == "DELETE" ? nil : "{}"
    let reply = try TestEmulator.people.get().send(method, path, body)
    #expect(reply.whole == expected)
  }

  @Test func referencesHaveTextsOfTheirOwn() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let members = "/groups/\(People.sales)/members"
    #expect(
      emulator.send("PATCH", "\(members)/$ref", "{}").whole
        == .error(400, "BadRequest", "The request is currently not supported on the targeted entity set"))
    #expect(
      emulator.send("POST", members, #"{"displayName":"x"}"#).whole
        == .error(400, "BadRequest", "Write requests are only supported on contained entities"))
  }

  /// Clients that can only POST name the method in a header.
  @Test(arguments: ["X-HTTP-Method", "X-HTTP-Method-Override"]) func methodsCanBeOverridden(header: String)
    throws
  {
    let emulator = try TestEmulator.frozen(People.seed)
    #expect(
      emulator.send("POST", "/users/\(People.alex)", "{\"city\":\"Ulm\"}", headers: [.init(header, "PATCH")])
        .whole
        == .noContent)
    #expect(emulator.get("/users/\(People.alex)?$select=city")["city"] == "Ulm")
  }
}
