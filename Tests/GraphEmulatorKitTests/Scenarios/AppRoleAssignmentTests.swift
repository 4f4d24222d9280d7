import JSON
import Testing

/// App role assignments of users, groups and service principals.
@Suite struct AppRoleAssignmentTests {
  static let principal = "66666666-0000-4000-8000-000000000001"

  static let seed =
    String(People.seed.dropLast()) + """
      ,"servicePrincipals":[{"id":"\(principal)","appId":"66666666-0000-4000-8000-000000000002","displayName":"App"}]}
      """

  static let places: [(path: String, id: String)] = [
    ("/users/\(People.adele)", People.adele), ("/groups/\(People.sales)", People.sales),
    ("/servicePrincipals/\(principal)", principal),
  ]

  @Test(arguments: places) func areMadeListedAndRemoved(path: String, id: String) throws {
    for version in ["beta", "v1.0"] {
      let emulator = try TestEmulator.frozen(Self.seed)
      let body = """
        {"principalId":"\(id)","resourceId":"\(Self.principal)","appRoleId":"00000000-0000-0000-0000-000000000000"}
        """
      let made = emulator.send("POST", "\(path)/appRoleAssignments", body, version: version)
      #expect(made.status == 201)
      let assignment = try #require(made["id"]?.stringValue)
      let list = emulator.send("GET", "\(path)/appRoleAssignments", version: version)
      #expect(list.values("id") == [assignment])
      #expect(list.values("principalId") == [id])
      #expect(list.values("resourceId") == [Self.principal])
      #expect(
        emulator.send("DELETE", "\(path)/appRoleAssignments/\(assignment)", version: version).whole
          == .noContent)
      #expect(emulator.send("GET", "\(path)/appRoleAssignments", version: version).items.isEmpty)
    }
  }
}
