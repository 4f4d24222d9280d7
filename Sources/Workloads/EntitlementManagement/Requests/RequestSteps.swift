import GRDB
import GraphStore

/// The way of requests while the setting `processing` is `stepped` (entitlement-management section 1.3): from Submitted
/// to Delivering to Delivered.
///
/// Table `accessPackageRequestStep`: `key` of a request that goes on at the next occasion.
struct RequestSteps: StepRule {
  static let part = TablePart([
    "CREATE TABLE accessPackageRequestStep (key INTEGER PRIMARY KEY)",
    RememberedKeys.forgetting(
      ["key"], of: "accessPackageRequestStep", with: "accessPackageAssignmentRequest"),
  ])
  private static let table = "accessPackageRequestStep"

  static func add(_ request: Int64, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO accessPackageRequestStep VALUES (?)", addingTo: table, [request])
  }

  static func forget(_ request: Int64, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "DELETE FROM accessPackageRequestStep WHERE key = ?", changing: table, [request])
  }

  func hasSteps(_ db: Database) throws -> Bool {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM accessPackageRequestStep LIMIT 1")) != nil
  }

  func takeStep(of object: Int64?, _ transaction: WriteTransaction) throws {
    let sql = "SELECT key FROM accessPackageRequestStep WHERE ?1 IS NULL OR key = ?1 ORDER BY key"
    for key in try Int64.fetchAll(transaction.db.cachedStatement(sql: sql), arguments: [object]) {
      try Self.forget(key, transaction)
      guard let request = try transaction.entity(key: key, type: EntitlementType.request) else { continue }
      try RequestProcessing(request: request, moment: transaction.moment, transaction: transaction).step()
    }
  }
}
