import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// What is sent to subscribers, as the items of a `changeNotificationCollection`.
///
/// A class because the tenant's id is looked up once for all messages of a transaction.
final class Notifications {
  /// What happens to a subscription itself.
  enum LifecycleEvent: String {
    case missed, subscriptionRemoved, reauthorizationRequired
  }

  private let transaction: WriteTransaction
  private lazy var tenantId = Result { try Self.tenantId(transaction) }

  /// How long an endpoint may be away (graph-platform 5.4).
  private static let patience = 4 * Ticks.hour
  /// Further messages that may wait when those about changes fill the outbox: to say so.
  private static let reserve = 1_000

  /// Whose form objects have that are sent along: the store does not say by which version a subscription was made.
  private static let version = "v1.0"

  init(_ transaction: WriteTransaction) { self.transaction = transaction }

  // MARK: Changes

  func post(
    _ changeType: ChangeType, _ change: ObjectChange, _ watcher: SubscriptionTable.Watcher,
    _ subscription: Subscription
  ) throws {
    guard let url = subscription.notificationUrl, let type = transaction.model.type(change.type) else {
      return
    }
    let resource = "\((type.traits.home ?? type.shortName).capitalizedFirst)/\(change.id)"
    let item = try item(
      changeType, resource, try resourceData(change, watcher, type, resource), subscription)
    let object = changeType == .deleted ? nil : type.traits.home.map { "\($0)/\(change.id)" }
    try post(item, with: object, to: url, subscription)
  }

  /// Of a collection that hangs off an object.
  func post(
    _ changeType: ChangeType, _ change: ObjectChange, _ place: SubscribedPlace, _ subscription: Subscription
  ) throws {
    guard let url = subscription.notificationUrl, let type = transaction.model.type(change.type) else {
      return
    }
    let path = try place.path(to: change.id, key: change.object, transaction)
    let resource = path.told(quotesIds: place.quotesIds)
    let name = place.quotesIds ? type.shortName : type.shortName.capitalizedFirst
    var data: JSONObject = [
      "@odata.type": .string("#Microsoft.Graph.\(name)"), "@odata.id": .string(resource),
      "id": .string(change.id),
    ]
    if let tag = try tag(of: change.object, type) { data["@odata.etag"] = .string(tag) }
    let asked = subscription.entity.string("resource") ?? ""
    let selection = (try? ResourceText(asked, transaction.model))?.selection
    let object = changeType == .deleted ? nil : path.text + (selection.map { "?" + $0 } ?? "")
    try post(try item(changeType, resource, data, subscription), with: object, to: url, subscription)
  }

  private func item(
    _ changeType: ChangeType, _ resource: String, _ data: JSONObject, _ subscription: Subscription
  ) throws -> JSONObject {
    [
      "changeType": .string(changeType.rawValue),
      "clientState": subscription.entity.properties["clientState"] ?? .null,
      "resource": .string(resource),
      "resourceData": .object(data),
      "subscriptionExpirationDateTime": subscription.entity.properties["expirationDateTime"] ?? .null,
      "subscriptionId": .string(subscription.entity.id),
      "tenantId": .string(try tenantId.get()),
    ]
  }

  /// - Parameter object: what is sent along where the subscriber wants that, as a path below the version.
  private func post(
    _ item: JSONObject, with object: String?, to url: String, _ subscription: Subscription
  ) throws {
    var message = message(to: url, item, about: subscription.key)
    if let certificate = subscription.certificate, let object {
      message.object = "/\(Self.version)/\(object)"
      message.seal = certificate
      message.sealName = subscription.entity.string("encryptionCertificateId")
    }
    if try !transaction.post(message) { try post(.missed, subscription) }
  }

  /// nil of an object that is gone, or whose type has none.
  private func tag(of key: Int64, _ type: StructuredType) throws -> String? {
    guard type.traits.entityTag != nil else { return nil }
    return try transaction.entity(key: key, in: transaction.table(type.name))?.string("@odata.etag")
  }

  private func resourceData(
    _ change: ObjectChange, _ watcher: SubscriptionTable.Watcher, _ type: StructuredType, _ resource: String
  ) throws -> JSONObject {
    var data: JSONObject = [
      "@odata.type": .string("#Microsoft.Graph.\(type.shortName.capitalizedFirst)"),
      "@odata.id": .string(resource), "id": .string(change.id),
      "organizationId": .string(try tenantId.get()), "eventTime": .string(transaction.moment.precise),
      "sequenceNumber": .number(String(transaction.moment.ticks)),
    ]
    var deltas: [String: [JSONValue]] = [:]
    for link in change.links where watcher.navigation.map({ $0 == link.navigation }) ?? true {
      guard let navigation = type.navigationProperty(link.navigation), navigation.isCollection,
        let isLinked = try isLinked(change.object, link, navigation)
      else { continue }
      var entry: JSONObject = ["id": .string(link.targetId)]
      if !isLinked { entry["@removed"] = "deleted" }
      deltas["\(link.navigation)@delta", default: []].append(.object(entry))
    }
    for (name, entries) in deltas.sorted(by: { $0.key < $1.key }) { data[name] = .array(entries) }
    return data
  }

  /// nil for a collection that is no table of its own.
  private func isLinked(
    _ source: Int64, _ link: LoggedChanges.Link, _ navigation: NavigationProperty
  ) throws -> Bool? {
    guard case .link(let table)? = transaction.schema.storage(of: navigation, in: transaction.model) else {
      return nil
    }
    let sql = "SELECT 1 FROM \(quoted(table.name)) WHERE source = ? AND target = ?"
    return try Int.fetchOne(
      transaction.db.cachedStatement(sql: sql), arguments: [source, link.target]) != nil
  }

  // MARK: Lifecycle

  func post(_ event: LifecycleEvent, _ subscription: Subscription) throws {
    guard let url = subscription.lifecycleNotificationUrl else { return }
    let item: JSONObject = [
      "subscriptionId": .string(subscription.entity.id),
      "subscriptionExpirationDateTime": subscription.entity.properties["expirationDateTime"] ?? .null,
      "tenantId": .string(try tenantId.get()),
      "organizationId": .string(try tenantId.get()),
      "clientState": subscription.entity.properties["clientState"] ?? .null,
      "lifecycleEvent": .string(event.rawValue),
    ]
    // That one of these was missed is told to nobody: it would be to the same endpoint.
    let message = message(to: url, item, about: -subscription.key)
    guard try !transaction.waits(message) else { return }
    _ = try transaction.post(message, limit: Outbox.rowLimit + Self.reserve)
  }

  // MARK: Parts

  private func message(to url: String, _ item: JSONObject, about subscription: Int64) -> NewMessage {
    // At whole minutes, so that many are given up together.
    let begun = transaction.moment.ticks % Ticks.minute
    return NewMessage(
      url: url, item: JSONValue.object(item).text, subject: subscription,
      expires: transaction.moment.adding(atMost: -begun).adding(atMost: Self.patience + Ticks.minute))
  }

  private static func tenantId(_ transaction: WriteTransaction) throws -> String {
    try Organization.existing(transaction)?.id ?? ""
  }
}
