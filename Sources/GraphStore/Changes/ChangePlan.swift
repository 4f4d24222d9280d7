/// How the changes of objects of some types are read.
package struct ChangePlan: Sendable {
  package let identifier: Int
  /// `?1` is the change that the walk begins after, `?2` the ids that count as a JSON array, or null.
  package let sql: String

  /// - Parameters:
  ///   - identifier: that of no other plan.
  ///   - types: stored names, one at least.
  package init(identifier: Int, types: [String]) {
    self.identifier = identifier
    sql = types.map(Self.changes).joined(separator: " UNION ALL ") + " ORDER BY sequence"
  }

  /// Each type by itself: SQLite then merges walks over the index, where `IN` would make it sort all that there is
  /// before it gives the first row.
  private static func changes(_ type: String) -> String {
    """
    SELECT sequence, kind, object, type, id, names, target, targetType, targetId FROM change
    WHERE type = \(literal(type)) AND sequence > ?1
      AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2)))
    """
  }
}
