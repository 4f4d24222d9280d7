import GraphService
import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Testing

/// Paths that no documentation has are not open to every token.
@Suite("Permissions of paths that are not documented") struct UndocumentedPathTests {
  private static let user = "11111111-0000-4000-8000-000000000001"
  private static let group = "22222222-0000-4000-8000-000000000001"
  private static let role = "33333333-0000-4000-8000-000000000001"
  private static let template = "62e90394-69f5-4237-9190-012177145e10"
  private static let nobody = "99999999-0000-4000-8000-000000000009"

  private let emulator: TestEmulator

  init() throws {
    emulator = try TestEmulator(
      """
      {"users":[{"id":"\(Self.user)","userPrincipalName":"adele@contoso.example"}],
       "groups":[{"id":"\(Self.group)","displayName":"Sales"}],
       "directoryRoles":[{"id":"\(Self.role)","displayName":"Global Administrator",
         "roleTemplateId":"\(Self.template)",
         "members@odata.bind":["https://graph.microsoft.com/v1.0/users/\(Self.user)"]}]}
      """)
  }

  static let cases: [(path: String, permission: String, status: Int)] = [
    ("/directory/deletedItems", "Mail.Read", 403), ("/directory/deletedItems", "Directory.Read.All", 200),
    ("/directory/deletedItems", "User.Read.All", 200),
    ("/directory/deletedItems/$count", "Mail.Read", 403),
    ("/directory/deletedItems/microsoft.graph.servicePrincipal", "Mail.Read", 403),
    ("/servicePrincipals", "Mail.Read", 403), ("/servicePrincipals", "User.Read.All", 403),
    ("/servicePrincipals", "Directory.Read.All", 200), ("/servicePrincipals", "Application.Read.All", 200),
    ("/servicePrincipals/\(nobody)", "User.Read.All", 403),
    ("/servicePrincipals/\(nobody)", "Application.Read.All", 404),
    ("/servicePrincipals/\(nobody)", "Directory.ReadWrite.All", 404),
    ("/directoryRoles", "Mail.Read", 403), ("/directoryRoles", "Application.Read.All", 403),
    ("/directoryRoles", "Directory.Read.All", 200), ("/directoryRoles", "Directory.ReadWrite.All", 200),
    ("/directoryRoles", "RoleManagement.Read.Directory", 200),
    ("/directoryRoles/$count", "RoleManagement.ReadWrite.Directory", 200),
    ("/directoryRoles/\(role)", "User.Read.All", 403),
    ("/directoryRoles/\(role)", "RoleManagement.Read.Directory", 200),
    ("/directoryRoles(roleTemplateId='\(template)')", "User.Read.All", 403),
    ("/directoryRoles(roleTemplateId='\(template)')", "RoleManagement.Read.Directory", 200),
    ("/directoryRoles/\(role)/members", "User.Read.All", 403),
    ("/directoryRoles/\(role)/members", "RoleManagement.Read.Directory", 200),
    ("/directoryRoles/\(role)/members/microsoft.graph.user", "Directory.ReadWrite.All", 200),
    ("/servicePrincipals/\(nobody)/memberOf", "Mail.Read", 403),
    ("/servicePrincipals/\(nobody)/memberOf", "Application.Read.All", 404),
    ("/users/\(user)/mailboxSettings", "User.Read.All", 403),
    ("/users/\(user)/mailboxSettings", "MailboxSettings.Read", 200),
  ]

  @Test(arguments: cases, ["v1.0", "beta"])
  func readsTakePermissions(_ row: (path: String, permission: String, status: Int), _ version: String) {
    let headers = [HeaderField("ConsistencyLevel", "eventual")]
    for token in [
      UnsignedToken.application([row.permission]), UnsignedToken.delegated(row.permission, user: Self.user),
    ] {
      let reply = emulator.send("GET", row.path, version: version, headers: headers + [token])
      #expect(reply.status == row.status, "\(row): \(reply.text)")
      let codes = [403: ["Authorization_RequestDenied"], 404: ["Request_ResourceNotFound"]]
      #expect(reply.errorCodes == codes[row.status, default: []], "\(row)")
    }
    // Whoever says nothing of permissions may use every route.
    let open = emulator.send("GET", row.path, version: version, headers: headers)
    #expect([200, 204, 404].contains(open.status))
  }

  /// A token that may write all of the directory may change what only such paths lead to, and one for mail may not.
  @Test func writesTakePermissions() {
    let path = "/me/manager/$ref"
    let mail = UnsignedToken.delegated("Mail.Read", user: Self.user)
    #expect(emulator.send("DELETE", path, headers: [mail]).errorCodes == ["Authorization_RequestDenied"])
    let users = UnsignedToken.delegated("User.ReadWrite.All", user: Self.user)
    #expect(emulator.send("DELETE", path, headers: [users]).status != 403)
  }

  // MARK: Looked at once

  /// What the object is decides which permissions count; it is asked once for all who want to know.
  @Test(arguments: ["Group.Read.All", "User.Read.All"]) func theObjectIsFoundOnce(_ permission: String) {
    #expect(emulator.send("DELETE", "/groups/\(Self.group)").status == 204)
    let trace = Trace(.complete)
    let response = emulator.core.service.respond(
      to: Request(
        method: "GET", target: "/v1.0/directory/deletedItems/\(Self.group)",
        headers: RequestHeaders([
          HeaderField("Host", "localhost:8585"), UnsignedToken.application([permission]),
        ])), trace: trace)
    #expect(response.status == (permission == "Group.Read.All" ? 200 : 403))
    let looks = trace.record.statements.map(\.purpose.text).filter { $0.hasPrefix("find deletedItems") }
    #expect(looks == ["find deletedItems '\(Self.group)'"])
  }
}
