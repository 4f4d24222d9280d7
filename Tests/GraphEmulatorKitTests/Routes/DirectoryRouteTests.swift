import EntityModel
import Testing

/// Every row of the table of directory routes answers as it says, and refuses what is wrong.
@Suite struct DirectoryRouteTests {
  @Test(arguments: ["beta", "v1.0"]) func everyRowAnswers(version: String) throws {
    let run = try RouteRun(.directory, Self.manners, version: version)
    run.forEach(run.answers)
  }

  @Test(arguments: ["beta", "v1.0"]) func everyRowRefusesWhatIsWrong(version: String) throws {
    let run = try RouteRun(.directory, Self.manners, version: version)
    run.forEach(run.refuses)
  }

  static let manners = RouteManners(
    // The service documents no GET of one app role assignment.
    isWriteOnly: { $0.template.hasSuffix("/appRoleAssignments") }, keys: commerceKeys)

  @Sendable private static func commerceKeys(
    _ row: RouteRow, _ scene: RouteScene, _ model: EntityModel
  ) throws -> [String: String] {
    let list = "/directory/subscriptions"
    guard row.template.hasPrefix("\(list)(") else { return [:] }
    let id = scene.send("GET", list, version: "beta").values("commerceSubscriptionId").first
    return ["commerceSubscriptionId": try #require(id)]
  }
}
