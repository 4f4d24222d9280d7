import GraphStore

/// Nested paths that the service has no route for, where the tenant is to be as it is (entitlement-management sections 4
/// and 6).
struct UnroutedPathsRule: AreaRule {
  let workload = "entitlement"

  /// The policies of a package and the questions of a policy, which are a property in one version and objects in the
  /// other.
  private static let members: Set = [
    "microsoft.graph.accessPackage/accessPackageAssignmentPolicies",
    "microsoft.graph.accessPackageAssignmentPolicy/questions",
    "microsoft.graph.accessPackageAssignmentPolicy/policyQuestions",
  ]

  func isOn(_ settings: TenantSettings) -> Bool { settings[EntitlementSettings.self].isLive }

  func check(_ place: AskedPlace) throws {
    guard Self.members.isDisjoint(with: place.members) else { throw EntitlementError.notRouted(place.url) }
  }
}
