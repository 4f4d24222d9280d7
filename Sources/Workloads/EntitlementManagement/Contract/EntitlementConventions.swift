package import GraphContract

extension Conventions {
  /// How entitlement management behaves (graph-platform section 6).
  package static var entitlement: Conventions {
    var conventions = Conventions()
    conventions.expansion.depth = 5
    conventions.expansion.options = [
      .select, .expand, .filter, .orderby, .search, .top, .skip, .count, .levels,
    ]
    conventions.answersNothingForNull = true
    conventions.takesInlineEntities = true
    conventions.ownPermissions = ["EntitlementMgmt-SubjectAccess.ReadWrite"]
    return conventions
  }
}
