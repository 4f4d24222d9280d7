import JSON
import Testing

/// What answers of the directory say besides the data: contexts, types, ids.
@Suite struct DirectoryAnswerTests {
  @Test func restoreAnswersWithADirectoryObject() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    emulator.send("DELETE", "/users/\(People.alex)", version: "v1.0")
    let reply = emulator.send("POST", "/directory/deletedItems/\(People.alex)/restore", version: "v1.0")
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#directoryObjects/$entity","@odata.type":"#microsoft.graph.user",
           "businessPhones":[],"displayName":"Alex Wilber","givenName":null,"jobTitle":null,"mail":null,
           "mobilePhone":null,"officeLocation":null,"preferredLanguage":null,"surname":null,
           "userPrincipalName":"alex@contoso.example","id":"\(People.alex)"}
          """))
  }

  /// Whatever the case of the request, a context has the names of the model.
  @Test(arguments: [
    ("/users/\(People.adele)?$select=DISPLAYNAME", "users(displayName)/$entity"),
    ("/users?$select=Id,EmployeeOrgData/CostCenter", "users(id,employeeOrgData/costCenter)"),
    (
      "/USERS/\(People.alex)?$select=ID&$expand=MANAGER($select=DisplayName)",
      "users(id,manager(displayName))/$entity"
    ),
    ("/groups/\(People.sales)/Members?$select=displayname", "directoryObjects(displayName)"),
    ("/users/\(People.adele)/DISPLAYname", "users('\(People.adele)')/displayName"),
    ("/directoryObjects/delta?$select=GRAPH.user/surName", "directoryObjects(microsoft.graph.user/surname)"),
  ]) func contextsAreSpelledAsTheModelIs(path: String, context: String) throws {
    let reply = try TestEmulator.people.get().get(path)
    let prefix = "http://localhost:8585/beta/$metadata#"
    #expect(reply["@odata.context"]?.stringValue == prefix + context)
  }

  /// What another part of the service holds comes with the id of the object.
  @Test func propertiesHeldElsewhereBringTheId() throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.send(
        "GET", "/groups/\(People.sales)?$select=allowExternalSenders,unseenCount", version: "v1.0"
      ).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#groups(allowExternalSenders,unseenCount)/$entity","id":"\(People.sales)",
           "allowExternalSenders":null,"unseenCount":null}
          """))
    #expect(
      emulator.get("/users/\(People.adele)?$select=aboutMe").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(aboutMe)/$entity","id":"\(People.adele)","aboutMe":null}
          """))
    #expect(
      emulator.get("/groups/\(People.sales)?$select=description").whole
        == .ok(#"{"@odata.context":"B/$metadata#groups(description)/$entity","description":null}"#))
  }

  @Test func signInActivityIsServedById() throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.get("/users/adele@contoso.example?$select=id,signInActivity").whole
        == .error(400, "400", "Get By Key only supports UserId and the key has to be a valid Guid"))
    let shown = #""id":"\#(People.adele)","signInActivity":null}"#
    for path in ["/users/\(People.adele)", "/me"] {
      #expect(
        emulator.get("\(path)?$select=signInActivity").whole
          == .ok(#"{"@odata.context":"B/$metadata#users(signInActivity)/$entity",\#(shown)"#))
    }
    #expect(emulator.get("/users?$select=signInActivity").values("id").count == 3)
  }

  static let role = "62e90394-69f5-4237-9190-012177145e10"

  /// An alternate key stands in parentheses, or as a segment without them.
  @Test(arguments: ["(roleTemplateId='\(role)')", "/roleTemplateId=\(role)", "/roletemplateid='\(role)'"])
  func alternateKeys(key: String) throws {
    let emulator = try TestEmulator.frozen(
      #"""
      {"directoryRoles":[{"id":"88888888-0000-4000-8000-000000000001","roleTemplateId":"\#(Self.role)",
        "displayName":"Global Administrator"}]}
      """#)
    #expect(
      emulator.get("/directoryRoles\(key)?$select=id").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryRoles(id)/$entity","id":"88888888-0000-4000-8000-000000000001"}
          """))
    #expect(emulator.get("/directoryRoles/displayName=x").status == 400)
  }

  @Test func aSeedsIdOfASingleValueIsKept() throws {
    let seed = { (id: String) in
      #"{"identityGovernance":{"entitlementManagement":{"settings":{\#(id)"daysUntilExternalUserDeletedAfterBlocked":5}}}}"#
    }
    let emulator = try TestEmulator.frozen(seed(#""id":"my settings","#))
    let path = "/identityGovernance/entitlementManagement/settings"
    #expect(emulator.get(path)["id"] == "my settings")
    #expect(
      emulator.send("PATCH", path, #"{"daysUntilExternalUserDeletedAfterBlocked":6}"#).status < 300)
    #expect(emulator.get(path)["daysUntilExternalUserDeletedAfterBlocked"] == .number(6))
    // The same value once more, by its place alone.
    try emulator.load(seed(""))
    #expect(emulator.get(path)["id"] == "my settings")
    #expect(emulator.get(path)["daysUntilExternalUserDeletedAfterBlocked"] == .number(5))
    #expect(try emulator.export().contains(#""id": "my settings""#))
  }

  @Test func changesOfDirectoryObjectsHaveTheirMembers() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let first = emulator.get("/directoryObjects/delta?$filter=isof('microsoft.graph.group')")
    #expect(first.items.map { $0["members@delta"] } == [Self.links([People.adele, People.diego])])
    let reference = #"{"@odata.id":"users/\#(People.alex)"}"#
    emulator.send("POST", "/groups/\(People.sales)/members/$ref", reference)
    let later = emulator.get(try #require(first.deltaPath))
    #expect(later.items.map { $0["members@delta"] } == [Self.links([People.alex])])
  }

  private static func links(_ ids: [String]) -> JSONValue {
    .array(ids.map { ["@odata.type": "#microsoft.graph.user", "id": .string($0)] })
  }
}
