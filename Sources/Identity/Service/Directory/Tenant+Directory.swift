import GraphStore
import Tenants

extension Tenant {
  /// Looks into the directory as it is now.
  func directory<Result>(
    _ names: PrincipalNames, _ limit: RequestLimit, _ body: (DirectoryReader) throws -> Result
  ) throws -> Result {
    try store.inspect(moment: clock.now, limit: limit) { transaction in
      try body(DirectoryReader(transaction: transaction, names: names))
    }
  }

  /// The organization, which every tenant has from its first write on.
  ///
  /// - Throws: `OrganizationMissing`
  func organization(_ names: PrincipalNames, _ limit: RequestLimit) throws -> SignInOrganization {
    try directory(names, limit) { directory in
      guard let organization = try directory.organization() else { throw OrganizationMissing(tenant: name) }
      return organization
    }
  }
}

/// A fault: no token can say whose it is.
struct OrganizationMissing: Error, CustomStringConvertible {
  let tenant: TenantName

  var description: String { "the tenant '\(tenant.text)' has no organization" }
}
