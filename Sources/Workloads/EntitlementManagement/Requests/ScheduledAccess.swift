import GRDB
import GraphStore

/// Ends of access, approval time-outs and requests that a POST only wrote down.
struct ScheduledAccess: ScheduledRule {
  func nextScheduled(_ db: Database) throws -> Moment? {
    let ticks = try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(moment) FROM accessPackageTransition"))
    return ticks.flatMap { Moment(ticks: $0) }
  }

  /// In the order of its times and with them as timestamps.
  func runScheduled(_ transaction: WriteTransaction) throws {
    while let transition = try ScheduledTransitions.next(transaction) {
      switch transition.kind {
      case .request, .start, .approvalTimeout, .escalation: try advanceRequest(transition, transaction)
      case .nearExpiry, .end: try advanceAssignment(transition, transaction)
      }
    }
  }

  private func advanceRequest(_ transition: ScheduledTransitions.Transition, _ transaction: WriteTransaction)
    throws
  {
    guard let request = try transaction.entity(key: transition.object, type: EntitlementType.request) else {
      return
    }
    try RequestProcessing(request: request, moment: transition.moment, transaction: transaction).advance(
      transition.kind)
  }

  private func advanceAssignment(
    _ transition: ScheduledTransitions.Transition, _ transaction: WriteTransaction
  ) throws {
    guard let assignment = try transaction.entity(key: transition.object, type: EntitlementType.assignment)
    else {
      return
    }
    try Expiry(assignment: assignment, moment: transition.moment, transaction: transaction).advance(
      transition.kind)
  }
}
