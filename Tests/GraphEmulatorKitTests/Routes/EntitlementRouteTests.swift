import EntityModel
import Testing

/// Every row of the table of entitlement management's routes answers as it says, and refuses what is wrong.
@Suite struct EntitlementRouteTests {
  @Test(arguments: ["beta", "v1.0"]) func everyRowAnswers(version: String) throws {
    let run = try RouteRun(.entitlement, Self.manners, version: version)
    run.forEach(run.answers)
  }

  @Test(arguments: ["beta", "v1.0"]) func everyRowRefusesWhatIsWrong(version: String) throws {
    let run = try RouteRun(.entitlement, Self.manners, version: version)
    run.forEach(run.refuses)
  }

  static let manners = RouteManners(
    update: { update($1) })

  /// Custom extensions, connectors and policies below a package are shown after a PATCH, organizations with 202.
  private static func update(_ place: RoutePlace) -> Int {
    switch place.type?.shortName {
    case "customCalloutExtension", "customAccessPackageWorkflowExtension": 200
    case "externalOriginResourceConnector", "accessPackageAssignmentPolicy": 200
    case "connectedOrganization": 202
    default: 204
    }
  }
}
