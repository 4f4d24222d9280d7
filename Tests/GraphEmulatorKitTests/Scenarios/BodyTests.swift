import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// Bodies that are refused, and what the gateway says before any workload does (graph-platform 1.15, 6.2).
@Suite struct BodyTests {
  static let profiles = "/deviceManagement/deviceConfigurations"
  static let packages = "/identityGovernance/entitlementManagement/accessPackages"
  static let catalogs = "/identityGovernance/entitlementManagement/accessPackageCatalogs"
  static let collections = ["/users", "/groups", "/admin/cloudLicensing/assignments", profiles, packages]

  static let unreadable = WholeAnswer.error(
    400, "BadRequest",
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
  )
  static let empty = WholeAnswer.error(400, "BadRequest", "Empty Payload. JSON content expected.")

  @Test(arguments: collections) func malformed(path: String) throws {
    let reply = try TestEmulator.people.get().send("POST", path, "{\"displayName\":")
    #expect(reply.whole == Self.unreadable)
  }

  @Test(arguments: collections) func empty(path: String) throws {
    let emulator = try TestEmulator.people.get()
    #expect(emulator.send("POST", path, "").whole == Self.empty)
  }

  @Test(arguments: collections) func withoutContentType(path: String) throws {
    let request = Request(
      method: "POST", target: "/beta\(path)",
      headers: RequestHeaders([
        HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer x"),
      ]),
      body: Array("{}".utf8))
    #expect(
      Reply(try TestEmulator.people.get().core.respond(to: request)).whole
        == .error(
          400, "BadRequest",
          "Write requests (excluding DELETE) must contain the Content-Type header declaration."))
  }

  @Test(arguments: collections) func otherContentType(path: String) throws {
    let request = Request(
      method: "POST", target: "/beta\(path)",
      headers: RequestHeaders([
        HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer x"),
        HeaderField("Content-Type", "text/plain"),
      ]), body: Array("{}".utf8))
    #expect(
      Reply(try TestEmulator.people.get().core.respond(to: request)).whole
        == .error(400, "BadRequest", "Entity only allows writes with a JSON Content-Type header."))
  }

  @Test("in complex values it was passed over", arguments: ["5", "true", "[]", "{}"])
  func typesAreTextsEverywhere(type: String) throws {
    let emulator = try TestEmulator.people.get()
    let refused = WholeAnswer.error(
      400, "BadRequest", "Property @odata.type in payload has a value that does not match schema.")
    let bodies = [
      #"{"@odata.type":\#(type)}"#, #"{"passwordProfile":{"@odata.type":\#(type)}}"#,
      #"{"identities":[{"@odata.type":\#(type)}]}"#,
    ]
    for body in bodies {
      #expect(emulator.send("POST", "/users", body).whole == refused, "\(body)")
      #expect(emulator.send("PATCH", "/users/\(People.adele)", body).whole == refused, "\(body)")
    }
  }

  @Test func tooLarge() throws {
    let request = Request(
      method: "POST", target: "/beta/users",
      headers: RequestHeaders([
        HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer x"),
        HeaderField("Content-Type", "application/json"),
      ]), body: [], bodyState: .tooLarge)
    let reply = Reply(try TestEmulator.people.get().core.respond(to: request))
    #expect(reply.status == 413)
    #expect(reply.errorCodes == ["RequestEntityTooLarge"])
    #expect(reply.header("Content-Type") == "application/json")
  }

  // MARK: Rows of the table of errors

  static func required(_ name: String, _ resource: String) -> WholeAnswer {
    let message = "A value is required for property '\(name)' of resource '\(resource)'."
    return .error(
      400, "Request_BadRequest", message,
      before: #""details":[{"code":"PropertyValueRequired","message":"\#(message)","target":"\#(name)"}],"#)
  }

  static let schema = "Property displayName in payload has a value that does not match schema."
  static let custom = "\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration\""
  static let updates =
    "\"@odata.type\":\"#microsoft.graph.windowsUpdateForBusinessConfiguration\",\"displayName\":\"x\""
  static let inCatalog = "\"catalogId\":\"\(People.catalog)\""

  static let posts: [(String, String, WholeAnswer)] = [
    ("/users", #"{"displayName":"x"}"#, required("accountEnabled", "User")),
    (
      "/groups", #"{"displayName":"x","mailEnabled":false,"securityEnabled":true}"#,
      required("mailNickname", "Group")
    ),
    (
      "/groups", #"{"displayName":"x","nothing":1}"#,
      .error(400, "Request_BadRequest", "One or more property values specified are invalid.")
    ),
    ("/groups", #"{"displayName":{}}"#, .error(400, "BadRequest", schema)),
    (
      "/groups", #"{"displayName":"x","mailEnabled":"yes"}"#,
      .error(400, "BadRequest", "Cannot convert the literal 'yes' to the expected type 'Edm.Boolean'.")
    ),
    (
      "/groups",
      #"{"displayName":"x","mailNickname":"x","mailEnabled":false,"securityEnabled":true,"members@odata.bind":["users/\#(People.nobody)"]}"#,
      .missingObject(People.nobody)
    ),
    (
      "/groups",
      #"{"displayName":"x","mailNickname":"x","mailEnabled":false,"securityEnabled":true,"owners@odata.bind":["nonsense"]}"#,
      .error(400, "Request_BadRequest", "Invalid URL format specified in @odata.bind for owners")
    ),
    (profiles, #"{"displayName":"x"}"#, abstractClass),
    (
      profiles, ##"{"@odata.type":"#microsoft.graph.deviceConfiguration","displayName":"x"}"##, abstractClass
    ),
    (
      profiles, ##"{"@odata.type":"#microsoft.graph.nothing","displayName":"x"}"##,
      .misfit(
        "A type named 'microsoft.graph.nothing' could not be resolved by the model. When a model is available, each type name must resolve to a valid type."
      )
    ),
    (
      profiles, ##"{"@odata.type":"#microsoft.graph.user","displayName":"x"}"##,
      .misfit(unassignable("user", "deviceConfiguration"))
    ),
    (
      profiles, ##"{\##(custom),"displayName":"x","omaSettings":[{"omaUri":"./a","value":"b"}]}"##,
      abstractClass
    ),
    (
      profiles,
      ##"{\##(custom),"displayName":"x","omaSettings":[{"@odata.type":"#microsoft.graph.omaSetting"}]}"##,
      abstractClass
    ),
    (
      profiles,
      ##"{\##(custom),"displayName":"x","omaSettings":[{"@odata.type":"#microsoft.graph.omaSettingInteger","value":"<enabled/>"}]}"##,
      .misfit("Cannot convert the literal '<enabled/>' to the expected type 'Edm.Int32'.")
    ),
    (
      profiles, "{\(custom)}",
      .intune(400, "ModelValidationFailure", "The property 'displayName' is required")
    ),
    (
      profiles, "{\(custom),\"displayName\":\"x\",\"nothing\":1}",
      .misfit(
        "The property 'nothing' does not exist on type 'microsoft.management.services.api.windows10CustomConfiguration'. Make sure to only use property names that are defined by the type."
      )
    ),
    (profiles, "{\(custom),\"displayName\":5}", .misfit(schema)),
    (
      profiles, "{\(updates),\"automaticUpdateMode\":\"nothing\"}",
      .misfit("Requested value 'nothing' was not found.")
    ),
    (
      "\(profiles)/\(People.profile)/assignments",
      ##"{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}"##, .intune(409, "Conflict")
    ),
    (packages, "{}", nameless), (packages, "{\(inCatalog)}", nameless),
    (
      packages, "{\"displayName\":\"x\",\(inCatalog),\"nothing\":1}",
      .error(
        400, "BadRequest",
        "The property 'nothing' does not exist on type 'microsoft.graph.accessPackage'. Make sure to only use property names that are defined by the type or mark the type as open type."
      )
    ),
    (packages, "{\"displayName\":5,\(inCatalog)}", .error(400, "BadRequest", schema)),
    (
      packages, #"{"displayName":"x","catalogId":"none"}"#,
      .error(404, "ResourceNotFound", "The resource 'none' was not found.")
    ),
    (catalogs, #"{"displayName":"x","catalogStatus":"nothing"}"#, unknownState),
  ]

  static let abstractClass = WholeAnswer.misfit("Cannot create an abstract class.")

  static func unassignable(_ type: String, _ declared: String) -> String {
    "An entry with type 'microsoft.management.services.api.\(type)' was found, but it is not assignable to the "
      + "expected type 'microsoft.management.services.api.\(declared)'. The type specified in the entry must be equal "
      + "to either the expected type or a derived type."
  }

  static let nameless = WholeAnswer.invalidModel("displayName", "An access package needs a name.")
  static let unknownState = WholeAnswer.invalidModel(
    "catalogStatus", "A catalog is 'Published' or 'Unpublished'.")

  @Test(arguments: posts) func refuses(path: String, body: String, expected: WholeAnswer) throws {
    let reply = try TestEmulator.everyWorkload.get().send("POST", path, body)
    #expect(reply.whole == expected)
  }

  static let patches: [(String, String, WholeAnswer)] = [
    ("/users/\(People.adele)", "{}", empty),
    (
      "/users/\(People.adele)", #"{"nothing":1}"#,
      .error(400, "Request_BadRequest", "One or more property values specified are invalid.")
    ),
    (
      "/users/\(People.adele)", #"{"createdDateTime":"2020-01-01T00:00:00Z"}"#,
      .error(400, "Request_BadRequest", "Property 'createdDateTime' is read-only and cannot be set.")
    ),
    (
      "/users/\(People.adele)", #"{"assignedLicenses":[]}"#,
      .error(400, "Request_BadRequest", "Property 'assignedLicenses' is read-only and cannot be set.")
    ),
    (
      "/users/\(People.adele)", #"{"id":"\#(People.alex)"}"#,
      .error(400, "Request_BadRequest", "Property 'id' is read-only and cannot be set.")
    ),
    ("/users/\(People.adele)", #"{"id":"\#(People.adele)","displayName":"Adele Vance"}"#, .noContent),
    ("/users/\(People.adele)", #"{"userPrincipalName":"ALEX@contoso.example"}"#, taken),
    (
      "/users/\(People.adele)", #"{"usageLocation":"Germany"}"#,
      .error(
        400, "Request_BadRequest", location,
        before: #""details":[{"code":"InvalidValue","message":"\#(location)","target":"usageLocation"}],"#)
    ),
    (
      "\(packages)/\(People.package)", #"{"displayName":"Other","id":"other","createdBy":"ignored"}"#,
      .noContent
    ),
    (
      "\(profiles)/\(People.profile)", ##"{"@odata.type":"#microsoft.graph.iosUpdateConfiguration"}"##,
      .misfit(unassignable("iosUpdateConfiguration", "windows10CustomConfiguration"))
    ),
    (
      "\(profiles)/\(People.profile)", ##"{"@odata.type":"#microsoft.graph.deviceConfiguration"}"##,
      abstractClass
    ),
    (
      "\(profiles)/\(People.profile)", ##"{"@odata.type":"#microsoft.graph.user"}"##,
      .misfit(unassignable("user", "windows10CustomConfiguration"))
    ),
  ]

  static let location = "Invalid value specified for property 'usageLocation' of resource 'User'."
  static let takenText = "Another object with the same value for property userPrincipalName already exists."
  static let taken = WholeAnswer.error(
    400, "Request_BadRequest", takenText,
    before: #""details":[{"code":"ObjectConflict","message":"\#(takenText)","target":"userPrincipalName"}],"#)

  @Test(arguments: patches) func refusesAChange(path: String, body: String, expected: WholeAnswer) throws {
    let reply = try TestEmulator.frozen(People.everyWorkload).send("PATCH", path, body)
    #expect(reply.whole == expected)
  }

  /// PATCH of a profile answers nothing; where nothing changes, nothing counts.
  @Test func aChangeOfAProfile() throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    let path = "\(Self.profiles)/\(People.profile)"
    let before = emulator.get(path).whole
    #expect(emulator.send("PATCH", path, "{}").whole == .noContent)
    #expect(emulator.get(path).whole == before)
    let body =
      ##"{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","description":"new","version":9}"##
    #expect(emulator.send("PATCH", path, body).whole == .noContent)
    #expect(emulator.get(path)["version"] == .number(2))
    let shown = emulator.send(
      "PATCH", path, body, headers: [HeaderField("Prefer", "return=representation")])
    var expected = emulator.get(path).whole
    expected.headers = (expected.headers + ["Preference-Applied: return=representation"]).sorted()
    #expect(shown.whole == expected)
    #expect(shown["version"] == .number(3))
  }

  /// The kinds of Intune objects that take PATCH all answer alike.
  @Test(arguments: [
    ("deviceConfigurations/\(People.profile)/deviceStatuses", #"{"deviceDisplayName":"A"}"#),
    ("deviceConfigurations/\(People.profile)/userStatuses", #"{"userDisplayName":"A"}"#),
    ("deviceConfigurations/\(People.profile)/deviceSettingStateSummaries", #"{"settingName":"A"}"#),
    ("deviceConfigurationConflictSummary", #"{"conflictingDeviceConfigurations":[]}"#),
  ])
  func aChangeOfWhatBelongsToProfiles(set: String, body: String) throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    let made = emulator.send("POST", "/deviceManagement/\(set)", body)
    #expect(made.status == 201)
    let id = try #require(made["id"]?.stringValue)
    #expect(emulator.send("PATCH", "/deviceManagement/\(set)/\(id)", body).whole == .noContent)
  }

  @Test(arguments: [
    ("deviceConfigurations/\(People.profile)/deviceStatusOverview", #"{"errorCount":3}"#),
    ("deviceConfigurationDeviceStateSummaries", #"{"compliantDeviceCount":3}"#),
  ])
  func aChangeOfSummaries(path: String, body: String) throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    #expect(emulator.send("PATCH", "/deviceManagement/\(path)", body).whole == .noContent)
  }

  @Test func createsAProfileWithItsAssignments() throws {
    let emulator = try TestEmulator.frozen(#"{"groups":[{"id":"\#(People.sales)","displayName":"Sales"}]}"#)
    let reply = emulator.send(
      "POST", Self.profiles,
      """
      {\(Self.custom),"displayName":"Kiosks","id":"mine","version":7,"assignments":[
       {"target":{"@odata.type":"microsoft.graph.exclusionGroupAssignmentTarget","groupId":"\(People.sales)"}}]}
      """)
    let id = try #require(reply["id"]?.stringValue)
    #expect(
      reply.whole
        == .created(
          "B\(Self.profiles)/\(id)",
          """
          {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations/$entity",
           "@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"\(id)",
           "lastModifiedDateTime":"2026-01-31T08:15:30.0000000Z","roleScopeTagIds":["0"],"supportsScopeTags":true,
           "deviceManagementApplicabilityRuleOsEdition":null,"deviceManagementApplicabilityRuleOsVersion":null,
           "deviceManagementApplicabilityRuleDeviceMode":null,"createdDateTime":"2026-01-31T08:15:30.0000000Z",
           "description":null,"displayName":"Kiosks","version":1,"omaSettings":[]}
          """))
    #expect(
      emulator.get("\(Self.profiles)/\(id)/assignments").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations('\(id)')/assignments","value":[
           {"id":"\(id)_\(People.sales)","source":"direct","sourceId":"\(id)","intent":"apply",
            "target":{"@odata.type":"#microsoft.graph.exclusionGroupAssignmentTarget",
             "deviceAndAppManagementAssignmentFilterId":null,"deviceAndAppManagementAssignmentFilterType":"none",
             "groupId":"\(People.sales)"}}]}
          """))
  }
}
