import JSON
import Testing

/// Policies of conditional access and of the tenant, and the places that they name.
@Suite struct AccessPolicyTests {
  private static let place = "/identity/conditionalAccess/policies"

  private static let policy = """
    {"displayName":"MFA for all","state":"enabled",
     "conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["All"]},
       "users":{"includeUsers":["All"]}},
     "grantControls":{"operator":"OR","builtInControls":["mfa"]}}
    """

  @Test func areMadeChangedAndDeleted() throws {
    let emulator = try TestEmulator.frozen()
    let made = emulator.send("POST", Self.place, Self.policy, version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    #expect(made.status == 201)
    #expect(made.header("Location") == "http://localhost:8585/v1.0\(Self.place)/\(id)")
    let names = made.json.objectValue?.members.map(\.name)
    #expect(
      names == [
        "@odata.context", "id", "templateId", "displayName", "createdDateTime", "modifiedDateTime", "state",
        "sessionControls", "conditions", "grantControls",
      ])
    #expect(made["createdDateTime"] == "2026-01-31T08:15:30Z")
    #expect(made["modifiedDateTime"] == .null)
    #expect(
      emulator.send(
        "PATCH", "\(Self.place)/\(id)", #"{"state":"enabledForReportingButNotEnforced"}"#, version: "v1.0"
      ).whole == .noContent)
    let changed = emulator.send("GET", "\(Self.place)/\(id)", version: "v1.0")
    #expect(changed["state"] == "enabledForReportingButNotEnforced")
    #expect(changed["modifiedDateTime"] == "2026-01-31T08:15:30Z")
    #expect(changed["conditions"] == made["conditions"])
    #expect(
      emulator.send("GET", "\(Self.place)?$select=displayName", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identity/conditionalAccess/policies(displayName)",
           "value":[{"displayName":"MFA for all"}]}
          """))
    #expect(emulator.send("DELETE", "\(Self.place)/\(id)").whole == .noContent)
    #expect(emulator.send("GET", "\(Self.place)/\(id)").whole == .missingObject(id))
  }

  @Test(arguments: [
    #"{"displayName":"x","state":"enabled"}"#, #"{"state":"enabled","conditions":{}}"#,
    #"{"displayName":"x","state":"on","conditions":{}}"#,
  ]) func areRefused(body: String) throws {
    #expect(try TestEmulator.frozen().send("POST", Self.place, body).status == 400)
  }

  @Test func namePlaces() throws {
    let emulator = try TestEmulator.frozen()
    let place = "/identity/conditionalAccess/namedLocations"
    let addresses = emulator.send(
      "POST", place,
      """
      {"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"Office","isTrusted":true,
       "ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"12.34.221.11/22"}]}
      """, version: "v1.0")
    let id = try #require(addresses["id"]?.stringValue)
    let shown = """
      "@odata.type":"#microsoft.graph.ipNamedLocation","id":"\(id)","displayName":"Office",
      "createdDateTime":"2026-01-31T08:15:30Z","modifiedDateTime":null,"isTrusted":true,
      "ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"12.34.221.11/22"}]
      """
    #expect(
      addresses.whole
        == .created(
          "V\(place)/\(id)",
          #"{"@odata.context":"V/$metadata#identity/conditionalAccess/namedLocations/$entity",\#(shown)}"#))
    let countries = emulator.send(
      "POST", place,
      """
      {"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"Home","countriesAndRegions":["DE"]}
      """)
    #expect(countries["countryLookupMethod"] == "clientIpAddress")
    #expect(
      emulator.send("GET", "\(place)/microsoft.graph.ipNamedLocation?$select=id").values("id") == [id])
    #expect(
      emulator.send("POST", place, #"{"displayName":"x"}"#).status == 400)
  }

  // MARK: Of the tenant

  @Test func thePolicyOfATenantIsThere() throws {
    let emulator = try TestEmulator.frozen()
    let path = "/policies/authorizationPolicy"
    func whole(_ invites: String) -> WholeAnswer {
      .ok(
        """
        {"@odata.context":"V/$metadata#policies/authorizationPolicy/$entity","id":"authorizationPolicy",
         "deletedDateTime":null,"description":"Used to manage authorization related settings across the company.",
         "displayName":"Authorization Policy","allowInvitesFrom":"\(invites)",
         "allowedToSignUpEmailBasedSubscriptions":true,"allowedToUseSSPR":true,
         "allowEmailVerifiedUsersToJoinOrganization":false,"allowUserConsentForRiskyApps":null,
         "blockMsolPowerShell":false,"guestUserRoleId":"10dae51f-b6af-4016-8d66-8c2a99b929b3",
         "defaultUserRolePermissions":{"allowedToCreateApps":true,"allowedToCreateSecurityGroups":true,
           "allowedToCreateTenants":true,"allowedToReadBitlockerKeysForOwnedDevice":true,
           "allowedToReadOtherUsers":true,
           "permissionGrantPoliciesAssigned":["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"]}}
        """)
    }
    #expect(emulator.send("GET", path, version: "v1.0").whole == whole("everyone"))
    #expect(
      emulator.send("PATCH", path, #"{"allowInvitesFrom":"none"}"#, version: "v1.0").whole == .noContent)
    #expect(emulator.send("GET", path, version: "v1.0")["allowInvitesFrom"] == "none")
  }

  /// In beta it is the one object of a collection, as the pages have it.
  @Test func thePolicyOfATenantIsListedInBeta() throws {
    let emulator = try TestEmulator.frozen()
    let path = "/policies/authorizationPolicy"
    func list(_ invites: String) -> WholeAnswer {
      .ok(
        """
        {"@odata.context":"B/$metadata#policies/authorizationPolicy(id,allowInvitesFrom)",
         "value":[{"id":"authorizationPolicy","allowInvitesFrom":"\(invites)"}]}
        """)
    }
    #expect(emulator.send("GET", "\(path)?$select=id,allowInvitesFrom").whole == list("everyone"))
    let item = emulator.send("GET", "\(path)/authorizationPolicy")
    #expect(item.status == 200)
    #expect(item["displayName"] == "Authorization Policy")
    #expect(
      emulator.send("PATCH", "\(path)/authorizationPolicy", #"{"allowInvitesFrom":"none"}"#).whole
        == .noContent)
    #expect(emulator.send("GET", "\(path)?$select=id,allowInvitesFrom").whole == list("none"))
    #expect(emulator.send("GET", path, version: "v1.0")["allowInvitesFrom"] == "none")
    #expect(
      emulator.send("PATCH", path, #"{"allowInvitesFrom":"everyone"}"#, version: "v1.0").whole == .noContent)
    #expect(emulator.send("GET", "\(path)/authorizationPolicy")["allowInvitesFrom"] == "everyone")
    #expect(emulator.send("PATCH", path, "{}").status == 405)
    #expect(emulator.send("DELETE", "\(path)/authorizationPolicy").status == 405)
  }

  /// Seeds have it as either version.
  @Test(arguments: [
    #"{"allowInvitesFrom":"adminsAndGuestInviters"}"#,
    #"[{"id":"authorizationPolicy","allowInvitesFrom":"adminsAndGuestInviters"}]"#,
  ]) func thePolicyOfATenantInSeeds(policy: String) throws {
    let emulator = try TestEmulator(#"{"policies":{"authorizationPolicy":\#(policy)}}"#)
    let path = "/policies/authorizationPolicy"
    for shown in [
      emulator.send("GET", path, version: "v1.0"), emulator.send("GET", "\(path)/authorizationPolicy"),
    ] {
      #expect(shown["allowInvitesFrom"] == "adminsAndGuestInviters", "\(shown.text)")
      #expect(shown["displayName"] == "Authorization Policy")
    }
  }

  @Test func securityDefaultsCanBeSet() throws {
    let emulator = try TestEmulator.frozen()
    let path = "/policies/identitySecurityDefaultsEnforcementPolicy"
    func shown(_ isEnabled: Bool) -> WholeAnswer {
      .ok(
        """
        {"@odata.context":"V/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity",
         "id":"00000000-0000-0000-0000-000000000005","deletedDateTime":null,
         "description":"Security defaults is a set of basic identity security mechanisms recommended by Microsoft.",
         "displayName":"Security Defaults","isEnabled":\(isEnabled)}
        """)
    }
    #expect(emulator.send("GET", path, version: "v1.0").whole == shown(false))
    #expect(emulator.send("PATCH", path, #"{"isEnabled":true}"#).whole == .noContent)
    #expect(emulator.send("GET", path, version: "v1.0").whole == shown(true))
  }

  @Test func settingsOfGroupsFollowATemplate() throws {
    let emulator = try TestEmulator.frozen()
    let template = "62375ab9-6b52-47ed-826b-58e47e0e304b"
    #expect(
      emulator.send("GET", "/groupSettingTemplates?$select=displayName", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#groupSettingTemplates(displayName)","value":[
           {"displayName":"Group.Unified"},{"displayName":"Group.Unified.Guest"}]}
          """))
    let made = emulator.send(
      "POST", "/groupSettings",
      #"{"templateId":"\#(template)","values":[{"name":"EnableGroupCreation","value":"false"}]}"#,
      version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    #expect(made.status == 201)
    #expect(made["displayName"] == "Group.Unified")
    #expect(made["values"]?.arrayValue?.count == 15)
    #expect(
      made["values"]?.arrayValue?.last?.text == #"{"name":"EnableGroupCreation","value":"false"}"#)
    #expect(emulator.get("/settings/\(id)")["values"] == made["values"])
    #expect(
      emulator.send("POST", "/groupSettings", #"{"templateId":"\#(template)","values":[]}"#, version: "v1.0")
        .status == 400)
    #expect(emulator.send("DELETE", "/groupSettings/\(id)", version: "v1.0").whole == .noContent)
  }

  // MARK: Guests

  @Test func whoIsInvitedIsAGuest() throws {
    let emulator = try TestEmulator.frozen()
    let made = emulator.send(
      "POST", "/invitations",
      """
      {"invitedUserEmailAddress":"yyy@fabrikam.example","inviteRedirectUrl":"https://app.example",
       "invitedUserDisplayName":"Yara"}
      """, version: "v1.0")
    #expect(made.status == 201)
    #expect(made["status"] == "PendingAcceptance")
    #expect(made["invitedUserType"] == "Guest")
    let guest = emulator.get(
      "/users?$filter=mail%20eq%20'yyy@fabrikam.example'&$select=id,displayName,userType,userPrincipalName")
    let id = try #require(guest.values("id").first)
    let member = try #require(made.json.objectValue?.members.last)
    // Programs take the guest's id from here.
    #expect("\(member.name) \(member.value.text)" == #"invitedUser {"id":"\#(id)"}"#)
    #expect(made["@odata.context"] == "http://localhost:8585/v1.0/$metadata#invitations/$entity")
    #expect(guest.values("displayName") == ["Yara"])
    #expect(guest.values("userType") == ["Guest"])
    #expect(
      guest.values("userPrincipalName") == ["yyy_fabrikam.example#EXT#@contoso.onmicrosoft.com"])
    #expect(emulator.send("GET", "/invitations", version: "v1.0").status == 405)
  }

  @Test func signInsAreThoseOfASeed() throws {
    let emulator = try TestEmulator.frozen(
      """
      {"auditLogs":{"signIns":[{"id":"one","createdDateTime":"2026-01-30T00:00:00Z","userId":"\(People.adele)",
        "userPrincipalName":"adele@contoso.example","status":{"errorCode":0}}]}}
      """)
    #expect(
      emulator.send(
        "GET", "/auditLogs/signIns?$filter=userPrincipalName%20eq%20'adele@contoso.example'&$select=userId",
        version: "v1.0"
      ).whole
        == .ok(
          #"{"@odata.context":"V/$metadata#auditLogs/signIns(userId)","value":[{"userId":"\#(People.adele)"}]}"#
        ))
  }

  /// They are the newest first for whoever asks so, beside a filter too.
  @Test func signInsAreSorted() throws {
    func signIn(_ day: Int) -> String {
      """
      {"id":"\(day)","createdDateTime":"2026-01-0\(day)T00:00:00Z","userId":"\(People.adele)",
       "userPrincipalName":"adele@contoso.example","status":{"errorCode":0}}
      """
    }
    let emulator = try TestEmulator.frozen(
      #"{"auditLogs":{"signIns":[\#([1, 3, 2].map(signIn).joined(separator: ","))]}}"#)
    for filter in ["", "&$filter=userId%20eq%20'\(People.adele)'"] {
      let path = "/auditLogs/signIns?$orderby=createdDateTime%20desc&$select=id\(filter)"
      #expect(
        emulator.send("GET", path, version: "v1.0").whole
          == .ok(
            """
            {"@odata.context":"V/$metadata#auditLogs/signIns(id)","value":[{"id":"3"},{"id":"2"},{"id":"1"}]}
            """), "\(filter)")
    }
    #expect(emulator.get("/auditLogs/signIns?$orderby=userId").status == 400)
  }
}
