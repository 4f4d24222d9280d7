import GraphStore

/// Whom the roles of an application are given to, and what users have let applications do: as links from the objects that
/// those name by their ids.
enum GrantViews {
  static let views = [
    StoreView(
      "servicePrincipal_appRoleAssignedTo", from: ["appRoleAssignment"],
      """
      SELECT r.key AS source, a.key AS target, a.key AS position FROM appRoleAssignment a
      CROSS JOIN directoryObject r ON r.id = a.resourceId_folded
      CROSS JOIN directoryObject p ON p.key = a.owner WHERE p.deleted IS NULL
      """,
      links: StoreView.Links { object in
        """
        SELECT a.key AS target, a.key AS position FROM appRoleAssignment a
        CROSS JOIN directoryObject p ON p.key = a.owner
        WHERE a.resourceId_folded = (SELECT id FROM directoryObject WHERE key = \(object)) AND p.deleted IS NULL
        """
      }),
    grants(of: "servicePrincipal", by: "clientId"),
    grants(of: "user", by: "principalId"),
  ]

  private static func grants(of type: String, by property: String) -> StoreView {
    StoreView(
      type + "_oauth2PermissionGrants", from: ["oAuth2PermissionGrant"],
      """
      SELECT o.key AS source, g.key AS target, g.key AS position FROM oAuth2PermissionGrant g
      CROSS JOIN directoryObject o ON o.id = g.\(property)_folded
      """,
      links: StoreView.Links { object in
        """
        SELECT key AS target, key AS position FROM oAuth2PermissionGrant
        WHERE \(property)_folded = (SELECT id FROM directoryObject WHERE key = \(object))
        """
      })
  }
}

/// What somebody owns: groups, applications and what stands for those, each of which keeps its owners in a table of its
/// own.
enum Ownership {
  static let views = ["user", "servicePrincipal"].map(view)

  private static let tables = [
    DirectoryLink.owners, DirectoryLink.applicationOwners, DirectoryLink.servicePrincipalOwners,
  ]
  /// Beyond the position of any ownership of the kind before.
  private static let nextKind: Int64 = 1 << 52

  private static func view(_ type: String) -> StoreView {
    StoreView(
      type + "_ownedObjects", from: tables, all("target AS source, source AS target", ""),
      links: StoreView.Links { object in all("source AS target", " WHERE target = \(object)") })
  }

  private static func all(_ columns: String, _ condition: String) -> String {
    tables.enumerated().map { index, table in
      "SELECT \(columns), position + \(Int64(index) &* nextKind) AS position FROM \(table)\(condition)"
    }.joined(separator: "\nUNION ALL ")
  }
}
