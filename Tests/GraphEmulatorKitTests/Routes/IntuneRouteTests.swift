import EntityModel
import JSON
import Testing

/// Every row of the table of Intune routes answers as it says, and refuses what is wrong.
@Suite struct IntuneRouteTests {
  @Test(arguments: ["beta", "v1.0"]) func everyRowAnswers(version: String) throws {
    let run = try RouteRun(.intune, Self.manners, version: version)
    run.forEach(run.answers)
  }

  @Test(arguments: ["beta", "v1.0"]) func everyRowRefusesWhatIsWrong(version: String) throws {
    let run = try RouteRun(.intune, Self.manners, version: version)
    run.forEach(run.refuses)
  }

  /// PATCH: a backup tool that works against the service insists on 204, though the pages say 200.
  static let manners = RouteManners(
    seed: { row, model in ProfileChain(row.template, model)?.seed }, keys: profileKeys)

  @Sendable private static func profileKeys(
    _ row: RouteRow, _ scene: RouteScene, _ model: EntityModel
  ) throws -> [String: String] {
    guard let chain = ProfileChain(row.template, model) else { return [:] }
    let names = RoutePath.keys(row.template).filter(isProfile)
    var keys = Dictionary(uniqueKeysWithValues: zip(names, chain.links.indices.map(ProfileChain.id)))
    guard row.template.contains("{secretReferenceValueId}") else { return keys }
    let last = ProfileChain.id(chain.links.count - 1)
    let profile = scene.send("GET", "/deviceManagement/deviceConfigurations/\(last)", version: "beta")
    let setting = profile["omaSettings"]?.arrayValue?.first?.objectValue
    keys["secretReferenceValueId"] = setting?["secretReferenceValueId"]?.stringValue
    return keys
  }

  private static func isProfile(_ key: String) -> Bool {
    key.hasPrefix("deviceConfigurationId") || key.lowercased().hasSuffix("trustedrootcertificateid")
  }
}
