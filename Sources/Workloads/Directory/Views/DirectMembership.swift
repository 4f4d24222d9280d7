import GraphStore

/// What an object is a member of: groups, directory roles and administrative units, each of which keeps its
/// members in a table of its own.
enum DirectMembership {
  static let views = ["user", "group", "device", "servicePrincipal"].map(view)

  /// Groups in the order of joining, then roles, then units: the tables count for themselves, so their orders do not compare.
  private static func view(_ type: String) -> StoreView {
    StoreView(
      type + "_memberOf",
      from: [DirectoryLink.members, DirectoryLink.roleMembers, DirectoryLink.unitMembers],
      """
      SELECT target AS source, source AS target, position FROM \(DirectoryLink.members)
      UNION ALL SELECT target, source, position + \(firstRole) FROM \(DirectoryLink.roleMembers)
      UNION ALL SELECT target, source, position + \(firstUnit) FROM \(DirectoryLink.unitMembers)
      """,
      links: StoreView.Links { object in
        """
        SELECT source AS target, position FROM \(DirectoryLink.members) WHERE target = \(object)
        UNION ALL
        SELECT source, position + \(firstRole) FROM \(DirectoryLink.roleMembers) WHERE target = \(object)
        UNION ALL
        SELECT source, position + \(firstUnit) FROM \(DirectoryLink.unitMembers) WHERE target = \(object)
        """
      })
  }

  /// Beyond the position of any membership in a group.
  private static let firstRole: Int64 = 1 << 52
  private static let firstUnit: Int64 = 1 << 53
}
