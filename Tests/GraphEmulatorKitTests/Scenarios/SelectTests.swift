import HTTPMessages
import JSON
import Testing

/// What `$select` shows (graph-platform 1.8).
@Suite struct SelectTests {
  static let boss = "11111111-0000-4000-8000-000000000031"
  static let middle = "11111111-0000-4000-8000-000000000032"
  static let worker = "11111111-0000-4000-8000-000000000033"
  static let mixed = "22222222-0000-4000-8000-000000000031"
  static let profile = "44444444-0000-4000-8000-000000000031"
  static let kiosk = "33333333-0000-4000-8000-000000000031"

  static let seed = """
    {"users": [
      {"id": "\(boss)", "userPrincipalName": "boss@contoso.example", "displayName": "Boss"},
      {"id": "\(middle)", "userPrincipalName": "middle@contoso.example", "displayName": "Middle",
       "manager@odata.bind": "users/\(boss)"},
      {"id": "\(worker)", "userPrincipalName": "worker@contoso.example", "displayName": "Worker \\"W\\"",
       "employeeOrgData": {"division": "North", "costCenter": "17"}, "aboutMe": "I work",
       "identities": [{"signInType": "a", "issuer": "contoso", "issuerAssignedId": "x"},
                      {"signInType": "b", "issuer": "fabrikam", "issuerAssignedId": "y"}],
       "manager@odata.bind": "users/\(middle)"}],
     "devices": [{"id": "\(kiosk)", "displayName": "KIOSK", "deviceId": "34333333-0000-4000-8000-000000000031"}],
     "groups": [{"id": "\(mixed)", "displayName": "Mixed", "members@odata.bind": ["users/\(worker)", "devices/\(kiosk)"]}],
     "deviceManagement": {"deviceConfigurations": [
       {"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "id": "\(profile)", "displayName": "Custom",
        "omaSettings": [{"@odata.type": "#microsoft.graph.omaSettingString", "displayName": "a", "omaUri": "./a", "value": "1"},
                        {"@odata.type": "#microsoft.graph.omaSettingInteger", "displayName": "b", "omaUri": "./b", "value": 2}],
        "assignments": [{"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "\(mixed)"}}]}]},
     "settings": {"signIn": {"user": "\(worker)"}}}
    """

  static let emulator = Result { try TestEmulator.frozen(seed) }

  static let answers: [(String, String)] = [
    (
      "/users/\(worker)?$select=employeeOrgData/costCenter",
      #"{"@odata.context":"B/$metadata#users(employeeOrgData/costCenter)/$entity","employeeOrgData":{"costCenter":"17"}}"#
    ),
    (
      "/users/\(worker)?$select=EMPLOYEEORGDATA/costcenter,employeeOrgData/division,displayName",
      """
      {"@odata.context":"B/$metadata#users(employeeOrgData/costCenter,employeeOrgData/division,displayName)/$entity",
       "displayName":"Worker \\"W\\"","employeeOrgData":{"costCenter":"17","division":"North"}}
      """
    ),
    (
      "/users/\(worker)?$select=employeeOrgData($select=costCenter)",
      #"{"@odata.context":"B/$metadata#users(employeeOrgData)/$entity","employeeOrgData":{"costCenter":"17"}}"#
    ),
    (
      "/users/\(worker)?$select=employeeOrgData/costCenter,employeeOrgData",
      """
      {"@odata.context":"B/$metadata#users(employeeOrgData/costCenter,employeeOrgData)/$entity",
       "employeeOrgData":{"costCenter":"17","division":"North"}}
      """
    ),
    (
      "/users/\(boss)?$select=employeeOrgData/costCenter",
      #"{"@odata.context":"B/$metadata#users(employeeOrgData/costCenter)/$entity","employeeOrgData":null}"#
    ),
    (
      "/users?$select=identities/issuer&$filter=id eq '\(worker)'",
      """
      {"@odata.context":"B/$metadata#users(identities/issuer)",
       "value":[{"identities":[{"issuer":"contoso"},{"issuer":"fabrikam"}]}]}
      """
    ),
    (
      "/users/\(worker)?$select=aboutMe,%20displayName%20,displayName",
      #"{"@odata.context":"B/$metadata#users(aboutMe,displayName,displayName)/$entity","id":"\#(worker)","aboutMe":"I work","displayName":"Worker \"W\""}"#
    ),
    (
      "/users/\(boss)?$select=microsoft.graph.user/displayName,graph.user/id,manager,extension_x",
      """
      {"@odata.context":"B/$metadata#users(microsoft.graph.user/displayName,microsoft.graph.user/id,manager,extension_x)/$entity",
       "id":"\(boss)","displayName":"Boss"}
      """
    ),
    (
      "/groups/\(mixed)/members?$select=microsoft.graph.user/displayName,id",
      """
      {"@odata.context":"B/$metadata#directoryObjects(microsoft.graph.user/displayName,id)","value":[
       {"@odata.type":"#microsoft.graph.user","id":"\(worker)","displayName":"Worker \\"W\\""},
       {"@odata.type":"#microsoft.graph.device","id":"\(kiosk)"}]}
      """
    ),
    (
      "/deviceManagement/deviceConfigurations/\(profile)?$select=microsoft.graph.windows10CustomConfiguration/omaSettings/omaUri,omaSettings/microsoft.graph.omaSettingInteger/value",
      """
      {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(microsoft.graph.windows10CustomConfiguration/omaSettings/omaUri,omaSettings/microsoft.graph.omaSettingInteger/value)/$entity",
       "@odata.type":"#microsoft.graph.windows10CustomConfiguration",
       "omaSettings":[{"@odata.type":"#microsoft.graph.omaSettingString","omaUri":"./a"},
        {"@odata.type":"#microsoft.graph.omaSettingInteger","omaUri":"./b","value":2}]}
      """
    ),
    (
      "/deviceManagement/deviceConfigurations/\(profile)?$select=id&$expand=assignments($select=target/microsoft.graph.groupAssignmentTarget/groupId)",
      """
      {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(id,assignments(target/microsoft.graph.groupAssignmentTarget/groupId))/$entity",
       "@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"\(profile)",
       "assignments@odata.context":"B/$metadata#deviceManagement/deviceConfigurations('\(profile)')/assignments",
       "assignments":[{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"\(mixed)"}}]}
      """
    ),
    (
      "/users/\(worker)?$select=id&$expand=manager($select=displayName,nothing)",
      """
      {"@odata.context":"B/$metadata#users(id,manager(displayName,nothing))/$entity","id":"\(worker)",
       "manager":{"@odata.type":"#microsoft.graph.user","displayName":"Middle"}}
      """
    ),
    (
      "/users/\(worker)/employeeOrgData?$select=costCenter",
      #"{"@odata.context":"B/$metadata#users('\#(worker)')/employeeOrgData(costCenter)","costCenter":"17"}"#
    ),
    (
      "/users/\(worker)/identities?$select=issuer",
      """
      {"@odata.context":"B/$metadata#users('\(worker)')/identities(issuer)",
       "value":[{"issuer":"contoso"},{"issuer":"fabrikam"}]}
      """
    ),
    (
      "/users/\(worker)/employeeOrgData/division",
      #"{"@odata.context":"B/$metadata#users('\#(worker)')/employeeOrgData/division","value":"North"}"#
    ),
    (
      "/users/\(worker)/displayName?$select=id&$top=x&api-version=1",
      #"{"@odata.context":"B/$metadata#users('\#(worker)')/displayName","value":"Worker \"W\""}"#
    ),
  ]

  @Test(arguments: answers) func isShown(path: String, expected: String) throws {
    #expect(try Self.emulator.get().get(path.replacing(" ", with: "%20")).whole == .ok(expected))
  }

  /// The names of the version stand in a part of a value too.
  @Test func theOlderVersionHasItsOwnNames() throws {
    let path = "\(OlderVersionTests.entitlement)/assignments/\(OlderVersionTests.id(71))"
    let reply = try TestEmulator.demo.get().send(
      "GET", path + "?$select=schedule/expiration/type", version: "v1.0")
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":"\(OlderVersionTests.context)/assignments(schedule/expiration/type)/$entity",
           "schedule":{"expiration":{"type":"noExpiration"}}}
          """))
  }

  @Test func everythingIsTheDefault() throws {
    let emulator = try Self.emulator.get()
    let names = emulator.get("/users/\(Self.worker)").json.objectValue?.names.dropFirst()
    #expect(emulator.get("/users/\(Self.worker)?$select=*").json.objectValue?.names.dropFirst() == names)
    let more = emulator.get("/users/\(Self.worker)?$select=*,aboutMe").json.objectValue?.names.dropFirst()
    #expect(more?.filter { $0 != "aboutMe" } == names.map(Array.init))
    #expect(more?.contains("aboutMe") == true)
  }

  static let parsing = "Parsing OData Select and Expand failed: "

  static func term(_ text: String) -> WholeAnswer {
    .error(
      400, "BadRequest", parsing + "Term '\(text)' is not valid in a $select or $expand expression.")
  }

  static func noProperty(_ name: String, _ type: String) -> WholeAnswer {
    .error(
      400, "BadRequest",
      parsing + "Could not find a property named '\(name)' on type 'microsoft.graph.\(type)'.")
  }

  static let single = WholeAnswer.error(501, "NotImplemented", "This operation target is not yet supported.")

  static let refused: [(String, WholeAnswer)] = [
    ("/users?$select=x(", term("x(")), ("/users?$select=", term("")), ("/users?$select=id,", term("id,")),
    ("/users?$select=id,,mail", term("id,,mail")), ("/users?$expand=", term("")),
    ("/users?$select=microsoft.graph.user", term("microsoft.graph.user")),
    ("/users?$select=employeeOrgData($top=1)", term("employeeOrgData($top=1)")),
    ("/users?$select=microsoft.graph.group/id", noProperty("microsoft.graph.group", "user")),
    ("/users?$select=employeeOrgData/nothing", noProperty("nothing", "employeeOrgData")),
    ("/users?$select=displayName/nothing", noProperty("displayName/nothing", "user")),
    ("/users?$select=manager/displayName", noProperty("manager/displayName", "user")),
    ("/users?$expand=manager($select=employeeOrgData/nothing)", noProperty("nothing", "employeeOrgData")),
    (
      "/deviceManagement/deviceConfigurations?$select=id,nothing",
      noProperty("nothing", "deviceConfiguration")
    ),
    ("/users/\(worker)/employeeOrgData?$select=nothing", noProperty("nothing", "employeeOrgData")),
    ("/users?$select=aboutMe", single), ("/users?$select=id,SKILLS", single),
    ("/groups/\(mixed)/members?$select=mySite", single),
    ("/users?$expand=directReports($select=mySite)", single),
    (
      "/users?$filter=", .error(400, "BadRequest", "Invalid filter clause: Syntax error at position 0 in ''.")
    ),
    ("/users?$orderby=", .error(400, "BadRequest", "Syntax error at position 0 in ''.")),
    (
      "/users?$count=",
      .error(
        400, "BadRequest",
        "Invalid value '' for $count query option found. Valid values are 'true' and 'false'.")
    ),
    ("/users?$skiptoken=", .error(400, "Directory_ExpiredPageToken", PagingTests.expired)),
    (
      "/users?$filter=city in ()",
      .error(400, "BadRequest", "Invalid filter clause: Syntax error at position 9 in 'city in ()'.")
    ),
  ]

  @Test(arguments: refused) func isRefused(path: String, expected: WholeAnswer) throws {
    #expect(try Self.emulator.get().get(path.replacing(" ", with: "%20")).whole == expected)
  }

  /// `$compute`, and whatever is no option, wherever it stands.
  @Test(arguments: [
    "/users", "/users/\(worker)", "/users/\(worker)/displayName", "/users/\(worker)/displayName/$value",
    "/users/\(worker)/manager/$ref", "/groups/\(mixed)/members/$ref", "/users/\(worker)/employeeOrgData",
  ]) func unknownOptionsAreRefused(path: String) throws {
    for option in ["$nothing", "$compute", "$deltatoken", "$id", "$apply", "$schemaversion"] {
      #expect(
        try Self.emulator.get().get("\(path)?\(option)=a").whole
          == .error(400, "Request_BadRequest", "Unrecognized query argument specified: '\(option)'."))
    }
  }

  @Test(arguments: [
    ("/deviceManagement/deviceConfigurations", "BadRequest"),
    ("/identityGovernance/entitlementManagement/accessPackages", "BadRequest"),
  ]) func noAreaComputes(path: String, code: String) throws {
    #expect(
      try Self.emulator.get().get("\(path)?$compute=a%20as%20b").whole
        == .error(400, code, "Unrecognized query argument specified: '$compute'."))
  }
}
