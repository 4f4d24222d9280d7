import GraphStore
import Locks
import Tenants

/// The tenants' organizations, each looked up again only when something was written to its tenant.
///
/// A class because all requests that name a tenant look into it.
final class Organizations: Sendable {
  private let known = Lock<[TenantName: Entry]>([:])

  private struct Entry: Sendable {
    /// Another tenant of the same name has an organization of its own.
    weak var tenant: Tenant?
    let writes: Int
    let organization: SignInOrganization?
  }

  /// - Parameter read: looks it up; nil for a tenant that has none.
  func organization(
    of tenant: Tenant, _ read: () throws -> SignInOrganization?
  ) rethrows -> SignInOrganization? {
    // What is written while it is read makes it old at once.
    let writes = tenant.store.writes
    let entry = known.withLock { $0[tenant.name] }
    if let entry, entry.tenant === tenant, entry.writes == writes { return entry.organization }
    let organization = try read()
    known.withLock { known in
      known = known.filter { $0.value.tenant != nil }
      known[tenant.name] = Entry(tenant: tenant, writes: writes, organization: organization)
    }
    return organization
  }
}
