import GraphService
import GraphStore
import HTTPMessages
import Identity
import JSON
import Tenants
import Workloads

/// Adds the objects to messages that they are sent along with.
struct NotificationEnvelope: Sendable {
  let service: GraphService
  let issuer: TokenIssuer
  /// What the links of the objects begin with.
  let root: OwnRoot
  /// A new one for each object that is sealed, of `SealedContent.keyLength` random bytes.
  let key: @Sendable () -> [UInt8]

  /// The messages as they are sent, in their order.
  func items(_ messages: [Outbox.Message], of tenant: Tenant, limit: RequestLimit) -> [String] {
    messages.map { sealed($0, of: tenant, limit) ?? $0.item }
  }

  /// With the object as it is now; nil when it is gone, or nobody has asked for it.
  private func sealed(_ message: Outbox.Message, of tenant: Tenant, _ limit: RequestLimit) -> String? {
    guard let path = message.object, let certificate = message.seal else { return nil }
    guard let object = read(path, in: tenant, limit) else { return nil }
    // The certificate was taken when it came.
    return NotificationCollection.item(
      message.item, with: object, for: certificate, named: message.sealName, key: key())
  }

  private func read(_ path: String, in tenant: Tenant, _ limit: RequestLimit) -> [UInt8]? {
    var request = Request(
      method: "GET", target: path, headers: RequestHeaders([HeaderField("Host", "localhost")]))
    request.statedRoot = root.text
    let response = service.respond(toOwn: request, in: tenant, limit: limit)
    return response.status == 200 ? response.body : nil
  }

  // MARK: Who sends them

  /// A token for each application that has subscribed to messages which bring an object.
  func validationTokens(for items: [String], of tenant: Tenant, limit: RequestLimit) -> [String] {
    let sealed = Set(items.compactMap(SealedItem.init))
    let readers = Set(sealed.compactMap { reader(of: $0, in: tenant, limit) })
    return readers.sorted { $0.application < $1.application }.compactMap { reader in
      // Without keys there is no token; the message is as good as it was.
      try? issuer.validationToken(for: reader.application, in: reader.tenant, at: tenant.clock.now)
    }
  }

  private struct Reader: Hashable {
    let application: String
    let tenant: String
  }

  private func reader(of item: SealedItem, in tenant: Tenant, _ limit: RequestLimit) -> Reader? {
    // One that has ended since has nobody to be shown anything.
    guard let body = read(item.subscription, in: tenant, limit),
      let subscription = try? JSONValue.parse(body).objectValue,
      let application = SealedItem.application(of: subscription)
    else { return nil }
    return Reader(application: application, tenant: item.tenant)
  }
}
