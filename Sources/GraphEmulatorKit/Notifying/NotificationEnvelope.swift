import GraphService
import GraphStore
import HTTPMessages
import Tenants
import Workloads

/// Adds the objects to messages that they are sent along with.
struct NotificationEnvelope: Sendable {
  let service: GraphService
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
    var request = Request(
      method: "GET", target: path, headers: RequestHeaders([HeaderField("Host", "localhost")]))
    request.statedRoot = root.text
    let response = service.respond(toOwn: request, in: tenant, limit: limit)
    guard response.status == 200 else { return nil }
    // The certificate was taken when it came.
    return NotificationCollection.item(
      message.item, with: response.body, for: certificate, named: message.sealName, key: key())
  }
}
