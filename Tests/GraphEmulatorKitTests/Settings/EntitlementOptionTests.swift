import HTTPMessages
import JSON
import Testing

/// The settings of entitlement management.
@Suite("entitlement") struct EntitlementOptionTests {
  private static let root = EntitlementScene.root

  // MARK: live

  private static let assignment = "55555555-0000-4000-8000-000000000009"

  private static func scene(isLive: Bool) throws -> EntitlementScene {
    let scene = try EntitlementScene()
    try scene.emulator.load(
      """
      {"identityGovernance": {"entitlementManagement": {"accessPackageAssignments": [
        {"id": "\(assignment)", "accessPackageId": "\(EntitlementScene.package)",
         "assignmentPolicyId": "\(EntitlementScene.policy)", "target": {"objectId": "\(People.diego)"}}]}},
       "settings": {"entitlement": {"live": \(isLive)}}}
      """)
    return scene
  }

  static let unrouted: [(version: String, method: String, path: String)] = [
    ("beta", "GET", "/accessPackages/\(EntitlementScene.package)/accessPackageAssignmentPolicies"),
    ("v1.0", "GET", "/accessPackages/\(EntitlementScene.package)/assignmentPolicies"),
    (
      "v1.0", "GET",
      "/accessPackages/\(EntitlementScene.package)/assignmentPolicies/\(EntitlementScene.policy)"
    ),
    ("beta", "GET", "/accessPackageAssignmentPolicies/\(EntitlementScene.policy)/questions"),
    ("v1.0", "GET", "/assignmentPolicies/\(EntitlementScene.policy)/questions"),
  ]

  @Test(arguments: unrouted)
  func nestedPathsAreNotRouted(row: (version: String, method: String, path: String)) throws {
    let reply = try Self.scene(isLive: true).send(row.method, row.path, version: row.version)
    let url = "\(row.version == "beta" ? "B" : "V")\(Self.root)\(row.path)"
    #expect(
      reply.whole == .error(404, "", "No HTTP resource was found that matches the request URI '\(url)'."))
    #expect(
      [200, 204].contains(
        try Self.scene(isLive: false).send(row.method, row.path, version: row.version).status))
  }

  /// Clients expand them instead.
  @Test func theyCanBeExpanded() throws {
    let path = "/accessPackages/\(EntitlementScene.package)?$select=id&$expand=assignmentPolicies($select=id)"
    #expect(
      try Self.scene(isLive: true).get(path).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/accessPackages(id,assignmentPolicies(id))/$entity",
           "id":"\(EntitlementScene.package)","assignmentPolicies":[{"id":"\(EntitlementScene.policy)"}]}
          """))
  }

  @Test func assignmentsAreNotDeleted() throws {
    let path = "/accessPackageAssignments/\(Self.assignment)"
    let live = try Self.scene(isLive: true)
    #expect(
      live.send("DELETE", path, version: "beta").whole
        == .error(404, "ResourceNotFound", "The resource '\(Self.assignment)' was not found."))
    #expect(live.get(path, version: "beta").status == 200)
    #expect(try Self.scene(isLive: false).send("DELETE", path, version: "beta").whole == .noContent)
  }

  // MARK: requireResourceOwner

  private static let application = "66666666-0000-4000-8000-000000000001"
  private static let client: String = UnsignedToken.application

  /// Adele owns Sales, and so does an application.
  private static func emulator(requiresOwner: Bool) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    try emulator.load(
      """
      {"servicePrincipals": [{"id": "\(application)", "displayName": "Job", "appId": "\(client)"}],
       "groups": [{"id": "\(People.sales)",
         "owners@odata.bind": ["users/\(People.adele)", "servicePrincipals/\(application)"]}],
       "settings": {"entitlement": {"requireResourceOwner": \(requiresOwner)}}}
      """)
    return emulator
  }

  private static func onboard(_ emulator: TestEmulator, _ token: HeaderField?) -> Reply {
    emulator.send(
      "POST", "\(root)/accessPackageResourceRequests",
      """
      {"catalogId":"\(People.catalog)","requestType":"AdminAdd",
       "accessPackageResource":{"originSystem":"AadGroup","originId":"\(People.sales)"}}
      """, headers: [token].compactMap(\.self))
  }

  private static func resources(_ emulator: TestEmulator) -> [String] {
    emulator.get("\(root)/accessPackageCatalogs/\(People.catalog)/accessPackageResources").values("originId")
  }

  private static let permission = "EntitlementManagement.ReadWrite.All"

  @Test func othersThanOwnersAreRefused() throws {
    let emulator = try Self.emulator(requiresOwner: true)
    let other = UnsignedToken.delegated(Self.permission, user: People.alex)
    #expect(
      Self.onboard(emulator, other).whole
        == .error(400, "CallerNotResourceOwner", "The caller is not the resource owner."))
    #expect(Self.resources(emulator) == [])
    #expect(Self.onboard(try Self.emulator(requiresOwner: false), other).status == 201)
  }

  @Test(arguments: [
    UnsignedToken.delegated(permission, user: People.adele), UnsignedToken.application([permission]), nil,
  ]) func ownersMay(token: HeaderField?) throws {
    let emulator = try Self.emulator(requiresOwner: true)
    #expect(Self.onboard(emulator, token).status == 201)
    #expect(Self.resources(emulator) == [People.sales])
  }
}
