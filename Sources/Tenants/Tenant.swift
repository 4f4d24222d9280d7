package import Crypto
package import Faults
import Foundation
package import GraphStore
import Locks

/// One isolated set of data with its clock.
///
/// A class because requests share it and its clock can be set.
package final class Tenant: Sendable {
  package let name: TenantName
  package let store: TenantStore
  package let clock: TenantClock
  /// What a reset goes back to.
  package let seeds: [SeedDocument]
  /// What its seeds may say of applications.
  package let applicationChecks: ApplicationChecks
  /// Which routes its programs have used.
  package let routeUse = RouteUse()
  /// How much of the limits that count requests is used up.
  package let buckets = RequestBuckets()
  /// What its requests are to meet that is not the service.
  package let interference = Interference()
  /// Seals the tokens in links, which outlive the process as the data does.
  package let tokenKey: SymmetricKey
  /// Who has it is the only one that makes, uses or removes snapshots.
  let saving = Lock(())
  /// What the load came to whose state is kept; nil: none is.
  let start = Lock<SeedReport?>(nil)
  /// Values of the seeds that it was made with, which were passed over.
  let ignoredAtStart = Lock<[String]>([])

  /// Tells the store, at its first tenant, whose it is.
  package init(
    name: TenantName, store: TenantStore, clock: TenantClock, seeds: [SeedDocument] = [],
    applicationChecks: ApplicationChecks = .none
  ) throws {
    self.name = name
    self.store = store
    self.clock = clock
    self.seeds = seeds
    self.applicationChecks = applicationChecks
    tokenKey = try Self.tokenKey(store)
    _ = try store.lastingValue(.tenant) { name.text }
  }

  /// The key is there as long as the database is.
  private static func tokenKey(_ store: TenantStore) throws -> SymmetricKey {
    let text = try store.lastingValue(.tokenKey) {
      SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
    }
    return SymmetricKey(data: Data(text.utf8))
  }
}
