/// Rows that an object contains at the end of a way of several containments, at whatever depth.
package struct DeeperRows: Sendable {
  /// One containment on the way.
  package struct Step: Sendable {
    let table: EntityTable
    let place: ContainedPlace
    /// What it leads to may have more of them.
    let isRepeated: Bool

    /// The rows of a table that are in one place of their owners.
    package init(table: EntityTable, place: ContainedPlace, isRepeated: Bool) {
      (self.table, self.place, self.isRepeated) = (table, place, isRepeated)
    }
  }

  private let before: [Step]
  private let last: Step

  /// nil where the way leads to rows of another table, or goes through one whose rows have no owner.
  package init?(_ steps: [Step], endingIn table: EntityTable) {
    guard let last = steps.last, last.table.name == table.name, steps.allSatisfy(\.table.hasOwner) else {
      return nil
    }
    (before, self.last) = (steps.dropLast(), last)
  }

  /// That a row of the table is one of these.
  ///
  /// - Parameters:
  ///   - parent: SQL for the key of the object at the beginning.
  ///   - former: name of a table with rows that have left these tables, which may have been on the way; nil: none.
  func condition(parent: SQLText, with former: String? = nil) -> SQLText {
    let containers = before.reduce("SELECT \(parent) AS key") { Self.keys($1, in: $0, former) }
    let owners = last.isRepeated ? Self.closure(last, of: containers, former) : containers
    return (["owner IN (\(owners))"] + last.place.conditions()).joined(separator: " AND ")
  }

  /// A query of the keys of what a step leads to.
  private static func keys(_ step: Step, in owners: SQLText, _ former: String?) -> SQLText {
    let conditions = ["owner IN (\(owners))"] + step.place.conditions()
    let found = "SELECT key FROM \(rows(step, former)) WHERE \(conditions.joined(separator: " AND "))"
    return step.isRepeated ? closure(step, of: found, former) : found
  }

  /// The same with all that such objects contain by the step.
  private static func closure(_ step: Step, of keys: SQLText, _ former: String?) -> SQLText {
    let conditions = ["r.owner = below.key"] + step.place.conditions(prefix: "r.")
    return """
      WITH RECURSIVE below(key) AS (SELECT key FROM (\(keys)) UNION SELECT r.key FROM below
       CROSS JOIN \(rows(step, former)) r ON \(conditions.joined(separator: " AND "))) SELECT key FROM below
      """
  }

  private static func rows(_ step: Step, _ former: String?) -> SQLText {
    guard let former else { return quoted(step.table.name) }
    let columns = step.place.conditions().isEmpty ? "key, owner" : "key, owner, place"
    return "(SELECT \(columns) FROM \(quoted(step.table.name)) UNION ALL SELECT \(columns) FROM \(former))"
  }
}
