import GRDB
import GraphStore

/// The closure over nested groups, upwards and downwards.
///
/// The views have the columns of a link table. A view cannot take a parameter, so each row of the outer table
/// carries its own recursive query: a condition on `source` reaches it as a look-up by key, and the cost is that
/// of one object's closure. Where the object is known the recursive query stands for itself, and whoever wants but
/// some of the closure pays for no more. UNION ends cycles. The position is the target's key, which stays the same
/// while others come and go.
enum TransitiveMembership {
  static let views =
    ["user", "group", "device", "servicePrincipal"].map { view($0 + "_transitiveMemberOf", ancestorsSQL) }
    + [view("group_transitiveMembers", descendantsSQL)]

  /// Groups above `object`, and the directory roles that it or one of them has.
  @Sendable static func ancestorsSQL(of object: String) -> String {
    """
    WITH RECURSIVE up (key) AS (
      SELECT source FROM group_members WHERE target = \(object)
      UNION SELECT source FROM directoryRole_members WHERE target = \(object)
      UNION SELECT m.source FROM up CROSS JOIN group_members m ON m.target = up.key
      UNION SELECT m.source FROM up CROSS JOIN directoryRole_members m ON m.target = up.key)
    SELECT key FROM up WHERE key <> \(object)
    """
  }

  /// What is in the group `object` or in groups below it.
  @Sendable private static func descendantsSQL(of object: String) -> String {
    """
    WITH RECURSIVE down (key) AS (
      SELECT target FROM group_members WHERE source = \(object)
      UNION SELECT m.target FROM down CROSS JOIN group_members m ON m.source = down.key)
    SELECT key FROM down WHERE key <> \(object)
    """
  }

  private static func view(
    _ name: String, _ closure: @escaping @Sendable (_ object: String) -> String
  ) -> StoreView {
    StoreView(
      name, from: [DirectoryLink.members, DirectoryLink.roleMembers],
      """
      SELECT o.key AS source, j.value AS target, j.value AS position FROM directoryObject o
      CROSS JOIN json_each((SELECT json_group_array(key) FROM (\(closure("o.key"))))) j
      """,
      links: StoreView.Links(isClosure: true) { object in
        "SELECT key AS target, key AS position FROM (\(closure(object)))"
      })
  }

  struct Ancestor {
    let key: Int64
    let id: String
    let type: String
    let isSecurityEnabled: Bool
  }

  /// Groups and directory roles that an object is in, directly or through groups, in order of creation.
  static func ancestors(of object: Int64, _ db: Database) throws -> [Ancestor] {
    let sql = """
      SELECT key, id, type, coalesce(json_extract(properties, '$.securityEnabled'), 0) FROM directoryObject
      WHERE key IN (\(ancestorsSQL(of: "?1"))) AND deleted IS NULL ORDER BY key
      """
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [object])
      .map { Ancestor(key: $0[0], id: $0[1], type: $0[2], isSecurityEnabled: $0[3]) }
  }
}
