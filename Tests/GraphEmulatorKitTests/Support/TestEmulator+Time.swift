import GraphEmulatorKit
import GraphStore
import Tenants
import Testing

extension TestEmulator {
  /// Moves the clock of the main tenant.
  func advance(milliseconds: Int64) throws {
    try #require(core.tenants.mainTenant)
      .change(clock: .advance(ticks: milliseconds * 10_000), path: "$")
  }
}
