import GRDB
import GraphStore
import JSON

/// The direct assignments of deleted users.
struct RestorableAssignments {
  let transaction: WriteTransaction

  private static let name = "restorableAssignment"

  func remember(_ assignments: [Entity], of principal: Int64) throws {
    try forget(principal)
    let table = try transaction.table(LicensingType.allotment)
    for assignment in assignments {
      guard let key = assignment.references["allotment"],
        let allotment = try transaction.entity(key: key, in: table)
      else { continue }
      try remember(allotment.id, assignment.properties["disabledServicePlanIds"] ?? .array([]), of: principal)
    }
  }

  func remember(_ allotment: String, _ disabled: JSONValue, of principal: Int64) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO restorableAssignment (principal, allotment, disabledServicePlanIds) VALUES (?, ?, ?)",
      addingTo: Self.name, [principal, allotment, disabled.text])
  }

  /// - Parameter value: what a seed says of a deleted user: `[{"allotment":"{id}","disabledServicePlanIds":[]}]`
  func take(_ value: JSONValue, of user: Entity) throws {
    for element in (value.arrayValue ?? []).compactMap(\.objectValue) {
      guard let reference = element["allotment"]?.stringValue else { continue }
      let id = reference.split(separator: "/").last.map(String.init) ?? reference
      try remember(id, element["disabledServicePlanIds"] ?? .array([]), of: user.key)
    }
  }

  func forget(_ principal: Int64) throws {
    try transaction.run(
      "DELETE FROM restorableAssignment WHERE principal = ?", changing: Self.name, [principal])
  }

  /// One whose allotment is gone is skipped.
  func makeAgain(for principal: Int64) throws {
    let sql =
      "SELECT allotment, disabledServicePlanIds FROM restorableAssignment WHERE principal = ? ORDER BY sequence"
    let rows = try Row.fetchAll(transaction.db, sql: sql, arguments: [principal])
    try forget(principal)
    for row in rows {
      guard
        let allotment = try transaction.entity(id: row[0], in: try transaction.table(LicensingType.allotment))
      else {
        continue
      }
      let disabled = try? JSONValue.parse(row[1] as String)
      try transaction.assign(allotment, to: principal, disabled ?? .array([]))
    }
  }
}
