import GRDB
import GraphStore

/// Subscriptions that end, their owners who are reminded of it, and messages that nobody has taken in time.
struct SubscriptionSchedule: ScheduledRule {
  /// The endpoints wait for it, and they send no request.
  let isAwaited = true

  func nextScheduled(_ db: Database) throws -> Moment? {
    let ticks = [try SubscriptionTable.nextDue(db), try Outbox.nextExpiry(db)].compactMap(\.self)
    return ticks.min().flatMap { Moment(ticks: $0) }
  }

  func runScheduled(_ transaction: WriteTransaction) throws {
    let notifications = Notifications(transaction)
    for subject in try transaction.removeExpiredMessages() where subject > 0 {
      if let subscription = try Subscription(key: subject, transaction) {
        try notifications.post(.missed, subscription)
      }
    }
    while let (key, event) = try SubscriptionTable.firstDue(at: transaction.moment, transaction.db) {
      guard let subscription = try Subscription(key: key, transaction) else {
        try SubscriptionTable.remove(key, transaction)
        continue
      }
      try run(event, subscription, notifications, transaction)
    }
  }

  private func run(
    _ event: SubscriptionTable.Event, _ subscription: Subscription, _ notifications: Notifications,
    _ transaction: WriteTransaction
  ) throws {
    switch event {
    case .reauthorization:
      try notifications.post(.reauthorizationRequired, subscription)
      let end = subscription.end ?? transaction.moment
      try SubscriptionTable.setNext(subscription.key, (end, .expiry), transaction)
    case .expiry: try transaction.delete(subscription.entity)
    }
  }
}
