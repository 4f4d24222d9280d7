package import GraphStore
import Locks
import Tenants

/// The organizations of tenants, known by heart until one changes, since every request asks for one.
///
/// A class because all requests share it.
package final class KnownOrganizations: Sendable {
  private struct Entry: Sendable {
    weak var tenant: Tenant?
    let number: Int
    let organization: SignInOrganization
  }

  private let names: PrincipalNames
  private let entries = Lock<[TenantName: Entry]>([:])

  /// - Parameter names: how the tenants' workloads call what is looked at.
  package init(_ names: PrincipalNames) { self.names = names }

  /// - Throws: `OrganizationMissing`, and what looking into the directory throws.
  func organization(of tenant: Tenant, _ limit: RequestLimit) throws -> SignInOrganization {
    let number = tenant.store.organizationNumber
    if let known = entries.withLock({ $0[tenant.name] }), known.tenant === tenant, known.number == number {
      return known.organization
    }
    let found = try tenant.organization(names, limit)
    entries.withLock { entries in
      entries = entries.filter { $0.value.tenant != nil }
      entries[tenant.name] = Entry(tenant: tenant, number: number, organization: found)
    }
    return found
  }
}
