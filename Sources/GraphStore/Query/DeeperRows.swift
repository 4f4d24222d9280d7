/// Rows that an object contains at the end of a way of several containments, at whatever depth.
package struct DeeperRows: Sendable {
  package struct Step: Sendable {
    let table: EntityTable
    let place: ContainedPlace
    /// What it leads to may have more of them.
    let isRepeated: Bool

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
  /// - Parameter parent: SQL for the key of the object at the beginning.
  func condition(parent: SQLText) -> SQLText {
    let containers = before.reduce("SELECT \(parent) AS key") { Self.keys($1, in: $0) }
    let owners = last.isRepeated ? Self.closure(last, of: containers) : containers
    return (["owner IN (\(owners))"] + last.place.conditions()).joined(separator: " AND ")
  }

  /// A query of the keys of what a step leads to.
  private static func keys(_ step: Step, in owners: SQLText) -> SQLText {
    let conditions = ["owner IN (\(owners))"] + step.place.conditions()
    let found = "SELECT key FROM \(quoted(step.table.name)) WHERE \(conditions.joined(separator: " AND "))"
    return step.isRepeated ? closure(step, of: found) : found
  }

  /// The same with all that such objects contain by the step.
  private static func closure(_ step: Step, of keys: SQLText) -> SQLText {
    let conditions = ["r.owner = below.key"] + step.place.conditions(prefix: "r.")
    return """
      WITH RECURSIVE below(key) AS (SELECT key FROM (\(keys)) UNION SELECT r.key FROM below
       CROSS JOIN \(quoted(step.table.name)) r ON \(conditions.joined(separator: " AND "))) SELECT key FROM below
      """
  }
}
