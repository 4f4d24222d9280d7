import EntityModel
import GraphStore

/// Tells subscribers what a transaction has changed.
struct ChangeNotifier: ChangeRule {
  func didLog(_ changes: LoggedChanges, _ transaction: WriteTransaction) throws {
    guard try !SubscriptionTable.isEmpty(transaction.db) else { return }
    let notifications = Notifications(transaction)
    var homes = TrackedHomes(transaction.model)
    var subscriptions = KnownSubscriptions(transaction)
    for change in try ObjectChange.all(in: changes) {
      let watchers = try SubscriptionTable.watchers(
        of: change.object, in: homes.homes(of: change.type), transaction.db)
      guard !watchers.isEmpty, let outcome = try outcome(of: change, transaction) else { continue }
      for watcher in watchers {
        guard let subscription = try subscriptions[watcher.subscription] else { continue }
        try tell(subscription, watcher, change, outcome, notifications, transaction)
      }
    }
  }

  /// nil for an object that came and went. One that can be restored was only updated, as the service tells it.
  private func outcome(of change: ObjectChange, _ transaction: WriteTransaction) throws -> ChangeType? {
    guard change.isRemoved else { return change.isNew ? .created : .updated }
    let isThere = try transaction.entity(key: change.object, in: transaction.table(change.type)) != nil
    if isThere { return .updated }
    return change.isNew ? nil : .deleted
  }

  private func tell(
    _ subscription: Subscription, _ watcher: SubscriptionTable.Watcher, _ change: ObjectChange,
    _ outcome: ChangeType, _ notifications: Notifications, _ transaction: WriteTransaction
  ) throws {
    let isConcerned =
      watcher.navigation.map { name in change.links.contains { $0.navigation == name } } ?? true
    if isConcerned || outcome == .deleted, let told = outcome.told(to: subscription.changeTypes) {
      try notifications.post(told, change, watcher, subscription)
    }
    if outcome == .deleted, watcher.isOfObject {
      // Nothing can happen to it any more.
      try notifications.post(.subscriptionRemoved, subscription)
      try transaction.delete(subscription.entity)
    }
  }
}

/// Those that were looked up before: a transaction may change many objects that the same ones watch.
private struct KnownSubscriptions {
  private let transaction: WriteTransaction
  private var known: [Int64: Subscription] = [:]

  init(_ transaction: WriteTransaction) { self.transaction = transaction }

  subscript(key: Int64) -> Subscription? {
    mutating get throws {
      if let subscription = known[key] { return subscription }
      known[key] = try Subscription(key: key, transaction)
      return known[key]
    }
  }
}

/// The sets that objects of a type can be subscribed to in.
private struct TrackedHomes {
  private let model: EntityModel
  private var known: [String: [String]] = [:]

  init(_ model: EntityModel) { self.model = model }

  mutating func homes(of name: String) -> [String] {
    if let homes = known[name] { return homes }
    let homes = model.container.compactMap { element in
      guard element.changeTracking != nil, let root = model.type(element.type),
        model.type(name)?.isKind(of: root) == true
      else { return nil as String? }
      return element.name
    }
    known[name] = homes
    return homes
  }
}
