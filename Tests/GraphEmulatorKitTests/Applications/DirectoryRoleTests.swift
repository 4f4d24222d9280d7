import JSON
import Testing

/// Roles of the directory, who has them, and units of administration.
@Suite struct DirectoryRoleTests {
  private static let reader = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
  private static let administrator = "62e90394-69f5-4237-9190-012177145e10"

  @Test func templatesAreThereInEachTenant() throws {
    let emulator = try TestEmulator.frozen()
    let list = emulator.send("GET", "/directoryRoleTemplates", version: "v1.0")
    #expect(list.items.count == 123)
    #expect(
      emulator.send("GET", "/directoryRoleTemplates/\(Self.administrator)", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#directoryRoleTemplates/$entity","id":"\(Self.administrator)",
           "deletedDateTime":null,"description":null,"displayName":"Global Administrator"}
          """))
    #expect(
      emulator.send(
        "GET", "/roleManagement/directory/roleDefinitions?$filter=displayName%20eq%20'Directory%20Readers'",
        version: "v1.0"
      ).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#roleManagement/directory/roleDefinitions","value":[{"id":"\(Self.reader)",
           "description":null,"displayName":"Directory Readers","isBuiltIn":true,"isEnabled":true,
           "resourceScopes":["/"],"templateId":"\(Self.reader)","version":"1","rolePermissions":[]}]}
          """))
    #expect(emulator.get("/directoryRoleTemplates/\(People.nobody)").whole == .missingObject(People.nobody))
  }

  @Test func areActivated() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = #"{"roleTemplateId":"\#(Self.reader)"}"#
    let made = emulator.send("POST", "/directoryRoles", body, version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "V/directoryRoles/\(id)",
          """
          {"@odata.context":"V/$metadata#directoryRoles/$entity","id":"\(id)","deletedDateTime":null,"description":null,
           "displayName":"Directory Readers","roleTemplateId":"\(Self.reader)"}
          """))
    #expect(emulator.send("POST", "/directoryRoles", body).status == 400)
    #expect(
      emulator.send("POST", "/directoryRoles", #"{"roleTemplateId":"\#(People.nobody)"}"#).message
        == "Invalid value specified for property 'roleTemplateId' of resource 'DirectoryRole'.")
  }

  @Test("an assignment of a role is a membership in it") func areAssigned() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let place = "/roleManagement/directory/roleAssignments"
    let body = """
      {"principalId":"\(People.adele)","roleDefinitionId":"\(Self.administrator)","directoryScopeId":"/"}
      """
    let id = "\(Self.administrator)_\(People.adele)"
    let shown = """
      "id":"\(id)","principalId":"\(People.adele)","principalOrganizationId":null,"directoryScopeId":"/",
      "appScopeId":null,"condition":null,"roleDefinitionId":"\(Self.administrator)"
      """
    let made = emulator.send("POST", place, body, version: "v1.0")
    #expect(
      made.whole
        == .created(
          "V\(place)/\(id)",
          #"{"@odata.context":"V/$metadata#roleManagement/directory/roleAssignments/$entity",\#(shown)}"#))
    #expect(
      emulator.send("GET", place, version: "v1.0").whole
        == .ok(
          #"{"@odata.context":"V/$metadata#roleManagement/directory/roleAssignments","value":[{\#(shown)}]}"#)
    )
    #expect(
      emulator.get(
        "\(place)/\(id)?$expand=principal($select=displayName)"
      )
      .json.objectValue?["principal"]?.objectValue?["displayName"] == "Adele Vance")
    #expect(
      emulator.get("/users/\(People.adele)/memberOf").values("displayName").contains("Global Administrator"))
    #expect(emulator.send("POST", place, body).status == 400)
    #expect(emulator.send("DELETE", "\(place)/\(id)").whole == .noContent)
    #expect(emulator.get(place).items.isEmpty)
    #expect(emulator.get("/directoryRoles/roleTemplateId=\(Self.administrator)/members").items.isEmpty)
  }

  @Test func unitsHoldWhomTheyAreFor() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let made = emulator.send(
      "POST", "/directory/administrativeUnits", #"{"displayName":"Seattle","description":"Offices"}"#,
      version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "V/directory/administrativeUnits/\(id)",
          """
          {"@odata.context":"V/$metadata#directory/administrativeUnits/$entity","id":"\(id)","deletedDateTime":null,
           "description":"Offices","displayName":"Seattle","isMemberManagementRestricted":null,"membershipRule":null,
           "membershipRuleProcessingState":null,"membershipType":null,"visibility":null}
          """))
    let path = "/directory/administrativeUnits/\(id)"
    let reference = #"{"@odata.id":"https://graph.microsoft.com/v1.0/users/\#(People.adele)"}"#
    #expect(emulator.send("POST", "\(path)/members/$ref", reference).whole == .noContent)
    #expect(emulator.get("\(path)/members?$select=id").values("id") == [People.adele])
    #expect(
      emulator.get("/users/\(People.adele)/memberOf/microsoft.graph.administrativeUnit?$select=displayName")
        .values("displayName") == ["Seattle"])
    #expect(emulator.send("PATCH", path, #"{"description":null}"#).whole == .noContent)
    #expect(emulator.send("DELETE", "\(path)/members/\(People.adele)/$ref").whole == .noContent)
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(emulator.get(path).whole == .missingObject(id))
  }

  @Test(arguments: ["beta", "v1.0"]) func areGivenForAUnit(version: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let root = version == "beta" ? "B" : "V"
    func send(_ method: String, _ path: String, _ body: String? = nil) -> Reply {
      emulator.send(method, path, body, version: version)
    }
    func made(_ path: String, _ body: String) throws -> String {
      try #require(send("POST", path, body)["id"]?.stringValue)
    }
    let role = try made("/directoryRoles", #"{"roleTemplateId":"\#(Self.reader)"}"#)
    let unit = try made("/directory/administrativeUnits", #"{"displayName":"Seattle"}"#)
    let path = "/directory/administrativeUnits/\(unit)/scopedRoleMembers"
    let body = #"{"roleId":"\#(role)","roleMemberInfo":{"id":"\#(People.adele)"}}"#
    let given = send("POST", path, body)
    let id = try #require(given["id"]?.stringValue, "\(given.text)")
    let shown = """
      "id":"\(id)","administrativeUnitId":"\(unit)","roleId":"\(role)",
      "roleMemberInfo":{"displayName":"Adele Vance","id":"\(People.adele)"}
      """
    #expect(given.status == 201)
    let one = send("GET", "\(path)/\(id)")
    #expect(
      one.whole
        == .ok(
          """
          {"@odata.context":
            "\(root)/$metadata#directory/administrativeUnits('\(unit)')/scopedRoleMembers/$entity",\(shown)}
          """))
    #expect(given.whole.body == one.whole.body)
    for place in [path, "/directoryRoles/\(role)/scopedMembers", "/users/\(People.adele)/scopedRoleMemberOf"]
    {
      #expect(
        send("GET", place).items == [try #require(JSONValue.parse("{\(shown)}").objectValue)], "\(place)")
    }
    #expect(send("GET", "/users/\(People.alex)/scopedRoleMemberOf").items.isEmpty)
    #expect(
      send("POST", path, body).message
        == "A conflicting object with one or more of the specified property values is present in the directory."
    )
    #expect(send("POST", "/users/\(People.adele)/scopedRoleMemberOf", body).status == 400)
    #expect(send("PATCH", "\(path)/\(id)", body).status == 405)
    #expect(send("DELETE", "\(path)/\(id)").whole == .noContent)
    #expect(send("GET", "/directoryRoles/\(role)/scopedMembers").items.isEmpty)
  }

  @Test func aRoleForAUnitNeedsARoleAndAMember() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    func made(_ path: String, _ body: String) throws -> String {
      try #require(emulator.send("POST", path, body)["id"]?.stringValue)
    }
    let role = try made("/directoryRoles", #"{"roleTemplateId":"\#(Self.reader)"}"#)
    let unit = try made("/directory/administrativeUnits", #"{"displayName":"Seattle"}"#)
    func refused(_ body: String) -> WholeAnswer {
      emulator.send("POST", "/directory/administrativeUnits/\(unit)/scopedRoleMembers", body).whole
    }
    #expect(
      refused(#"{"roleMemberInfo":{"id":"\#(People.adele)"}}"#)
        == BodyTests.required("roleId", "ScopedRoleMembership"))
    #expect(
      refused(#"{"roleId":"\#(role)"}"#) == BodyTests.required("roleMemberInfo", "ScopedRoleMembership"))
    #expect(
      refused(#"{"roleId":"\#(People.nobody)","roleMemberInfo":{"id":"\#(People.adele)"}}"#)
        == .missingObject(People.nobody))
    #expect(
      refused(#"{"roleId":"\#(role)","roleMemberInfo":{"id":"\#(People.nobody)"}}"#)
        == .missingObject(People.nobody))
    #expect(refused(#"{"roleId":"\#(role)","roleMemberInfo":{}}"#).status == 400)
  }

  /// As the page "Add a member" says of groups.
  @Test func aGroupIsMadeInAUnit() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let unit = try #require(
      emulator.send("POST", "/directory/administrativeUnits", #"{"displayName":"Seattle"}"#)["id"]?
        .stringValue)
    let path = "/directory/administrativeUnits/\(unit)/members"
    let body = """
      {"@odata.type":"#microsoft.graph.group","displayName":"Golf","mailEnabled":false,"mailNickname":"golf",
       "securityEnabled":true}
      """
    let made = emulator.send("POST", path, body)
    #expect(made.status == 201, "\(made.text)")
    #expect(made["@odata.context"]?.stringValue?.hasSuffix("/$metadata#groups/$entity") == true)
    let id = try #require(made["id"]?.stringValue)
    #expect(emulator.get("\(path)?$select=id").values("id") == [id])
    #expect(emulator.get("/groups/\(id)")["displayName"] == "Golf")
    let nothing = emulator.send(
      "POST", path, ##"{"@odata.type":"#microsoft.graph.application","displayName":"Payroll"}"##)
    #expect(
      nothing.message
        == "An invalid operation was included in the following modified references: 'members'.")
    #expect(emulator.get("/applications").items.isEmpty)
  }

  /// The set of beta has those of the directory, and seeds and exports have each once.
  @Test func unitsAreASetOfBetaToo() throws {
    let emulator = try TestEmulator.frozen()
    let latest = try emulator.latest("/administrativeUnits/delta?$select=displayName")
    let made = emulator.send("POST", "/administrativeUnits", #"{"displayName":"Seattle"}"#)
    let id = try #require(made["id"]?.stringValue, "\(made.text)")
    #expect(
      emulator.get("/administrativeUnits?$select=displayName").whole
        == .ok(
          #"{"@odata.context":"B/$metadata#administrativeUnits(displayName)","value":[{"displayName":"Seattle"}]}"#
        ))
    #expect(emulator.get("/directory/administrativeUnits").values("id") == [id])
    #expect(emulator.get(latest).items == [["id": .string(id), "displayName": "Seattle"]])
    let again = try TestEmulator.frozen(try emulator.export())
    #expect(again.get("/administrativeUnits").values("id") == [id])
    #expect(
      emulator.send("GET", "/administrativeUnits", version: "v1.0").whole
        == .unknownSegment("administrativeUnits"))
  }
}
