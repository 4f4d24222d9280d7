import HTTPMessages
import JSON
import Testing

/// With `strict`, whoever adds a member to a group may read it too.
@Suite("Permissions for members of groups") struct MemberRightsTests {
  private static let board = "22222222-0000-4000-8000-000000000002"
  private static let denied = WholeAnswer.error(
    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")

  /// Roles can be given to the group Board.
  private static func emulator(isStrict: Bool = true) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(
      """
      {"groups": [{"id": "\(board)", "displayName": "Board", "securityEnabled": true, "isAssignableToRole": true}],
       "settings": {"strict": \(isStrict)}}
      """)
    return emulator
  }

  private static func add(
    _ member: String, to group: String = People.sales, _ emulator: TestEmulator, _ token: HeaderField?
  ) -> WholeAnswer {
    emulator.send(
      "POST", "/groups/\(group)/members/$ref",
      #"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/\#(member)"}"#,
      headers: [token].compactMap(\.self)
    ).whole
  }

  static let rows: [(member: String, permissions: [String], isAllowed: Bool)] = [
    (People.alex, ["GroupMember.ReadWrite.All"], false),
    (People.alex, ["GroupMember.ReadWrite.All", "Device.Read.All"], false),
    (People.alex, ["GroupMember.ReadWrite.All", "User.ReadBasic.All"], true),
    (People.alex, ["GroupMember.ReadWrite.All", "User.Read.All"], true),
    (People.alex, ["GroupMember.ReadWrite.All", "Directory.Read.All"], true),
    (People.alex, ["Directory.ReadWrite.All"], true),
    (People.kiosk, ["Group.ReadWrite.All"], false),
    (People.kiosk, ["Group.ReadWrite.All", "User.Read.All"], false),
    (People.kiosk, ["Group.ReadWrite.All", "Device.Read.All"], true),
    (board, ["GroupMember.ReadWrite.All", "User.Read.All"], false),
    (board, ["Group.ReadWrite.All"], true),
  ]

  @Test(arguments: rows)
  func readingTheMember(row: (member: String, permissions: [String], isAllowed: Bool)) throws {
    for token in [
      UnsignedToken.application(row.permissions),
      UnsignedToken.delegated(row.permissions.joined(separator: " "), user: People.adele),
    ] {
      let emulator = try Self.emulator()
      #expect(Self.add(row.member, emulator, token) == (row.isAllowed ? .noContent : Self.denied))
      let members = emulator.get("/groups/\(People.sales)/members?$select=id").values("id")
      #expect(members.contains(row.member) == row.isAllowed)
      #expect(Self.add(row.member, try Self.emulator(isStrict: false), token) == .noContent)
    }
  }

  @Test func aBodyThatHasMembersAlone() throws {
    let emulator = try Self.emulator()
    let body = #"{"members@odata.bind":["https://graph.microsoft.com/beta/users/\#(People.alex)"]}"#
    let path = "/groups/\(People.sales)"
    let few = UnsignedToken.application(["GroupMember.ReadWrite.All"])
    #expect(emulator.send("PATCH", path, body, headers: [few]).whole == Self.denied)
    let enough = UnsignedToken.application(["GroupMember.ReadWrite.All", "User.Read.All"])
    #expect(emulator.send("PATCH", path, body, headers: [enough]).whole == .noContent)
  }

  @Test func groupsThatRolesAreGivenTo() throws {
    let emulator = try Self.emulator()
    let few = ["GroupMember.ReadWrite.All", "User.Read.All"]
    let roles = few + ["RoleManagement.ReadWrite.Directory"]
    #expect(
      Self.add(People.alex, to: Self.board, emulator, UnsignedToken.application(few)) == Self.denied)
    #expect(
      Self.add(People.alex, to: Self.board, emulator, UnsignedToken.application(roles)) == .noContent)
    #expect(
      Self.add(
        People.diego, to: Self.board, try Self.emulator(isStrict: false), UnsignedToken.application(few))
        == .noContent)
  }

  /// A token that says nothing of permissions may do everything.
  @Test func whoeverSaysNothing() throws {
    let emulator = try Self.emulator()
    #expect(Self.add(People.alex, to: Self.board, emulator, nil) == .noContent)
  }
}
