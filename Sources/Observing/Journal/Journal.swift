import Locks
import Synchronization
package import Tenants

/// The last requests of each tenant: what the client really sent, and what it got.
///
/// Bounded by the number of requests and by bytes, for each tenant and for all together. A class because all requests
/// write to it.
package final class Journal: Sendable {
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

  private struct Book {
    var ring = JournalRing()
    var settings: Settings
  }

  private struct Books {
    var all: [TenantName: Book] = [:]
    /// Of all rings.
    var bytes = 0
  }

  private let defaults: Settings
  private let byteLimit: Int
  private let totalLimit: Int
  private let state = Lock(Books())
  private let someDecide: Atomic<Bool>

  package init(
    _ defaults: Settings = Settings(), byteLimit: Int = Journal.byteLimit,
    totalLimit: Int = Journal.totalLimit
  ) {
    self.defaults = defaults
    self.byteLimit = byteLimit
    self.totalLimit = totalLimit
    someDecide = Atomic(defaults.keepsDecisions)
  }

  // MARK: Writing

  /// A request that was for no tenant is not kept.
  package func add(_ record: RequestRecord) {
    guard let tenant = record.facts.tenant else { return }
    let settings = settings(of: tenant)
    guard settings.count > 0 else { return }
    let number = state.withLock { $0.all[tenant, default: Book(settings: defaults)].ring.takeNumber() }
    let entry = JournalEntry(record, number: number, settings)
    let gone = state.withLock { books in
      books.all[tenant, default: Book(settings: defaults)].ring.append(entry)
      books.bytes += entry.size
      return cut(tenant, &books)
    }
    // They are freed outside of the lock.
    withExtendedLifetime(gone) {}
  }

  private func cut(_ tenant: TenantName, _ books: inout Books) -> [JournalEntry] {
    let count = books.all[tenant]?.settings.count ?? 0
    var gone = cut(tenant, count: count, bytes: byteLimit, &books)
    // The fullest gives away half of what it has, so that this does not come up with each request.
    while books.bytes > totalLimit,
      let fullest = books.all.max(by: { $0.value.ring.bytes < $1.value.ring.bytes })
    {
      gone += cut(fullest.key, count: .max, bytes: fullest.value.ring.bytes / 2, &books)
    }
    return gone
  }

  private func cut(
    _ tenant: TenantName, count: Int, bytes: Int, _ books: inout Books
  ) -> [JournalEntry] {
    let gone = books.all[tenant]?.ring.cut(count: count, bytes: bytes) ?? []
    for entry in gone { books.bytes -= entry.size }
    return gone
  }

  // MARK: Reading

  /// In the order of the answers.
  package func entries(of tenant: TenantName) -> [JournalEntry] {
    state.withLock { $0.all[tenant]?.ring.entries ?? [] }.sorted { $0.number < $1.number }
  }

  package func clear(_ tenant: TenantName) {
    let gone = state.withLock { cut(tenant, count: 0, bytes: 0, &$0) }
    withExtendedLifetime(gone) {}
  }

  /// Forgets all tenants but these, and what was set for them.
  package func keepOnly(_ tenants: Set<TenantName>) {
    let before = state.withLock { books in
      let gone = books.all.filter { !tenants.contains($0.key) }
      for (name, book) in gone {
        books.all[name] = nil
        books.bytes -= book.ring.bytes
      }
      return gone
    }
    withExtendedLifetime(before) {}
  }

  /// How many requests are kept, and what they take.
  package var sizes: [(tenant: TenantName, count: Int, bytes: Int)] {
    state.withLock { $0.all.map { ($0.key, $0.value.ring.count, $0.value.ring.bytes) } }
      .sorted { $0.0 < $1.0 }
  }

  // MARK: Settings

  package func settings(of tenant: TenantName) -> Settings {
    state.withLock { $0.all[tenant]?.settings ?? defaults }
  }

  package func set(_ settings: Settings, of tenant: TenantName) {
    let gone = state.withLock { books in
      books.all[tenant, default: Book(settings: defaults)].settings = settings
      return cut(tenant, &books)
    }
    withExtendedLifetime(gone) {}
    if settings.keepsDecisions { someDecide.store(true, ordering: .relaxed) }
  }

  /// Whether it is kept what the tenant's requests do.
  package func decides(_ tenant: TenantName) -> Bool {
    someDecide.load(ordering: .relaxed) && settings(of: tenant).keepsDecisions
  }
}
