import GraphStore
import OData
import Observing
import Tenants

/// Finds the tenant that an authority names: `common`, a GUID, or a domain (clients-and-auth 4).
struct AuthorityLookup {
  let tenants: TenantRegistry
  let organizations: KnownOrganizations
  let limit: RequestLimit
  /// The tenants that the server that took the request and its header name; without any the main one is meant where the
  /// path does not say another.
  let stated: [String]
  /// Which tenant was found is noted there.
  let notes: RequestNotes?

  /// Those that stand for whatever tenant a user is of.
  static let sharedNames: Set = ["common", "organizations", "consumers"]

  /// - Throws: `SignInFailure.tenantUnknown`, `.tenantsDiffer`
  func authority(_ name: String) throws -> Authority {
    let authority = try found(name)
    notes?.note(tenant: authority.tenant.name)
    return authority
  }

  /// - Throws: `SignInFailure.tenantsDiffer`
  func checkStated() throws(SignInFailure) {
    if let other = stated.first(where: { $0 != stated[0] }) {
      throw SignInFailure.tenantsDiffer(stated[0], other)
    }
  }

  private func found(_ name: String) throws -> Authority {
    guard let main = usual else { throw SignInFailure.tenantUnknown(stated.first ?? name) }
    let shared = Self.sharedNames.contains(name.lowercased()) ? name.lowercased() : nil
    let organization = try organization(of: main)
    if shared != nil || organization.isCalled(name) {
      return Authority(tenant: main, id: organization.id, organization: organization, sharedName: shared)
    }
    if let other = try other(than: main, called: name) {
      if let own = stated.first { throw SignInFailure.tenantsDiffer(own, other.tenant.name.text) }
      return other
    }
    guard organization.isOpen, let id = Self.openIdentifier(name, organization) else {
      throw SignInFailure.tenantUnknown(name)
    }
    return Authority(tenant: main, id: id, organization: organization, sharedName: nil)
  }

  private var usual: Tenant? {
    guard let stated = stated.first else { return tenants.mainTenant }
    return (try? TenantName(stated)).flatMap(tenants.tenant)
  }

  private func other(than main: Tenant, called name: String) throws -> Authority? {
    for tenant in tenants.openTenants.sorted(by: { $0.name < $1.name }) where tenant.name != main.name {
      let organization = try organization(of: tenant)
      guard
        organization.id.lowercased() == name.lowercased()
          || !organization.isOpen && organization.isCalled(name)
      else { continue }
      return Authority(tenant: tenant, id: organization.id, organization: organization, sharedName: nil)
    }
    return nil
  }

  /// What tokens carry of an open tenant: the GUID that was asked for. nil for what can name no tenant.
  private static func openIdentifier(_ name: String, _ organization: SignInOrganization) -> String? {
    if let guid = Guid.normalized(name) { return guid }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    let isDomain =
      labels.count > 1
      && labels.allSatisfy { label in
        !label.isEmpty && label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
      }
    return isDomain ? organization.id : nil
  }

  private func organization(of tenant: Tenant) throws -> SignInOrganization {
    try organizations.organization(of: tenant, limit)
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
