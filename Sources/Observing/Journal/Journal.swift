import Locks
import Synchronization
package import Tenants

/// The last requests of each tenant: what the client really sent, and what it got.
///
/// Bounded by the number of requests and by bytes, for each tenant and for all together. A class because all requests
/// write to it.
package final class Journal: Sendable {
  /// What is kept of a tenant's requests.
  package struct Settings: Sendable, Equatable {
    /// Requests that are kept; 0: none.
    package var count = 1000
    /// Of each body, how much is kept; 0 hides bodies.
    package var bodyBytes = 4096
    /// For each request what it did: route, permission, statements, rules, rows.
    package var keepsDecisions = false

    package static let counts = 0...100_000
    package static let bodies = 0...(1 << 20)

    package init() {}
  }

  /// Bytes of one tenant, and of all together.
  package static let byteLimit = 8 << 20
  package static let totalLimit = 64 << 20

  private let defaults: Settings
  private let secrets: Secrets
  private let state: Lock<JournalBooks>
  private let someDecide: Atomic<Bool>
  /// Some tenant has other settings than the others: without one nobody needs a lock to know them.
  private let someDiffer = Atomic(false)

  package init(
    _ defaults: Settings = Settings(), byteLimit: Int = Journal.byteLimit,
    totalLimit: Int = Journal.totalLimit, secrets: Secrets = Secrets()
  ) {
    self.defaults = defaults
    state = Lock(JournalBooks(JournalBooks.Limits(ring: byteLimit, total: totalLimit)))
    self.secrets = secrets
    someDecide = Atomic(defaults.keepsDecisions)
  }

  // MARK: Writing

  /// What a tenant's programs ask of Graph is kept; how they sign in is not, and neither is what its owner does.
  package func add(_ record: RequestRecord) {
    guard let tenant = record.facts.tenant, record.facts.door == .graph else { return }
    let settings = currentSettings(of: tenant)
    guard settings.count > 0 else { return }
    let request = KeptRequest.bytes(of: record, settings, secrets)
    state.withLock { $0.add(request, to: tenant, beginning: settings) }
  }

  // MARK: Reading

  /// In the order of the answers.
  package func entries(of tenant: TenantName) -> [JournalEntry] {
    state.withLock { $0.all[tenant]?.ring.entries ?? [] }
  }

  /// Forgets the requests of a tenant, and not how many there were.
  package func clear(_ tenant: TenantName) {
    state.withLock { $0.cut(tenant, count: 0, bytes: 0) }
  }

  /// Drops the requests of some tenants, and what was set for them.
  package func forget(_ isGone: (TenantName) -> Bool) {
    state.withLock { books in
      for name in books.all.keys where isGone(name) { books.remove(name) }
    }
  }

  /// How many requests are kept, and what they take.
  package var sizes: [(tenant: TenantName, count: Int, bytes: Int)] {
    state.withLock { $0.all.map { ($0.key, $0.value.ring.count, $0.value.ring.bytes) } }
      .sorted { $0.0 < $1.0 }
  }

  // MARK: Settings

  /// Those of the start where nothing else was set for the tenant.
  package func settings(of tenant: TenantName) -> Settings {
    state.withLock { $0.all[tenant]?.settings ?? defaults }
  }

  private func currentSettings(of tenant: TenantName) -> Settings {
    someDiffer.load(ordering: .relaxed) ? settings(of: tenant) : defaults
  }

  /// Takes effect at once: what is no longer to be kept goes.
  package func set(_ settings: Settings, of tenant: TenantName) {
    someDiffer.store(true, ordering: .relaxed)
    state.withLock { books in
      books.change(tenant, beginning: defaults) { $0.settings = settings }
      books.cut(tenant, count: settings.count)
    }
    if settings.keepsDecisions { someDecide.store(true, ordering: .relaxed) }
  }

  /// Whether it is kept what the tenant's requests do.
  package func decides(_ tenant: TenantName) -> Bool {
    someDecide.load(ordering: .relaxed) && settings(of: tenant).keepsDecisions
  }
}
