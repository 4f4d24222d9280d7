import GraphService
import GraphStore
import HTTPMessages
import JSON
import Tenants
import Workloads

/// Makes the body of a call out of the messages that wait: a `changeNotificationCollection`.
struct NotificationEnvelope: Sendable {
  let service: GraphService
  /// A new one for each object that is sealed, of `SealedContent.keyLength` random bytes.
  let key: @Sendable () -> [UInt8]

  /// - Parameter messages: those of one endpoint.
  func body(_ messages: [Outbox.Message], of tenant: Tenant, limit: RequestLimit) -> [UInt8] {
    var items: [JSONValue] = []
    for message in messages {
      guard case .object(var item)? = try? JSONValue.parse(message.item) else { continue }
      if let sealed = sealedObject(message, of: tenant, limit) { item["encryptedContent"] = .object(sealed) }
      items.append(.object(item))
    }
    return Array(JSONValue.object(["value": .array(items)]).text.utf8)
  }

  /// The object as it is now; nil for one that is gone, or that nobody has asked for.
  private func sealedObject(
    _ message: Outbox.Message, of tenant: Tenant, _ limit: RequestLimit
  ) -> JSONObject? {
    guard let path = message.object, let certificate = message.seal else { return nil }
    let request = Request(
      method: "GET", target: "/v1.0/\(path)",
      headers: RequestHeaders([
        HeaderField("Host", "localhost"), HeaderField("Authorization", "Bearer notifications"),
      ]))
    let response = service.respond(to: request, in: tenant, limit: limit)
    guard response.status == 200 else { return nil }
    // The certificate was taken when it came.
    return try? SealedContent.seal(
      response.body, for: certificate, named: message.sealName, key: key())
  }
}
