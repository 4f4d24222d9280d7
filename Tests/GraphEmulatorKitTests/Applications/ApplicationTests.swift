import Foundation
import JSON
import Testing

/// Applications from their registration to their end, and what stands for them in the tenant.
@Suite struct ApplicationTests {
  private static func payroll(_ id: String, _ appID: String, _ context: String) -> String {
    """
    {"@odata.context":"\(context)/$metadata#applications/$entity","id":"\(id)","deletedDateTime":null,"appId":"\(appID)",
     "applicationTemplateId":null,"disabledByMicrosoftStatus":null,"createdByAppId":null,
     "createdDateTime":"2026-01-31T08:15:30Z","displayName":"Payroll","description":null,"groupMembershipClaims":null,
     "identifierUris":["api://payroll"],"isDeviceOnlyAuthSupported":null,"isDisabled":null,"isFallbackPublicClient":null,
     "nativeAuthenticationApisEnabled":null,"notes":null,"publisherDomain":"contoso.onmicrosoft.com",
     "serviceManagementReference":null,"signInAudience":"AzureADMyOrg","tags":[],"tokenEncryptionKeyId":null,
     "uniqueName":null,"samlMetadataUrl":null,"defaultRedirectUri":null,"certification":null,"optionalClaims":null,
     "servicePrincipalLockConfiguration":null,"requestSignatureVerification":null,"addIns":[],
     "api":{"acceptMappedClaims":null,"knownClientApplications":[],"requestedAccessTokenVersion":null,
       "oauth2PermissionScopes":[],"preAuthorizedApplications":[]},
     "appRoles":[],
     "info":{"logoUrl":null,"marketingUrl":null,"privacyStatementUrl":null,"supportUrl":null,"termsOfServiceUrl":null},
     "keyCredentials":[],"parentalControlSettings":{"countriesBlockedForMinors":[],"legalAgeGroupRule":"Allow"},
     "passwordCredentials":[],"publicClient":{"redirectUris":[]},"requiredResourceAccess":[],
     "verifiedPublisher":{"displayName":null,"verifiedPublisherId":null,"addedDateTime":null},
     "web":{"homePageUrl":null,"logoutUrl":null,"redirectUris":[],
       "implicitGrantSettings":{"enableAccessTokenIssuance":false,"enableIdTokenIssuance":false},"redirectUriSettings":[]},
     "spa":{"redirectUris":[]}}
    """
  }

  /// Registers an application.
  private func register(
    _ emulator: TestEmulator, _ more: String = "", version: String = "v1.0"
  ) throws -> (id: String, appID: String, reply: Reply) {
    let reply = emulator.send(
      "POST", "/applications", #"{"displayName":"Payroll"\#(more)}"#, version: version)
    return (
      try #require(reply["id"]?.stringValue), try #require(reply["appId"]?.stringValue), reply
    )
  }

  @Test(arguments: [("v1.0", "V"), ("beta", "B")]) func areRegistered(version: String, root: String) throws {
    let emulator = try TestEmulator.frozen()
    let made = try register(emulator, #","identifierUris":["api://payroll"]"#, version: version)
    let newer = Self.payroll(made.id, made.appID, root)
    let whole = version == "v1.0" ? newer : newer.replacing(#""applicationTemplateId":null,"#, with: "")
    #expect(made.reply.whole == .created("\(root)/applications/\(made.id)", whole))
    for key in ["/\(made.id)", "(appId='\(made.appID)')"] {
      #expect(emulator.send("GET", "/applications\(key)", version: version).whole == .ok(whole))
    }
    #expect(
      emulator.send(
        "GET", "/applications?$filter=appId%20eq%20'\(made.appID)'&$select=displayName", version: version
      )
      .whole
        == .ok(
          #"{"@odata.context":"\#(root)/$metadata#applications(displayName)","value":[{"displayName":"Payroll"}]}"#
        ))
  }

  @Test func areDeletedAndRestored() throws {
    let emulator = try TestEmulator.frozen()
    let made = try register(emulator)
    let principal = emulator.send("POST", "/servicePrincipals", #"{"appId":"\#(made.appID)"}"#)
    let id = try #require(principal["id"]?.stringValue)
    #expect(emulator.send("DELETE", "/applications/\(made.id)").whole == .noContent)
    #expect(emulator.get("/applications/\(made.id)").whole == .missingObject(made.id))
    #expect(emulator.get("/servicePrincipals/\(id)").whole == .missingObject(id))
    #expect(
      emulator.get("/directory/deletedItems/microsoft.graph.application?$select=displayName").whole
        == .ok(
          #"{"@odata.context":"B/$metadata#applications(displayName)","value":[{"displayName":"Payroll"}]}"#))
    #expect(emulator.send("POST", "/directory/deletedItems/\(made.id)/restore", "{}").status == 200)
    #expect(emulator.get("/applications/\(made.id)?$select=appId")["appId"] == .string(made.appID))
  }

  @Test func haveOwners() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let made = try register(emulator)
    let reference = #"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/\#(People.adele)"}"#
    #expect(emulator.send("POST", "/applications/\(made.id)/owners/$ref", reference).whole == .noContent)
    #expect(
      emulator.get("/applications/\(made.id)/owners?$select=displayName").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryObjects(displayName)","value":[
           {"@odata.type":"#microsoft.graph.user","displayName":"Adele Vance"}]}
          """))
    #expect(emulator.get("/users/\(People.adele)/ownedObjects?$select=id").values("id") == [made.id])
    #expect(
      emulator.send("DELETE", "/applications/\(made.id)/owners/\(People.adele)/$ref").whole == .noContent)
    #expect(emulator.get("/users/\(People.adele)/ownedObjects").items.isEmpty)
  }

  // MARK: What stands for them

  @Test func standInTheTenant() throws {
    let emulator = try TestEmulator.frozen()
    let role = "77777777-0000-4000-8000-000000000001"
    let made = try register(
      emulator,
      """
      ,"web":{"homePageUrl":"https://payroll.example","redirectUris":["https://payroll.example/cb"]},
       "appRoles":[{"allowedMemberTypes":["Application"],"description":"Reads","displayName":"Read","id":"\(role)",
         "isEnabled":true,"value":"Read.All"}]
      """)
    let reply = emulator.send("POST", "/servicePrincipals", #"{"appId":"\#(made.appID)"}"#, version: "v1.0")
    let id = try #require(reply["id"]?.stringValue)
    let organization = try #require(emulator.get("/organization").values("id").first)
    #expect(
      reply.whole
        == .created(
          "V/servicePrincipals/\(id)",
          """
          {"@odata.context":"V/$metadata#servicePrincipals/$entity","id":"\(id)","deletedDateTime":null,
           "accountEnabled":true,"alternativeNames":[],"appDisplayName":"Payroll","appDescription":null,
           "appId":"\(made.appID)","applicationTemplateId":null,"appOwnerOrganizationId":"\(organization)",
           "appRoleAssignmentRequired":false,"createdByAppId":null,"createdDateTime":"2026-01-31T08:15:30Z",
           "description":null,"disabledByMicrosoftStatus":null,"displayName":"Payroll",
           "homepage":"https://payroll.example","isDisabled":null,"loginUrl":null,"logoutUrl":null,"notes":null,
           "notificationEmailAddresses":[],"preferredSingleSignOnMode":null,"preferredTokenSigningKeyThumbprint":null,
           "replyUrls":["https://payroll.example/cb"],"servicePrincipalNames":["\(made.appID)"],
           "servicePrincipalType":"Application","signInAudience":"AzureADMyOrg","tags":[],"tokenEncryptionKeyId":null,
           "samlSingleSignOnSettings":null,"addIns":[],
           "appRoles":[{"allowedMemberTypes":["Application"],"description":"Reads","displayName":"Read","id":"\(role)",
             "isEnabled":true,"origin":null,"value":"Read.All"}],
           "info":{"logoUrl":null,"marketingUrl":null,"privacyStatementUrl":null,"supportUrl":null,
             "termsOfServiceUrl":null},
           "keyCredentials":[],"oauth2PermissionScopes":[],"passwordCredentials":[],
           "resourceSpecificApplicationPermissions":[],
           "verifiedPublisher":{"displayName":null,"verifiedPublisherId":null,"addedDateTime":null}}
          """))
    #expect(
      emulator.send("POST", "/servicePrincipals", #"{"appId":"\#(made.appID)"}"#).status == 400)
    #expect(
      emulator.send("POST", "/servicePrincipals", #"{"appId":"none"}"#).whole
        == .error(
          400, "Request_BadRequest",
          "The appId 'none' of the service principal does not reference a valid application object."))
  }

  @Test func changesOfAnApplicationShowInItsTenant() throws {
    let emulator = try TestEmulator.frozen()
    let made = try register(emulator)
    let principal = emulator.send("POST", "/servicePrincipals", #"{"appId":"\#(made.appID)"}"#)
    let id = try #require(principal["id"]?.stringValue)
    #expect(
      emulator.send("PATCH", "/applications/\(made.id)", #"{"displayName":"Wages","notes":"x"}"#).whole
        == .noContent)
    #expect(emulator.get("/servicePrincipals/\(id)?$select=displayName")["displayName"] == "Wages")
  }

  // MARK: Microsoft Graph

  private static let graph = "00000003-0000-0000-c000-000000000000"

  @Test("the service itself is an application in each tenant") func declaresPermissions() throws {
    let emulator = try TestEmulator.frozen()
    let path = "/servicePrincipals(appId='\(Self.graph)')"
    let reply = emulator.send(
      "GET", "\(path)?$select=displayName,appOwnerOrganizationId,servicePrincipalNames", version: "v1.0")
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":
            "V/$metadata#servicePrincipals(displayName,appOwnerOrganizationId,servicePrincipalNames)/$entity",
           "appOwnerOrganizationId":"f8cdef31-a31e-4b4a-93e4-5f571e91255a","displayName":"Microsoft Graph",
           "servicePrincipalNames":["\(Self.graph)","https://graph.microsoft.com"]}
          """))
    let declared = emulator.send("GET", path, version: "v1.0")
    func permission(_ list: String, _ value: String) -> JSONValue? {
      declared[list]?.arrayValue?.first { $0.objectValue?["value"]?.stringValue == value }
    }
    #expect(
      permission("appRoles", "User.Read.All")?.text == """
        {"allowedMemberTypes":["Application"],"description":"User.Read.All","displayName":"User.Read.All",\
        "id":"df021288-bdef-4463-88db-98f22de89214","isEnabled":true,"origin":"Application","value":"User.Read.All"}
        """)
    #expect(
      permission("oauth2PermissionScopes", "User.Read")?.text == """
        {"adminConsentDescription":"User.Read","adminConsentDisplayName":"User.Read",\
        "id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","isEnabled":true,"type":"User",\
        "userConsentDescription":"User.Read","userConsentDisplayName":"User.Read","value":"User.Read"}
        """)
    #expect(
      emulator.get("\(path)?$select=publishedPermissionScopes")["publishedPermissionScopes"]
        == declared["oauth2PermissionScopes"])
    #expect(try !emulator.export().contains("Microsoft Graph"))
    // SDKs read them as what they are declared as.
    for list in ["appRoles", "oauth2PermissionScopes"] {
      let ids = declared[list]?.arrayValue?.map { $0.objectValue?["id"]?.stringValue ?? "" } ?? []
      #expect(ids.filter { UUID(uuidString: $0) == nil } == [])
    }
  }

  // MARK: Grants

  @Test func rolesAreGivenFromEitherSide() throws {
    let emulator = try TestEmulator.frozen()
    let made = try register(emulator)
    let client = try #require(
      emulator.send("POST", "/servicePrincipals", #"{"appId":"\#(made.appID)"}"#)["id"]?.stringValue)
    let graph = try #require(
      emulator.get("/servicePrincipals(appId='\(Self.graph)')?$select=id")["id"]?.stringValue)
    let role = "df021288-bdef-4463-88db-98f22de89214"
    let body = #"{"principalId":"\#(client)","resourceId":"\#(graph)","appRoleId":"\#(role)"}"#
    let given = emulator.send("POST", "/servicePrincipals/\(graph)/appRoleAssignedTo", body, version: "v1.0")
    let id = try #require(given["id"]?.stringValue)
    let shown = """
      "id":"\(id)","deletedDateTime":null,"appRoleId":"\(role)","createdDateTime":"2026-01-31T08:15:30Z",
      "principalDisplayName":"Payroll","principalId":"\(client)","principalType":"ServicePrincipal",
      "resourceDisplayName":"Microsoft Graph","resourceId":"\(graph)"
      """
    let place = "servicePrincipals('\(graph)')/appRoleAssignedTo"
    #expect(
      given.whole
        == .created(
          "V/servicePrincipals/\(graph)/appRoleAssignedTo/\(id)",
          #"{"@odata.context":"V/$metadata#\#(place)/$entity",\#(shown)}"#))
    #expect(
      emulator.send("GET", "/servicePrincipals/\(client)/appRoleAssignments", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#servicePrincipals('\(client)')/appRoleAssignments","value":[{\(shown)}]}
          """))
    #expect(
      emulator.send("GET", "/servicePrincipals/\(graph)/appRoleAssignedTo", version: "v1.0").whole
        == .ok(#"{"@odata.context":"V/$metadata#\#(place)","value":[{\#(shown)}]}"#))
    #expect(
      emulator.send("POST", "/servicePrincipals/\(graph)/appRoleAssignedTo", body).whole
        == .error(400, "Request_BadRequest", "Permission being assigned already exists on the object"))
    #expect(
      emulator.send("DELETE", "/servicePrincipals/\(graph)/appRoleAssignedTo/\(id)").whole == .noContent)
    #expect(emulator.get("/servicePrincipals/\(client)/appRoleAssignments").items.isEmpty)
  }

  @Test func permissionsAreGranted() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let made = try register(emulator)
    let client = try #require(
      emulator.send("POST", "/servicePrincipals", #"{"appId":"\#(made.appID)"}"#)["id"]?.stringValue)
    let graph = try #require(
      emulator.get("/servicePrincipals(appId='\(Self.graph)')?$select=id")["id"]?.stringValue)
    func grant(_ consent: String, _ principal: String) -> Reply {
      emulator.send(
        "POST", "/oauth2PermissionGrants",
        """
        {"clientId":"\(client)","consentType":"\(consent)","principalId":\(principal),"resourceId":"\(graph)",
         "scope":"User.Read Group.Read.All"}
        """, version: "v1.0")
    }
    let made1 = grant("Principal", "\"\(People.adele)\"")
    let id = try #require(made1["id"]?.stringValue)
    let shown = """
      "id":"\(id)","clientId":"\(client)","consentType":"Principal","principalId":"\(People.adele)",
      "resourceId":"\(graph)","scope":"User.Read Group.Read.All"
      """
    #expect(
      made1.whole
        == .created(
          "V/oauth2PermissionGrants/\(id)",
          #"{"@odata.context":"V/$metadata#oauth2PermissionGrants/$entity",\#(shown)}"#))
    for path in ["/users/\(People.adele)", "/servicePrincipals/\(client)"] {
      #expect(
        emulator.send("GET", "\(path)/oauth2PermissionGrants", version: "v1.0").whole
          == .ok(#"{"@odata.context":"V/$metadata#oauth2PermissionGrants","value":[{\#(shown)}]}"#))
    }
    #expect(
      grant("Principal", "\"\(People.adele)\"").whole
        == .error(400, "Request_BadRequest", "Permission entry already exists."))
    #expect(grant("Principal", "\"\(People.nobody)\"").whole == .missingObject(People.nobody))
    #expect(grant("AllPrincipals", "null").status == 201)
    #expect(
      emulator.send("PATCH", "/oauth2PermissionGrants/\(id)", #"{"scope":"User.Read"}"#).whole == .noContent)
    #expect(emulator.send("DELETE", "/oauth2PermissionGrants/\(id)").whole == .noContent)
    #expect(emulator.get("/oauth2PermissionGrants").values("consentType") == ["AllPrincipals"])
  }
}
