/// What a workload refuses of whatever leads to it, as the tenant's settings say: before anything of it is looked up.
package protocol AreaRule: Rule {
  /// Name of the workload.
  var workload: String { get }
  /// Whether the settings ask for it at all.
  func isOn(_ settings: TenantSettings) -> Bool
  /// - Throws: what the request is refused with.
  func check(_ place: AskedPlace) throws
}

/// Where a request leads.
package struct AskedPlace: Sendable {
  /// What it goes through, by stored names: `microsoft.graph.accessPackage/accessPackageAssignmentPolicies`
  package let members: [String]
  /// As the client sees it, without the query.
  package let url: String

  package init(members: [String], url: String) {
    self.members = members
    self.url = url
  }
}
