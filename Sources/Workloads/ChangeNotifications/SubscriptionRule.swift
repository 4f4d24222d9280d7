import GraphStore
import JSON
import OData

/// What a subscription has to be, and that its endpoints want it (graph-platform 5.4).
struct SubscriptionRule: EntityRule {
  let types = [Subscription.type]

  /// Of directory objects, in minutes: the longest and the shortest life (subscription resource page).
  static let lifetime = (shortest: Int64(45), longest: Int64(41_760))
  private static let textLimit = 128
  private static let tlsVersions: Set = ["v1_0", "v1_1", "v1_2", "v1_3"]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try checkTexts(new.properties)
    _ = try SubscribedResource(new.properties["resource"]?.stringValue ?? "", transaction)
    new.properties["expirationDateTime"] = try expiration(new.properties, transaction)
    try checkCertificate(new.properties)
    try checkEndpoints(
      [new.properties["notificationUrl"], new.properties["lifecycleNotificationUrl"]], transaction)
    new.setDefault("latestSupportedTlsVersion", "v1_2", transaction)
    new.properties["applicationId"] = transaction.clientApplication.map(JSONValue.string)
    new.properties["creatorId"] = try creator(transaction).map(JSONValue.string)
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    let resource = try SubscribedResource(entity.string("resource") ?? "", transaction)
    try SubscriptionTable.add(
      entity.key, resource, Subscription(entity).next(at: transaction.moment), transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    for name in ["resource", "changeType", "clientState", "lifecycleNotificationUrl", "includeResourceData"]
    where old.properties[name] != new.properties[name] {
      throw SubscriptionError.unchangeable(name)
    }
    let values = Dictionary(new.properties.members.map { ($0.name, $0.value) }) { $1 }
    try checkTexts(values)
    try checkCertificate(values)
    if old.properties["expirationDateTime"] != new.properties["expirationDateTime"] {
      new.properties["expirationDateTime"] = try expiration(values, transaction)
    }
    if old.properties["notificationUrl"] != new.properties["notificationUrl"] {
      try checkEndpoints([new.properties["notificationUrl"]], transaction)
    }
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    try SubscriptionTable.setNext(new.key, Subscription(new).next(at: transaction.moment), transaction)
  }

  /// Who unsubscribes hears no more, not even of what has happened before.
  func didDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try SubscriptionTable.remove(entity.key, transaction)
    if transaction.origin == .request { try transaction.withdrawMessages(about: [entity.key, -entity.key]) }
  }

  // MARK: Checks

  private func checkTexts(_ values: [String: JSONValue]) throws {
    let changeType = values["changeType"]?.stringValue ?? ""
    guard ChangeType.all(in: changeType) != nil else { throw SubscriptionError.changeType(changeType) }
    if let version = values["latestSupportedTlsVersion"]?.stringValue, !Self.tlsVersions.contains(version) {
      throw SubscriptionError.tlsVersion(version)
    }
    for name in ["clientState", "encryptionCertificateId"]
    where (values[name]?.stringValue?.count ?? 0) > Self.textLimit {
      throw SubscriptionError.tooLong(name, limit: Self.textLimit)
    }
  }

  /// A life that is too short is made longer, as the service does.
  private func expiration(
    _ values: [String: JSONValue], _ transaction: WriteTransaction
  ) throws -> JSONValue? {
    let value = values["expirationDateTime"]
    let longest = try ResourceText(values["resource"]?.stringValue ?? "", transaction.model)
      .lifetime(withObjects: values["includeResourceData"]?.boolValue == true)
    guard let end = value?.stringValue.flatMap({ Moment($0) }) else { return value }
    let now = transaction.moment
    guard end > now else { throw SubscriptionError.expiresTooEarly }
    guard end <= now.adding(atMost: longest * Ticks.minute) else {
      throw SubscriptionError.expiresTooLate(minutes: longest)
    }
    let earliest = now.adding(atMost: Self.lifetime.shortest * Ticks.minute)
    guard end < earliest else { return value }
    // Whole seconds, as subscriptions have them (graph-platform section 7).
    let isWhole = earliest.ticks % Ticks.second == 0
    return .string(earliest.adding(atMost: isWhole ? 0 : Ticks.second).seconds)
  }

  private func checkCertificate(_ values: [String: JSONValue]) throws {
    let certificate = values["encryptionCertificate"]?.stringValue
    if values["includeResourceData"]?.boolValue == true {
      guard certificate != nil, values["encryptionCertificateId"]?.stringValue != nil else {
        throw SubscriptionError.certificateMissing
      }
    }
    guard let certificate else { return }
    guard SealedContent.takes(certificate) else { throw SubscriptionError.certificateInvalid }
  }

  private func checkEndpoints(_ values: [JSONValue?], _ transaction: WriteTransaction) throws {
    let urls = values.compactMap { $0?.stringValue }
    for (url, answer) in zip(urls, try transaction.answers(of: urls)) {
      if let refusal = SubscriptionError.refusal(answer, url: url) { throw refusal }
    }
  }

  /// Id of the user who asks, or of the application that asks by itself.
  private func creator(_ transaction: WriteTransaction) throws -> String? {
    guard let key = transaction.caller else { return transaction.clientApplication }
    return try transaction.entity(key: key, in: transaction.table(DirectoryType.object))?.id
  }
}
