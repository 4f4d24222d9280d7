import HTTPMessages
import JSON
import Testing

/// Changes of applications, roles and grants, without published metadata.
@Suite("Changes of further sets") struct FurtherSetTests {
  private static let graph = "00000003-0000-0000-c000-000000000000"
  private static let reader = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"

  private func make(_ emulator: TestEmulator, _ path: String, _ body: String) throws -> Reply {
    let reply = emulator.send("POST", path, body)
    #expect(reply.status == 201, "\(reply.text)")
    return reply
  }

  private func removed(_ id: String, _ reason: String) throws -> JSONObject {
    try #require(JSONValue.parse(#"{"id":"\#(id)","@removed":{"reason":"\#(reason)"}}"#).objectValue)
  }

  @Test func ofApplicationsAndWhatStandsForThem() throws {
    let emulator = try TestEmulator.frozen()
    let applications = try emulator.latest("/applications/delta?$select=displayName")
    let made = try make(emulator, "/applications", #"{"displayName":"Payroll"}"#)
    let (id, appID) = (made["id"]?.stringValue ?? "", made["appId"]?.stringValue ?? "")
    let first = emulator.get(applications)
    #expect(first.items == [["id": .string(id), "displayName": "Payroll"]])
    let principal =
      try make(emulator, "/servicePrincipals", #"{"appId":"\#(appID)"}"#)["id"]?.stringValue ?? ""
    let principals = try emulator.latest("/servicePrincipals/delta?$select=displayName")
    #expect(emulator.send("PATCH", "/applications/\(id)", #"{"displayName":"Wages"}"#).whole == .noContent)
    let second = emulator.get(try #require(first.deltaPath))
    #expect(second.items == [["id": .string(id), "displayName": "Wages"]])
    let renamed = emulator.get(principals)
    #expect(renamed.items == [["id": .string(principal), "displayName": "Wages"]])
    #expect(emulator.send("DELETE", "/applications/\(id)").whole == .noContent)
    #expect(emulator.get(try #require(second.deltaPath)).items == [try removed(id, "changed")])
    #expect(emulator.get(try #require(renamed.deltaPath)).items == [try removed(principal, "changed")])
  }

  @Test func ofRoles() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let latest = try emulator.latest("/directoryRoles/delta")
    let made = try make(emulator, "/directoryRoles", #"{"roleTemplateId":"\#(Self.reader)"}"#)
    #expect(
      emulator.get(latest).items == [
        [
          "id": made["id"] ?? .null, "displayName": "Directory Readers",
          "roleTemplateId": .string(Self.reader),
        ]
      ])
  }

  /// `delta` was taken for the id of a grant, which was 404.
  @Test(arguments: ["beta", "v1.0"]) func ofGrants(version: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let appID = try make(emulator, "/applications", #"{"displayName":"Payroll"}"#)["appId"]?.stringValue ?? ""
    let client = try make(emulator, "/servicePrincipals", #"{"appId":"\#(appID)"}"#)["id"]?.stringValue ?? ""
    let service = try #require(
      emulator.get("/servicePrincipals(appId='\(Self.graph)')?$select=id")["id"]?.stringValue)
    let latest = try #require(
      emulator.send("GET", "/oauth2PermissionGrants/delta?$deltatoken=latest", version: version).deltaPath)
    let body = """
      {"clientId":"\(client)","consentType":"AllPrincipals","resourceId":"\(service)","scope":"User.Read"}
      """
    let id = try make(emulator, "/oauth2PermissionGrants", body)["id"]?.stringValue ?? ""
    let first = emulator.send("GET", latest, version: version)
    #expect(
      first.items == [
        [
          "id": .string(id), "clientId": .string(client), "consentType": "AllPrincipals",
          "resourceId": .string(service), "scope": "User.Read",
        ]
      ])
    #expect(emulator.send("DELETE", "/oauth2PermissionGrants/\(id)").whole == .noContent)
    let second = emulator.send("GET", try #require(first.deltaPath), version: version)
    #expect(second.items == [try removed(id, "deleted")])
  }

  @Test(arguments: ["beta", "v1.0"]) func ofAdministrativeUnits(version: String) throws {
    let emulator = try TestEmulator.frozen()
    let path = "/directory/administrativeUnits"
    func changes(_ path: String) -> Reply { emulator.send("GET", path, version: version) }
    let unit = try make(emulator, path, #"{"displayName":"Seattle"}"#)["id"]?.stringValue ?? ""
    let first = changes("\(path)/delta?$select=displayName")
    #expect(first.items == [["id": .string(unit), "displayName": "Seattle"]])
    #expect(emulator.send("PATCH", "\(path)/\(unit)", #"{"displayName":"Tacoma"}"#).whole == .noContent)
    let second = changes(try #require(first.deltaPath, "\(first.text)"))
    #expect(second.items == [["id": .string(unit), "displayName": "Tacoma"]])
  }

  /// Whoever may read a set may follow it.
  @Test func takePermissionsOfTheirSets() throws {
    let emulator = try TestEmulator.people.get()
    for (path, permission) in [
      ("/applications/delta", "Application.Read.All"), ("/servicePrincipals/delta", "Application.Read.All"),
      ("/directoryRoles/delta", "RoleManagement.Read.Directory"),
      ("/oauth2PermissionGrants/delta", "Directory.Read.All"),
    ] {
      func status(_ permission: String) -> Int {
        emulator.send("GET", path, headers: [UnsignedToken.application([permission])]).status
      }
      #expect(status(permission) == 200, "\(path)")
      #expect(status("Mail.Read") == 403, "\(path)")
    }
  }
}
