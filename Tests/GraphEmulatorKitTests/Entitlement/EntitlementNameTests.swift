import JSON
import Testing

/// Names, types and times of what entitlement management keeps.
@Suite struct EntitlementNameTests {
  private typealias Scene = EntitlementScene

  private static func duplicate(_ name: String) -> WholeAnswer {
    .error(
      409, "DuplicateAccessPackage",
      "There's an existing access package with name \"\(name)\" in the catalog.")
  }

  private static func package(_ name: String, _ catalog: String = Scene.catalog) -> String {
    #"{"displayName": "\#(name)", "catalog": {"id": "\#(catalog)"}}"#
  }

  @Test func packagesOfACatalogHaveNamesOfTheirOwn() throws {
    let scene = try Scene()
    #expect(
      scene.send("POST", "/accessPackages", Self.package("campaign")).whole == Self.duplicate("campaign"))
    let other = scene.send("POST", "/catalogs", #"{"displayName": "Other"}"#)
    let catalog = try #require(other["id"]?.stringValue)
    #expect(scene.send("POST", "/accessPackages", Self.package("Campaign", catalog)).status == 201)
    let made = scene.send("POST", "/accessPackages", Self.package("Fair"))
    let id = try #require(made["id"]?.stringValue)
    let path = "/accessPackages/\(id)"
    #expect(scene.send("PATCH", path, #"{"displayName": "Campaign"}"#).whole == Self.duplicate("Campaign"))
    #expect(scene.send("PATCH", path, #"{"displayName": "FAIR"}"#).whole == .noContent)
    #expect(
      scene.send("POST", "/accessPackages", Self.package("X", People.nobody)).whole
        == .error(404, "ResourceNotFound", "The resource '\(People.nobody)' was not found."))
  }

  @Test func roleScopesOfNothing() throws {
    let scene = try Scene()
    let body = """
      {"role": {"originId": "Member_\(People.sales)", "originSystem": "AadGroup", "resource": {"id": "\(People.nobody)"}},
       "scope": {"originId": "\(People.sales)", "originSystem": "AadGroup"}}
      """
    #expect(
      scene.send("POST", "/accessPackages/\(Scene.package)/resourceRoleScopes", body).whole
        == .error(404, "ResourceNotFound", "The resource '\(People.nobody)' was not found."))
  }

  /// The declared type is abstract: each answer says which one it is, and when it was written.
  @Test func extensionsSayTheirType() throws {
    let scene = try Scene()
    let set = "/catalogs/\(Scene.catalog)/customWorkflowExtensions"
    let type = "#microsoft.graph.accessPackageAssignmentRequestWorkflowExtension"
    let made = scene.send("POST", set, #"{"@odata.type": "\#(type)", "displayName": "Check"}"#)
    let id = try #require(made["id"]?.stringValue, "\(made.text)")
    let rest = { (name: String) in
      """
      "@odata.type":"\(type)","id":"\(id)","authenticationConfiguration":null,"clientConfiguration":null,
      "description":null,"displayName":"\(name)","endpointConfiguration":null,"callbackConfiguration":null,
      "createdBy":"adele@contoso.example","createdDateTime":"\(Scene.moment)",
      "lastModifiedBy":"adele@contoso.example","lastModifiedDateTime":"\(Scene.moment)"
      """
    }
    let context =
      "V/$metadata#identityGovernance/entitlementManagement/catalogs('\(Scene.catalog)')/customWorkflowExtensions"
    #expect(
      made.whole
        == .created(
          "V\(Scene.root)\(set)/\(id)", "{\"@odata.context\":\"\(context)/$entity\",\(rest("Check"))}"))
    #expect(
      scene.send("PUT", "\(set)/\(id)", #"{"@odata.type": "\#(type)", "displayName": "Ask"}"#).whole
        == .ok("{\"@odata.context\":\"\(context)/$entity\",\(rest("Ask"))}"))
    #expect(
      scene.get(set).whole == .ok("{\"@odata.context\":\"\(context)\",\"value\":[{\(rest("Ask"))}]}"))
  }

  @Test(arguments: [("v1.0", "V"), ("beta", "B")])
  func aChangedOrganizationIsShown(version: String, root: String) throws {
    let scene = try Scene()
    let made = scene.send(
      "POST", "/connectedOrganizations", #"{"displayName": "Fabrikam"}"#, version: version)
    let id = try #require(made["id"]?.stringValue, "\(made.text)")
    let reply = scene.send(
      "PATCH", "/connectedOrganizations/\(id)", #"{"displayName": "Fabrikam Inc."}"#, version: version)
    let names =
      version == "beta"
      ? [#""createdBy":"adele@contoso.example","#, #""modifiedBy":"adele@contoso.example","#] : ["", ""]
    #expect(
      reply.whole
        == WholeAnswer(
          202, [WholeAnswer.jsonType, "OData-Version: 4.0"],
          json: """
            {"@odata.context":"\(root)/$metadata#identityGovernance/entitlementManagement/connectedOrganizations/$entity",
             "id":"\(id)","displayName":"Fabrikam Inc.","description":null,"state":"configured",
             \(names[0])"createdDateTime":"\(Scene.moment)",\(names[1])"modifiedDateTime":"\(Scene.moment)",
             "identitySources":[]}
            """))
  }

  @Test func resourcesAreStamped() throws {
    let scene = try Scene()
    let resource = scene.get("/resources/\(Scene.resource)")
    #expect(resource["createdDateTime"] == .string(Scene.moment))
    #expect(resource["modifiedDateTime"] == .string(Scene.moment))
  }
}
