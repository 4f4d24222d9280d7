import GraphService
import GraphStore
import HTTPMessages
import Seeding
import Tenants

/// One isolated set of data of an emulator.
///
/// ```swift
/// let tenant = try emulator.tenant("sales")
/// try tenant.seed(.json(#"{"groups": [{"displayName": "Sales"}]}"#))
/// let groups = try tenant.respond(to: EmulatorRequest("GET", "/v1.0/groups")).text
/// ```
public struct EmulatorTenant: Sendable {
  private let tenantName: TenantName
  /// Lives as long as somebody uses one of its tenants.
  private let emulator: Emulator

  init(name: TenantName, emulator: Emulator) {
    tenantName = name
    self.emulator = emulator
  }

  public var name: String { tenantName.text }

  /// - Throws: `TenantFailure`
  func tenant() throws -> Tenant { try emulator.core.tenants.served(tenantName) }

  /// Merges objects in by their ids: all of them, or none.
  ///
  /// - Throws: `EmulatorError.seed`; `.tenant` after `stop`, as everything else does.
  public func seed(_ seed: Seed) throws(EmulatorError) {
    _ = try EmulatorError.told { try SeedLoader.load(seed.documents(), into: tenant()) }
  }

  /// Goes back to what the tenant began with.
  ///
  /// - Throws: `EmulatorError.fault`
  public func reset() throws(EmulatorError) {
    _ = try EmulatorError.told { try tenant().reset() }
  }

  /// All state as a seed.
  ///
  /// - Throws: `EmulatorError.fault`
  public func export() throws(EmulatorError) -> String {
    try EmulatorError.told { String(decoding: try SeedExport.bytes(of: tenant()), as: UTF8.self) }
  }

  public var clock: EmulatorClock {
    get throws(EmulatorError) { try EmulatorError.told { EmulatorClock(try tenant().clock.mode) } }
  }

  /// Sets the clock; what comes due by that happens with the next request.
  ///
  /// - Throws: `EmulatorError.seed` for a time that cannot be.
  public func set(clock: EmulatorClock) throws(EmulatorError) { try seed(.json(clock.seed)) }

  /// Answers a request without a socket, as the server would.
  ///
  /// - Throws: `EmulatorError.connectionClosed` where a fault withholds or cuts the answer; `.tenant` after `stop`.
  public func respond(to request: EmulatorRequest) throws(EmulatorError) -> EmulatorResponse {
    let tenant = try EmulatorError.told { try self.tenant() }
    return try EmulatorResponse(emulator.core.respond(to: request.message, in: tenant))
  }
}
