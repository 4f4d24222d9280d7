import JSON
import Testing

/// Users, groups and devices from their creation to their end.
@Suite struct DirectoryWriteTests {
  @Test func createsAUser() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let reply = emulator.send(
      "POST", "/users",
      """
      {"accountEnabled":true,"displayName":"Megan Bowen","mailNickname":"megan","userPrincipalName":"megan@contoso.example",
       "passwordProfile":{"password":"xWwvJ]6NMw+bWH-d","forceChangePasswordNextSignIn":true},
       "id":"\(People.nobody)","manager@odata.bind":"https://graph.microsoft.com/v1.0/users/adele@contoso.example"}
      """)
    let id = try #require(reply["id"]?.stringValue)
    #expect(id != People.nobody)
    #expect(reply.whole == .created("B/users/\(id)", Self.megan(id)))
    #expect(
      emulator.get("/users/megan@contoso.example/manager?$select=displayName").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryObjects(displayName)/$entity",
           "@odata.type":"#microsoft.graph.user","displayName":"Adele Vance"}
          """))
  }

  @Test func createsAUserInTheOlderVersion() throws {
    let emulator = try TestEmulator.frozen()
    let reply = emulator.send(
      "POST", "/users",
      """
      {"accountEnabled":true,"displayName":"Megan Bowen","mailNickname":"megan",
       "userPrincipalName":"megan@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}
      """, version: "v1.0")
    let id = try #require(reply["id"]?.stringValue)
    #expect(
      reply.whole
        == .created(
          "V/users/\(id)",
          """
          {"@odata.context":"V/$metadata#users/$entity","businessPhones":[],"displayName":"Megan Bowen","givenName":null,
           "jobTitle":null,"mail":null,"mobilePhone":null,"officeLocation":null,"preferredLanguage":null,"surname":null,
           "userPrincipalName":"megan@contoso.example","id":"\(id)"}
          """))
  }

  @Test func changesAndDeletesAUser() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/users/\(People.alex)"
    let change = #"{"jobTitle":"Clerk","department":null,"businessPhones":["+49 30 1"],"usageLocation":"de"}"#
    #expect(emulator.send("PATCH", path, change).whole == .noContent)
    #expect(
      emulator.get("\(path)?$select=displayName,jobTitle,department,businessPhones,usageLocation").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(displayName,jobTitle,department,businessPhones,usageLocation)/$entity",
           "businessPhones":["+49 30 1"],"department":null,"displayName":"Alex Wilber","jobTitle":"Clerk","usageLocation":"DE"}
          """))
    #expect(emulator.send("DELETE", path).whole == .noContent)
    for request in [("GET", path), ("DELETE", path), ("GET", "/users/alex@contoso.example")] {
      let key = String(request.1.dropFirst("/users/".count))
      #expect(emulator.send(request.0, request.1).whole == .missingObject(key))
    }
    #expect(
      emulator.get("/users?$select=displayName").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(displayName)",
           "value":[{"displayName":"Adele Vance"},{"displayName":"Diego Siciliani"}]}
          """))
  }

  @Test func setsAndRemovesAManager() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/users/\(People.adele)/manager"
    #expect(emulator.get(path).whole == .missingObject("manager"))
    let reference = #"{"@odata.id":"https://graph.microsoft.com/v1.0/users/\#(People.diego)"}"#
    #expect(emulator.send("PUT", "\(path)/$ref", reference).whole == .noContent)
    #expect(
      emulator.get("\(path)/$ref").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#$ref","@odata.id":"B/directoryObjects/\(People.diego)"}
          """))
    #expect(emulator.get("/users/\(People.diego)/directReports?$select=id").values("id") == [People.adele])
    #expect(emulator.send("DELETE", "\(path)/$ref").whole == .noContent)
    #expect(emulator.get(path).whole == .missingObject("manager"))
  }

  @Test func createsAGroupWithMembers() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let reply = emulator.send(
      "POST", "/groups",
      """
      {"displayName":"Board","mailEnabled":false,"mailNickname":"board","securityEnabled":true,
       "members@odata.bind":["https://graph.microsoft.com/v1.0/users/alex@contoso.example",
         "http://localhost:8585/beta/directoryObjects('\(People.adele)')","devices/\(People.kiosk)","/groups/\(People.sales)"]}
      """)
    let id = try #require(reply["id"]?.stringValue)
    #expect(reply.whole == .created("B/groups/\(id)", Self.board(id)))
    #expect(
      emulator.get("/groups/\(id)/members?$select=id").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryObjects(id)","value":[
           {"@odata.type":"#microsoft.graph.user","id":"\(People.alex)"},
           {"@odata.type":"#microsoft.graph.user","id":"\(People.adele)"},
           {"@odata.type":"#microsoft.graph.device","id":"\(People.kiosk)"},
           {"@odata.type":"#microsoft.graph.group","id":"\(People.sales)"}]}
          """))
  }

  @Test func addsAndRemovesMembers() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let members = "/groups/\(People.sales)/members"
    let alex = #"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/\#(People.alex)"}"#
    #expect(emulator.send("POST", "\(members)/$ref", alex).whole == .noContent)
    #expect(
      emulator.send("POST", "\(members)/$ref", alex).whole
        == .error(
          400, "Request_BadRequest",
          "One or more added object references already exist for the following modified properties: 'members'."
        ))
    #expect(
      emulator.get("\(members)/$ref").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#Collection($ref)","value":[
           {"@odata.id":"B/directoryObjects/\(People.adele)"},{"@odata.id":"B/directoryObjects/\(People.diego)"},
           {"@odata.id":"B/directoryObjects/\(People.alex)"}]}
          """))
    #expect(emulator.send("DELETE", "\(members)/\(People.adele)/$ref").whole == .noContent)
    #expect(emulator.send("DELETE", "\(members)/\(People.adele)/$ref").whole == .missingObject(People.adele))
    #expect(
      emulator.send(
        "DELETE", "\(members)/$ref?$id=http://localhost:8585/beta/directoryObjects/\(People.diego)"
      ).whole
        == .noContent)
    #expect(emulator.get("\(members)?$select=id").values("id") == [People.alex])
    #expect(
      emulator.send("PATCH", "/groups/\(People.sales)", #"{"members@odata.bind":["users/\#(People.diego)"]}"#)
        .whole
        == .noContent)
    #expect(emulator.get("\(members)?$select=id").values("id") == [People.alex, People.diego])
  }

  @Test func deletesTheMemberItselfWithoutRef() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    #expect(emulator.send("DELETE", "/groups/\(People.sales)/members/\(People.diego)").whole == .noContent)
    #expect(emulator.get("/users/\(People.diego)").whole == .missingObject(People.diego))
  }

  @Test func keepsADeviceFromBirthToDeath() throws {
    let emulator = try TestEmulator.frozen()
    let reply = emulator.send(
      "POST", "/devices",
      """
      {"accountEnabled":true,"alternativeSecurityIds":[{"type":2,"key":"YQ=="}],"displayName":"LT-1",
       "deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff","operatingSystem":"linux","operatingSystemVersion":"1"}
      """)
    let id = try #require(reply["id"]?.stringValue)
    #expect(reply.whole == .created("B/devices/\(id)", Self.laptop(id)))
    let path = "/devices(deviceId='4c299165-6e8f-4b45-a5ba-c5d250a707ff')"
    #expect(emulator.send("PATCH", path, #"{"displayName":"LT-2","isCompliant":true}"#).whole == .noContent)
    #expect(
      emulator.get("/devices?$select=id,displayName,isCompliant").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#devices(id,displayName,isCompliant)",
           "value":[{"id":"\(id)","displayName":"LT-2","isCompliant":true}]}
          """))
    #expect(emulator.send("DELETE", "/devices/\(id)").whole == .noContent)
    #expect(emulator.get("/devices/\(id)").whole == .missingObject(id))
    #expect(emulator.get("/devices").whole == .ok(#"{"@odata.context":"B/$metadata#devices","value":[]}"#))
  }

  @Test func aGroupWithLicensesCannotBeDeleted() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body =
      #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/powerBI","disabledServicePlanIds":[]}"#
    #expect(emulator.send("POST", "/groups/\(People.sales)/cloudLicensing/assignments", body).status == 201)
    for path in ["/groups/\(People.sales)", "/directoryObjects/\(People.sales)"] {
      #expect(
        emulator.send("DELETE", path).whole
          == .error(
            400, "Request_BadRequest",
            "The group cannot be deleted because it has active license assignments. Remove all licenses assigned to the group before you delete it."
          ))
    }
  }

  // MARK: Whole objects

  /// `S-1-12-1-` and the four words of the GUID's bytes.
  static func securityIdentifier(_ id: String) -> String {
    let digits = id.filter { $0 != "-" }
    let bytes = stride(from: 0, to: 32, by: 2).compactMap {
      UInt32(digits.dropFirst($0).prefix(2), radix: 16)
    }
    let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
    let words = (0..<4).map { word in
      (0..<4).reduce(UInt32(0)) { $0 | bytes[order[word * 4 + $1]] << (8 * UInt32($1)) }
    }
    return "S-1-12-1-" + words.map(String.init).joined(separator: "-")
  }

  private static func megan(_ id: String) -> String {
    """
    {"@odata.context":"B/$metadata#users/$entity","id":"\(id)","deletedDateTime":null,"accountEnabled":true,
     "ageGroup":null,"assignedLicenses":[],"assignedPlans":[],"authorizationInfo":null,"businessPhones":[],"city":null,
     "cloudRealtimeCommunicationInfo":null,"companyName":null,"consentProvidedForMinor":null,"country":null,
     "createdDateTime":"2026-01-31T08:15:30Z","creationType":null,"department":null,"deviceKeys":[],
     "displayName":"Megan Bowen","employeeHireDate":null,"employeeId":null,"employeeLeaveDateTime":null,
     "employeeOrgData":null,"employeeType":null,"externalUserState":null,"externalUserStateChangeDateTime":null,
     "faxNumber":null,"givenName":null,"identities":[{"signInType":"userPrincipalName",
     "issuer":"contoso.onmicrosoft.com","issuerAssignedId":"megan@contoso.example"}],"imAddresses":[],
     "infoCatalogs":[],"isLicenseReconciliationNeeded":null,"isManagementRestricted":null,"isResourceAccount":null,
     "jobTitle":null,"legalAgeGroupClassification":null,"mail":null,"mailNickname":"megan","mobilePhone":null,
     "officeLocation":null,"onPremisesDistinguishedName":null,"onPremisesDomainName":null,
     "onPremisesExtensionAttributes":null,"onPremisesImmutableId":null,"onPremisesLastSyncDateTime":null,
     "onPremisesProvisioningErrors":[],"onPremisesSamAccountName":null,"onPremisesSecurityIdentifier":null,
     "onPremisesSipInfo":null,"onPremisesSyncEnabled":null,"onPremisesUserPrincipalName":null,"otherMails":[],
     "passwordPolicies":null,"passwordProfile":null,"postalCode":null,"preferredDataLocation":null,
     "preferredLanguage":null,"provisionedPlans":[],"proxyAddresses":[],"refreshTokensValidFromDateTime":null,
     "securityIdentifier":"\(securityIdentifier(id))","serviceProvisioningErrors":[],"showInAddressList":null,
     "signInSessionsValidFromDateTime":null,"state":null,"streetAddress":null,"surname":null,"usageLocation":null,
     "userPrincipalName":"megan@contoso.example","userType":"Member"}
    """
  }

  private static func board(_ id: String) -> String {
    """
    {"@odata.context":"B/$metadata#groups/$entity","id":"\(id)","deletedDateTime":null,"classification":null,
     "createdByAppId":null,"createdDateTime":"2026-01-31T08:15:30Z","description":null,"displayName":"Board",
     "expirationDateTime":null,"groupTypes":[],"infoCatalogs":[],"isAssignableToRole":null,
     "isManagementRestricted":null,"mail":null,"mailEnabled":false,"mailNickname":"board","membershipRule":null,
     "membershipRuleProcessingState":null,"onPremisesDomainName":null,"onPremisesLastSyncDateTime":null,
     "onPremisesNetBiosName":null,"onPremisesSamAccountName":null,"onPremisesSecurityIdentifier":null,
     "onPremisesSyncEnabled":null,"organizationId":"64f3433b-1964-8aa3-b168-2af2d7f10d7b",
     "preferredDataLocation":null,"preferredLanguage":null,
     "proxyAddresses":[],"renewedDateTime":"2026-01-31T08:15:30Z","resourceBehaviorOptions":[],
     "resourceProvisioningOptions":[],"securityEnabled":true,"securityIdentifier":"\(securityIdentifier(id))",
     "theme":null,"uniqueName":null,"visibility":null,
     "writebackConfiguration":{"isEnabled":null,"onPremisesGroupType":null},
     "onPremisesProvisioningErrors":[],"serviceProvisioningErrors":[]}
    """
  }

  private static func laptop(_ id: String) -> String {
    """
    {"@odata.context":"B/$metadata#devices/$entity","id":"\(id)","deletedDateTime":null,"accountEnabled":true,
     "alternativeSecurityIds":[{"type":2,"identityProvider":null,"key":"YQ=="}],"approximateLastSignInDateTime":null,
     "complianceExpirationDateTime":null,"createdDateTime":"2026-01-31T08:15:30Z","deviceCategory":null,
     "deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff","deviceMetadata":null,"deviceOwnership":null,
     "deviceVersion":null,"displayName":"LT-1","domainName":null,"enrollmentProfileName":null,"enrollmentType":null,
     "extensionAttributes":null,"isCompliant":null,"isManaged":null,"isManagementRestricted":null,"isRooted":null,
     "managementType":null,"manufacturer":null,"mdmAppId":null,"model":null,"onPremisesLastSyncDateTime":null,
     "onPremisesSecurityIdentifier":null,"onPremisesSyncEnabled":null,"operatingSystem":"linux",
     "operatingSystemVersion":"1","physicalIds":[],"profileType":null,"registrationDateTime":null,"systemLabels":[],
     "trustType":null}
    """
  }
}
