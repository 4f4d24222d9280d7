import GRDB
import GraphStore

/// Table `planStatus`: what the tenant's settings say of service plans, so that no view of licenses parses them.
struct PlanStatusTable: SettingsRule {
  static let part = TablePart([
    "CREATE TABLE planStatus (planId TEXT PRIMARY KEY, status TEXT NOT NULL) WITHOUT ROWID"
  ])
  private static let name = "planStatus"

  func didChangeSettings(_ transaction: WriteTransaction) throws {
    try transaction.run("DELETE FROM planStatus", changing: Self.name)
    for (plan, status) in transaction.licensingSettings.planStatuses {
      try transaction.run("INSERT INTO planStatus VALUES (?, ?)", addingTo: Self.name, [plan, status])
    }
  }
}
