import GRDB
import GraphStore

/// Ends of access, approval time-outs and requests that a POST only wrote down.
struct ScheduledAccess: ScheduledRule {
  func nextScheduled(_ db: Database) throws -> Moment? {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(moment) FROM accessPackageDue")).map(
      Moment.init(ticks:))
  }

  /// In the order of its times and with them as timestamps.
  func runScheduled(_ transaction: WriteTransaction) throws {
    while let due = try ScheduledTransitions.next(transaction) {
      switch due.kind {
      case .request, .start, .approvalTimeout: try advanceRequest(due, transaction)
      case .nearExpiry, .end: try advanceAssignment(due, transaction)
      }
    }
  }

  private func advanceRequest(_ due: ScheduledTransitions.Due, _ transaction: WriteTransaction) throws {
    guard let request = try transaction.entity(key: due.object, type: EntitlementType.request) else { return }
    try RequestProcessing(request: request, moment: due.moment, transaction: transaction).advance(due.kind)
  }

  private func advanceAssignment(_ due: ScheduledTransitions.Due, _ transaction: WriteTransaction) throws {
    guard let assignment = try transaction.entity(key: due.object, type: EntitlementType.assignment) else {
      return
    }
    try Expiry(assignment: assignment, moment: due.moment, transaction: transaction).advance(due.kind)
  }
}
