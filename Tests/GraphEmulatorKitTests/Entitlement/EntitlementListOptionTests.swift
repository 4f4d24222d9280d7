import JSON
import Testing

/// Functions that list objects take the options of those objects, and are cut into pages as any list is.
@Suite struct EntitlementListOptionTests {
  private typealias Scene = EntitlementScene
  private static let context = "V/$metadata#identityGovernance/entitlementManagement"

  /// Two assignments of the package, to Diego and then to Adele.
  private static func scene() throws -> Scene {
    let scene = try Scene()
    for user in [People.diego, People.adele] {
      let body =
        #"{"requestType": "adminAdd", "assignment": {"targetId": "\#(user)", "assignmentPolicyId": "\#(Scene.policy)", "accessPackageId": "\#(Scene.package)"}}"#
      #expect(scene.send("POST", "/assignmentRequests", body, as: People.adele).status == 201)
    }
    return scene
  }

  private static let own = "/assignmentRequests/filterByCurrentUser(on='createdBy')"

  @Test func selectAndExpand() throws {
    let scene = try Self.scene()
    let ids = scene.get(Self.own, as: People.adele).values("id")
    let items = ids.map { #"{"id":"\#($0)","requestType":"adminAdd","assignment":{"state":"delivered"}}"# }
    #expect(!items.isEmpty)
    #expect(
      scene.get(
        "\(Self.own)?$select=id,requestType&$expand=assignment($select=state)", as: People.adele
      ).whole
        == .ok(
          """
          {"@odata.context":"\(Self.context)/assignmentRequests(id,requestType,assignment(state))","value":[
           \(items.joined(separator: ","))]}
          """))
  }

  @Test func filterOrderAndCount() throws {
    let scene = try Self.scene()
    let ids = scene.get(Self.own, as: People.adele).values("id")
    #expect(
      scene.get("\(Self.own)?$select=id&$count=true&$filter=id%20eq%20'\(ids[0])'", as: People.adele).whole
        == .ok(
          """
          {"@odata.context":"\(Self.context)/assignmentRequests(id)","@odata.count":1,"value":[{"id":"\(ids[0])"}]}
          """))
    #expect(
      scene.get("\(Self.own)?$select=id&$orderby=id%20desc", as: People.adele).values("id")
        == ids.sorted(by: >))
    #expect(
      scene.get("\(Self.own)?$skip=1&$select=id", as: People.adele).values("id") == Array(ids.dropFirst()))
  }

  @Test func pages() throws {
    let scene = try Self.scene()
    let ids = scene.get(Self.own, as: People.adele).values("id")
    try scene.emulator.load(#"{"settings": {"pageSize": 1}}"#)
    var page = scene.get("\(Self.own)?$select=id", as: People.adele)
    var found = page.values("id")
    while let next = page.nextPath {
      page = scene.get(String(next.dropFirst(Scene.root.count)), as: People.adele)
      #expect(page.items.count == 1)
      found += page.values("id")
    }
    #expect(found == ids)
  }

  /// Nothing but what concerns the caller, whatever the options.
  @Test func optionsAddNothing() throws {
    let scene = try Self.scene()
    #expect(scene.get("\(Self.own)?$filter=id%20ne%20'x'", as: People.alex).items.isEmpty)
    #expect(scene.get("\(Self.own)?$count=true&$top=5", as: People.alex)["@odata.count"] == .number(0))
  }

  @Test(arguments: [
    (
      "$select=nothing",
      "Could not find a property named 'nothing' on type 'microsoft.graph.accessPackageAssignmentRequest'."
    ),
    (
      "$expand=nothing",
      "Could not find a property named 'nothing' on type 'microsoft.graph.accessPackageAssignmentRequest'."
    ),
    ("$nothing=1", "Unrecognized query argument specified: '$nothing'."),
  ])
  func mistakes(option: String, message: String) throws {
    let reply = try Self.scene().get("\(Self.own)?\(option)", as: People.adele)
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["BadRequest"])
    #expect(reply.message?.hasSuffix(message) == true, "\(reply.text)")
  }

  @Test(arguments: [
    ("/assignments/filterByCurrentUser(on='target')", "assignments"),
    ("/accessPackages/filterByCurrentUser(on='allowedRequestor')", "accessPackages"),
    ("/assignments/additionalAccess(accessPackageId='\(EntitlementScene.package)')", "assignments"),
  ])
  func othersToo(path: String, set: String) throws {
    let reply = try Self.scene().get("\(path)?$select=id&$top=5&$count=true", as: People.diego)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply["@odata.context"]?.stringValue?.hasSuffix("/entitlementManagement/\(set)(id)") == true)
    #expect(reply["@odata.count"]?.intValue == reply.items.count)
    #expect(reply.items.allSatisfy { $0.members.map(\.name) == ["id"] })
  }

  // MARK: Filters that the service refuses

  @Test(arguments: [
    ("accessPackageAssignments", "catalogId eq '17'", "catalogId Equals 17"),
    ("accessPackageAssignmentPolicies", "accessPackageId eq '17'", "accessPackageId Equals 17"),
    ("accessPackageAssignmentPolicies", "'17' ne accessPackageId", "accessPackageId NotEquals 17"),
    ("accessPackageAssignments", "contains(catalogId,'17')", "catalogId"),
    (
      "accessPackageAssignmentPolicies", "displayName eq 'A' and requestorSettings/scopeType eq 'NoSubjects'",
      "requestorSettings/scopeType Equals NoSubjects"
    ),
  ])
  func filtersOfNoUse(set: String, filter: String, told: String) throws {
    let query = filter.replacing(" ", with: "%20")
    #expect(
      try Scene().get("/\(set)?$filter=\(query)", version: "beta").whole
        == .error(400, "InvalidFilter", "OData query is invalid: Filter '\(told) is not supported. ."))
  }

  @Test func filtersOfUse() throws {
    let scene = try Scene()
    for query in [
      "accessPackages?$filter=catalogId%20eq%20'\(Scene.catalog)'",
      "accessPackageAssignments?$filter=accessPackageId%20eq%20'\(Scene.package)'",
    ] {
      #expect(scene.get("/\(query)", version: "beta").status == 200)
    }
  }
}
