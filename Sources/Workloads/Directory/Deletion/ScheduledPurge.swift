import GRDB
import GraphStore

/// Deleted objects whose thirty days are over.
struct ScheduledPurge: ScheduledRule {
  private static let retention: Double = 30 * 86_400

  func nextScheduled(_ db: Database) throws -> Moment? {
    let sql = "SELECT min(deleted) FROM directoryObject WHERE deleted IS NOT NULL"
    return try String.fetchOne(db.cachedStatement(sql: sql)).flatMap { Moment($0) }?
      .adding(seconds: Self.retention)
  }

  func runScheduled(_ transaction: WriteTransaction) throws {
    let limit = transaction.moment.adding(seconds: -Self.retention).seconds
    let expired = try transaction.entities(
      transaction.table(DirectoryType.object),
      where: "deleted IS NOT NULL AND instant(deleted) <= instant(?)", [limit])
    for entity in expired { try transaction.delete(entity) }
  }
}
