import JSON
import Testing

/// Functions of entitlement management: what concerns the caller, and what a package asks for.
@Suite struct EntitlementFunctionTests {
  private typealias Scene = EntitlementScene

  private static let open = """
    "description": "For all", "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true}
    """

  /// Diego has asked for the package and got it; Alex got it from an administrator.
  private static func scene() throws -> Scene {
    let scene = try Scene(policy: open)
    let own = #"{"requestType": "userAdd", "assignment": {"accessPackageId": "\#(Scene.package)"}}"#
    let given = """
      {"requestType": "adminAdd", "assignment": {"targetId": "\(People.alex)", "accessPackageId": "\(Scene.package)",
        "assignmentPolicyId": "\(Scene.policy)"}}
      """
    try #require(scene.send("POST", "/assignmentRequests", own, as: People.diego).status == 201)
    try #require(scene.send("POST", "/assignmentRequests", given, as: People.adele).status == 201)
    return scene
  }

  /// Ids of the users that the items of a list are for.
  private static func targets(_ scene: Scene, _ reply: Reply) -> [JSONValue?] {
    reply.items.map { item in
      let id = item["id"]?.stringValue ?? ""
      return scene.get("/assignments/\(id)?$expand=target")["target"]?.objectValue?["objectId"]
    }
  }

  @Test(arguments: [
    ("target", People.diego, [People.diego]), ("target", People.alex, [People.alex]),
    ("target", People.adele, []),
    ("createdBy", People.diego, [People.diego]), ("createdBy", People.adele, [People.alex]),
    ("createdBy", People.alex, []), ("targetManager", People.adele, [People.alex]),
  ])
  func assignments(option: String, caller: String, found: [String]) throws {
    let scene = try Self.scene()
    let reply = scene.get("/assignments/filterByCurrentUser(on='\(option)')", as: caller)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(Self.targets(scene, reply) == found.map { .string($0) })
    let beta = scene.get(
      "/accessPackageAssignments/filterByCurrentUser(on='\(option)')", version: "beta", as: caller)
    #expect(beta.values("id") == reply.values("id"))
  }

  @Test(arguments: [
    ("target", People.diego, ["userAdd"]), ("createdBy", People.diego, ["userAdd"]),
    ("createdBy", People.adele, ["adminAdd"]), ("createdBy", People.alex, []),
    ("target", People.alex, ["adminAdd"]), ("approver", People.adele, []),
    ("targetOrRequestor", People.alex, ["adminAdd"]), ("targetManager", People.adele, ["adminAdd"]),
    ("requestForOthers", People.diego, []),
  ])
  func requests(option: String, caller: String, types: [String]) throws {
    let scene = try Self.scene()
    let function = "filterByCurrentUser(on='\(option)')"
    let reply = scene.get("/assignmentRequests/\(function)", as: caller)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.values("requestType") == types)
    for set in ["assignmentRequests", "accessPackageAssignmentRequests"] {
      #expect(
        scene.get("/\(set)/\(function)", version: "beta", as: caller).values("id") == reply.values("id"))
    }
  }

  /// Who asks for oneself and for another has made both requests; an export keeps who did.
  @Test func everyRequestOfItsCreator() throws {
    let scene = try Scene(policy: Self.open)
    let bodies = [
      #"{"requestType": "userAdd", "assignment": {"accessPackageId": "\#(Scene.package)"}}"#,
      """
      {"requestType": "adminAdd", "assignment": {"targetId": "\(People.alex)", "accessPackageId": "\(Scene.package)",
        "assignmentPolicyId": "\(Scene.policy)"}}
      """,
    ]
    let ids = bodies.compactMap {
      scene.send("POST", "/assignmentRequests", $0, as: People.diego)["id"]?.stringValue
    }
    let function =
      "/accessPackageAssignmentRequests/filterByCurrentUser(on='createdBy')?$select=id,requestType"
    let context =
      "B/$metadata#identityGovernance/entitlementManagement/accessPackageAssignmentRequests(id,requestType)"
    let expected = WholeAnswer.ok(
      """
      {"@odata.context":"\(context)","value":[
       {"id":"\(ids[0])","requestType":"UserAdd"},{"id":"\(ids[1])","requestType":"AdminAdd"}]}
      """)
    #expect(scene.get(function, version: "beta", as: People.diego).whole == expected)
    let again = try Scene(emulator: TestEmulator.frozen(try scene.emulator.export()))
    #expect(again.get(function, version: "beta", as: People.diego).whole == expected)
    #expect(again.get(function, version: "beta", as: People.alex).items.isEmpty)
  }

  @Test func requestsOfAnAssignment() throws {
    let scene = try Self.scene()
    let ids = scene.get("/assignments").values("id")
    let path =
      "/accessPackageAssignments/\(ids[0])/accessPackageAssignmentRequests/filterByCurrentUser(on='target')"
    #expect(scene.get(path, version: "beta", as: People.diego).values("requestType") == ["UserAdd"])
    #expect(scene.get(path, version: "beta", as: People.alex).items.isEmpty)
  }

  @Test func packagesThatMayBeRequested() throws {
    let scene = try Self.scene()
    let function = "/accessPackages/filterByCurrentUser(on='allowedRequestor')"
    #expect(
      scene.get(function, as: People.diego).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/accessPackages",
           "value":[{"id":"\(Scene.package)","displayName":"Campaign","description":null,"isHidden":false,
             "createdDateTime":"\(Scene.moment)","modifiedDateTime":"\(Scene.moment)"}]}
          """))
    scene.send("PATCH", "/accessPackages/\(Scene.package)", #"{"isHidden": true}"#)
    #expect(scene.get(function, as: People.diego).items.isEmpty)
  }

  @Test(arguments: ["v1.0", "beta"])
  func nothingIsSuggested(version: String) throws {
    let scene = try Self.scene()
    let root = version == "beta" ? "B" : "V"
    #expect(
      scene.get(
        "/accessPackageSuggestions/filterByCurrentUser(on='assignmentHistory')", version: version,
        as: People.diego
      ).whole
        == .ok(
          """
          {"@odata.context":"\(root)/$metadata#identityGovernance/entitlementManagement/accessPackageSuggestions",
           "value":[]}
          """))
  }

  @Test func approvals() throws {
    let scene = try Scene(
      policy: """
        "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true},
        "requestApprovalSettings": {"isApprovalRequired": true, "approvalStages": [{"primaryApprovers": [
          {"@odata.type": "#microsoft.graph.singleUser", "id": "\(People.adele)"}]}]}
        """)
    let own = #"{"requestType": "userAdd", "assignment": {"accessPackageId": "\#(Scene.package)"}}"#
    let made = scene.send("POST", "/assignmentRequests", own, as: People.diego)
    let id = try #require(made["id"]?.stringValue, "\(made.text)")
    for version in ["v1.0", "beta"] {
      for (caller, found) in [(People.adele, [id]), (People.alex, [])] {
        for set in ["accessPackageAssignmentApprovals", "assignmentRequests"] {
          let reply = scene.get(
            "/\(set)/filterByCurrentUser(on='approver')", version: version, as: caller)
          #expect(reply.values("id") == found, "\(reply.text)")
        }
      }
    }
  }

  @Test func ownResourceRoles() throws {
    let scene = try Self.scene()
    let own = scene.get(
      "/accessPackageAssignmentResourceRoles/My()", version: "beta", as: People.diego)
    #expect(own.values("originId") == ["Member_\(People.sales)"])
    #expect(
      scene.get("/accessPackageAssignmentResourceRoles/My()", version: "beta", as: People.adele).items
        .isEmpty)
    let ids = scene.get("/assignments").values("id")
    #expect(
      scene.get(
        "/accessPackageAssignments/\(ids[0])/accessPackageAssignmentResourceRoles/My()", version: "beta",
        as: People.diego
      ).values("id") == own.values("id"))
  }

  @Test func searches() throws {
    let scene = try Self.scene()
    #expect(
      scene.get("/accessPackages/Search()", version: "beta").values("displayName") == ["Campaign"])
    #expect(
      scene.get("/accessPackageCatalogs/Search()", version: "beta").values("displayName").contains(
        "Marketing"))
  }

  @Test func additionalAccess() throws {
    let scene = try Self.scene()
    let made = scene.send(
      "POST", "/accessPackages", #"{"displayName": "Audit", "catalog": {"id": "\#(Scene.catalog)"}}"#)
    let audit = try #require(made["id"]?.stringValue, "\(made.text)")
    let policy = scene.send(
      "POST", "/assignmentPolicies", #"{"displayName": "Direct", "accessPackage": {"id": "\#(audit)"}}"#)
    let given = """
      {"requestType": "adminAdd", "assignment": {"targetId": "\(People.alex)", "accessPackageId": "\(audit)",
        "assignmentPolicyId": "\(policy["id"]?.stringValue ?? "")"}}
      """
    try #require(scene.send("POST", "/assignmentRequests", given).status == 201)
    let link = #"{"@odata.id": "https://graph.microsoft.com/v1.0\#(Scene.root)/accessPackages/\#(audit)"}"#
    let tied = scene.send(
      "POST", "/accessPackages/\(Scene.package)/incompatibleAccessPackages/$ref", link)
    try #require(tied.status == 204, "\(tied.text)")
    let both = "accessPackageId='\(Scene.package)',incompatibleAccessPackageId='\(audit)'"
    for arguments in [both, "accessPackageId='\(Scene.package)'"] {
      let found = scene.get("/assignments/additionalAccess(\(arguments))")
      #expect(Self.targets(scene, found) == [.string(People.alex)], "\(found.text)")
      #expect(
        scene.get("/accessPackageAssignments/additionalAccess(\(arguments))", version: "beta").values("id")
          == found.values("id"))
    }
    let invalid = WholeAnswer.error(400, "InvalidModel", "The model is invalid.")
    #expect(scene.get("/assignments/additionalAccess()").whole == invalid)
    let same = "accessPackageId='\(audit)',incompatibleAccessPackageId='\(audit)'"
    #expect(scene.get("/assignments/additionalAccess(\(same))").whole == invalid)
    let unknown = "accessPackageId='\(audit)',incompatibleAccessPackageId='\(People.nobody)'"
    #expect(
      scene.get("/assignments/additionalAccess(\(unknown))").whole
        == .error(404, "ResourceNotFound", "The resource '\(People.nobody)' was not found."))
  }

  @Test func requirements() throws {
    let scene = try Self.scene()
    let path = "/accessPackages/\(Scene.package)/getApplicablePolicyRequirements"
    let schedule =
      #"{"expiration":{"duration":null,"endDateTime":null,"type":"noExpiration"},"recurrence":null,"startDateTime":null}"#
    #expect(
      scene.send("POST", path, as: People.diego).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#Collection(microsoft.graph.accessPackageAssignmentRequestRequirements)",
           "value":[{"allowCustomAssignmentSchedule":true,"isApprovalRequiredForAdd":false,
             "isApprovalRequiredForUpdate":false,"isRequestorJustificationRequired":false,"policyDescription":"For all",
             "policyDisplayName":"Everybody","policyId":"\(Scene.policy)","schedule":\(schedule),"questions":[]}]}
          """))
    #expect(
      scene.send("POST", path, version: "beta", as: People.diego).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#Collection(microsoft.graph.accessPackageAssignmentRequestRequirements)",
           "value":[{"existingAnswers":[],"isApprovalRequired":false,"isApprovalRequiredForExtension":false,
             "isCustomAssignmentScheduleAllowed":true,"isRequestorJustificationRequired":false,
             "policyDescription":"For all","policyDisplayName":"Everybody","policyId":"\(Scene.policy)","questions":[],
             "schedule":\(schedule),"verifiableCredentialRequirementStatus":null}]}
          """))
    #expect(scene.send("POST", path, as: People.nobody)["value"] == [])
  }
}

/// The set of packages that the caller may ask for.
@Suite struct EntitlementAvailablePackageTests {
  private typealias Scene = EntitlementScene

  private static func available(_ scene: Scene, as caller: String?) -> [String] {
    let list = scene.get("/availableAccessPackages", as: caller).values("id")
    #expect(scene.get("/availableAccessPackages/$count", as: caller).text == "\(list.count)")
    #expect(scene.get("/availableAccessPackages", version: "beta", as: caller).values("id") == list)
    return list
  }

  @Test(arguments: [
    ("NoSubjects", false), ("AllExistingDirectorySubjects", true), ("AllExistingDirectoryMemberUsers", true),
    ("AllExternalSubjects", false),
  ])
  func byScope(scope: String, isThere: Bool) throws {
    let scene = try Scene(policy: #""requestorSettings": {"scopeType": "\#(scope)", "acceptRequests": true}"#)
    let ids = isThere ? [Scene.package] : []
    for caller in [People.diego, nil] { #expect(Self.available(scene, as: caller) == ids) }
    #expect(Self.available(scene, as: People.nobody) == [])
  }

  @Test(arguments: [
    ##"{"@odata.type": "#microsoft.graph.singleUser", "id": "\##(People.diego)"}"##,
    ##"{"@odata.type": "#microsoft.graph.groupMembers", "id": "\##(People.sales)"}"##,
    ##"{"@odata.type": "#microsoft.graph.attributeRuleMembers", "description": "Diego", "membershipRule": "(user.displayName -startsWith \"diego\")"}"##,
  ])
  func bySet(set: String) throws {
    let scene = try Scene(
      policy: """
        "requestorSettings": {"scopeType": "SpecificDirectorySubjects", "acceptRequests": true, "allowedRequestors": [\(set)]}
        """)
    let link = "{\"@odata.id\": \"https://graph.microsoft.com/v1.0/users/\(People.diego)\"}"
    #expect(scene.emulator.send("POST", "/groups/\(People.sales)/members/$ref", link).status == 204)
    #expect(Self.available(scene, as: People.diego) == [Scene.package])
    #expect(Self.available(scene, as: "DIEGO@contoso.example") == [Scene.package])
    #expect(Self.available(scene, as: People.alex) == [])
    #expect(Self.available(scene, as: nil) == [])
    let scopes = scene.get("/availableAccessPackages/\(Scene.package)/resourceRoleScopes", as: People.diego)
    #expect(scopes.items.count == 1)
  }
}
