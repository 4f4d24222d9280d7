import EntityModel
import GraphStore

/// Tells subscribers what a transaction has changed.
struct ChangeNotifier: ChangeRule {
  func didLog(_ changes: LoggedChanges, _ transaction: WriteTransaction) throws {
    guard try !SubscriptionTable.isEmpty(transaction.db) else { return }
    let notifications = Notifications(transaction)
    var homes = TrackedHomes(transaction.model)
    var places = WatchedPlaces(transaction)
    var subscriptions = KnownSubscriptions(transaction)
    for change in try ObjectChange.all(in: changes) {
      let watchers = try SubscriptionTable.watchers(
        of: change.object, in: homes.homes(of: change.type), transaction.db)
      if !watchers.isEmpty, let outcome = try outcome(of: change, transaction) {
        for watcher in watchers {
          guard let subscription = try subscriptions[watcher.subscription] else { continue }
          try tell(subscription, watcher, change, outcome, notifications, transaction)
        }
      }
      for place in try places.places(of: change.type) {
        guard let subscription = try subscriptions[place.subscription] else { continue }
        try tell(subscription, place, change, changes, notifications, transaction)
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
      try end(subscription, notifications, transaction)
    }
  }

  /// What comes to a collection is created there, and what leaves it is deleted.
  private func tell(
    _ subscription: Subscription, _ watched: WatchedPlaces.Watched, _ change: ObjectChange,
    _ changes: LoggedChanges, _ notifications: Notifications, _ transaction: WriteTransaction
  ) throws {
    guard watched.place.object ?? change.object == change.object else { return }
    let membership = try transaction.membership(
      of: change.object, isNew: change.isNew, in: watched.rows, changes)
    guard let outcome = ChangeType(membership) else { return }
    if subscription.changeTypes.contains(outcome) {
      try notifications.post(outcome, change, watched.place, subscription)
    }
    if outcome == .deleted, watched.place.object != nil {
      try end(subscription, notifications, transaction)
    }
  }

  /// Nothing can happen any more to what it is about.
  private func end(
    _ subscription: Subscription, _ notifications: Notifications, _ transaction: WriteTransaction
  ) throws {
    try notifications.post(.subscriptionRemoved, subscription)
    try transaction.delete(subscription.entity)
  }
}

extension ChangeType {
  /// nil for what neither was there nor is.
  fileprivate init?(_ membership: PlaceMembership) {
    switch (membership.was, membership.is) {
    case (false, true): self = .created
    case (true, true): self = .updated
    case (true, false): self = .deleted
    case (false, false): return nil
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

/// The collections that hang off objects and that somebody watches, by the type of what changes.
private struct WatchedPlaces {
  struct Watched {
    let subscription: Int64
    let place: SubscribedPlace
    let rows: WatchedRows
  }

  private let transaction: WriteTransaction
  private var known: [String: [Watched]] = [:]

  init(_ transaction: WriteTransaction) { self.transaction = transaction }

  mutating func places(of type: String) throws -> [Watched] {
    if let places = known[type] { return places }
    let table = try transaction.table(type)
    let places = try PlaceTable.all(table.name, transaction.db).compactMap { subscription, place in
      try place.rows(transaction).map { Watched(subscription: subscription, place: place, rows: $0) }
    }
    known[type] = places
    return places
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
