import GRDB
import GraphStore

/// The way of a group's `licenseProcessingState` while the setting `processing` is `stepped`; its units are settled at
/// once all the same (cloud-licensing 1.5).
///
/// Table `groupProcessing`: `key` of the group, `step` (0 is queued, 1 in progress). A group without a row is complete.
struct GroupProcessing: StepRule {
  static let part = TablePart([
    "CREATE TABLE groupProcessing (key INTEGER PRIMARY KEY, step INTEGER NOT NULL)",
    RememberedKeys.forgetting(["key"], of: "groupProcessing", with: "directoryObject"),
  ])
  private static let name = "groupProcessing"

  /// What is assigned to a group, or who is in it, changed.
  static func begin(_ group: Int64, _ transaction: WriteTransaction) throws {
    guard transaction.licensingSettings.isStepped else { return }
    try transaction.run(
      "INSERT OR REPLACE INTO groupProcessing (key, step) VALUES (?, 0)", addingTo: name, [group])
    try transaction.noteProcessing(of: group)
  }

  func hasSteps(_ db: Database) throws -> Bool {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM groupProcessing LIMIT 1")) != nil
  }

  func takeStep(of object: Int64?, _ transaction: WriteTransaction) throws {
    for group in try transaction.keys("SELECT key FROM groupProcessing WHERE \(Self.isMeant)", [object]) {
      try transaction.noteProcessing(of: group)
    }
    // Where nothing is stepped any more, what was begun is done at once.
    let last = transaction.licensingSettings.isStepped ? 1 : 0
    try transaction.run(
      "DELETE FROM groupProcessing WHERE \(Self.isMeant) AND step >= ?2", changing: Self.name, [object, last])
    try transaction.run(
      "UPDATE groupProcessing SET step = step + 1 WHERE \(Self.isMeant)", changing: Self.name, [object])
  }

  private static let isMeant = "(?1 IS NULL OR key = ?1)"
}
