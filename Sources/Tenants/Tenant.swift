package import Crypto
package import GraphStore

/// One isolated set of data with its clock.
///
/// A class because requests share it and its clock can be set.
package final class Tenant: Sendable {
  /// `default`
  package let name: String
  package let store: TenantStore
  package let clock: TenantClock
  /// Seals the tokens in links, which outlive the process as the data does.
  package let tokenKey: SymmetricKey

  package init(name: String, store: TenantStore, clock: TenantClock, tokenKey: SymmetricKey) {
    self.name = name
    self.store = store
    self.clock = clock
    self.tokenKey = tokenKey
  }
}
