import Tenants

/// The requests of all tenants, and what they take together.
struct JournalBooks: Sendable {
  struct Book: Sendable {
    var ring = JournalRing()
    var settings: Journal.Settings
  }

  private(set) var all: [TenantName: Book] = [:]
  /// Memory of all rings.
  private(set) var bytes = 0

  /// - Parameter beginning: what is set for a tenant that has no requests yet.
  mutating func change(
    _ tenant: TenantName, beginning: Journal.Settings, _ change: (inout Book) -> Void
  ) {
    bytes += Self.growth(of: &all[tenant, default: Book(settings: beginning)], change)
  }

  private static func growth(of book: inout Book, _ change: (inout Book) -> Void) -> Int {
    let before = book.ring.bytes
    change(&book)
    return book.ring.bytes - before
  }

  mutating func cut(_ tenant: TenantName, count: Int, bytes limit: Int) {
    guard let settings = all[tenant]?.settings else { return }
    change(tenant, beginning: settings) { $0.ring.cut(count: count, bytes: limit) }
  }

  /// The fullest gives away half of what it has, so that this does not come up with each request.
  mutating func cut(toBytes limit: Int) {
    while bytes > limit, let fullest = all.max(by: { $0.value.ring.bytes < $1.value.ring.bytes }) {
      cut(fullest.key, count: .max, bytes: fullest.value.ring.bytes / 2)
    }
  }

  mutating func remove(_ tenant: TenantName) {
    bytes -= all.removeValue(forKey: tenant)?.ring.bytes ?? 0
  }
}
