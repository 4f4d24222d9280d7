import GraphService
import GraphStore
import Locks
import OData
import Tenants
import Workloads

/// Whose the requests are that name no tenant: that of the organization which their token is of, or else the main one.
///
/// A class because all requests share what was found out about the tenants.
final class TenantChoice: Sendable {
  private let tenants: TenantRegistry
  /// Whether tokens are read.
  private let readsTokens: Bool
  private let known = Lock<[TenantName: Known]>([:])

  /// The organization of a tenant, as long as nobody changes it.
  private struct Known: Sendable {
    /// One that has its name later is another, wherever it is in memory.
    weak var tenant: Tenant?
    let number: Int
    let organization: String?
  }

  init(_ tenants: TenantRegistry, readsTokens: Bool) {
    self.tenants = tenants
    self.readsTokens = readsTokens
  }

  func tenant(named text: String) -> Tenant? { (try? TenantName(text)).flatMap(tenants.tenant) }

  func tenant(of incoming: Incoming) -> Tenant? {
    let main = tenants.mainTenant
    guard readsTokens else { return main }
    // Whoever has one tenant only needs no token read for that.
    let others = tenants.openTenants.filter { $0 !== main }
    guard !others.isEmpty, let id = incoming.tokenTenant?.lowercased() else { return main }
    if let main, organization(of: main) == id { return main }
    return others.filter { organization(of: $0) == id }.min { $0.name < $1.name } ?? main
  }

  private func organization(of tenant: Tenant) -> String? {
    let number = tenant.store.organizationNumber
    if let known = known.withLock({ $0[tenant.name] }), known.tenant === tenant, known.number == number {
      return known.organization
    }
    // A tenant that cannot be read is found by its name, and says then why not.
    let id = try? tenant.store.inspect(moment: .first) { try Organization.identifier($0)?.lowercased() }
    known.withLock { known in
      // Tenants come and go.
      if known.count >= Self.limit { known.removeAll() }
      known[tenant.name] = Known(tenant: tenant, number: number, organization: id)
    }
    return id
  }

  private static let limit = 10_000
}
