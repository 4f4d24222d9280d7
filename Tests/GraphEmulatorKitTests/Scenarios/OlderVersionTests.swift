import HTTPMessages
import JSON
import Testing

/// The same objects under the names of v1.0, and the descriptions of both versions.
@Suite struct OlderVersionTests {
  static let entitlement = "/identityGovernance/entitlementManagement"
  static let context = "V/$metadata#identityGovernance/entitlementManagement"

  static func id(_ number: Int) -> String { SeedDocumentTests.entitlement(number) }

  static let answers: [(String, String)] = [
    (
      "\(entitlement)/assignments/\(id(71))",
      """
      {"@odata.context":"\(context)/assignments/$entity","id":"\(id(71))","state":"delivered","status":"Delivered",
       "expiredDateTime":null,"schedule":{"expiration":{"duration":null,"endDateTime":null,"type":"noExpiration"},
       "recurrence":null,"startDateTime":"2026-05-04T09:00:00Z"},"customExtensionCalloutInstances":[]}
      """
    ),
    (
      "\(entitlement)/assignments/\(id(75))?$select=state,status&$expand=assignmentPolicy($select=id),target($select=displayName)",
      """
      {"@odata.context":"\(context)/assignments(state,status,assignmentPolicy(id),target(displayName))/$entity",
       "state":"expired","status":"ExpiredNotificationTriggered","assignmentPolicy":{"id":"\(id(51))"},
       "target":{"displayName":"Nils Berg"}}
      """
    ),
    (
      "\(entitlement)/assignmentRequests/\(id(91))?$select=id,requestType,state,status,completedDateTime",
      """
      {"@odata.context":"\(context)/assignmentRequests(id,requestType,state,status,completedDateTime)/$entity",
       "id":"\(id(91))","requestType":"adminAdd","state":"delivered","status":"Delivered",
       "completedDateTime":"2026-05-04T09:00:00Z"}
      """
    ),
    (
      "\(entitlement)/assignmentRequests/\(id(91))/assignment?$select=id",
      #"{"@odata.context":"\#(context)/assignments(id)/$entity","id":"\#(id(71))"}"#
    ),
    (
      "\(entitlement)/catalogs/\(catalog)",
      """
      {"@odata.context":"\(context)/catalogs/$entity","id":"\(catalog)","displayName":"Marketing",
       "description":"What campaigns need","catalogType":"userManaged","state":"published","isExternallyVisible":true,
       "createdDateTime":"2026-01-31T08:15:30.0000000Z","modifiedDateTime":"2026-01-31T08:15:30.0000000Z"}
      """
    ),
    (
      "\(entitlement)/accessPackages/\(id(41))?$select=displayName&$expand=catalog($select=displayName)",
      """
      {"@odata.context":"\(context)/accessPackages(displayName,catalog(displayName))/$entity",
       "displayName":"Campaign team","catalog":{"displayName":"Marketing"}}
      """
    ),
    (
      "\(entitlement)/assignments?$filter=state eq 'Expired'&$select=id",
      #"{"@odata.context":"\#(context)/assignments(id)","value":[{"id":"\#(id(75))"}]}"#
    ),
    (
      "\(entitlement)/subjects/\(id(61))?$select=displayName,subjectType",
      """
      {"@odata.context":"\(context)/subjects(displayName,subjectType)/$entity","displayName":"Liam Murphy","subjectType":"user"}
      """
    ),
    (
      "/users/\(SeedDocumentTests.user(35))?$select=id",
      #"{"@odata.context":"V/$metadata#users(id)/$entity","id":"\#(SeedDocumentTests.user(35))"}"#
    ),
    (
      "/users/\(SeedDocumentTests.user(10))",
      """
      {"@odata.context":"V/$metadata#users/$entity","businessPhones":["+49 89 99998110"],"displayName":"Elif Yıldız",
       "givenName":"Elif","jobTitle":"Principal Engineer","mail":"elif@contoso.example","mobilePhone":null,
       "officeLocation":"Munich","preferredLanguage":"de-DE","surname":"Yıldız",
       "userPrincipalName":"elif@contoso.example","id":"\(SeedDocumentTests.user(10))"}
      """
    ),
    (
      "/deviceManagement/deviceConfigurations/\(SeedDocumentTests.profile("16"))/assignments",
      """
      {"@odata.context":"V/$metadata#deviceManagement/deviceConfigurations('\(SeedDocumentTests.profile("16"))')/assignments",
       "value":[{"id":"\(SeedDocumentTests.profile("16"))_\(SeedDocumentTests.group(17))",
        "target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"\(SeedDocumentTests.group(17))"}}]}
      """
    ),
  ]

  static let catalog = "50000000-0000-4000-8000-000000000001"

  @Test(arguments: answers) func isAnswered(path: String, expected: String) throws {
    let target = path.replacing(" ", with: "%20")
    let reply = try TestEmulator.demo.get().send("GET", target, version: "v1.0")
    #expect(reply.whole == .ok(expected))
  }

  /// Profiles of types that v1.0 does not have are not there.
  @Test func leavesOutWhatItDoesNotKnow() throws {
    let emulator = try TestEmulator.demo.get()
    let path = "/deviceManagement/deviceConfigurations"
    let beta = "\(path)/\(SeedDocumentTests.profile("14"))"
    #expect(emulator.send("GET", beta, version: "v1.0").whole == .intune(404, "ResourceNotFound"))
    let types = emulator.send("GET", "\(path)?$select=id", version: "v1.0").values("@odata.type")
    #expect(
      Set(types) == [
        "#microsoft.graph.windows10CustomConfiguration",
        "#microsoft.graph.windowsUpdateForBusinessConfiguration",
        "#microsoft.graph.iosGeneralDeviceConfiguration", "#microsoft.graph.macOSGeneralDeviceConfiguration",
        "#microsoft.graph.sharedPCConfiguration", "#microsoft.graph.windows10GeneralConfiguration",
      ])
    #expect(
      emulator.send("GET", "/admin/cloudLicensing/allotments", version: "v1.0").whole
        == .unknownSegment("cloudLicensing"))
    #expect(
      emulator.send("GET", "\(Self.entitlement)/accessPackageAssignments", version: "v1.0").whole
        == .unknownSegment("accessPackageAssignments"))
  }

  @Test(arguments: ["beta", "v1.0"]) func describesItsModel(version: String) throws {
    let reply = try TestEmulator.people.get().send("GET", "/$metadata", version: version)
    #expect(reply.status == 200)
    #expect(reply.header("Content-Type") == "application/xml")
    #expect(reply.text.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>"))
    #expect(reply.text.contains("<EntityContainer Name=\"GraphService\">"))
    #expect(reply.text.contains("Namespace=\"microsoft.graph.cloudLicensing\"") == (version == "beta"))
  }

  @Test(arguments: [("beta", "", "B"), ("v1.0", "/", "V")])
  func listsItsSets(version: String, slash: String, base: String) throws {
    let reply = try TestEmulator.plainPeople.get().send("GET", slash, version: version)
    #expect(reply.whole.status == 200)
    #expect(reply.whole.headers == WholeAnswer.ok("{}").headers)
    #expect(reply.whole.body.hasPrefix("{\"@odata.context\":\"\(base)/$metadata\",\"value\":[{\"name\":\""))
    let sets = reply.items.filter { $0["kind"] == "EntitySet" }.compactMap { $0["name"]?.stringValue }
    let singletons = reply.items.filter { $0["kind"] == "Singleton" }.compactMap { $0["name"]?.stringValue }
    let settings =
      version == "beta"
      ? ["settings", "directorySettingTemplates", "administrativeUnits"]
      : ["groupSettings", "groupSettingTemplates"]
    #expect(
      Set(sets)
        == Set(settings).union([
          "organization", "users", "groups", "devices", "applications", "servicePrincipals",
          "oauth2PermissionGrants", "directoryRoles", "directoryRoleTemplates", "directoryObjects",
          "domains", "invitations", "subscribedSkus", "subscriptions",
        ]))
    #expect(
      Set(singletons) == [
        "directory", "admin", "deviceManagement", "identity", "identityGovernance", "policies", "auditLogs",
        "roleManagement", "me",
      ])
    #expect(reply.items.allSatisfy { $0["url"] == $0["name"] && $0.names == ["name", "kind", "url"] })
    let none = HeaderField("Accept", "application/json;odata.metadata=none")
    let bare = try TestEmulator.plainPeople.get().send("GET", slash, version: version, headers: [none])
    let context = "\"@odata.context\":\"\(base)/$metadata\","
    #expect(bare.whole.body == reply.whole.body.replacing(context, with: ""))
  }
}
