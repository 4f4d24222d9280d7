import GRDB
import GraphStore

/// Table `planStatus`: what the tenant's settings say of service plans, so that no view of licenses parses them.
struct PlanStatusTable: SettingsRule {
  static let creationSQL = [
    "CREATE TABLE planStatus (planId TEXT PRIMARY KEY, status TEXT NOT NULL) WITHOUT ROWID"
  ]

  func didChangeSettings(_ transaction: WriteTransaction) throws {
    try transaction.db.execute(sql: "DELETE FROM planStatus")
    for (plan, status) in transaction.licensingSettings.planStatuses {
      try transaction.db.execute(sql: "INSERT INTO planStatus VALUES (?, ?)", arguments: [plan, status])
    }
  }
}
