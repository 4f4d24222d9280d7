import ControlPlane
import Dispatch
import Foundation
import HTTPServer
import Locks
import Tenants

/// The servers of tenants that have a port of their own, beside the server of all.
///
/// A class because requests add to them while others are answered.
final class OwnPorts: TenantPorts {
  /// Serves a tenant at a port; 0 picks a free one.
  typealias Start = @Sendable (_ tenant: TenantName, _ port: Int) throws -> Server

  private struct State: Sendable {
    /// nil: nothing is served.
    var start: Start?
    /// Of the server of all tenants, that of HTTP first.
    var common: [Int] = []
    var servers: [TenantName: Server] = [:]
  }

  private let state = Lock(State())
  /// Servers that are being stopped.
  private let stopping = DispatchGroup()

  private static let limit = 64

  /// - Parameter common: the ports of the server of all tenants, that of HTTP first.
  func begin(beside common: [Int], start: @escaping Start) {
    state.withLock { state in (state.common, state.start) = (common, start) }
  }

  /// Begins to stop all of them, and serves none from here on.
  func end() {
    let servers = state.withLock { state in
      defer { state = State() }
      return state.servers.values.map { $0 }
    }
    for server in servers { stop(server) }
  }

  /// Waits for those that are being stopped.
  func waitForEnd() { stopping.wait() }

  /// Finishes the requests under way, as far as they are done in two seconds; all servers have the same two.
  ///
  /// Each on a thread of its own: no handler could stop its own server, and no server is to wait for another's requests.
  private func stop(_ server: Server) {
    stopping.enter()
    Thread.detachNewThread { [stopping] in
      server.stop(deadline: .seconds(2))
      stopping.leave()
    }
  }

  // MARK: TenantPorts

  func listen(for tenant: TenantName, at port: Int?) throws(TenantPortFailure) {
    let earlier = try state.withLock { (state) throws(TenantPortFailure) -> Server? in
      guard let start = state.start else { throw .notServing }
      guard state.servers.count < Self.limit else { throw .tooMany(limit: Self.limit) }
      if let port { try Self.check(port, tenant, state) }
      return state.servers.updateValue(try Self.started(start, tenant, port), forKey: tenant)
    }
    // A tenant that was removed had the name before, and its port was not closed yet.
    earlier.map(stop)
  }

  private static func started(
    _ start: Start, _ tenant: TenantName, _ port: Int?
  ) throws(TenantPortFailure) -> Server {
    do { return try start(tenant, port ?? 0) } catch ServerError.tooFewFiles(let limit, let needed) {
      throw .tooFewFiles(limit: limit, needed: needed)
    } catch { throw .unavailable("\(error)") }
  }

  /// The system would say that another process has a port which is this program's.
  private static func check(_ port: Int, _ tenant: TenantName, _ state: State) throws(TenantPortFailure) {
    if state.common.contains(port) { throw .taken(port: port, by: nil) }
    if let other = state.servers.first(where: { $0.value.port == port && $0.key != tenant })?.key {
      throw .taken(port: port, by: other)
    }
  }

  func port(of tenant: TenantName) -> Int? { state.withLock { $0.servers[tenant]?.port } }

  var commonPort: Int? { state.withLock { $0.common.first } }

  func close(_ tenant: TenantName) {
    state.withLock { $0.servers.removeValue(forKey: tenant) }.map(stop)
  }
}
