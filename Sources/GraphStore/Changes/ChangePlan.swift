/// How the changes of objects of some types are read.
///
/// Parameters as those of every plan: `?1` key of the object before in the path, `?2` the ids that count as a JSON array, or
/// null, `?4` the change that the walk begins after.
package struct ChangePlan: Sendable {
  let plan: ReadPlan

  /// For whoever shows what a request does.
  package var sql: SQLText { plan.sql }

  /// - Parameters:
  ///   - identifier: that of no other plan.
  ///   - types: stored names, one at least.
  ///   - source: the rows of the collection whose changes count.
  ///   - projection: of nothing; what is read is in the log.
  package init(identifier: Int, types: [String], in source: RowSource, _ projection: Projection) {
    let place = PlaceChanges(source)
    let sql = types.map { Self.changes($0, place) }.joined(separator: " UNION ALL ") + " ORDER BY sequence"
    plan = ReadPlan(identifier: identifier, sql: sql, projection: projection)
  }

  /// Each type by itself: SQLite then merges walks over the index, where `IN` would make it sort all that there is
  /// before it gives the first row.
  private static func changes(_ type: String, _ place: PlaceChanges?) -> SQLText {
    let sql = """
      SELECT c.sequence, c.kind, c.object, c.type, c.id, c.names, c.target, c.targetType, c.targetId,
        \(place?.wasThereSQL ?? "0")
      FROM change c WHERE c.type = \(literal(type)) AND c.sequence > ?4
        AND (?2 IS NULL OR c.id IN (SELECT value FROM json_each(?2)))
      """
    return place.map { "\(sql) AND (\($0.isThereSQL) OR \($0.wasThereSQL))" } ?? sql
  }
}

/// Which changes are about a collection that hangs off an object: those of what is in it, and those by which something left.
/// `c` is the change.
struct PlaceChanges {
  let isThereSQL: SQLText
  let wasThereSQL: SQLText

  /// nil for a whole set: all changes of its type are about it.
  init?(_ source: RowSource) {
    guard source.relation.place != nil else { return nil }
    self.init(of: source, parent: "?1", and: [])
  }

  /// - Parameters:
  ///   - parent: SQL for the key of the object that has the collection.
  ///   - more: further conditions of a row `t`.
  init(of source: RowSource, parent: SQLText, and more: [SQLText]) {
    let conditions = (["t.key = c.object"] + source.conditions(parent: parent) + more).joined(
      separator: " AND ")
    isThereSQL = "EXISTS (SELECT 1 FROM \(source.fromSQL(parent: parent)) WHERE \(conditions))"
    let were = ([Self.conditions(ofFormer: source, parent)] + more).joined(separator: " AND ")
    wasThereSQL = "EXISTS (SELECT 1 FROM \(FormerRows.name) t WHERE t.sequence = c.sequence AND \(were))"
  }

  private static func conditions(ofFormer source: RowSource, _ parent: SQLText) -> SQLText {
    var former = source
    // Who may see a row is reckoned from more than is kept of it.
    (former.visibility, former.deeper) = (nil, [])
    let own = former.conditions(parent: parent).joined(separator: " AND ")
    guard !source.deeper.isEmpty else { return own }
    former.relation = .all
    let places = source.deeper.map { deeper in
      ([deeper.condition(parent: parent, with: FormerRows.name)] + former.conditions(parent: parent)).joined(
        separator: " AND ")
    }
    return "(\(([own] + places).joined(separator: " OR ")))"
  }
}
