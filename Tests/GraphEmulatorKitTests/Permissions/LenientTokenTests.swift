import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// Where any token will do, what a JWT says of permissions counts all the same.
@Suite("Tokens that are only read") struct LenientTokenTests {
  static let cases: [(JSONObject, Int)] = [
    (["scp": "User.Read.All"], 200), (["scp": "user.READ.all Mail.Read"], 200),
    (["scp": ["User.Read.All"]], 200),
    (["scp": "Mail.Read"], 403), (["scp": ""], 403), (["scp": .number(5)], 403),
    (["scp": ["Mail.Read"]], 403),
    (["roles": ["User.Read.All"]], 200), (["roles": "User.Read.All"], 200), (["roles": []], 403),
    // With both, what the user may do counts.
    (["scp": "Mail.Read", "roles": ["User.Read.All"]], 403), (["sub": "somebody"], 200), ([:], 200),
  ]

  @Test(arguments: cases) func permissions(_ claims: JSONObject, _ status: Int) throws {
    let emulator = try TestEmulator(#"{"users":[{"userPrincipalName":"adele@contoso.example"}]}"#)
    let reply = emulator.send("GET", "/users", headers: [UnsignedToken.header(claims)])
    #expect(reply.status == status)
    #expect(reply.errorCodes == (status == 403 ? ["Authorization_RequestDenied"] : []))
  }

  /// Paths name the caller by id or by name, whatever the case.
  @Test(arguments: ["11111111-0000-4000-8000-000000000001", "ADELE@contoso.example", "alex@contoso.example"])
  func onesOwnObject(_ key: String) throws {
    let emulator = try TestEmulator(
      """
      {"users":[{"id":"11111111-0000-4000-8000-000000000001","userPrincipalName":"adele@contoso.example"},
                {"userPrincipalName":"alex@contoso.example"}]}
      """)
    let token = UnsignedToken.delegated("User.Read", user: "11111111-0000-4000-8000-000000000001")
    #expect(
      emulator.send("GET", "/users/\(key)", headers: [token]).status == (key.hasPrefix("alex") ? 403 : 200))
  }

  /// `User.ReadWrite.All` is for users, `Group.ReadWrite.All` for groups.
  @Test func kindsOfObjects() throws {
    let emulator = try TestEmulator(
      """
      {"users":[{"id":"11111111-0000-4000-8000-000000000001","userPrincipalName":"adele@contoso.example"}],
       "groups":[{"id":"22222222-0000-4000-8000-000000000001","displayName":"Sales"}]}
      """)
    let users = [UnsignedToken.application(["User.ReadWrite.All"])]
    let (user, group) = (
      "/directoryObjects/11111111-0000-4000-8000-000000000001",
      "/directoryObjects/22222222-0000-4000-8000-000000000001"
    )
    #expect(emulator.send("DELETE", group, headers: users).errorCodes == ["Authorization_RequestDenied"])
    #expect(emulator.send("DELETE", user, headers: users).status == 204)
    #expect(
      emulator.send("DELETE", group, headers: [UnsignedToken.application(["Group.ReadWrite.All"])]).status
        == 204)
  }

  @Test func membersAlone() throws {
    let emulator = try TestEmulator(
      """
      {"users":[{"id":"11111111-0000-4000-8000-000000000001","userPrincipalName":"adele@contoso.example"}],
       "groups":[{"id":"22222222-0000-4000-8000-000000000001","displayName":"Sales"}]}
      """)
    let token = [UnsignedToken.application(["GroupMember.ReadWrite.All"])]
    let path = "/groups/22222222-0000-4000-8000-000000000001"
    let members =
      #""members@odata.bind":["https://graph.microsoft.com/v1.0/users/11111111-0000-4000-8000-000000000001"]"#
    #expect(emulator.send("PATCH", path, "{\(members)}", headers: token).status == 204)
    #expect(
      emulator.send("PATCH", path, #"{"displayName":"X",\#(members)}"#, headers: token).errorCodes
        == ["Authorization_RequestDenied"])
  }
}
