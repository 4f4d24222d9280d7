import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Testing

/// A program that has only what the report says that it needs is refused nowhere.
@Suite("Programs with the permissions that the report names") struct PermissionReplayTests {
  struct Sent: CustomStringConvertible, Sendable {
    let method: String
    let path: String
    var body: String?

    init(_ method: String, _ path: String, _ body: String? = nil) {
      (self.method, self.path, self.body) = (method, path, body)
    }

    var description: String { "\(method) \(path) \(body ?? "")" }
  }

  private static let adele = "11111111-0000-4000-8000-000000000001"
  private static let alex = "11111111-0000-4000-8000-000000000002"
  private static let sales = "22222222-0000-4000-8000-000000000001"
  private static let gone = "22222222-0000-4000-8000-000000000002"

  private static let seed = """
    {"users":[{"id":"\(adele)","userPrincipalName":"adele@contoso.example"},
              {"id":"\(alex)","userPrincipalName":"alex@contoso.example",
               "manager@odata.bind":"https://graph.microsoft.com/v1.0/users/\(adele)"}],
     "groups":[{"id":"\(sales)","displayName":"Sales",
                "members@odata.bind":["https://graph.microsoft.com/v1.0/users/\(alex)"]},
               {"id":"\(gone)","displayName":"Gone"}]}
    """

  private static let members =
    #""members@odata.bind":["https://graph.microsoft.com/v1.0/users/\#(adele)"]"#

  static let program = [
    Sent("GET", "/me"), Sent("GET", "/users?$top=1"), Sent("GET", "/users/\(adele)"),
    Sent("GET", "/users/\(alex)"),
    Sent("GET", "/users/\(alex)/memberOf"), Sent("GET", "/users/\(adele)/memberOf"),
    Sent("GET", "/users/\(alex)/manager"), Sent("GET", "/users/\(adele)/manager"),
    Sent("POST", "/users/\(adele)/revokeSignInSessions"), Sent("POST", "/me/revokeSignInSessions"),
    Sent("PATCH", "/groups/\(sales)", #"{"displayName":"Sale"}"#),
    Sent("PATCH", "/groups/\(sales)", "{\(members)}"),
    Sent("PATCH", "/groups/\(sales)", #"{"displayName":"Sale",\#(members)}"#),
    Sent("DELETE", "/directoryObjects/\(gone)"), Sent("GET", "/directory/deletedItems/\(gone)"),
    Sent("GET", "/directory/deletedItems"), Sent("GET", "/directoryRoles"), Sent("GET", "/servicePrincipals"),
    Sent("DELETE", "/users/\(alex)/manager/$ref"), Sent("DELETE", "/directoryObjects/\(alex)"),
    Sent("DELETE", "/directoryObjects/99999999-0000-4000-8000-000000000009"),
    Sent("DELETE", "/users/\(adele)"),
  ]

  private func run(_ program: [Sent], _ emulator: TestEmulator, _ token: HeaderField) -> [Int] {
    program.map { emulator.send($0.method, $0.path, $0.body, headers: [token]).status }
  }

  /// Sends it with a token that may do anything, and again with one that may do what the report names.
  private func replay(_ program: [Sent]) throws {
    let emulator = try TestEmulator(Self.seed)
    let recorded = run(program, emulator, UnsignedToken.header(["oid": .string(Self.adele)]))
    #expect(!recorded.contains(403))
    let report = try ReportedPermissions(emulator)
    #expect(!report.delegated.isEmpty)
    let delegated = UnsignedToken.delegated(report.delegated.joined(separator: " "), user: Self.adele)
    #expect(try run(program, TestEmulator(Self.seed), delegated) == recorded, "\(report.delegated)")
    // An application by itself is nobody.
    let possible = zip(program, recorded).filter { sent, _ in !sent.path.hasPrefix("/me") }
    #expect(report.notPossible.count == program.count - possible.count)
    let application = UnsignedToken.application(report.application)
    #expect(
      try run(possible.map(\.0), TestEmulator(Self.seed), application) == possible.map(\.1),
      "\(report.application)")
  }

  @Test func theWholeProgram() throws { try replay(Self.program) }

  /// What one request needs hides what another one lacks.
  @Test(arguments: program) func eachRequest(_ sent: Sent) throws { try replay([sent]) }

  static let permissions = [
    "GroupMember.ReadWrite.All", "Group.ReadWrite.All", "User.Read", "User.ReadWrite.All",
    "Directory.Read.All",
    "AgentIdUser.ReadWrite.IdentityParentedBy", "Mail.Read",
  ]

  /// The report refuses what a token with these permissions is refused, and nothing else.
  @Test(arguments: program) func whatIfIsTrue(_ sent: Sent) throws {
    let (recorded, tried) = (try Self.sent(sent), try TestEmulator(Self.seed))
    for permission in Self.permissions {
      let report = try ReportedPermissions(recorded, with: permission)
      let isRefused = try !report.refused("refusedDelegated").isEmpty
      let status = run([sent], tried, UnsignedToken.delegated(permission, user: Self.adele))
      #expect((status == [403]) == isRefused, "\(sent) with \(permission): \(status)")
      if !isRefused, sent.method != "GET" { try tried.load(Self.seed, replacing: true) }
    }
  }

  private static func sent(_ sent: Sent) throws -> TestEmulator {
    let emulator = try TestEmulator(seed)
    let token = UnsignedToken.header(["oid": .string(adele)])
    emulator.send(sent.method, sent.path, sent.body, headers: [token])
    return emulator
  }

  /// Permissions of one request, as the report of it names them.
  @Test(
    arguments: [
      (Sent("POST", "/users/\(adele)/revokeSignInSessions"), ["User.RevokeSessions.All"]),
      (Sent("DELETE", "/users/\(adele)"), ["User.ReadWrite.All"]),
      (Sent("GET", "/users/\(alex)/memberOf"), ["GroupMember.ReadBasic.All"]),
      (Sent("GET", "/users/\(adele)/memberOf"), ["User.Read"]),
      (Sent("PATCH", "/groups/\(sales)", "{\(members)}"), ["GroupMember.ReadWrite.All"]),
      (Sent("PATCH", "/groups/\(sales)", #"{"displayName":"Sale"}"#), ["Group.ReadWrite.All"]),
      (Sent("GET", "/servicePrincipals"), ["Application.Read.All"]),
      (Sent("GET", "/directoryRoles"), ["RoleManagement.Read.Directory"]),
    ] as [(Sent, [String])])
  func theLeast(_ sent: Sent, _ permissions: [String]) throws {
    #expect(try ReportedPermissions(Self.sent(sent)).delegated == permissions)
  }
}
