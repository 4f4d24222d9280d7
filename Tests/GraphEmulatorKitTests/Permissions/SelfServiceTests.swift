import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// What users change of themselves with the permission for that alone (graph-platform 8.4).
@Suite("Permissions for oneself") struct SelfServiceTests {
  private static let adele = "11111111-0000-4000-8000-000000000001"
  private static let alex = "11111111-0000-4000-8000-000000000002"

  private static let seed = """
    {"users":[{"id":"\(adele)","userPrincipalName":"adele@contoso.example"},
              {"id":"\(alex)","userPrincipalName":"alex@contoso.example",
               "manager@odata.bind":"https://graph.microsoft.com/v1.0/users/\(adele)"}]}
    """

  private static let refused = WholeAnswer.error(
    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")

  private static let enabled = #"{"accountEnabled":false}"#
  private static let phone = #"{"mobilePhone":"+49 1"}"#

  private func patch(_ path: String, _ body: String, _ permissions: String) throws -> WholeAnswer {
    try TestEmulator.frozen(Self.seed).send(
      "PATCH", path, body, headers: [UnsignedToken.delegated(permissions, user: Self.alex)]
    ).whole
  }

  @Test(arguments: ["/me", "/users/\(alex)", "/users/alex@contoso.example", "/users('\(alex)')"])
  func ownProfile(_ path: String) throws {
    for body in [
      Self.phone, #"{"aboutMe":"x","skills":["a"],"interests":["b"]}"#,
      ##"{"@odata.type":"#microsoft.graph.user","preferredName":"Al"}"##,
    ] {
      #expect(try patch(path, body, "User.ReadWrite") == .noContent, "\(path) \(body)")
    }
    for body in [
      Self.enabled, #"{"userPrincipalName":"hacked@contoso.example"}"#,
      #"{"mobilePhone":"1","jobTitle":"CEO"}"#,
      #"{"manager@odata.bind":"https://graph.microsoft.com/v1.0/users/\#(Self.alex)"}"#,
      #"{"displayName":"x"}"#,
    ] {
      #expect(try patch(path, body, "User.ReadWrite") == Self.refused, "\(path) \(body)")
    }
    #expect(try patch(path, Self.enabled, "User.ReadWrite User.ReadWrite.All") == .noContent)
    #expect(try patch(path, Self.phone, "User.Read") == Self.refused)
  }

  @Test func othersProfiles() throws {
    #expect(try patch("/users/\(Self.adele)", Self.phone, "User.ReadWrite") == Self.refused)
    #expect(try patch("/users/\(Self.adele)", Self.enabled, "User.ReadWrite.All") == .noContent)
    let token = UnsignedToken.delegated("User.ReadWrite", user: Self.alex)
    let emulator = try TestEmulator.frozen(Self.seed)
    #expect(emulator.send("DELETE", "/me/manager/$ref", headers: [token]).whole == Self.refused)
  }

  /// The report names what is enough, and nothing that is not.
  @Test(arguments: [
    ("/me", phone, "User.ReadWrite"), ("/users/\(alex)", phone, "User.ReadWrite"),
    ("/me", enabled, "User.ReadWrite.All"), ("/users/\(alex)", enabled, "User.ReadWrite.All"),
  ]) func reported(_ path: String, _ body: String, _ permission: String) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let token = UnsignedToken.header(["oid": .string(Self.alex)])
    #expect(emulator.send("PATCH", path, body, headers: [token]).status == 204)
    #expect(try ReportedPermissions(emulator).delegated == [permission])
  }
}
