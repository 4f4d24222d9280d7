import JSON
import Testing

/// Members that the service sets are there as soon as the object is.
@Suite struct ServiceMadeMemberTests {
  static let application = "66666666-0000-4000-8000-000000000001"
  static let role = "66666666-0000-4000-8000-000000000002"
  static let tenant = "77777777-0000-4000-8000-000000000001"

  static let seed =
    People.seed.dropLast() + """
      ,"servicePrincipals":[{"id":"\(application)","displayName":"Payroll","appId":"\(role)",
        "appRoles":[{"id":"\(role)","displayName":"Clerk","description":"May pay","value":"clerk"}]}],
       "organization":[{"id":"\(tenant)","displayName":"Contoso",
         "verifiedDomains":[{"name":"contoso.example","isInitial":true,"isDefault":true}]}]}
      """

  @Test func anAppRoleAssignment() throws {
    let emulator = try TestEmulator.frozen(String(Self.seed))
    let body =
      #"{"principalId":"\#(People.adele)","resourceId":"\#(Self.application)","appRoleId":"\#(Self.role)"}"#
    let made = emulator.send("POST", "/users/\(People.adele)/appRoleAssignments", body, version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    #expect(made.status == 201)
    #expect(
      made.json.objectValue?.members.filter { !$0.name.hasPrefix("@") }.map(\.value) == [
        .string(id), .null, .string(Self.role), "2026-01-31T08:15:30Z", "Adele Vance", .string(People.adele),
        "User", "Payroll", .string(Self.application),
      ])
    let missing = body.replacing(Self.application, with: People.nobody)
    #expect(
      emulator.send("POST", "/users/\(People.adele)/appRoleAssignments", missing).whole
        == .missingObject(People.nobody))
  }

  @Test(arguments: ["beta", "v1.0"]) func aGroup(version: String) throws {
    let emulator = try TestEmulator.frozen(String(Self.seed))
    let select = version == "beta" ? "organizationId,writebackConfiguration" : "organizationId"
    let made = emulator.send(
      "POST", "/groups?$select=\(select)",
      #"{"displayName":"Board","mailNickname":"board","mailEnabled":false,"securityEnabled":true}"#,
      version: version)
    #expect(made["organizationId"] == .string(Self.tenant))
    let configuration: JSONValue? =
      version == "beta" ? ["isEnabled": .null, "onPremisesGroupType": .null] : nil
    #expect(made["writebackConfiguration"] == configuration)
    #expect(
      emulator.send("GET", "/groups/\(People.sales)?$select=organizationId", version: version)[
        "organizationId"]
        == .string(Self.tenant))
  }

  @Test func aResourceAndItsRoles() throws {
    let emulator = try TestEmulator.frozen(
      Self.seed.dropLast() + """
        ,"identityGovernance":{"entitlementManagement":{
          "accessPackageCatalogs":[{"id":"\(People.catalog)","displayName":"Marketing"}]}}}
        """)
    let entitlement = "/identityGovernance/entitlementManagement"
    for (system, origin) in [("AadGroup", People.sales), ("AadApplication", Self.application)] {
      let made = emulator.send(
        "POST", "\(entitlement)/accessPackageResourceRequests",
        """
        {"catalogId":"\(People.catalog)","requestType":"AdminAdd",
         "accessPackageResource":{"originSystem":"\(system)","originId":"\(origin)"}}
        """)
      #expect(made.status == 201)
      #expect(made["executeImmediately"] == .bool(false))
    }
    let roles = emulator.get(
      "\(entitlement)/accessPackageCatalogs/\(People.catalog)/accessPackageResourceRoles?$select=displayName,description"
    )
    #expect(roles.values("displayName") == ["Member", "Owner", "Clerk"])
    #expect(roles.values("description") == ["Member", "Owner", "May pay"])
  }
}
