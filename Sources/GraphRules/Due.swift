package import GRDB
package import GraphStore

/// Ends of access, approval time-outs and requests that a POST only wrote down.
package struct DueAccess: DueRule {
  package init() {}

  package func nextDue(_ db: Database) throws -> Moment? {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(moment) FROM accessPackageDue")).map(
      Moment.init(ticks:))
  }

  package func settleDue(_ transaction: WriteTransaction) throws {
    guard try EntitlementManagement.hasDueTransitions(transaction.db, at: transaction.moment) else { return }
    try EntitlementManagement.settleDueTransitions(transaction)
  }
}

/// Deleted objects whose thirty days are over.
package struct DueDeletedItems: DueRule {
  package init() {}

  package func nextDue(_ db: Database) throws -> Moment? {
    let sql = "SELECT min(deleted) FROM directoryObject WHERE deleted IS NOT NULL"
    return try String.fetchOne(db.cachedStatement(sql: sql)).flatMap { Moment($0) }?
      .adding(seconds: Directory.retention)
  }

  package func settleDue(_ transaction: WriteTransaction) throws {
    guard try Directory.hasDueDeletedItems(transaction.db, at: transaction.moment) else { return }
    try Directory.purgeDeletedItems(transaction)
  }
}
