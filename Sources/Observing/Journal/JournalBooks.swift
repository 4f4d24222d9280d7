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
  private let limits: Limits
  /// No ring has more than its share. It holds until one grows, or the shares become others.
  private var isShared = false

  /// Bytes of one ring, and of all together.
  struct Limits: Sendable {
    let ring: Int
    let total: Int
  }

  init(_ limits: Limits) { self.limits = limits }

  /// Takes a request in. Where all together have what they may, it goes into memory that the tenant's ring has already.
  ///
  /// - Parameters:
  ///   - request: as `KeptRequest.bytes(of:_:_:)` lays it out.
  ///   - beginning: what is set for a tenant that has no requests yet.
  mutating func add(_ request: [UInt8], to tenant: TenantName, beginning: Journal.Settings) {
    if limits.total - bytes < limits.total / 8 { share(with: tenant) }
    let (left, most) = (max(0, limits.total - bytes), limits.ring)
    change(tenant, beginning: beginning) { book in
      book.ring.append(request, count: book.settings.count, bytes: min(most, book.ring.bytes + left))
    }
  }

  /// Where a ring that has less than its share cannot grow, the fullest gives away half of what it has.
  private mutating func share(with tenant: TenantName) {
    let share = limits.total / max(1, all.count)
    let own = all[tenant]?.ring.bytes ?? 0
    guard !isShared, own < share, limits.total - bytes < max(own, JournalRing.smallest) else { return }
    let fullest = all.max { $0.value.ring.bytes < $1.value.ring.bytes }
    guard let fullest, fullest.value.ring.bytes > share else { return isShared = true }
    cut(fullest.key, count: .max, bytes: fullest.value.ring.bytes / 2)
  }

  /// - Parameter beginning: what is set for a tenant that has no requests yet.
  mutating func change(
    _ tenant: TenantName, beginning: Journal.Settings, _ change: (inout Book) -> Void
  ) {
    let count = all.count
    let growth = Self.growth(of: &all[tenant, default: Book(settings: beginning)], change)
    bytes += growth
    if growth > 0 || all.count != count { isShared = false }
  }

  private static func growth(of book: inout Book, _ change: (inout Book) -> Void) -> Int {
    let before = book.ring.bytes
    change(&book)
    return book.ring.bytes - before
  }

  /// Nothing of a tenant that has no requests.
  mutating func cut(_ tenant: TenantName, count: Int, bytes limit: Int = .max) {
    guard let settings = all[tenant]?.settings else { return }
    change(tenant, beginning: settings) { $0.ring.cut(count: count, bytes: limit) }
  }

  mutating func remove(_ tenant: TenantName) {
    bytes -= all.removeValue(forKey: tenant)?.ring.bytes ?? 0
    isShared = false
  }
}
