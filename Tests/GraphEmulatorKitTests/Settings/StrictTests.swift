import HTTPMessages
import JSON
import Testing

/// What a tenant with `strict` refuses that others take, in the words of the service.
@Suite("strict") struct StrictTests {
  private static func emulator(_ seed: String = People.seed, isStrict: Bool = true) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(seed)
    try emulator.load(#"{"settings": {"strict": \#(isStrict)}}"#)
    return emulator
  }

  // MARK: Ids in bodies

  private static let user = """
    {"id":"\(People.nobody)","accountEnabled":true,"displayName":"E","mailNickname":"e",
     "userPrincipalName":"e@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}
    """
  private static let group = """
    {"id":"\(People.nobody)","displayName":"G","mailEnabled":false,"mailNickname":"g","securityEnabled":true}
    """

  @Test(arguments: [("/users", user), ("/groups", group)], ["beta", "v1.0"])
  func anIdOfTheClientsIsRefused(row: (path: String, body: String), version: String) throws {
    let emulator = try Self.emulator()
    #expect(
      emulator.send("POST", row.path, row.body, version: version).whole
        == .error(400, "Request_BadRequest", "Property 'id' is read-only and cannot be set."))
    #expect(emulator.get("\(row.path)/\(People.nobody)").whole == .missingObject(People.nobody))
  }

  @Test(arguments: [("/users", user), ("/groups", group)])
  func anIdOfTheClientsIsIgnoredElse(path: String, body: String) throws {
    let made = try Self.emulator(isStrict: false).send("POST", path, body)
    #expect(made.status == 201)
    #expect(made["id"] != .string(People.nobody))
  }

  /// Only the directory says anything of it.
  @Test func anIdOfAProfileIsIgnored() throws {
    let emulator = try Self.emulator()
    let made = emulator.send(
      "POST", "/deviceManagement/deviceConfigurations",
      ##"{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"\##(People.nobody)","displayName":"K"}"##
    )
    #expect(made.status == 201)
    #expect(made["id"] != .string(People.nobody))
  }

  // MARK: Filters

  private static let advanced = [HeaderField("ConsistencyLevel", "eventual")]

  /// Where the tables disagree.
  private static let filters: [(path: String, refusal: WholeAnswer)] = [
    (
      "/users?$select=id&$filter=startswith(jobTitle,'C')",
      unsupported("property 'jobTitle' of resource 'User'")
    ),
    (
      "/users?$select=id&$filter=onPremisesImmutableId eq 'x'",
      .error(
        400, "Request_UnsupportedQuery",
        "Operator 'eq' is not supported because the required parameters might be missing. Try adding $count=true "
          + "query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries "
          + "for more information")
    ),
    (
      "/groups?$select=id&$filter=createdDateTime eq 2020-01-01T00:00:00Z",
      unsupported("property 'createdDateTime' of resource 'Group'")
    ),
    (
      "/groups?$select=id&$filter=renewedDateTime ge 2027-01-01T00:00:00Z",
      unsupported("property 'renewedDateTime' of resource 'Group'")
    ),
  ]

  private static func unsupported(_ what: String) -> WholeAnswer {
    .error(
      400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified for \(what).")
  }

  /// The same emulator before and after: a plan that is kept is not taken for the other.
  @Test(arguments: filters, ["beta", "v1.0"])
  func theNewerTableCounts(row: (path: String, refusal: WholeAnswer), version: String) throws {
    let emulator = try Self.emulator(isStrict: false)
    let root = version == "beta" ? "B" : "V"
    let set = row.path.dropFirst().prefix { $0 != "?" }
    let none = WholeAnswer.ok(#"{"@odata.context":"\#(root)/$metadata#\#(set)(id)","value":[]}"#)
    let path = row.path.replacing(" ", with: "%20")
    #expect(emulator.send("GET", path, version: version).whole == none)
    try emulator.load(#"{"settings": {"strict": true}}"#)
    #expect(emulator.send("GET", path, version: version).whole == row.refusal)
    try emulator.load(#"{"settings": {"strict": null}}"#)
    #expect(emulator.send("GET", path, version: version).whole == none)
  }

  @Test func anAdvancedQueryAsksMore() throws {
    let reply = try Self.emulator().send(
      "GET", "/users?$select=id&$count=true&$filter=onPremisesImmutableId%20eq%20'x'", headers: Self.advanced)
    #expect(
      reply.whole
        == .ok(#"{"@odata.context":"B/$metadata#users(id)","@odata.count":0,"value":[]}"#))
  }

  @Test func whatTheTablesAgreeOnIsServed() throws {
    let reply = try Self.emulator().get("/users?$select=id&$filter=jobTitle%20eq%20'Cook'")
    #expect(reply.whole == .ok(#"{"@odata.context":"B/$metadata#users(id)","value":[]}"#))
  }

  // MARK: Objects that are not there

  private static let root = "/identityGovernance/entitlementManagement"

  @Test(arguments: [
    ("beta", "accessPackages/\(People.nobody)"), ("beta", "accessPackageCatalogs/none"),
    ("v1.0", "accessPackages/\(People.nobody)"), ("v1.0", "catalogs/none"),
    ("v1.0", "accessPackages/\(People.nobody)/assignmentPolicies"),
  ]) func entitlementManagementHasNoRoute(version: String, path: String) throws {
    let emulator = try Self.emulator(People.everyWorkload)
    let url = "\(version == "beta" ? "B" : "V")\(Self.root)/\(path)"
    #expect(
      emulator.send("GET", "\(Self.root)/\(path)?$select=id", version: version).whole
        == .error(404, "", "No HTTP resource was found that matches the request URI '\(url)'."))
    let missing = path.split(separator: "/")[1]
    #expect(
      try Self.emulator(People.everyWorkload, isStrict: false)
        .send("GET", "\(Self.root)/\(path)", version: version).whole
        == .error(404, "ResourceNotFound", "The resource '\(missing)' was not found."))
  }

  /// What a body names, and what other workloads have not, is told as ever.
  @Test func othersAreToldAsEver() throws {
    let emulator = try Self.emulator(People.everyWorkload)
    #expect(emulator.get("/users/\(People.nobody)").whole == .missingObject(People.nobody))
    #expect(
      emulator.get("/deviceManagement/deviceConfigurations/\(People.nobody)").whole
        == .intune(404, "ResourceNotFound"))
    #expect(
      emulator.send(
        "POST", "\(Self.root)/accessPackages", #"{"displayName":"P","catalogId":"\#(People.nobody)"}"#
      ).errorCodes == ["ResourceNotFound"])
  }
}
