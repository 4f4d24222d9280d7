import GRDB
import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Tenants
import Testing

/// A tenant that each row of a table finds as it was seeded.
///
/// A class because what was written since the seed is what its next row asks.
final class RouteScene {
  let emulator: TestEmulator
  private let store: TenantStore
  /// The tenant's database as the seed left it. To copy it back costs a hundredth of loading the seed again.
  private let seeded: DatabaseQueue
  private var more: String?
  private var isSeeded = true

  init(_ seed: String, preparation: [JSONObject] = []) throws {
    emulator = try TestEmulator.frozen(seed)
    for request in preparation {
      let reply = emulator.send(
        request["method"]?.stringValue ?? "", request["path"]?.stringValue ?? "", request["body"]?.text)
      #expect((200..<300).contains(reply.status), "\(request): \(reply.text)")
    }
    let copy = try DatabaseQueue()
    store = try #require(emulator.core.tenants.mainTenant).store
    try store.direct { database in try copy.inDatabase { try database.backup(to: $0) } }
    seeded = copy
  }

  /// Puts everything back to where it was.
  ///
  /// - Parameter more: a further seed that is loaded then.
  func restore(with more: String? = nil) throws {
    guard !isSeeded || more != self.more else { return }
    try store.direct { database in try seeded.inDatabase { try $0.backup(to: database) } }
    if let more { try emulator.load(more) }
    (self.more, isSeeded) = (more, true)
  }

  func send(
    _ method: String, _ path: String, _ body: String? = nil, version: String
  ) -> Reply {
    let headers = path.contains("$count") ? [HeaderField("ConsistencyLevel", "eventual")] : []
    let reply = emulator.send(method, path, body, version: version, headers: headers)
    if method != "GET", reply.status < 400 { isSeeded = false }
    return reply
  }
}
