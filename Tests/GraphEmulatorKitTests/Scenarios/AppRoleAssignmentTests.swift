import HTTPMessages
import JSON
import Testing

/// App role assignments of users, groups and service principals, and filters on their number.
@Suite struct AppRoleAssignmentTests {
  static let principal = "66666666-0000-4000-8000-000000000001"

  static let seed =
    String(People.seed.dropLast()) + """
      ,"servicePrincipals":[{"id":"\(principal)","appId":"66666666-0000-4000-8000-000000000002","displayName":"App"}]}
      """

  static let places: [(path: String, id: String)] = [
    ("/users/\(People.adele)", People.adele), ("/groups/\(People.sales)", People.sales),
    ("/servicePrincipals/\(principal)", principal),
  ]

  @Test(arguments: places) func areMadeListedAndRemoved(path: String, id: String) throws {
    for version in ["beta", "v1.0"] {
      let emulator = try TestEmulator.frozen(Self.seed)
      let body = """
        {"principalId":"\(id)","resourceId":"\(Self.principal)","appRoleId":"00000000-0000-0000-0000-000000000000"}
        """
      let made = emulator.send("POST", "\(path)/appRoleAssignments", body, version: version)
      #expect(made.status == 201)
      let assignment = try #require(made["id"]?.stringValue)
      let list = emulator.send("GET", "\(path)/appRoleAssignments", version: version)
      #expect(list.values("id") == [assignment])
      #expect(list.values("principalId") == [id])
      #expect(list.values("resourceId") == [Self.principal])
      #expect(
        emulator.send("DELETE", "\(path)/appRoleAssignments/\(assignment)", version: version).whole
          == .noContent)
      #expect(emulator.send("GET", "\(path)/appRoleAssignments", version: version).items.isEmpty)
    }
  }

  // MARK: What is refused

  private static let payroll = "66666666-0000-4000-8000-000000000003"
  private static let clerk = "66666666-0000-4000-8000-000000000004"
  private static let unnamed = "00000000-0000-0000-0000-000000000000"

  private static let twoApplications =
    String(seed.dropLast(2)) + """
      ,{"id":"\(payroll)","appId":"\(clerk)","displayName":"Payroll",
        "appRoles":[{"id":"\(clerk)","displayName":"Clerk","value":"clerk","isEnabled":true}]}]}
      """

  private static func refusal(_ message: String) -> WholeAnswer { .error(400, "Request_BadRequest", message) }

  static let refused: [(principal: String?, resource: String, role: String, answer: WholeAnswer)] = [
    (People.diego, payroll, clerk, refusal("Not a valid reference update.")),
    (nil, People.alex, unnamed, .missingObject(People.alex)),
    (
      nil, payroll, People.nobody,
      refusal("Permission being assigned was not found on application '\(clerk)'.")
    ),
    // Only an application that declares no roles has the one without a name.
    (nil, payroll, unnamed, refusal("Permission being assigned was not found on application '\(clerk)'.")),
    (
      nil, principal, clerk,
      refusal(
        "Permission being assigned was not found on application '66666666-0000-4000-8000-000000000002'.")
    ),
  ]

  @Test(arguments: places, refused) func isRefused(
    place: (path: String, id: String),
    example: (principal: String?, resource: String, role: String, answer: WholeAnswer)
  ) throws {
    let emulator = try TestEmulator.frozen(Self.twoApplications)
    let body = """
      {"principalId":"\(example.principal ?? place.id)","resourceId":"\(example.resource)","appRoleId":"\(example.role)"}
      """
    for version in ["beta", "v1.0"] {
      #expect(
        emulator.send("POST", "\(place.path)/appRoleAssignments", body, version: version).whole
          == example.answer)
    }
    #expect(emulator.get("\(place.path)/appRoleAssignments").items.isEmpty)
  }

  @Test(arguments: places) func nothingIsAssignedTwice(path: String, id: String) throws {
    let emulator = try TestEmulator.frozen(Self.twoApplications)
    let assign = { (resource: String, role: String) in
      emulator.send(
        "POST", "\(path)/appRoleAssignments",
        #"{"principalId":"\#(id.uppercased())","resourceId":"\#(resource)","appRoleId":"\#(role)"}"#)
    }
    #expect(assign(Self.payroll, Self.clerk).status == 201)
    #expect(
      assign(Self.payroll.uppercased(), Self.clerk.uppercased()).whole
        == Self.refusal("Permission being assigned already exists on the object"))
    #expect(assign(Self.principal, Self.unnamed).status == 201)
    #expect(emulator.get("\(path)/appRoleAssignments").items.count == 2)
  }

  // MARK: Filters

  private static func emulator(assigned id: String) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(seed)
    let path = try #require(places.first { $0.id == id }).path
    let body = """
      {"principalId":"\(id)","resourceId":"\(principal)","appRoleId":"00000000-0000-0000-0000-000000000000"}
      """
    #expect(emulator.send("POST", "\(path)/appRoleAssignments", body).status == 201)
    return emulator
  }

  private static func filtered(
    _ emulator: TestEmulator, _ path: String, _ filter: String, version: String, isAdvanced: Bool = true
  ) -> Reply {
    let options =
      "$filter=\(filter.replacing(" ", with: "%20"))&$select=id\(isAdvanced ? "&$count=true" : "")"
    let headers = isAdvanced ? [HeaderField("ConsistencyLevel", "eventual")] : []
    return emulator.send("GET", "\(path)?\(options)", version: version, headers: headers)
  }

  static let counted: [(path: String, filter: String, ids: [String])] = [
    ("/users", "appRoleAssignments/$count eq 0", [People.alex, People.diego]),
    ("/users", "appRoleAssignments/$count ne 0", [People.adele]),
    ("/users", "appRoleAssignments/$count gt 0", [People.adele]),
    ("/users", "appRoleAssignments/$count eq 1 and accountEnabled eq true", [People.adele]),
    ("/groups", "appRoleAssignments/$count eq 0", [People.sales]),
    ("/groups", "appRoleAssignments/$count gt 0", []),
    ("/servicePrincipals", "appRoleAssignments/$count eq 0 and displayName eq 'App'", [principal]),
    ("/users/\(People.adele)/memberOf/microsoft.graph.group", "appRoleAssignments/$count gt 0", []),
    (
      "/groups/\(People.sales)/members/microsoft.graph.user", "appRoleAssignments/$count ne 1", [People.diego]
    ),
  ]

  @Test(arguments: ["beta", "v1.0"], counted)
  func areCounted(version: String, example: (path: String, filter: String, ids: [String])) throws {
    let emulator = try Self.emulator(assigned: People.adele)
    let reply = Self.filtered(emulator, example.path, example.filter, version: version)
    let root = version == "beta" ? "B" : "V"
    let set =
      example.path.contains("microsoft.graph.user")
      ? "users" : example.path.contains("group") ? "groups" : String(example.path.dropFirst())
    let items = example.ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
    #expect(
      reply.whole
        == .ok(
          #"{"@odata.context":"\#(root)/$metadata#\#(set)(id)","@odata.count":\#(example.ids.count),"value":[\#(items)]}"#
        ))
  }

  /// As the page shows it, whether there is any needs no advanced parameters, not even among memberships.
  @Test(arguments: ["beta", "v1.0"], ["/users/\(People.adele)/memberOf/microsoft.graph.group", "/groups"])
  func whetherThereIsAny(version: String, path: String) throws {
    let emulator = try Self.emulator(assigned: People.sales)
    let reply = Self.filtered(
      emulator, path, "appRoleAssignments/$count gt 0", version: version, isAdvanced: false)
    let root = version == "beta" ? "B" : "V"
    #expect(
      reply.whole
        == .ok(#"{"@odata.context":"\#(root)/$metadata#groups(id)","value":[{"id":"\#(People.sales)"}]}"#))
  }

  static let refusedFilters: [(path: String, filter: String, isAdvanced: Bool, answer: WholeAnswer)] = [
    ("/users", "appRoleAssignments/$count gt 1", true, AdvancedQueryTests.unsupported),
    ("/users", "appRoleAssignments/$count eq 2", true, AdvancedQueryTests.unsupported),
    (
      "/users", "appRoleAssignments/all(a:a/resourceId eq \(principal))", true, AdvancedQueryTests.unsupported
    ),
    (
      "/users", "appRoleAssignments/any(a:a/resourceId eq \(principal))", true,
      AdvancedQueryTests.invalid("appRoleAssignments", "User")
    ),
    ("/groups", "appRoleAssignments/any()", true, AdvancedQueryTests.invalid("appRoleAssignments", "Group")),
    (
      "/servicePrincipals", "appRoleAssignments/$count eq 0", false,
      AdvancedQueryTests.needs("$count")
    ),
  ]

  /// Their number is all that is asked.
  @Test(arguments: refusedFilters)
  func nothingElseIsAsked(path: String, filter: String, isAdvanced: Bool, answer: WholeAnswer) throws {
    let emulator = try Self.emulator(assigned: People.sales)
    #expect(
      Self.filtered(emulator, path, filter, version: "beta", isAdvanced: isAdvanced).whole == answer)
  }

  @Test(arguments: places) func oneIsShown(path: String, id: String) throws {
    let emulator = try Self.emulator(assigned: id)
    let list = emulator.get("\(path)/appRoleAssignments")
    let first = try #require(list.items.first)
    let assignment = try #require(first["id"]?.stringValue)
    let set = path.split(separator: "/")[0]
    var members = first.members
    members.insert(
      JSONObject.Member(
        name: "@odata.context",
        value: .string("B/$metadata#\(set)('\(id)')/appRoleAssignments/$entity")), at: 0)
    #expect(
      emulator.get("\(path)/appRoleAssignments/\(assignment)").whole
        == .ok(JSONValue.object(JSONObject(members)).text))
  }
}
