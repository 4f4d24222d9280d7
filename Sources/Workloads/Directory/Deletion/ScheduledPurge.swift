import GRDB
import GraphStore
import OData

/// Deleted objects whose thirty days are over.
struct ScheduledPurge: ScheduledRule {
  private static let retention = 30 * Ticks.day
  private static let secondsLength = "2026-01-31T08:15:30".count

  func nextScheduled(_ db: Database) throws -> Moment? {
    let sql = "SELECT min(deleted) FROM directoryObject WHERE deleted IS NOT NULL"
    return try String.fetchOne(db.cachedStatement(sql: sql)).flatMap { Moment($0) }?
      .adding(ticks: Self.retention)
  }

  func runScheduled(_ transaction: WriteTransaction) throws {
    guard let limit = transaction.moment.adding(ticks: -Self.retention)?.precise else { return }
    // The index knows the texts, which are in the order of the times up to their seconds.
    let expired = try transaction.entities(
      transaction.table(DirectoryType.object),
      where: "deleted IS NOT NULL AND deleted < ? AND instant(deleted) <= instant(?)",
      [String(limit.prefix(Self.secondsLength)) + "~", limit])
    for entity in expired { try transaction.delete(entity) }
  }
}
