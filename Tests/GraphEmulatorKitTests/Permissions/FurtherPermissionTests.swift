import GraphEmulatorKit
import HTTPMessages
import JSON
import TestSupport
import Testing

/// What has a path, and permissions, of its own was shown, and changed, by options and bodies of requests for something else.
@Suite("Permissions of what is expanded, selected or changed beside a path") struct FurtherPermissionTests {
  private static let ada = "11111111-0000-4000-8000-000000000001"
  private static let bob = "11111111-0000-4000-8000-000000000002"
  private static let group = "22222222-0000-4000-8000-000000000001"

  private static let seed = """
    {"users":[{"id":"\(ada)","userPrincipalName":"ada@contoso.example"},
              {"id":"\(bob)","userPrincipalName":"bob@contoso.example",
               "manager@odata.bind":"https://graph.microsoft.com/v1.0/users/\(ada)"}],
     "groups":[{"id":"\(group)","displayName":"Sales",
                "members@odata.bind":["https://graph.microsoft.com/v1.0/users/\(ada)"]}]}
    """

  private static let permissions = """
    {"permissions":{
      "Bed.Read":{"pathSets":[{"schemeKeys":["DelegatedWork"],"methods":["GET"],"paths":{
        "/me/beds":"least=DelegatedWork","/users/{id}/beds":"least=DelegatedWork"}}]},
      "Garden.Tend":{"pathSets":[{"schemeKeys":["DelegatedWork"],"methods":["GET"],"paths":{
        "/users/{id}/garden":"least=DelegatedWork"}}]},
      "Bed.Read.All":{"pathSets":[{"schemeKeys":["DelegatedWork","Application"],"methods":["GET"],"paths":{
        "/me/beds":"least=Application","/users/{id}/beds":"least=Application"}}]}}}
    """

  private let folder: TemporaryFolder
  private let emulator: TestEmulator

  init() throws {
    let folder = try TemporaryFolder()
    let model = try folder.file("garden.xml", String(decoding: ForeignModel.bytes, as: UTF8.self))
    let permissions = try folder.file("permissions.json", Self.permissions)
    self.folder = folder
    emulator = try TestEmulator(Self.seed) { configuration in
      configuration.metadata = [MetadataFile(version: .beta, path: model)]
      configuration.permissions = permissions
    }
  }

  private func answer(_ method: String, _ path: String, _ body: String? = nil, _ token: HeaderField) -> String
  {
    let reply = emulator.send(method, path, body, headers: [token])
    return "\(reply.status) \(reply.errorCodes.first ?? "")"
  }

  private static let refused = "403 Authorization_RequestDenied"

  /// An application with these permissions.
  @Test(arguments: [
    ("/users/\(ada)?$expand=beds", "User.Read.All", false), ("/users?$expand=beds", "User.Read.All", false),
    ("/users?$expand=beds($select=label)", "User.Read.All Mail.Read", false),
    ("/users/\(ada)?$expand=beds", "User.Read.All Bed.Read.All", true),
    ("/users?$expand=beds", "Directory.Read.All Bed.Read.All", true),
    ("/groups/\(group)/members/microsoft.graph.user?$expand=beds", "GroupMember.Read.All", false),
    ("/groups/\(group)/members/microsoft.graph.user?$expand=beds", "GroupMember.Read.All Bed.Read.All", true),
    (
      "/groups?$expand=members($expand=microsoft.graph.user/beds)", "GroupMember.Read.All User.Read.All",
      false
    ),
    // The directory's own have the permissions of what they are expanded of.
    ("/users/\(bob)?$expand=manager", "User.Read.All", true),
    ("/groups?$expand=members", "GroupMember.Read.All", true),
    ("/users/\(bob)?$expand=manager($select=mailboxSettings)", "User.Read.All", false),
    ("/users/\(ada)?$select=mailboxSettings", "User.Read.All", false),
    ("/users?$select=id,mailboxSettings", "User.Read.All", false),
    ("/users/\(bob)/manager?$select=mailboxSettings", "User.Read.All", false),
    ("/users/\(ada)?$select=mailboxSettings/timeZone", "User.Read.All", false),
    ("/users/\(ada)?$select=mailboxSettings", "User.Read.All MailboxSettings.Read", true),
    // No path is documented for these alone.
    ("/users/\(ada)?$select=assignedPlans,passwordProfile", "User.Read.All", true),
  ]) func applications(_ path: String, _ permissions: String, _ isAllowed: Bool) {
    let token = UnsignedToken.application(permissions.split(separator: " ").map(String.init))
    #expect(answer("GET", path, nil, token) == (isAllowed ? "200 " : Self.refused), "\(path) \(permissions)")
  }

  /// A permission for what is one's own counts for that alone.
  @Test(arguments: [
    ("/me?$expand=beds", "User.Read", false), ("/me?$expand=beds", "User.Read Bed.Read", true),
    ("/users/\(ada)?$expand=beds", "User.Read.All Bed.Read", true),
    ("/users/\(bob)?$expand=beds", "User.Read.All Bed.Read", false),
    ("/users/\(bob)?$expand=beds", "User.Read.All Bed.Read.All", true),
    ("/users?$expand=beds", "User.Read.All Bed.Read", false),
    // What is documented of one of all users is so of `me`.
    ("/me/garden", "User.Read", false), ("/me/garden", "Garden.Tend", true),
    ("/users/\(ada)/garden", "Garden.Tend", true), ("/users/\(bob)/garden", "Garden.Tend", false),
    ("/me?$expand=garden", "User.Read", false), ("/me?$expand=garden", "User.Read Garden.Tend", true),
    ("/me?$select=mailboxSettings", "User.Read", false),
    ("/me?$select=mailboxSettings", "User.Read MailboxSettings.Read", true),
    ("/users/\(bob)?$select=mailboxSettings", "User.Read.All MailboxSettings.Read", false),
  ]) func usersWhoAsk(_ path: String, _ scopes: String, _ isAllowed: Bool) {
    let token = UnsignedToken.delegated(scopes, user: Self.ada)
    #expect(answer("GET", path, nil, token) == (isAllowed ? "200 " : Self.refused), "\(path) \(scopes)")
  }

  @Test func changesOfAComplexValue() {
    let settings = #"{"jobTitle":"Clerk","mailboxSettings":{"timeZone":"Pacific Standard Time"}}"#
    let path = "/users/\(Self.ada)"
    let users = UnsignedToken.application(["User.ReadWrite.All"])
    #expect(answer("PATCH", path, settings, users) == Self.refused)
    #expect(answer("PATCH", path + "/mailboxSettings", #"{"timeZone":"UTC"}"#, users) == Self.refused)
    #expect(emulator.send("GET", path + "?$select=jobTitle")["jobTitle"] == .null)
    #expect(emulator.send("GET", path + "/mailboxSettings")["timeZone"] == "UTC")
    #expect(answer("PATCH", path, #"{"jobTitle":"Clerk"}"#, users) == "204 ")
    let both = UnsignedToken.application(["User.ReadWrite.All", "MailboxSettings.ReadWrite"])
    #expect(answer("PATCH", path, settings, both) == "204 ")
    #expect(emulator.send("GET", path + "/mailboxSettings")["timeZone"] == "Pacific Standard Time")
  }

  /// A program is told that it needs both.
  @Test func reports() throws {
    #expect(emulator.send("GET", "/users/\(Self.ada)?$expand=beds").status == 200)
    let report = try ReportedPermissions(emulator, with: "User.Read.All")
    #expect(report.application == ["Bed.Read.All", "User.ReadBasic.All"])
    #expect(try report.refused("refusedApplication") == ["GET /beta/users/{id}/beds"])
  }
}
