import GraphStore
import JSON
import OData

/// A stored subscription as those see it that send its messages.
struct Subscription {
  static let type = "microsoft.graph.subscription"

  let entity: Entity

  var key: Int64 { entity.key }
  var changeTypes: Set<ChangeType> { ChangeType.all(in: entity.string("changeType") ?? "") ?? [] }
  var notificationUrl: String? { entity.string("notificationUrl") }
  var lifecycleNotificationUrl: String? { entity.string("lifecycleNotificationUrl") }
  /// nil unless the objects are to be sent along.
  var certificate: String? {
    entity.bool("includeResourceData") == true ? entity.string("encryptionCertificate") : nil
  }

  /// nil for one that says none.
  var end: Moment? { entity.string("expirationDateTime").flatMap { Moment($0) } }

  init?(key: Int64, _ transaction: WriteTransaction) throws {
    guard let entity = try transaction.entity(key: key, in: transaction.table(Self.type)) else { return nil }
    self.entity = entity
  }

  init(_ entity: Entity) { self.entity = entity }

  /// What happens to it next by itself.
  func next(at moment: Moment) -> (due: Moment, event: SubscriptionTable.Event) {
    let end = end ?? moment
    let reminder = end.adding(atMost: -Self.reminderTime)
    return lifecycleNotificationUrl != nil && reminder > moment
      ? (reminder, .reauthorization) : (end, .expiry)
  }

  /// How long before its end its owner is asked (emulator decision: the service says no time).
  private static let reminderTime = 15 * Ticks.minute
}
